"""The words of the templates: state badges, deadlines, money, dates."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from governance import presentation, search
from governance.clock import today
from governance.deadlines import portal_calendar
from governance.words import field_value

register = template.Library()

OPENING_TONES = {
    "unconditional": presentation.Tone.OK,
    "conditional": presentation.Tone.GO,
    "none": presentation.Tone.OFF,
}
LONGEST_EXCERPT = 90
BOOLEAN_ICON = re.compile(r'<img src="[^"]*icon-(yes|no|unknown)[^"]*" alt="[^"]*">')


@register.simple_tag
def state(record: Any, pill: bool = False) -> SafeString:
    """``{% state record %}``: the record's present state as a badge."""
    return presentation.state_badge(record, pill=pill)


@register.simple_tag
def badge(word: str, tone: str, pill: bool = False) -> SafeString:
    """``{% badge "已核验" "ok" %}``: any word with the shape and colour of a tone."""
    return presentation.badge(word, tone, pill=pill)


@register.inclusion_tag("components/_deadline.html", takes_context=True)
def deadline(
    context: template.Context,
    due_on: date | None,
    left: int | None = None,
    provisional: bool = False,
) -> dict[str, Any]:
    """``{% deadline record.due_on %}``: working days left in words, and the date.

    ``left`` saves the counting where the caller has done it already.
    """
    if due_on is None:
        return {"due_on": None}
    if left is None:
        left = _calendar(context).between(today(), due_on)
    tone, words = presentation.deadline_words(left)
    return {"due_on": due_on, "tone": tone, "words": words, "provisional": provisional}


def _calendar(context: template.Context) -> Any:
    """The calendar of working days, asked for once a request and not once a row."""
    request = context.get("request")
    if request is None:
        return portal_calendar()
    if not hasattr(request, "portal_calendar"):
        request.portal_calendar = portal_calendar()
    return request.portal_calendar


@register.filter
def money(amount: Decimal | None, places: int | None = None) -> str:
    """``{{ price.amount|money }}`` or ``|money:2``: 1,500.00; a dash where there is none."""
    return presentation.money(amount, places)


@register.filter
def grouped(number: int | None) -> str:
    """``{{ count|grouped }}``: 12,486."""
    return presentation.money(None if number is None else Decimal(number), 0)


@register.filter
def day(value: date | None) -> SafeString | str:
    """``{{ record.issued_on|day }}``: a ``<time>``, or a dash."""
    return presentation.day(value) if value else "–"


@register.filter
def readonly(cell: Any) -> SafeString | str:
    """A field of an admin form that is only shown: choices of a list and yes or no in words."""
    name = cell.field["name"]
    value = getattr(cell.form.instance, name, None) if isinstance(name, str) else None
    if isinstance(value, list):
        return (
            field_value(type(cell.form.instance), name, value)
            if value
            else cell.empty_value_display
        )
    return plain_booleans(cell.contents())


@register.filter
def plain_booleans(html: str) -> SafeString:
    """Yes and no in words, where Django shows a bare icon."""
    words = {
        "yes": presentation.badge(_("是"), presentation.Tone.OK),
        "no": presentation.badge(_("否"), presentation.Tone.OFF),
        "unknown": escape(_("未定")),
    }
    return mark_safe(BOOLEAN_ICON.sub(lambda icon: words[icon[1]], str(html)))  # noqa: S308 - Django's own escaped cell


@register.simple_tag(takes_context=True)
def freshness(context: template.Context, resource: Any) -> SafeString:
    """``{% freshness resource %}``: when the data were renewed, or by how much that is late."""
    on = today()
    kept = resource.freshness(on)
    late = _calendar(context).between(kept.next_on, on) if kept.is_overdue else 0
    words = presentation.freshness_words(kept, late=late, on=on)
    return presentation.badge(words, presentation.freshness_tone(kept, late))


@register.simple_tag
def opening(resource: Any, pill: bool = False) -> SafeString:
    """``{% opening resource %}``: how the resource is open to society."""
    tone = OPENING_TONES.get(resource.opening, presentation.Tone.WAIT)
    return presentation.badge(resource.get_opening_display() or _("开放类型未定"), tone, pill=pill)


@register.filter
def marked(text: str, terms: Iterable[str]) -> SafeString:
    """A title with the searched words marked, in whichever way they are written."""
    return search.marked(text, terms or ())


@register.filter
def excerpt(text: str, terms: Iterable[str]) -> SafeString:
    """Ninety signs of a text around the first searched word, with the words marked."""
    return search.excerpt(text, terms or (), LONGEST_EXCERPT)
