"""What people enter who ask for data, and who answer them (clause 二)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from catalog.forms.issues import CONTACT_HINT, long_text
from catalog.models import DataResource


class DataRequestForm(forms.Form):
    """Four fields, two of them optional; no account."""

    title = forms.CharField(
        label=_("想要的数据"),
        min_length=2,
        max_length=120,
        help_text=_("一句话，例如“各社区充电桩的位置和空闲情况”。"),
    )
    purpose = long_text(
        _("用来做什么"),
        _("写明用途和需要的字段、更新频率。受理后公开，请不要写姓名、电话等个人信息。"),
    )
    theme = forms.ChoiceField(label=_("主题"), required=False)
    contact = forms.CharField(
        label=_("联系方式"),
        max_length=120,
        required=False,
        help_text=CONTACT_HINT,
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
        queryset=Organisation.objects.all(),
        help_text=_("选择产生这些数据的单位，由它研究能否开放。"),
    )


class OpeningForm(forms.Form):
    """Which resource answers the request, and what to say about it."""

    resource = forms.ModelChoiceField(
        label=_("满足需求的资源"),
        queryset=DataResource.objects.all(),
        help_text=_("须已经发布并向社会开放。尚未发布的，请先办理目录发布。"),
    )
    opinion = long_text(
        _("承办单位意见"), _("写明开放了哪些内容；部分开放的，写明哪些没有开放、为什么。")
    )


class ReplyForm(forms.Form):
    """What the public reads as the reply."""

    reply = long_text(_("公开答复"), _("答复在开放需求页面上公开，请不要写个人信息。"))
