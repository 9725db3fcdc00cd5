"""`./dev rooms`, `./dev pictures` and `./dev guide`: what in docs/ is made from the code and from the demo."""

import os
import sys

from wijkteam.local.processes import run


def rooms(args: list[str]) -> int:
    return run(sys.executable, "-m", "docs.rooms", *args, env=dict(os.environ))


def pictures(args: list[str]) -> int:
    return run(sys.executable, "-m", "docs.pictures", *args, env=dict(os.environ))


def guide(args: list[str]) -> int:
    return run(sys.executable, "-m", "docs.guide", *args, env=dict(os.environ))
