"""Characters that no XML can hold (XML 1.0 §2.2): refused where text comes in, left out where it goes out."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

#: Control characters other than tab and line breaks, halves of characters, and what is no character at all.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: object) -> str:
    """The text without what XML cannot hold."""
    return UNWRITABLE.sub("", str(text))


def is_writable(value: Any) -> bool:
    """Whether a text, or every text within a list or record, can be written in XML."""
    if isinstance(value, str):
        return UNWRITABLE.search(value) is None
    if isinstance(value, Mapping):
        return all(is_writable(each) for pair in value.items() for each in pair)
    if isinstance(value, list | tuple):
        return all(is_writable(each) for each in value)
    return True


def require_writable(values: Mapping[str, Any], model: type[Model]) -> None:
    """Refuse, each at its field, values that hold such characters."""
    faulty = [name for name, value in values.items() if not is_writable(value)]
    if faulty:
        raise ValidationError({name: _sentence(model, name) for name in faulty})


def _sentence(model: type[Model], name: str) -> str:
    labels = {field.name: field.verbose_name for field in model._meta.concrete_fields}
    return _("“%(label)s”含有看不见的控制字符，不能保存。请删去从别处粘贴来的部分，重新输入。") % {
        "label": labels.get(name, _("填写的内容"))
    }
