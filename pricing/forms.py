"""What the steps of this app ask for at every door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def day(label: Any, *, help_text: Any = "") -> forms.DateField:
    """A date typed or picked."""
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget)


class QuantityForm(forms.Form):
    """How much of a product somebody means to use."""

    quantity = forms.DecimalField(
        label=_("用量"), min_value=0, max_value=10**12, max_digits=16, decimal_places=4
    )


class DocumentForm(forms.Form):
    """The document by which an allowed revenue was decided."""

    document_no = forms.CharField(
        label=_("核定文号"), max_length=60, help_text=_("例如：云发改价格〔2026〕12号。")
    )
    document_on = day(_("核定文件日期"))


class ReportForm(forms.Form):
    """The written report of a cap (65号 二)."""

    report_no = forms.CharField(label=_("书面报告文号"), max_length=60)
    reported_on = day(_("书面报告日期"))


class EndForm(forms.Form):
    """The last day on which a tariff stands."""

    ends_on = day(_("执行截止日"), help_text=_("当日仍然执行，次日起不再执行。"))


class FormalApplicationForm(forms.Form):
    """The written application for a formal price (65号 二)."""

    application_no = forms.CharField(label=_("申请文号"), max_length=60)
    applied_on = day(_("申请日期"))
