"""The portal's clock: China's time, asked only at the doors and handed on as an argument."""

from datetime import date, datetime, time

from django.utils import timezone


def now() -> datetime:
    """The present instant, aware, in the portal's time zone (Asia/Shanghai)."""
    return timezone.localtime(timezone.now(), timezone.get_default_timezone())


def today() -> date:
    """The present date in China, whatever the time zone of the server."""
    return now().date()


def moment_of(day: date) -> datetime:
    """The moment at which something of the day happens: now, where it is today, else the day's beginning in China."""
    present = now()
    if day == present.date():
        return present
    return datetime.combine(day, time.min, present.tzinfo)
