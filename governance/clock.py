"""The portal's clock: China's time, asked only at the doors and handed on as an argument."""

from datetime import date, datetime, time

from django.utils import timezone

When = tuple[date, datetime]


def now() -> datetime:
    """The present instant, aware, in the portal's time zone (Asia/Shanghai)."""
    return timezone.localtime(timezone.now(), timezone.get_default_timezone())


def today() -> date:
    """The present date in China, whatever the time zone of the server."""
    return now().date()


def morning(day: date) -> datetime:
    """Nine o'clock in China: the moment that feeds give to what is known by its day alone."""
    return timezone.make_aware(datetime.combine(day, time(9)), timezone.get_default_timezone())


def when(on: date | None, at: datetime | None) -> When:
    """The day and the moment of an act: now, where nothing is said; a past or future day begins at midnight."""
    present = now()
    day = on or present.date()
    if at is not None or day == present.date():
        return day, at or present
    return day, datetime.combine(day, time.min, present.tzinfo)
