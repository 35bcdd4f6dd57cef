"""``make bench``: the portal against raw SQL doing the same work in the same run, as ratios with their targets.

``BENCH_SIZES=10000,100000`` chooses other sizes than the usual three; ``… bench search lists`` only some parts.
"""

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import contextmanager

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection  # noqa: E402 -- the settings come first

from tests.performance import filling, imports, linkage, lists, search, usage  # noqa: E402
from tests.performance.measuring import Row, table  # noqa: E402

SIZES = "10000,100000,1000000"
#: Parts that look at a filled catalogue; they are given a sample of its titles.
OF_CATALOGUE: dict[str, Callable[[list[str]], list[Row]]] = {
    "search": search.measure,
    "lists": lists.measure,
}
OF_THEIR_OWN = ("imports", "linkage", "usage")
#: Imports run at one size: what they cost follows the file, not the catalogue.
IMPORTED = 10_000


@contextmanager
def database():
    """A database of its own, removed afterwards."""
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_{name}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def main() -> None:
    """Fill, measure and print, size by size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=os.environ.get("BENCH_SIZES", SIZES))
    parser.add_argument("parts", nargs="*", choices=[*OF_CATALOGUE, *OF_THEIR_OWN, []])
    chosen = parser.parse_args()
    parts = chosen.parts or [*OF_CATALOGUE, *OF_THEIR_OWN]
    sizes = chosen.sizes.split(",") if set(parts) & set(OF_CATALOGUE) else []
    for size in map(int, sizes):
        with database():
            titles = filling.fill(size)
            for part in (each for each in OF_CATALOGUE if each in parts):
                tell(f"{part}, {size:,} resources", OF_CATALOGUE[part](titles))
    if "imports" in parts:
        with database():
            tell(f"imports, {IMPORTED:,} records", imports.measure(IMPORTED))
    if "linkage" in parts:
        with database():
            tell("linkage", linkage.measure())
    if "usage" in parts:
        with database():
            tell(f"usage, {usage.RECORDS:,} records", usage.measure())


def tell(title: str, rows: list[Row]) -> None:
    """Print one table as soon as it is there."""
    sys.stdout.write(table(title, rows))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
