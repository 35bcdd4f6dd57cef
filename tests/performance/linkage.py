"""Linkage at scale: a million records joined to a hundred thousand, k and uniqueness counted (target 2 s)."""

from collections.abc import Iterator
from time import perf_counter

from django.db import connection

from licensing.anonymity import lattice
from licensing.linkage import sampling
from licensing.linkage.sampling import Loaded
from tests.performance.measuring import Row

RECORDS, OTHERS = 1_000_000, 100_000
FIRST = ("地区", "出生日期", "性别", "电话")
SECOND = ("电话", "职业")
CHOSEN = ("地区", "出生日期", "性别", "职业")


def records(number: int) -> Iterator[list[str]]:
    """Invented people: sixty districts, forty years of months, two sexes, a number each."""
    for n in range(number):
        birth = f"{1960 + n * 7 % 40}-{1 + n * 11 % 12:02d}"
        yield [f"第{n * 31 % 60}区", birth, "男" if n % 2 else "女", str(n)]


def others(number: int) -> Iterator[list[str]]:
    """Every tenth of them has an occupation on record."""
    for n in range(number):
        yield [str(n * 10), f"职业{n % 50}"]


def counted(first: Loaded, second: Loaded) -> float:
    """Seconds for join, finest classes, and k of all chosen columns together."""
    begin = perf_counter()
    merged = sampling.merge(first, second)
    cells = sampling.condense(merged, CHOSEN)
    sampling.count(cells, CHOSEN)
    return perf_counter() - begin


def measure(number: int = RECORDS, further: int = OTHERS) -> list[Row]:
    """Loading, the decisive count, and the whole lattice."""
    begin = perf_counter()
    first = sampling.load(0, FIRST, records(number))
    second = sampling.load(1, SECOND, others(further))
    loading = perf_counter() - begin
    deciding = []
    for _each in range(3):
        deciding.append(counted(first, second))
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {sampling.CELLS}")
    merged = sampling.merge(first, second)
    cells = sampling.condense(merged, CHOSEN)
    begin = perf_counter()
    for chosen in lattice(CHOSEN):
        sampling.count(cells, chosen)
    whole = perf_counter() - begin
    sampling.forget()
    size = f"{number:,} × {further:,}"
    return [
        Row(f"COPY of both samples, {size}", f"{loading:.1f} s", "–", "–"),
        Row("join, k and uniqueness of all columns", f"{sorted(deciding)[1]:.2f} s", "2 s", "1 s"),
        Row("every combination of up to four columns", f"{whole:.2f} s", "10 s", "5 s"),
    ]
