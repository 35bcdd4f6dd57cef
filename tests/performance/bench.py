"""``make bench``: the portal against raw SQL doing the same work in the same run, as ratios with their targets."""

import argparse
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection  # noqa: E402 -- the settings come first

from tests.performance import imports, search  # noqa: E402
from tests.performance.measuring import Row, table  # noqa: E402

#: Every part fills what it needs into the empty database and answers with the rows of its table.
PARTS = {"search": search.measure, "imports": imports.measure}


def main() -> None:
    """Fill a database of its own, measure every part, print the tables, and remove the database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=int(os.environ.get("BENCH_ROWS", 10_000)))
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    chosen = parser.parse_args()
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_{name}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        for part in chosen.parts or PARTS:
            rows: list[Row] = PARTS[part](chosen.rows)
            sys.stdout.write(table(f"{part}, {chosen.rows:,} resources", rows))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
