"""`python -m wijkteam.local COMMAND …`: what `./dev` hands over to once this machine is ready."""

import os
import sys
from collections.abc import Callable

from wijkteam.local import backup, bench, checks, demo, papers, testing
from wijkteam.local.processes import Interrupted, listen_for_signals
from wijkteam.machine import Stop

# Each takes what stood behind the command and gives the exit code. What a
# command needs of the machine stands in the table of wijkteam/machine.py.
COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo.demo,
    "reset": demo.reset,
    "manage": demo.manage,
    "backup": backup.backup,
    "restore": backup.restore,
    "test": testing.test,
    "check": checks.check,
    "mutate": testing.mutate,
    "walk": testing.walk,
    "clicks": testing.clicks,
    "bench": bench.bench,
    "rooms": papers.rooms,
    "pictures": papers.pictures,
    "guide": papers.guide,
}


def main(command: str, args: list[str]) -> int:
    if command not in COMMANDS:
        raise Stop(f"Onbekend: {command}.")
    listen_for_signals()
    os.umask(0o022)
    return COMMANDS[command](args)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except Stop as stop:
        sys.exit(str(stop))
    except Interrupted as interrupted:
        sys.exit(128 + interrupted.signal)
