"""Digests of files by the algorithms that evidence may use: SHA-256, and SM3 where the host has it (26号 第七条)."""

import hashlib
from collections.abc import Iterable

from catalog.vocabulary import HashAlgorithm


class UnknownAlgorithm(Exception):
    """The host's cryptographic library cannot compute this digest."""


def digest_of(chunks: Iterable[bytes], algorithm: str) -> str:
    """The digest of a file read in pieces, as 64 hexadecimal digits."""
    try:
        running = hashlib.new(HashAlgorithm(algorithm).value)
    except ValueError as error:
        raise UnknownAlgorithm(algorithm) from error
    for chunk in chunks:
        running.update(chunk)
    return running.hexdigest()
