"""Words as strangers write them: folded for comparison, and the many ways to say nothing."""

import re
import unicodedata
from functools import lru_cache

MISSING = frozenset(
    (
        "", "暂无", "暂无数据", "暂无信息", "无", "空", "none", "null", "nan", "undefined", "n/a", "na", "nil",
        "-", "--", "---", "—", "——", "/", "\\", "(空)", "[]", "{}",
        "未知", "不详", "未填写", "未填", "待定", "无数据",
    )
)  # fmt: skip
#: Longer than any of them, with the marks and blanks that people put around.
LONGEST_MISSING = 24
LONGEST_WORD = 64
SEPARATORS = re.compile(r"[,，;；|\r\n\t]+")
QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
EDGES = " \t\r\n:：。.、,，;；*＊"


def folded(text: str) -> str:
    """The word without width, case, spaces and punctuation around it."""
    return _known_fold(text) if len(text) <= LONGEST_WORD else _fold(text)


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).strip(EDGES).lower()


#: The same words come again and again down a column; long texts do not, and are not kept.
_known_fold = lru_cache(maxsize=8192)(_fold)


def tidy(text: str) -> str:
    """Text with its own words, without stray control characters and doubled blanks; paragraphs stay."""
    lines = (
        " ".join(line.split()) for line in text.replace("\\n", "\n").replace("\r", "\n").split("\n")
    )
    return "\n".join(line for line in lines if line)


def is_missing(text: str) -> bool:
    """Whether the cell says that there is nothing to say."""
    if len(text) > LONGEST_MISSING:
        return not text.strip()
    return folded(text) in MISSING or not text.strip()


def parts(value: str | list[str]) -> list[str]:
    """The items of a cell that holds several: a list, a list written as text (even glued ones), or separated words."""
    if isinstance(value, list):
        pieces = [piece for item in value for piece in parts(item)]
    elif value.lstrip().startswith("["):
        pieces = [single or double for single, double in QUOTED.findall(value)] or SEPARATORS.split(
            value.strip(" []")
        )
    else:
        pieces = SEPARATORS.split(value)
        if len(pieces) == 1 and value.count("、") >= 2:
            pieces = value.split("、")
    kept = (" ".join(piece.split()) for piece in pieces)
    return list(dict.fromkeys(piece for piece in kept if not is_missing(piece)))
