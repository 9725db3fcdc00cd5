"""What leaves as a file: how fast, and how much memory it takes, in a process of its own as a website is."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.caseload import ROOT
from tests.bench.databases import Database, environment

PART = Path(__file__).with_name("export_part.py")


def measure(databases: list[Database], say: Callable[[str], object]) -> None:
    """The whole reading log."""
    say("\nUitvoer van het inzagelog:")
    for database in databases:
        done = subprocess.run(
            [sys.executable, "-P", str(PART)],
            env=environment(database.name) | {"PYTHONPATH": str(ROOT)}, cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        found = json.loads(done.stdout.splitlines()[-1])
        say(
            f"  {found['rows']} regels in {found['seconds']:.0f} s, {found['megabytes']:.0f} MB verstuurd;"
            f" het proces nam hoogstens {found['most']} MB, ervoor {found['before']} MB"
        )
