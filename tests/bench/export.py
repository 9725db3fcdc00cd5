"""What leaves as a file: how fast, and how much memory it takes, in a process of its own as a website is."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.caseload import ROOT
from tests.bench.databases import Database

PART = Path(__file__).with_name("export_part.py")


def measure(databases: list[Database], say: Callable[[str], object]) -> None:
    """The whole reading log."""
    say("\nUitvoer van het inzagelog:")
    for database in databases:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database.name}").geturl()
        done = subprocess.run(
            [sys.executable, "-P", str(PART)],
            env=os.environ | {"DATABASE_URL": url, "PYTHONPATH": str(ROOT)}, cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        found = json.loads(done.stdout.splitlines()[-1])
        say(
            f"  {found['rows']} regels in {found['seconds']:.0f} s, {found['megabytes']:.0f} MB verstuurd;"
            f" het proces nam hoogstens {found['most']} MB, ervoor {found['before']} MB"
        )
