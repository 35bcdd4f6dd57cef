"""By what the public narrows the register of licences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Region
from licensing.models import Licence, Mode

STANDINGS = (
    ("", _("全部状态")),
    ("in_force", _("正在生效")),
    ("soon", _("90 天内到期")),
    ("renewing", _("续约中")),
    ("stopped", _("已中止")),
    ("ended", _("已结束")),
)
ORDERS = (
    ("", _("最近生效的在前")),
    ("ending", _("最早到期的在前")),
    ("name", _("按名称")),
)


class RegisterFilter(forms.Form):
    """Words, state, mode, domain, region, operator and order."""

    q = forms.CharField(
        label=_("名称、编号或者运营机构"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    standing = forms.ChoiceField(label=_("状态"), required=False, choices=STANDINGS)
    mode = forms.ChoiceField(
        label=_("授权模式"), required=False, choices=(("", _("全部模式")), *Mode.choices)
    )
    domain = forms.CharField(
        label=_("领域或者场景"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    region = forms.ModelChoiceField(
        label=_("地区"), required=False, queryset=Region.objects.none(), empty_label=_("全部地区")
    )
    operator = forms.ModelChoiceField(
        label=_("运营机构"), required=False, queryset=Organisation.objects.none(), empty_label=_("全部运营机构")
    )  # fmt: skip
    order = forms.ChoiceField(label=_("排序"), required=False, choices=ORDERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        licensed = Licence.objects.on_register()
        chosen: Any = self.fields
        chosen["operator"].queryset = Organisation.objects.filter(
            pk__in=licensed.values("operator")
        ).order_by("name")
        chosen["region"].queryset = Region.objects.filter(
            pk__in=licensed.values("regulator__region")
        ).order_by("code")

    @property
    def is_narrowed(self) -> bool:
        """Whether fewer than all are asked for."""
        return any(value for name, value in self.cleaned_data.items() if name != "order")
