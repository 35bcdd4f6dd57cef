"""A random sample that anybody can draw again: the seed and the keys decide, nothing else (随机抽查)."""

from collections.abc import Iterable
from hashlib import sha256

#: Said on the plan's page, so that the draw can be repeated by hand.
RULE = "对每个编号计算 SHA-256（种子:编号），按结果从小到大排列，取前若干个。"


def rank(seed: str, key: str) -> str:
    """Where a key stands in the order of this seed."""
    return sha256(f"{seed}:{key}".encode()).hexdigest()


def draw(keys: Iterable[str], *, size: int, seed: str) -> list[str]:
    """``size`` of the keys (all, where there are fewer), in the order in which they were drawn."""
    return sorted(set(keys), key=lambda key: (rank(seed, key), key))[: max(size, 0)]
