"""What the start of a linkage analysis asks for: which quasi-identifiers are counted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.linkage.reading import concepts_of
from licensing.models import LinkageAnalysis


class AnalysisForm(forms.Form):
    """The quasi-identifiers that the samples have; all of them unless some are left out."""

    TAKES = ("subject",)

    concepts = forms.MultipleChoiceField(
        label=_("参与计算的准标识"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("按样本的列名识别；都不选即全部参与。没有样本的，只按数据项含义分析。"),
    )

    def __init__(self, *args: Any, subject: LinkageAnalysis | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = concepts_of(subject) if subject is not None else []
        field: Any = self.fields["concepts"]
        field.choices = [(each, each) for each in found]
        field.initial = found
