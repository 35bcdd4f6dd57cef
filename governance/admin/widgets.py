"""Controls of the admin's forms: plain ones, which our templates show as the browser's own."""

from typing import Any

from django import forms
from django.db import models

#: ``admin.js`` does what Django's own scripts did; a widget that needs more (autocomplete) brings it.
NO_SCRIPTS = forms.Media()


class Paragraphs(forms.Textarea):
    """Text in paragraphs: browsers end lines in two signs, what is stored ends them in one and is no change."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed, with plain line breaks."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


CONTROLS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.TextField: {"widget": Paragraphs(attrs={"rows": 3})},
    models.DateField: {"widget": forms.DateInput},
    models.URLField: {"assume_scheme": "https"},
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": forms.DateTimeInput},
}
