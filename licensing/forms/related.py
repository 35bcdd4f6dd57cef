"""What the end of a relation asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.forms.days import DayField


class RelationEndForm(forms.Form):
    holds_to = DayField(
        label=_("关系截止日期"), help_text=_("这一天以前，不得再开发的限制仍然有效。")
    )
