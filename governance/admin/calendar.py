"""The calendar of working days: a year is entered from the State Council's notice, as text, in one go."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance import edits
from governance.admin.inlines import PolicyInline
from governance.admin.policy_admin import PolicyAdmin
from governance.models import Workday, WorkdayYear

LINE = re.compile(
    r"^(\d{4}-\d\d-\d\d)(?:\s*(?:至|~|到)\s*(\d{4}-\d\d-\d\d))?[\s,，]+(放假|上班)[\s,，]+(\S.*)$"
)
KINDS = {"放假": Workday.Kind.HOLIDAY, "上班": Workday.Kind.WORKDAY}
LONGEST_HOLIDAY = 31


def announced_days(text: str) -> Iterator[Workday]:
    """The days of a notice, one line for a day or a range; raises ``ValidationError`` with the line's number."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = LINE.match(line.strip())
        try:
            first = date.fromisoformat(found[1]) if found else None
            last = date.fromisoformat(found[2] or found[1]) if found else None
        except ValueError:
            first = last = None
        if (
            found is None
            or first is None
            or last is None
            or not 0 <= (last - first).days < LONGEST_HOLIDAY
        ):
            raise ValidationError(
                _("第 %(n)d 行读不懂：请按“2027-01-01至2027-01-03 放假 元旦”的样式填写。"),
                params={"n": number},
            )
        for offset in range((last - first).days + 1):
            yield Workday(
                day=first + timedelta(days=offset), kind=KINDS[found[3]], name=found[4].strip()
            )


class WorkdayYearForm(forms.ModelForm):
    """A year with the notice's days as text."""

    notice = forms.CharField(
        label=_("放假和调休安排"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10, "class": "vLargeTextField"}),
        help_text=_(
            "每行一天或一段，例如：2027-01-01至2027-01-03 放假 元旦；2027-02-14 上班 春节调休。"
        ),
    )

    class Meta:
        model = WorkdayYear
        fields = ("year", "source_document")

    def clean_notice(self) -> list[Workday]:
        """The announced days, all of the year that is entered."""
        days = list(announced_days(self.cleaned_data["notice"]))
        year = self.cleaned_data.get("year")
        strange = [str(each.day) for each in days if each.day.year != year]
        if strange:
            raise ValidationError(
                _("这些日期不在 %(year)s 年：%(days)s。")
                % {"year": year, "days": "、".join(strange)}
            )
        return days


class WorkdayInline(PolicyInline):
    model = Workday
    fields = ("day", "kind", "name")


@admin.register(WorkdayYear)
class WorkdayYearAdmin(PolicyAdmin):
    form = WorkdayYearForm
    list_display = ("year", "source_document")
    search_fields = ("source_document",)
    fields = ("year", "source_document", "notice")
    inlines = (WorkdayInline,)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The notice is text to be entered: whoever only reads sees its days below."""
        may_enter = (
            self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        )
        fields = list(super().get_fields(request, obj))
        return fields if may_enter else [name for name in fields if name != "notice"]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The rows of the form, then the days of the notice that are not entered yet."""
        super().save_related(request, form, formsets, change)
        known = set(form.instance.days.values_list("day", flat=True)) if form.instance.pk else set()
        for day in form.cleaned_data.get("notice") or ():
            if day.day not in known:
                day.year = form.instance
                edits.save(day, actor=request.user, reason=form.instance.source_document)


@admin.register(Workday)
class WorkdayAdmin(PolicyAdmin):
    list_display = ("day", "kind", "name", "year")
    list_filter = ("kind", "year")
    list_select_related = ("year",)
    search_fields = ("name",)
    date_hierarchy = "day"
    fields = ("year", "day", "kind", "name")
