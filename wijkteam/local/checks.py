"""`./dev check`: what must hold before a test runs."""

import sys
from pathlib import Path

from wijkteam.local.processes import MANAGE, run, started
from wijkteam.local.scratch import scratch
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
            if mypy.wait():
                wrong.append("mypy")
    say(f"\nNiet in orde: {', '.join(wrong)}." if wrong else "\nAlles in orde.")
    return 1 if wrong else 0
