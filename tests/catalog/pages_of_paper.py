"""Reading what was printed: the signs and pages of a PDF, the pixels of a PNG; as much of both as the tests need."""

import re
import zlib
from dataclasses import dataclass

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
PAIR = re.compile(rb"<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]+)>")


def opened(pdf: bytes) -> list[bytes]:
    """The file and its streams, unpacked where they are packed."""
    found = [pdf]
    for piece in STREAM.findall(pdf):
        try:
            found.append(zlib.decompress(piece))
        except zlib.error:
            found.append(piece)
    return found


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    return sum(len(PAGE.findall(piece)) for piece in opened(pdf))


def printed_signs(pdf: bytes) -> set[str]:
    """The signs that have a shape of their own: the empty box of a missing one is glyph 0."""
    signs: set[str] = set()
    for piece in opened(pdf):
        if b"beginbfchar" in piece:
            signs.update(
                bytes.fromhex(text.decode()).decode("utf-16-be")
                for glyph, text in PAIR.findall(piece)
                if int(glyph, 16)
            )
    return signs


@dataclass(frozen=True)
class Picture:
    """Grey values by row and column."""

    rows: tuple[bytes, ...]

    def is_dark(self, x: float, y: float) -> bool:
        """Whether the pixel at this place is dark."""
        return self.rows[int(y)][int(x)] < 128


def picture(png: bytes) -> Picture:
    """The picture of an 8-bit RGB or RGBA PNG, by its first colour."""
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    size = {2: 3, 6: 4}[png[25]]
    packed, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += length + 12
    raw, line = zlib.decompress(packed), width * size + 1
    before, rows = bytes(line - 1), []
    for row in range(height):
        before = _unfiltered(raw[row * line : (row + 1) * line], before, size)
        rows.append(before[::size])
    return Picture(tuple(rows))


def _unfiltered(line: bytes, above: bytes, size: int) -> bytes:
    kind, values = line[0], bytearray(line[1:])
    for at, value in enumerate(values):
        left = values[at - size] if at >= size else 0
        corner = above[at - size] if at >= size else 0
        values[at] = (value + _guess(kind, left, above[at], corner)) & 255
    return bytes(values)


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    if kind < 4:
        return (0, left, up, (left + up) // 2)[kind]
    return min((left, up, corner), key=lambda each: abs(left + up - corner - each))
