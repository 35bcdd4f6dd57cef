"""Dates as catalogues write them: 2022-8-25, 2022年8月25日, 20220825, timestamps, and the way Excel counts days."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
WRITTEN = re.compile(
    r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[\sT].*|$)", re.IGNORECASE
)
ZONED = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$")
EXCEL_EPOCH = date(1899, 12, 30)
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)


def read(text: str) -> date | None:
    """The day in China, or nothing where the text is no date."""
    text = text.strip()
    try:
        found = _read(text)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found and EARLIEST <= found < LATEST else None


def _read(text: str) -> date | None:
    if ZONED.match(text):
        return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(CHINA).date()
    match = WRITTEN.match(text)
    if match:
        return date(*(int(group) for group in match.groups()))
    if text.isascii() and text.isdigit():
        return _from_digits(text)
    return None


def _from_digits(digits: str) -> date | None:
    if len(digits) in (8, 14):
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    if len(digits) in (10, 13):
        return datetime.fromtimestamp(int(digits[:10]), UTC).astimezone(CHINA).date()
    if len(digits) == 5:
        return EXCEL_EPOCH + timedelta(days=int(digits))
    return None
