"""Medians, ratios and the table in which they are told."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Row:
    """One line of a table: what was measured, the figure, and the target beside it."""

    item: str
    figure: str
    good: str
    excellent: str


def milliseconds(act: Callable[[], object], *, times: int = 15) -> list[float]:
    """How long an act takes, warm, each time."""
    act()
    taken = []
    for _ in range(times):
        start = perf_counter()
        act()
        taken.append((perf_counter() - start) * 1000)
    return taken


def ratio(ours: Callable[[], object], raw: Callable[[], object], *, times: int = 15) -> str:
    """Ours over raw, each the median of the same number of runs, taken in turn."""
    mine, theirs = milliseconds(ours, times=times), milliseconds(raw, times=times)
    return f"{median(mine) / median(theirs):.2f}× ({median(mine):.1f} / {median(theirs):.1f} ms)"


def late(act: Callable[[], object]) -> str:
    """The slowest but one of twenty."""
    return f"p95 {sorted(milliseconds(act, times=20))[-2]:.1f} ms"


def table(title: str, rows: list[Row]) -> str:
    """A table that reads as text and as Markdown."""
    lines = [f"\n## {title}\n", "| item | measured | good | excellent |", "|---|---|---|---|"]
    lines += [f"| {row.item} | {row.figure} | {row.good} | {row.excellent} |" for row in rows]
    return "\n".join(lines) + "\n"
