"""By what the public narrows the register of registrations and the list of notices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Region
from catalog.models import Registration, RegistrationApplication
from catalog.standing import choices as standings

Kind = RegistrationApplication.Kind
Status = RegistrationApplication.Status
#: How a notice that is over has ended.
OUTCOMES = (Status.NOTICE, Status.OBJECTED, Status.CODED, Status.TERMINATED)


def any_of(choices: Any, words: Any) -> list[tuple[str, Any]]:
    """The choices with one for all of them before."""
    return [("", words), *((value, label) for value, label in choices)]


class KeptFilter(forms.Form):
    """What both lists share."""

    q = forms.CharField(
        label=_("名称、编号或者单位"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    subject = forms.ChoiceField(
        label=_("登记对象"),
        required=False,
        choices=any_of(RegistrationApplication.SubjectKind.choices, _("资源和产品")),
    )
    kind = forms.ChoiceField(
        label=_("登记类型"), required=False, choices=any_of(Kind.choices, _("全部类型"))
    )
    registry = forms.ModelChoiceField(
        label=_("登记机构"), required=False, queryset=Organisation.objects.none(), empty_label=_("全部登记机构")
    )  # fmt: skip
    region = forms.ModelChoiceField(
        label=_("地区"), required=False, queryset=Region.objects.none(), empty_label=_("全部地区")
    )

    #: The reverse name by which an organisation knows its rows of this list.
    kept_as = "received_applications"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        registries = Organisation.objects.filter(**{f"{self.kept_as}__isnull": False}).distinct()
        chosen: Any = self.fields
        chosen["registry"].queryset = registries.order_by("name")
        chosen["region"].queryset = Region.objects.filter(
            pk__in=registries.values("region")
        ).order_by("code")


class RegistrationFilter(KeptFilter):
    """The register of registrations (一本账)."""

    kind = forms.ChoiceField(
        label=_("登记类型"),
        required=False,
        choices=any_of(Registration.Kind.choices, _("全部类型")),
    )
    standing = forms.ChoiceField(
        label=_("状态"), required=False, choices=any_of(standings(), _("全部状态"))
    )
    kept_as = "kept_registrations"


class NoticeFilter(KeptFilter):
    """Notices that run, and those that are over."""

    outcome = forms.ChoiceField(
        label=_("结果"), required=False, choices=any_of([(each.value, each.label) for each in OUTCOMES], _("全部结果"))
    )  # fmt: skip
