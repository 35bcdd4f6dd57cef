"""What the steps of a candidate ask for: conditions to check, fields to mend, points to give."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from licensing.models import Candidate, CandidateCondition

#: The fields that a supplement notice may name.
MENDABLE = (
    "name", "uscc", "contact_person", "contact_phone", "capability", "capability_file", "credit", "credit_file",
    "security", "security_file", "funds", "funds_file", "service", "service_file", "proposal", "proposal_file",
    "relations",
)  # fmt: skip


def label_of(name: str) -> str:
    """What a field of an application is called."""
    field: Any = Candidate._meta.get_field(name)
    return str(field.verbose_name)


class SupplementForm(forms.Form):
    """Everything that is wanting, at once: a remark for each field at fault."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MENDABLE:
            self.fields[name] = forms.CharField(
                label=label_of(name),
                required=False,
                max_length=300,
                help_text=_("没有问题的留空。"),
            )


class ExaminationForm(forms.Form):
    """One verdict for each condition of the selection."""

    TAKES = ("subject",)

    def __init__(self, *args: Any, subject: Candidate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for condition in subject.selection.conditions.all() if subject else ():
            self.fields[f"verdict_{condition.pk}"] = forms.ChoiceField(
                label=str(condition),
                choices=CandidateCondition.Verdict.choices,
                widget=forms.RadioSelect,
            )
            self.fields[f"reason_{condition.pk}"] = forms.CharField(
                label=_("%(kind)s：理由") % {"kind": condition.get_kind_display()},
                required=False,
                max_length=300,
                help_text=_("不符合的必须写明理由。"),
            )
            self.fields[f"file_{condition.pk}"] = forms.FileField(
                label=_("%(kind)s：核查材料") % {"kind": condition.get_kind_display()},
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """An unmet condition says why, at its own field."""
        given = super().clean() or {}
        for name, verdict in list(given.items()):
            key = name.removeprefix("verdict_")
            if name == key or verdict != CandidateCondition.Verdict.UNMET:
                continue
            if not given.get(f"reason_{key}", "").strip():
                self.add_error(f"reason_{key}", _("不符合条件的，须写明理由，请补充。"))
        return given


class LinkForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("本平台的单位"), help_text=_("统一社会信用代码须一致。")
    )


class ScoreForm(forms.Form):
    """The points of one judge for one candidate, up to the weight of each criterion."""

    TAKES = ("subject",)

    def __init__(self, *args: Any, subject: Candidate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in subject.selection.criteria.all() if subject else ():
            self.fields[f"points_{criterion.pk}"] = forms.DecimalField(
                label=str(criterion),
                min_value=Decimal(0),
                max_value=Decimal(criterion.weight),
                max_digits=5,
                decimal_places=2,
                help_text=criterion.guidance,
            )
            self.fields[f"comment_{criterion.pk}"] = forms.CharField(
                label=_("%(name)s：评语") % {"name": criterion.name}, required=False, max_length=300
            )
