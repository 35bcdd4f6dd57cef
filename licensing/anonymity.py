"""k-anonymity in plain arithmetic: classes of records that look alike, the smallest of them, and who stands alone.

Pure: no database, no clock. Sizes of classes come from SQL; what they mean is decided here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Any

#: 汇聚关联: fewer alike than this, or more than one in a hundred alone, needs a written assessment.
LEAST_CLASS = 5
MOST_UNIQUE = Decimal(1)
WIDEST = 4
PLACES = Decimal("0.0001")
#: Steps of the histogram: from … to …; the last one is open.
STEPS: tuple[tuple[int, int | None], ...] = (
    (1, 1), (2, 4), (5, 9), (10, 19), (20, 49), (50, 99), (100, None),
)  # fmt: skip


@dataclass(frozen=True)
class Summary:
    """What the classes of one combination of columns come to; never a value of the data."""

    columns: tuple[str, ...]
    rows: int
    classes: int
    least: int
    unique: int
    below: int
    histogram: tuple[int, ...]

    @property
    def unique_share(self) -> Decimal:
        """How many in a hundred records stand alone."""
        return per_cent(self.unique, self.rows)

    @property
    def below_share(self) -> Decimal:
        """How many in a hundred records have too few that look alike."""
        return per_cent(self.below, self.rows)

    @property
    def is_beyond(self) -> bool:
        """Whether the bounds are passed."""
        return is_beyond(self.least, self.unique_share) if self.rows else False

    def as_json(self) -> dict[str, Any]:
        """As it is frozen."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Summary":
        """As it was frozen."""
        listed = {"columns": tuple(kept["columns"]), "histogram": tuple(kept["histogram"])}
        return cls(**{**kept, **listed})


def per_cent(part: int, whole: int) -> Decimal:
    """A share in per cent; of nothing it is none."""
    if not whole:
        return Decimal(0).quantize(PLACES)
    return (Decimal(part) * 100 / whole).quantize(PLACES, ROUND_HALF_UP)


def plain(share: Decimal | None) -> str:
    """A share without noughts at its end."""
    text = f"{share or Decimal(0):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_beyond(least: int | None, unique_share: Decimal | None) -> bool:
    """k below five or more than one per cent unique; what was not counted passes no bound."""
    return (least is not None and least < LEAST_CLASS) or (
        unique_share is not None and unique_share > MOST_UNIQUE
    )


def step_of(size: int) -> int:
    """The step of the histogram in which a class of this size stands."""
    return next(n for n, (_first, last) in enumerate(STEPS) if last is None or size <= last)


def summary(columns: Sequence[str], sizes: Mapping[int, int]) -> Summary:
    """Of sizes of classes and how many classes have each; the histogram counts records, not classes."""
    histogram = [0] * len(STEPS)
    for size, number in sizes.items():
        histogram[step_of(size)] += size * number
    return Summary(
        columns=tuple(columns),
        rows=sum(size * number for size, number in sizes.items()),
        classes=sum(sizes.values()),
        least=min(sizes, default=0),
        unique=sizes.get(1, 0),
        below=sum(size * number for size, number in sizes.items() if size < LEAST_CLASS),
        histogram=tuple(histogram),
    )


def sizes_of(records: Iterable[Sequence[Any]]) -> Counter[int]:
    """How many classes there are of each size, counted record by record."""
    return Counter(Counter(tuple(record) for record in records).values())


def lattice(columns: Sequence[str], widest: int = WIDEST) -> Iterator[tuple[str, ...]]:
    """All columns first, which decides; then each combination from one column up to the widest."""
    whole = tuple(columns)
    if whole:
        yield whole
    for width in range(1, min(widest, len(whole)) + 1):
        for chosen in combinations(whole, width):
            if chosen != whole:
                yield chosen
