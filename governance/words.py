"""Stored values in words for people: names of fields, labels of choices, yes and no; never a stored code."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.transitions import steps

#: What happens to records of every kind outside the steps.
VERBS = {
    "add": gettext_lazy("新建"),
    "change": gettext_lazy("修改"),
    "export": gettext_lazy("导出"),
    "export_delivered": gettext_lazy("导出完成："),
    "download": gettext_lazy("下载附件："),
}
_named: dict[str, str | Promise] = {
    "governance.grant.give": gettext_lazy("授予单项权限"),
    "governance.grant.withdraw": gettext_lazy("收回单项权限"),
    "governance.deadline.recompute": gettext_lazy("重新推算期限"),
    "governance.inbox.export": gettext_lazy("导出我的待办"),
    "governance.desk.export": gettext_lazy("导出办理日历"),
}
#: What events tell beside the fields of a record.
TOLD = {
    "bytes": gettext_lazy("字节数"),
    "columns": gettext_lazy("列"),
    "expires_at": gettext_lazy("有效期至"),
    "file": gettext_lazy("附件"),
    "filter": gettext_lazy("筛选条件"),
    "format": gettext_lazy("格式"),
    "link": gettext_lazy("链接"),
    "means": gettext_lazy("方式"),
    "message": gettext_lazy("说明"),
    "rows": gettext_lazy("行数"),
    "sha256": gettext_lazy("SHA-256 摘要值"),
    "username": gettext_lazy("用户名"),
}
_named_values: dict[tuple[str, str], str | Promise] = {}


def name_values(words: Mapping[tuple[str, str], str | Promise]) -> None:
    """Say what a stored code is called under a name, where no choices of a field do."""
    _named_values.update(words)


def name_actions(labels: Mapping[str, str | Promise]) -> None:
    """Say what events are called that are neither steps nor anything of ``VERBS``; an app does so in ``events.py``."""
    _named.update(labels)


def yes_or_no(value: bool) -> str:
    """是 or 否."""
    return _("是") if value else _("否")


def field_label(model: type[Model] | None, name: str) -> str:
    """The field's name as people know it, or what else an event tells; the stored name for a field that is gone."""
    field = _field(model, name)
    return str(field.verbose_name if field is not None else TOLD.get(name, name))


def field_value(model: type[Model] | None, name: str, value: Any) -> str:
    """A plain stored value in words: the label of a choice, 是 or 否, the text of anything else."""
    if value is None or value == "":
        return _("（空）")
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, dict):  # a derivation, frozen contents: the record's own page tells it
        return _("（%(n)d 项内容）") % {"n": len(value)}
    labels = _labels(_field(model, name))
    if isinstance(value, list):
        return "、".join(str(labels.get(str(each), each)) for each in value)
    return str(labels.get(value) or _named_values.get((name, str(value)), value))


def _labels(field: Field | None) -> dict[Any, Any]:
    """What the stored codes of a field are called; of a list, those of its members."""
    source = getattr(field, "base_field", field)
    return dict(getattr(source, "flatchoices", None) or ())


def _field(model: type[Model] | None, name: str) -> Field | None:
    try:
        found = model._meta.get_field(name) if model is not None else None
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def action_words(action: str) -> str:
    """An event's action as people say it: its own name, the label of a step, or the verb with the record's kind."""
    if action in _named:
        return str(_named[action])
    for step in steps():
        if step.transition.action == action:
            return str(step.transition.label)
    label, _dot, verb = action.rpartition(".")
    model = model_of(label)
    if verb in VERBS and model is not None:
        return f"{VERBS[verb]}{model._meta.verbose_name}"
    return action


def kind_words(label: str) -> str:
    """What kind of record ``app.model`` is, as people say it."""
    model = model_of(label)
    return str(model._meta.verbose_name) if model is not None else label


def model_of(label: str) -> type[Model] | None:
    """The model named ``app.model``, or ``None`` where it is gone or was never one."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None
