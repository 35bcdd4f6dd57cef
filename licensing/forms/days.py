"""Days, typed or chosen."""

from django import forms


class DayInput(forms.DateInput):
    input_type = "date"


class DayField(forms.DateField):
    """A date, typed or chosen."""

    widget = DayInput
