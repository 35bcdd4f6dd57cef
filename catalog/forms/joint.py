"""What joint applicants and interested parties enter on the guided way (26号 第七条、第九条第三项)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from catalog.models import ApplicationParty, Registration, RegistrationApplication
from governance.admin.uploads import AttachmentField
from governance.visibility import visible_rows

PARTY_FIELDS = ("organisation", "consent_statement", "consent_file")
CLAIM_FIELDS = ("change_summary", "interest", "error_evidence")
LONGEST_NUMBER = 80


def party_form(party: ApplicationParty, *, data: Any, files: Any, user: Any) -> forms.ModelForm:
    """One joint applicant beside the lead, with what shows its consent."""

    def control(field: Any, **kwargs: Any) -> Any:
        if field.name == "consent_file":
            return AttachmentField(
                by=user, label=field.verbose_name, required=False, help_text=field.help_text
            )
        if field.name == "consent_statement":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
        return field.formfield(**kwargs)

    built: type[forms.ModelForm] = forms.modelform_factory(
        ApplicationParty, fields=PARTY_FIELDS, formfield_callback=control
    )
    form = built(data, files, instance=party)
    others = visible_rows(Organisation, user).exclude(pk=party.application.registrant_id)
    form.fields["organisation"].queryset = others  # type: ignore[attr-defined]
    return form


class ClaimForm(forms.ModelForm):
    """Which registration is wrong, what of it, and what that is to whoever says so."""

    number = forms.CharField(
        label=_("登记编号或者查询码"),
        max_length=LONGEST_NUMBER,
        help_text=_("登记凭证和公开的登记页面上都有。"),
    )
    applicant = forms.ModelChoiceField(Organisation.objects.none(), label=_("您所在的单位"))
    field_order = ("number", *CLAIM_FIELDS, "consent_file", "applicant")

    class Meta:
        model = RegistrationApplication
        fields = (*CLAIM_FIELDS, "applicant")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in CLAIM_FIELDS}

    def __init__(self, *args: Any, user: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user
        self.about: Registration | None = None
        consent: Any = RegistrationApplication._meta.get_field("consent_file")
        self.fields["consent_file"] = AttachmentField(
            by=user, label=consent.verbose_name, required=False
        )
        self.order_fields(self.field_order)
        choices: Any = self.fields["applicant"]
        choices.queryset = bodies
        if len(bodies) == 1:
            choices.initial = bodies[0]
        for name in ("change_summary", "interest"):
            self.fields[name].required = True

    def clean_number(self) -> str:
        """A registration in the books, found by either of its numbers."""
        number = "".join(self.cleaned_data["number"].split())
        rows = visible_rows(Registration, self._user).filter(status=Registration.Status.ACTIVE)
        self.about = rows.filter(number=number).first() or rows.filter(query_code=number).first()
        if self.about is None:
            raise forms.ValidationError(
                _("没有找到有效的登记“%(number)s”。请核对登记凭证上的登记编号或者查询码。"),
                params={"number": number},
            )
        return number

    def clean(self) -> dict[str, Any]:
        """Consent of the registrant, or evidence that it is wrong (26号 第九条第三项)."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("error_evidence") and not cleaned.get("consent_file"):
            self.add_error(
                "error_evidence",
                _("请写明证明登记有误的证据，或者上传登记主体的书面同意，至少一项。"),
            )
        return cleaned
