"""One way of writing: full and half width, upper and lower case, traditional and simplified characters."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import groupby

#: Where ideographs stand; what is outside has no simplified form.
IDEOGRAPHS = (range(0x3400, 0xA000), range(0x20000, 0x32000))


@cache
def _simplified() -> dict[int, str]:
    """Traditional → simplified, sign by sign: a fragment folds like the text it was cut from.

    Made on first use from OpenCC's dictionary (50 ms); it would choose by context (乾坤, 乾燥), which no fragment has.
    """
    convert = import_module("opencc").OpenCC("t2s").convert
    signs = [chr(number) for block in IDEOGRAPHS for number in block]
    pairs = zip(signs, convert("\n".join(signs)).split("\n"), strict=True)
    once = {ord(sign): plain for sign, plain in pairs if sign != plain and len(plain) == 1}
    # Folding twice must be folding once.
    return {sign: once.get(ord(plain), plain) for sign, plain in once.items()}


def fold(text: str) -> str:
    """The one way of writing by which texts and queries are compared."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return plain if plain.isascii() else plain.translate(_simplified())


def runs(text: str) -> Iterator[str]:
    """Unbroken sequences of letters and digits; everything else separates."""
    return ("".join(group) for is_word, group in groupby(fold(text), str.isalnum) if is_word)
