"""`./dev bench`: how fast, each page against its floor; tests/bench/ does the measuring."""

import sys

from wijkteam.local.demo import migrate
from wijkteam.local.places import data_folder
from wijkteam.local.processes import run
from wijkteam.local.servers import Servers


def bench(args: list[str]) -> int:
    with Servers(data_folder() / "bench") as servers:
        env = servers.environment()
        migrate(env)
        return run(sys.executable, "-m", "tests.bench", *args, env=env)
