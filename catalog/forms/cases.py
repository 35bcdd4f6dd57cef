"""The one field by which the public finds a case again."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

#: What people and their keyboards put where a number has a hyphen.
DASHES = re.compile(r"[‐-―−﹘﹣_~—-]+")
#: As it is given out: the word of the series, the year, and at least four digits.
PARTS = re.compile(r"(\D+?)-?([0-9]{4})-?([0-9]{1,9})", re.ASCII)
DIGITS = 4


def case_number(typed: str) -> str:
    """The number as it was given out: widths, spaces, dashes, capitals and missing noughts do not matter."""
    text = "".join(unicodedata.normalize("NFKC", typed).split()).upper()
    text = DASHES.sub("-", text).strip("-")
    found = PARTS.fullmatch(text)
    if found is None:
        return text
    series, year, count = found.groups()
    return f"{series}-{year}-{count.lstrip('0').zfill(DIGITS)}"


class CaseNumberForm(forms.Form):
    """The number on the receipt."""

    number = forms.CharField(
        label=_("编号"),
        max_length=60,
        help_text=_("提交时给您的编号，例如：质-2026-0001。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("请填写提交时给您的编号。"),
            "max_length": _("编号不会超过 60 个字，请对照提交时给您的编号重新填写。"),
        },
    )

    def clean_number(self) -> Any:
        """As it was given out."""
        return case_number(self.cleaned_data["number"])
