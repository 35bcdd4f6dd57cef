"""What an address of the search page may ask for."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from catalog.search import Ask
from catalog.vocabulary import Opening, UpdateCycle

FILTERS = ("theme", "provider", "opening", "format", "cycle", "region")


class SearchForm(forms.Form):
    """The parameters of a search; what is not of this form is refused."""

    q = forms.CharField(required=False, max_length=10_000)
    theme = forms.CharField(required=False, max_length=60)
    provider = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    opening = forms.ChoiceField(required=False, choices=Opening.choices)
    format = forms.CharField(required=False, max_length=40)
    cycle = forms.ChoiceField(required=False, choices=UpdateCycle.choices)
    region = forms.CharField(
        required=False, validators=[RegexValidator(r"\A[1-9][0-9]{5}\Z", _("区划代码是六位数字。"))]
    )
    literal = forms.BooleanField(required=False)
    after = forms.CharField(required=False, max_length=60)

    @property
    def filters(self) -> dict[str, Any]:
        """The chosen filters by the facet's name."""
        return {name: self.cleaned_data[name] for name in FILTERS if self.cleaned_data[name]}

    @property
    def ask(self) -> Ask:
        """The question in the words of the search."""
        return Ask(
            self.cleaned_data["q"],
            self.filters,
            self.cleaned_data["after"],
            is_literal=self.cleaned_data["literal"],
        )
