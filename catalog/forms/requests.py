"""What people enter who ask for data, and who answer them (clause 二)."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, Role
from catalog.forms.issues import CONTACT_HINT, CONTACT_TOO_LONG, long_text
from catalog.models import DataResource


class DataRequestForm(forms.Form):
    """Four fields, two of them optional; no account."""

    title = forms.CharField(
        label=_("想要的数据"),
        min_length=2,
        max_length=120,
        help_text=_("一句话，例如“各社区充电桩的位置和空闲情况”。"),
        error_messages={
            "required": _("请写明想要什么数据。"),
            "min_length": _("写得太短，请至少写%(limit_value)d个字。"),
            "max_length": _("最多%(limit_value)d个字，细节请写在“用来做什么”里。"),
        },
    )
    purpose = long_text(
        _("用来做什么"),
        _("写明用途和需要的字段、更新频率。受理后公开，请不要写姓名、电话等个人信息。"),
    )
    theme = forms.ChoiceField(
        label=_("主题"),
        required=False,
        error_messages={"invalid_choice": _("没有这个主题，请从清单中选择，或者选“不确定”。")},
    )
    contact = forms.CharField(
        label=_("联系方式"),
        max_length=120,
        required=False,
        help_text=CONTACT_HINT,
        error_messages={"max_length": CONTACT_TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, themes: tuple[str, ...] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = public_themes() if themes is None else themes
        choices = [("", _("不确定")), *((theme, theme) for theme in known)]
        self.fields["theme"].choices = choices  # type: ignore[attr-defined]


def public_themes() -> tuple[str, ...]:
    """The themes under which something is published."""
    published = DataResource.objects.published().filter(is_secret=False).exclude(theme="")
    return tuple(published.order_by("theme").values_list("theme", flat=True).distinct())


class AcceptanceForm(forms.Form):
    """How urgent the request is for people's life (clause 二: 优先开放与民生紧密相关的数据)."""

    is_livelihood = forms.BooleanField(
        label=_("与民生紧密相关"), required=False, help_text=_("民生需求优先办理，排在清单前面。")
    )


class AssignmentForm(forms.Form):
    """Which bureau has such data."""

    bureau = forms.ModelChoiceField(
        label=_("承办单位"),
        queryset=Organisation.objects.filter(
            pk__in=Membership.objects.filter(role=Role.PROVIDER).values("organisation")
        ),
        help_text=_("选择产生这些数据的单位，由它研究能否开放。"),
    )


class PastedResourceField(forms.ModelChoiceField):
    """A resource among a million: pasted, not chosen from a list. By address, code, key or full name."""

    widget = forms.TextInput
    ADDRESS = re.compile(r"(?:.*/catalog/(?:dataresource/)?)?(\d{1,18})(?:/(?:change/)?)?")

    def to_python(self, value: Any) -> DataResource | None:
        """The visible resource that was meant."""
        text = str(getattr(value, "pk", value) or "").strip()
        if not text:
            return None
        # What no text of the database can contain is nobody's name.
        rows: Any = self.queryset if text.isprintable() else DataResource.objects.none()
        by_code = rows.filter(code=text).first()
        address = self.ADDRESS.fullmatch(text)
        found = by_code or (rows.filter(pk=int(address[1])).first() if address else None)
        found = found or rows.filter(name=text).order_by("-pk").first()
        if found is None:
            raise ValidationError(
                _("没有找到这项资源，或者您无权查看。请从资源页面复制网址，再粘贴到这里。")
            )
        return found


class OpeningForm(forms.Form):
    """Which resource answers the request, and what to say about it."""

    resource = PastedResourceField(
        label=_("满足需求的资源"),
        queryset=DataResource.objects.all(),
        help_text=_(
            "粘贴资源页面的网址，或者填写资源代码、完整的资源名称。须已经发布并向社会开放。"
        ),
    )
    opinion = long_text(
        _("承办单位意见"), _("写明开放了哪些内容；部分开放的，写明哪些没有开放、为什么。")
    )


class ReplyForm(forms.Form):
    """What the public reads as the reply."""

    reply = long_text(_("公开答复"), _("答复在开放需求页面上公开，请不要写个人信息。"))
