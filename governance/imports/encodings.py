"""Which encoding a text file is in: byte order mark, then strict UTF-8, then strict GB18030, else a person is asked."""

import codecs
from pathlib import Path

from governance.imports.limits import EncodingUnknown
from governance.imports.rows import UNREADABLE
from governance.imports.unpacking import opened

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHOICES = ("utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5")
#: What a person is shown; half a sign at the end of the sample is no evidence.
ASKED = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5")
SAMPLE_BYTES = 1200
ERRORS = "gongshu-mark"
PIECE = 1 << 18


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Decode what cannot be decoded as a lone surrogate, which no row may keep: the fault stays in its row."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return UNREADABLE, max(error.end, error.start + 1)


codecs.register_error(ERRORS, _mark)


def encoding_of(path: Path) -> str:
    """The encoding of the whole file, read strictly to its end."""
    with opened(path) as stream:
        head = stream.peek(4)[:4]
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    for name in _candidates(head):
        if _fits(path, name):
            return name
    raise EncodingUnknown


def samples_of(path: Path) -> dict[str, str]:
    """Encoding → how the beginning of the file reads in it, the ones with fewest unreadable signs first."""
    with opened(path) as stream:
        head = stream.read(SAMPLE_BYTES)
    texts = {name: head.decode(name, "replace") for name in ASKED}
    return dict(sorted(texts.items(), key=lambda pair: _strangeness(pair[1])))


def _strangeness(text: str) -> int:
    return sum(
        1 for sign in text if sign == "\ufffd" or (not sign.isprintable() and sign not in "\r\n\t")
    )


def _candidates(head: bytes) -> tuple[str, ...]:
    # A NUL in every second byte is UTF-16 without its mark: UTF-8 would accept it and see NULs everywhere.
    if len(head) == 4 and head[1] == head[3] == 0 and head[0] and head[2]:
        return ("utf-16-le",)
    if len(head) == 4 and head[0] == head[2] == 0 and head[1] and head[3]:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")


def _fits(path: Path, name: str) -> bool:
    """Whether every byte decodes; a last character cut short still counts, its row will say so."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    with opened(path) as stream:
        try:
            while piece := stream.read(PIECE):
                decoder.decode(piece)
        except UnicodeDecodeError:
            return False
    return True
