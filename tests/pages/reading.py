"""What a page says and holds: its text and spoken names, and code that may not stand in it."""

import re
from html.parser import HTMLParser

SILENT = frozenset({"script", "style", "code", "pre", "textarea"})
SPOKEN = frozenset({"title", "alt", "placeholder", "aria-label", "data-label"})
#: Names of formats, standards and keys that are written so in Chinese too.
LATIN = frozenset(
    [
        "API",
        "CSV",
        "Cookie",
        "Excel",
        "JSON",
        "JSONL",
        "KB",
        "MB",
        "PDF",
        "SHA",
        "SM",
        "WPS",
        "XLSX",
        "ZIP",
    ]
)
#: What the people and things of the tests are called.
CAST = frozenset({"factory", "name"})
WORD = re.compile(r"[A-Za-z]{2,}")
#: Machine-made values: file names, hashes, identifiers, addresses, keys of terms, names of sign-in.
DATA = re.compile(
    r"\S+\.(?:pdf|csv|xlsx|json)\b|[0-9a-f]{8,}[0-9a-f-]*|\S+@\S+|https?://\S+|\b[a-z]+\.[a-z_.]+\b"
    r"|person\d+|[0-9A-Z]{18}|[A-Z]{2,}-\d+"
)


class Reader(HTMLParser):
    """Collects what is read and spoken, and what the strict policy of content forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.silence: list[str] = []
        self.words: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silence.append(tag)
        given = dict(attrs)
        self.inline += [
            f"{tag} {name}" for name in given if name == "style" or name.startswith("on")
        ]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        self.words += [given[name] or "" for name in SPOKEN & given.keys()]
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.words.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if self.silence and self.silence[-1] == tag:
            self.silence.pop()

    def handle_data(self, data: str) -> None:
        if not self.silence and data.strip():
            self.words.append(data.strip())


def stray_english(html: str) -> list[str]:
    """The pieces of a page in which a Latin word stands that is no name and no datum."""
    reader = Reader()
    reader.feed(html)
    return [
        piece
        for piece in reader.words
        if any(word not in LATIN | CAST for word in WORD.findall(DATA.sub("", piece)))
    ]


def inline_code(html: str) -> list[str]:
    """Styles, scripts and handlers that stand in the page itself: the browser would refuse them."""
    reader = Reader()
    reader.feed(html)
    return reader.inline
