"""Rows of a change list that fold into cards on a phone, with states as badges and deadlines in words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from governance import presentation
from governance.calendars import Calendar
from governance.clock import today
from governance.deadlines import portal_calendar
from governance.templatetags.gongshu import plain_booleans

register = template.Library()

#: Text of so few characters (a state, a date) is not broken over two lines.
SHORT = 10

CELL = re.compile(r"^<(t[dh])(?: class=\"([^\"]*)\")?>(.*)</t[dh]>$", re.DOTALL)


@register.simple_tag
def card_rows(
    records: Iterable[Any], rows: Iterable[Sequence[str]], headers: Sequence[dict[str, Any]]
) -> Iterator[list[SafeString]]:
    """``{% card_rows cl.result_list results result_headers as rows %}``: the cells of each row."""
    calendar, on = portal_calendar(), today()
    for record, cells in zip(records, rows, strict=True):
        pairs = zip(cells, headers, strict=False)
        yield [card_cell(cell, str(header["text"]), record, calendar, on) for cell, header in pairs]


def card_cell(cell: str, label: str, record: Any, calendar: Calendar, on: date) -> SafeString:
    """One of Django's cells with its role, and its column's name for the card."""
    found = CELL.match(plain_booleans(cell))
    if found is None:
        return mark_safe(cell)  # noqa: S308 -- Django's own escaped cell
    tag, classes, content = found[1], found[2] or "", found[3]
    role = "rowheader" if tag == "th" else "cell"
    scope = ' scope="row"' if tag == "th" else ""
    # The heading names the card itself; the tick box has no column name.
    named = "" if tag == "th" or label.startswith("<") else f' data-label="{escape(label)}"'
    if len(content) <= SHORT and "nb" not in classes:
        classes = f"{classes} nb".strip()
    told = telling(classes.split(), record, calendar, on) if "<a " not in content else None
    opening = f'<{tag} class="{classes}" role="{role}"{scope}{named}>'
    return mark_safe(f"{opening}{told or content}</{tag}>")  # noqa: S308 -- escaped by Django and by us


def telling(classes: list[str], record: Any, calendar: Calendar, on: date) -> SafeString | None:
    """A state as its badge, a running clock as the working days left; nothing for other columns."""
    if "field-status" in classes and hasattr(record, "get_status_display"):
        return presentation.state_badge(record)
    due_on = getattr(record, "due_on", None)
    if "field-due_on" in classes and due_on is not None:
        tone, words = presentation.deadline_words(calendar.between(on, due_on))
        day = presentation.day(due_on)
        return format_html(
            '{}<br><span class="small quiet">{}</span>', presentation.badge(words, tone), day
        )
    return None
