"""What looks like personal data in a text or a table: mobile numbers, identity numbers, bank cards, e-mail addresses.

Pure recognition; nothing it returns contains the found value unmasked, except ``values`` for a keyed digest.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

MOBILE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)")
IDENTITY = re.compile(r"(?<![\dA-Za-z])(\d{17}[\dXx])(?![\dA-Za-z])")
EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
CARD = re.compile(r"^\d{16,19}$")
CARD_HEADING = re.compile(r"银行|卡号|账号|帐号|账户|帐户|bank|card|account", re.IGNORECASE)
SEPARATED = re.compile(r"[\s-]")
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
IDENTITY_CHECKS = "10X98765432"
#: A column counts as cards when this share of its long numbers passes the check: one in ten passes by chance.
CARD_SHARE = 0.5
MOST_ROWS = 1000


@dataclass
class Hit:
    """One kind of personal data in one place: how often, and how it looks with its middle hidden."""

    kind: str
    where: str
    excerpt: str = ""
    values: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many were found."""
        return len(self.values)


def plain(text: str) -> str:
    """Full-width digits and signs as half-width ones."""
    return unicodedata.normalize("NFKC", text)


def is_identity_number(number: str) -> bool:
    """Whether 18 signs are a resident identity number: a real date of birth and the check sign of GB 11643."""
    if not IDENTITY.fullmatch(number):
        return False
    digits = number.upper()
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, IDENTITY_WEIGHTS, strict=False)
    )
    return digits[0] != "0" and IDENTITY_CHECKS[total % 11] == digits[17]


def passes_luhn(number: str) -> bool:
    """The check digit of bank cards."""
    total = 0
    for place, sign in enumerate(reversed(number)):
        digit = int(sign) * (2 if place % 2 else 1)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def hidden(value: str) -> str:
    """The value with all but its first and last signs hidden; never more than a third of it shows."""
    head, at, domain = value.partition("@")
    if at:
        return f"{head[:1]}***@{domain[:1]}***"
    shown = max(1, len(value) // 6)
    return f"{value[:shown]}{'*' * (len(value) - 2 * shown)}{value[-shown:]}"


def found_in_text(text: str) -> Iterator[tuple[str, str]]:
    """Kind and value of everything personal in a text; the digits of an identity number are not also a mobile."""
    rest = plain(text)
    for match in IDENTITY.finditer(rest):
        if is_identity_number(match[1]):
            yield "identity", match[1].upper()
            rest = rest.replace(match[1], "　" * len(match[1]))
    for match in EMAIL.finditer(rest):
        yield "email", match[0].lower()
    rest = EMAIL.sub("　", rest)
    for match in MOBILE.finditer(rest):
        yield "mobile", "".join(match.groups())


def scan_text(where: str, text: str) -> list[Hit]:
    """The hits of one text, one for each kind."""
    return _gathered((kind, where, value) for kind, value in found_in_text(text))


def scan_table(where: str, text: str) -> list[Hit]:
    """The hits of a sample whose first line names the columns; bank cards are told by their column."""
    rows = _rows(text)
    if not rows:
        return []
    headings, body = rows[0], rows[1:]
    found = [
        (kind, f"{where}：{_heading(headings, place)}", value)
        for row in body
        for place, cell in enumerate(row)
        for kind, value in found_in_text(cell)
    ]
    found += [
        ("bank_card", f"{where}：{heading}", value)
        for place, heading in enumerate(headings)
        for value in _cards(heading, [row[place] for row in body if place < len(row)])
    ]
    return _gathered([*((k, where, v) for k, v in found_in_text("，".join(headings))), *found])


def _rows(text: str) -> list[list[str]]:
    """At most so many rows; what is no proper CSV is read line by line."""
    lines = plain(text).replace("\0", "").splitlines()[:MOST_ROWS]
    separator = "\t" if lines and "\t" in lines[0] else ","
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=separator))
    except csv.Error:
        rows = [line.split(separator) for line in lines]
    return [row for row in rows if any(cell.strip() for cell in row)]


def _heading(headings: Sequence[str], place: int) -> str:
    name = headings[place].strip() if place < len(headings) else ""
    return name[:60] or f"{place + 1}"


def _cards(heading: str, cells: Iterable[str]) -> list[str]:
    """The card numbers of a column: its heading speaks of cards, or most of its long numbers pass the check."""
    numbers = [
        number for number in (SEPARATED.sub("", cell) for cell in cells) if CARD.match(number)
    ]
    numbers = [number for number in numbers if not is_identity_number(number)]
    valid = [number for number in numbers if passes_luhn(number)]
    named = bool(CARD_HEADING.search(heading))
    many = len(numbers) > 1 and len(valid) >= CARD_SHARE * len(numbers)
    return valid if named or many else []


def _gathered(found: Iterable[tuple[str, str, str]]) -> list[Hit]:
    hits: dict[tuple[str, str], Hit] = {}
    for kind, where, value in found:
        hit = hits.setdefault((kind, where), Hit(kind, where))
        hit.excerpt = hit.excerpt or hidden(value)
        hit.values.append(value)
    return list(hits.values())
