"""Query codes (登记结果查询码, 26号 第十三条): unguessable, and no two signs that look alike; pure but for chance."""

import secrets
import unicodedata

#: Without 0 O, 1 I L, 2 Z, 5 S and 8 B.
ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY"
LENGTH = 16
GROUP = 4


def new_query_code() -> str:
    """Sixteen random signs: about 74 bits."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(LENGTH))


def told(code: str) -> str:
    """In groups of four, as it is printed and read out."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def typed(text: str) -> str:
    """What somebody typed, as it is stored: without spaces and dashes, narrow, in capitals."""
    narrow = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in narrow if sign.isalnum())
