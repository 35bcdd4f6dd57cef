"""How states, deadlines and figures are put into words, the same on every page."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

SOON = 3  # working days left from which on a deadline asks for attention
LONG_LATE = 20  # working days by which data may be late before it counts as a fault
RECENT_DAYS = 14  # days for which "n days ago" says more than a date


class Tone(StrEnum):
    """The six looks of a state: each is a colour and a shape beside the word."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    GO = "go"
    WAIT = "wait"
    OFF = "off"


# The tone of a state by its name, for models that do not say otherwise in ``TONES``.
USUAL_TONES: Mapping[str, Tone] = {
    name: tone
    for tone, names in {
        Tone.OK: "PUBLISHED IN_FORCE ON_SALE CODED ACTIVE APPROVED FILED SET CONFIRMED",
        Tone.WARN: "RETURNED OBJECTED SUSPENDED",
        Tone.BAD: "REFUSED REJECTED REVOKED FAILED",
        Tone.GO: "SUBMITTED IN_REVIEW REVIEWED NOTICE DELIBERATION DECIDED SIGNED REPORTED RUNNING",
        Tone.OFF: "WITHDRAWN TERMINATED EXPIRED CLOSED SUPERSEDED CANCELLED ENDED",
    }.items()
    for name in names.split()
}


def tone_of(record: Any) -> Tone:
    """The tone of a record's present state: its model's own, else by the name of the state."""
    status = record.status
    own = getattr(record, "TONES", {})
    if status in own:
        return Tone(own[status])
    choices = getattr(record, "Status", None)
    name = choices(status).name if choices else str(status).upper()
    return USUAL_TONES.get(name, Tone.WAIT)


def badge(word: str | Promise, tone: str, *, pill: bool = False) -> SafeString:
    """A state as a word with its shape and colour."""
    return format_html('<span class="st is-{}{}">{}</span>', tone, " pill" if pill else "", word)


def state_badge(record: Any, *, pill: bool = False) -> SafeString:
    """The badge of a record's present state."""
    return badge(record.get_status_display(), tone_of(record), pill=pill)


def deadline_words(left: int) -> tuple[Tone, str]:
    """How urgent a term is with so many working days left, and how that is said."""
    if left < 0:
        return Tone.BAD, _("逾期 %(n)d 个工作日") % {"n": -left}
    if left == 0:
        return Tone.WARN, _("今天到期")
    return (Tone.WARN if left <= SOON else Tone.GO), _("还剩 %(n)d 个工作日") % {"n": left}


def freshness_tone(kept: Any, late: int) -> Tone:
    """Kept promises are well; late ones ask for attention, long ones are a fault."""
    if kept.last_on is None:
        return Tone.WAIT
    if not kept.is_overdue:
        return Tone.OK
    return Tone.WARN if late <= LONG_LATE else Tone.BAD


def freshness_words(kept: Any, *, late: int, on: date) -> str:
    """When data were renewed, or since when they should have been."""
    if kept.last_on is None:
        return _("尚无更新记录")
    if kept.is_overdue:
        words = {"day": kept.next_on.isoformat(), "n": late}
        return _("应于 %(day)s 更新，晚了 %(n)d 个工作日") % words
    days = (on - kept.last_on).days
    if days <= 0:
        return _("今天已更新")
    if days <= RECENT_DAYS:
        return _("%(n)d 天前更新") % {"n": days}
    return _("更新于 %(day)s") % {"day": kept.last_on.isoformat()}


def money(amount: Decimal | None, places: int | None = None) -> str:
    """An amount with grouped thousands and its own decimals, or as many as asked for."""
    if amount is None:
        return "–"
    return str(number_format(amount, decimal_pos=places, use_l10n=True, force_grouping=True))


def day(value: date) -> SafeString:
    """A date that people and machines can read."""
    return format_html('<time datetime="{0}">{0}</time>', value.isoformat()[:10])
