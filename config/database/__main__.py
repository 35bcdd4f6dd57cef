"""``python -m config.database start|stop|remove``: the embedded PostgreSQL by hand; needs no package."""

import argparse
import os
import sys
from pathlib import Path

from config.database.place import NoDatabase, cluster_under
from config.database.server import ensure_running, remove, stop

CLUSTERS = ("demo", "tests")


def main() -> int:
    """Start the demo's cluster; stop or remove all clusters of this clone."""
    parser = argparse.ArgumentParser(prog="python -m config.database", description=__doc__)
    parser.add_argument("act", choices=("start", "stop", "remove"))
    act = parser.parse_args().act
    var = Path(os.environ.get("PORTAL_VAR", Path(__file__).resolve().parents[2] / "var"))
    try:
        if act == "start":
            ensure_running(cluster_under(var), var)
        else:
            for name in CLUSTERS:
                (stop if act == "stop" else remove)(cluster_under(var, name), var)
    except NoDatabase as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
