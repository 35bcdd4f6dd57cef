"""Where searched words stand in a text, however it is written, and the text with them marked."""

from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from governance.search.folding import fold

ELLIPSIS = "…"


def spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where the words stand, as places that neither touch nor overlap."""
    wanted = {fold(each) for each in words} - {""}
    if not wanted:
        return []
    folded, places = "", []
    for place, sign in enumerate(text):
        plain = fold(sign)
        folded += plain
        places += [place] * len(plain)
    found: set[int] = set()
    for word in wanted:
        start = folded.find(word)
        while start >= 0:
            found.update(range(places[start], places[start + len(word) - 1] + 1))
            start = folded.find(word, start + 1)
    return _joined(sorted(found))


def _joined(places: list[int]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for place in places:
        if joined and joined[-1][1] == place:
            joined[-1] = (joined[-1][0], place + 1)
        else:
            joined.append((place, place + 1))
    return joined


def marked(text: str, words: Iterable[str]) -> SafeString:
    """The text, escaped, with the words marked."""
    pieces, last = [], 0
    for start, end in spans(text, words):
        pieces += [conditional_escape(text[last:start]), _mark(text[start:end])]
        last = end
    return mark_safe("".join([*pieces, conditional_escape(text[last:])]))  # noqa: S308 -- escaped piece by piece


def _mark(text: str) -> SafeString:
    return format_html("<mark>{}</mark>", text)


def excerpt(text: str, words: Iterable[str], length: int) -> SafeString:
    """So many signs of the text around the first word that it holds, with the words marked."""
    wanted = list(words)
    first = next(iter(spans(text, wanted)), (0, 0))[0]
    start = 0 if first < length * 3 // 4 else first - length // 4
    cut = text[start : start + length]
    before, after = ELLIPSIS * (start > 0), ELLIPSIS * (start + length < len(text))
    return format_html("{}{}{}", before, marked(cut, wanted), after)
