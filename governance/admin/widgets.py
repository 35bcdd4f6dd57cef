"""Controls of the admin's forms: plain ones, which our templates show as the browser's own."""

from typing import Any

from django import forms
from django.db import models

#: ``admin.js`` does what Django's own scripts did; a widget that needs more (autocomplete) brings it.
NO_SCRIPTS = forms.Media()

CONTROLS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})},
    models.DateField: {"widget": forms.DateInput},
    models.URLField: {"assume_scheme": "https"},
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": forms.DateTimeInput},
}
