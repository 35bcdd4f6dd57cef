"""Small counts stay secret: what is hidden directly, and what must be hidden so that a total does not tell it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, int]
HIDDEN = None


@dataclass(frozen=True)
class Published:
    """A table as everybody may see it: ``None`` stands for a figure that is withheld."""

    rows: tuple[dict[str, int | None], ...]
    totals: dict[str, int | None]

    @property
    def hides(self) -> bool:
        """Whether anything is withheld."""
        shown = (*self.rows, self.totals)
        return any(value is HIDDEN for row in shown for value in row.values())


def publish(rows: Sequence[Row], columns: Sequence[str], *, small: int) -> Published:
    """Withhold what could point at few users.

    A row with a figure between 1 and ``small`` - 1 is hidden with all its figures: they are what few users did, and
    one column often tells another. Whoever subtracts the open figures from a total learns the sum of the hidden ones:
    further rows are hidden until that is harmless, and where it cannot be, the total is.
    """
    hidden = {n for n, row in enumerate(rows) if any(0 < row[each] < small for each in columns)}
    while more := _next(rows, columns, hidden, small):
        hidden |= more
    shown = tuple(
        {column: HIDDEN if n in hidden else row[column] for column in columns}
        for n, row in enumerate(rows)
    )
    totals = {
        column: sum(row[column] for row in rows)
        if is_safe([rows[n][column] for n in hidden], small)
        else HIDDEN
        for column in columns
    }
    return Published(shown, totals)


def _next(rows: Sequence[Row], columns: Sequence[str], hidden: set[int], small: int) -> set[int]:
    """The row to hide next: the smallest open one of the first column whose total gives something away."""
    for column in columns:
        spare = sorted(
            (row[column], n) for n, row in enumerate(rows) if row[column] and n not in hidden
        )
        if spare and not is_safe([rows[n][column] for n in hidden], small):
            return {spare[0][1]}
    return set()


def is_safe(hidden: Sequence[int], small: int) -> bool:
    """Whether the sum of the hidden figures leaves open for each of them that it is not small."""
    used = [value for value in hidden if value]
    if not used:
        return True
    return len(used) >= 2 and sum(used) - (len(used) - 1) >= small
