"""Fields of accounts."""

from typing import Any

from django import forms
from django.db import models

from accounts import uscc

#: Room for what pasting adds to the eighteen characters.
AS_PASTED = 60


class UsccField(models.CharField):
    """A unified social credit code, cleaned of spaces and full-width signs before its length is judged."""

    def to_python(self, value: Any) -> str:
        """The code as the standard writes it."""
        return uscc.normalise(str(value or ""))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """A field with room for pasting."""
        return super().formfield(**{"max_length": AS_PASTED} | kwargs)
