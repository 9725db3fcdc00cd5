"""`./dev check`: what must hold before a test runs."""

import os
import sys
from pathlib import Path

from wijkteam.local.places import data_folder
from wijkteam.local.processes import MANAGE, run, started
from wijkteam.local.scratch import fingerprint, make_migrated, scratch
from wijkteam.machine import ROOT, say


def check(args: list[str]) -> int:
    templates = [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]
    python, tools = [sys.executable, "-m"], Path(sys.executable).parent
    with scratch() as servers:
        env = servers.environment()
        commands = {
            "ruff": [*python, "ruff", "check", "."],
            "ruff format": [*python, "ruff", "format", "--check", "."],
            "import-linter": [str(tools / "lint-imports"), "--no-logo"],
            "kamers": [*python, "docs.rooms", "--check"],
            "migraties": [*MANAGE, "makemigrations", "--check", "--dry-run"],
            "django": [*MANAGE, "check", "--fail-level", "WARNING"],
            "sjablonen": [str(tools / "djade"), "--check", "--target-version", "5.2", *templates],
        }
        wrong = []
        say("— mypy, naast wat volgt")  # it takes as long as all others together
        with started(*python, "mypy", ".", env=env) as mypy:
            for name, command in commands.items():
                say(f"— {name}")
                if run(*command, env=env):
                    wrong.append(name)
            if os.environ.get("CI"):
                ready_the_tests()
            if mypy.wait():
                wrong.append("mypy")
    say(f"\nNiet in orde: {', '.join(wrong)}." if wrong else "\nAlles in orde.")
    return 1 if wrong else 0


def ready_the_tests() -> None:
    """They follow, and begin with a copy of a migrated database: it is made while mypy has half of the machine."""
    kept = data_folder() / f"migrated-{fingerprint()}"
    if not kept.is_dir():
        make_migrated(kept)
