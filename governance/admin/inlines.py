"""Rows edited within their parent's form, under the same policies."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _

from governance.admin.access import PolicyAccess
from governance.admin.widgets import CONTROLS, NO_SCRIPTS


class LabelledRows(forms.BaseInlineFormSet):
    """Every input of a row says which row and field it is: the column's heading does not reach a screen reader."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name each input 第 n 行，字段."""
        super().add_fields(form, index)
        row = _("第 %(row)d 行") % {"row": index + 1} if index is not None else _("新的一行")
        for field in form.fields.values():
            if field.label:
                # The wrapper of a related field shares its attributes with all rows; its control does not.
                control = getattr(field.widget, "widget", field.widget)
                control.attrs["aria-label"] = f"{row}，{field.label}"


class PolicyRows(PolicyAccess, admin.options.InlineModelAdmin):
    """What tabular and stacked rows share."""

    formset = LabelledRows
    extra = 0
    can_delete = False
    formfield_overrides = CONTROLS
    media = NO_SCRIPTS
    # A row's public page is told by the record; Django's redirect by content type is not among our addresses.
    view_on_site = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """``obj`` is the parent here: the rows' own policy is asked when each of them is saved."""
        return self.has_policy(request, "change")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """``obj`` is the parent here; the rows are those that the person may see."""
        return self.has_policy(request, "view")


class PolicyInline(PolicyRows, admin.TabularInline):
    """Rows as a table."""


class PolicyStackedInline(PolicyRows, admin.StackedInline):
    """Rows one below the other."""
