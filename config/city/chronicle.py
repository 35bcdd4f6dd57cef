"""The city's past, told day by day: the trail reads as if people had worked here for a year."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.conf import settings

from governance.deadlines import portal_calendar

Happening = Callable[[], Any]
OPENING = time(9, 0)


class Chronicle:
    """Collects what happened on which day, then lets it happen in order, each at its own hour."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._calendar = portal_calendar()
        self._entries: list[tuple[date, int, Happening]] = []

    def working_days_ago(self, number: int) -> date:
        """The working day that lies ``number`` working days back; 0 is today or the last one before."""
        day = self.today
        while not self._calendar.is_working_day(day):
            day -= timedelta(days=1)
        for _each in range(number):
            day -= timedelta(days=1)
            while not self._calendar.is_working_day(day):
                day -= timedelta(days=1)
        return day

    def after(self, day: date, number: int) -> date:
        """``number`` working days later, but never in the future."""
        return min(self._calendar.after(day, number).on, self.today)

    def on(self, day: date, happening: Happening) -> None:
        """Something happened on this day, after what was told of the same day before."""
        self._entries.append((day, len(self._entries), happening))

    def play(self) -> int:
        """Let everything happen in order of time; return how much it was."""
        entries = sorted(self._entries, key=lambda entry: entry[:2])
        minute = 0
        previous: date | None = None
        for day, _number, happening in entries:
            minute = minute + 1 if day == previous else 0
            previous = day
            with time_machine.travel(self._moment(day, minute), tick=True):
                happening()
        self._entries.clear()
        return len(entries)

    def _moment(self, day: date, minute: int) -> datetime:
        # Office hours on past days; on the present day nothing may lie in the future.
        if day >= self.today:
            return datetime.now(ZoneInfo(settings.TIME_ZONE))
        opening = datetime.combine(day, OPENING, ZoneInfo(settings.TIME_ZONE))
        return opening + timedelta(seconds=min(minute * 97, 8 * 3600))
