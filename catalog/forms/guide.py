"""The forms of the guided way: one block of an application at a time, every field optional until it is filed."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from catalog.forms.words import WordListField
from catalog.models import Evidence, RegistrationApplication
from catalog.registries import registries_for
from governance import clock
from governance.admin.uploads import AttachmentField
from governance.models import Attachment
from governance.visibility import only_visible

EVIDENCE_FIELDS = (
    "method", "number", "institution", "preserved_on", "algorithm", "digest", "file",
)  # fmt: skip


def block_form(
    application: RegistrationApplication,
    names: tuple[str, ...],
    *,
    data: Any,
    files: Any,
    user: Any,
) -> forms.ModelForm:
    """The form of these fields of an application."""
    form = fields_form(RegistrationApplication, names, user)(data, files, instance=application)
    _narrow(form, application)
    return form


def _narrow(form: Any, application: RegistrationApplication) -> None:
    """Choices of a whole country are cut down to what can be meant."""
    if "registry" in form.fields:
        serving = registries_for([application.registrant], clock.today())
        form.fields["registry"].queryset = Organisation.objects.filter(
            pk__in=[application.registry_id, *(each.pk for each in serving)]
        )
    if "data_region" in form.fields:
        place = str(application.registrant.region_id or "")[:2]
        near = Q(code__startswith=place) if place else Q()
        form.fields["data_region"].queryset = form.fields["data_region"].queryset.filter(near)


def evidence_form(evidence: Evidence, *, data: Any, files: Any, user: Any) -> forms.ModelForm:
    """The form of one piece of evidence."""
    return fields_form(Evidence, EVIDENCE_FIELDS, user)(data, files, instance=evidence)


def fields_form(
    model: type[models.Model], names: tuple[str, ...], user: Any
) -> type[forms.ModelForm]:
    """The form class of these fields of a record: files kept, choices cut down to what the person may see."""

    def control(field: models.Field[Any, Any], **kwargs: Any) -> Any:
        if field.related_model is Attachment:
            return AttachmentField(
                by=user, label=field.verbose_name, required=False, help_text=field.help_text
            )
        return _control(field, user, **kwargs)

    built: type[forms.ModelForm] = forms.modelform_factory(
        model, fields=names, formfield_callback=control
    )
    return built


def _control(field: models.Field[Any, Any], user: Any, **kwargs: Any) -> Any:
    if isinstance(field, models.TextField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
    elif isinstance(field, models.DateField):
        kwargs["widget"] = forms.DateInput(attrs={"inputmode": "numeric", "class": "short"})
    elif isinstance(field, ArrayField):
        kwargs["form_class"] = WordListField
    made = field.formfield(**kwargs)
    if isinstance(made, forms.ModelChoiceField):
        made.queryset = only_visible(made.queryset, user)  # type: ignore[arg-type]
    return made
