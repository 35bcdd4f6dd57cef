"""Days as an iCalendar file (RFC 5545) that phones and mail programs take in: pure text."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from governance.desk import Obligation

LINE = 75  # octets
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def text(value: object) -> str:
    """A value as the text of a property."""
    return str(value).translate(ESCAPES)


def folded(line: str) -> Iterator[str]:
    """A long line in pieces of at most 75 octets, no character torn; each further piece begins with a space."""
    piece, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + width
    yield piece


def event(each: Obligation, *, stamp: str, host: str) -> list[str]:
    """One day that blocks no time, with a reminder three days before."""
    identity = hashlib.sha256(
        f"{each.on}/{each.kind}/{each.url or each.title}".encode()
    ).hexdigest()
    lines = [
        "BEGIN:VEVENT",
        f"UID:{identity[:32]}@{host}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{each.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{each.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{text(each.kind)}：{text(each.title)}",
        "TRANSP:TRANSPARENT",
    ]
    if str(each.basis):
        lines.append(f"DESCRIPTION:{text(each.basis)}")
    return [
        *lines, "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{text(each.title)}", "TRIGGER:-P3D", "END:VALARM",
        "END:VEVENT",
    ]  # fmt: skip


def calendar_file(found: Iterable[Obligation], *, name: str, now: datetime, host: str) -> str:
    """The whole file."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Gongshu//Desk//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{text(name)}",
    ]
    for each in found:
        lines += event(each, stamp=stamp, host=host)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in folded(line))
