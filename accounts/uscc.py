"""The unified social credit code (GB 32100-2015): how it is read, and what is wrong with one."""

import re
import unicodedata
from enum import Enum

from stdnum.cn.uscc import calc_check_digit

ALPHABET = "0-9A-HJ-NPQRTUWXY"
# Letters also open a code (N: rural collectives, A: military bodies, Y: others), which python-stdnum's own
# ``validate`` refuses; only its check-digit arithmetic is used.
SHAPE = re.compile(rf"[1-9ANY][{ALPHABET}][0-9]{{6}}[{ALPHABET}]{{10}}")


class Verdict(Enum):
    """What the check of a code found."""

    OK = "ok"
    BAD_LENGTH = "bad_length"
    BAD_CHARACTER = "bad_character"
    BAD_CHECK_DIGIT = "bad_check_digit"


def normalise(text: str) -> str:
    """The code as the standard writes it: a pasted one may hold spaces, hyphens, full-width or small letters."""
    return re.sub(r"[\s\-‐-―\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text)).upper()


def check(code: str) -> Verdict:
    """Judge a normalised code. A wrong check digit is a doubt (early pilot codes have one), the rest are errors."""
    if len(code) != 18:
        return Verdict.BAD_LENGTH
    if not SHAPE.fullmatch(code):
        return Verdict.BAD_CHARACTER
    return Verdict.OK if calc_check_digit(code) == code[-1] else Verdict.BAD_CHECK_DIGIT
