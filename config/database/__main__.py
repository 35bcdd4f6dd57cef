"""``python -m config.database start|stop|remove``: the embedded PostgreSQL by hand; needs no package."""

import argparse
import os
import sys
from pathlib import Path

from config.database.place import NoDatabase, cluster_under
from config.database.server import ensure_running, remove, stop

CLUSTERS = ("demo", "tests")
ACTS = {"start": ensure_running, "stop": stop, "remove": remove}


def main() -> int:
    """Do it to the clusters that are named, else to all of this clone."""
    parser = argparse.ArgumentParser(prog="python -m config.database", description=__doc__)
    parser.add_argument("act", choices=("start", "stop", "remove"))
    parser.add_argument("cluster", nargs="*", help="demo, tests; all when none is named")
    asked = parser.parse_args()
    var = Path(os.environ.get("PORTAL_VAR", Path(__file__).resolve().parents[2] / "var"))
    try:
        for name in asked.cluster or CLUSTERS:
            ACTS[asked.act](cluster_under(var, name), var)
    except NoDatabase as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
