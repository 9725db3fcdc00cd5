"""`./dev bench`: how fast, each against its floor measured in the same run, with few cases and with many.

README.md tells how to read it. Nothing here fails because it was slow.
"""

import argparse
import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402  after setup
from django.core.management import call_command  # noqa: E402

from casework.law.models import clock  # noqa: E402
from tests.bench import batch, beside, caseload, crowd, export, flames, night, pages, paper, steps, table  # noqa: E402
from tests.bench.databases import Database, prepare  # noqa: E402
from tests.bench.http import Server  # noqa: E402
from tests.bench.peers import measure  # noqa: E402
from tests.bench.watch import Measured, milliseconds  # noqa: E402


def say(text: str) -> None:
    print(text, flush=True)


class Bench:
    """Each measurement on both databases, in turns: what the machine does meanwhile befalls all alike."""

    def __init__(self, databases: list[Database]) -> None:
        self.databases = databases
        self.lines: list[table.Line] = []

    def measure(
        self, name: str, make: Callable[[], Measured], *, rounds: int, most: int | None = None, steady: bool = True
    ) -> None:
        say(f"  {name} …")
        line, found = table.Line(name, most, steady), []
        for database in self.databases:
            with database.as_default():
                clock()  # terms and days off are read once a minute: not now
                measured = make()
                line.statements[database.cases] = measured.statements
                found.append((database, measured))
        gc.collect()
        gc.freeze()  # as the server does with what is loaded
        for _ in range(rounds):
            for database, measured in found:
                with database.as_default():
                    line.ours.setdefault(database.cases, []).append(milliseconds(measured.ours))
                    line.floor.setdefault(database.cases, []).append(milliseconds(measured.floor))
        self.lines.append(line)


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1.000 en 5.000 zaken, in plaats van 100.000")
    parser.add_argument("--cases", type=int, default=0, metavar="N", help="1.000 en zoveel zaken")
    parser.add_argument("--rounds", type=int, default=61, help="hoe vaak elke pagina")
    parser.add_argument("--json", type=Path, metavar="BESTAND", help="schrijf de cijfers ook daarheen")
    parser.add_argument("--only", default="", metavar="WOORD", help="alleen wat zo begint")
    parser.add_argument("--crowd", action="store_true", help="in plaats daarvan: velen tegelijk, op een echte server")
    parser.add_argument("--beside", default="", metavar="OPDRACHT", help="bij --crowd: een andere server ernaast")
    parser.add_argument("--seconds", type=float, default=15, help="bij --crowd: hoe lang elke drukte duurt")
    parser.add_argument("--before", metavar="COMMIT", help="in plaats daarvan: die code en deze, om en om")
    parser.add_argument("--flames", type=Path, metavar="MAP", help="bij --before: teken daar waar de tijd blijft")
    args = parser.parse_args()
    if args.flames and not args.before:
        parser.error("--flames hoort bij --before COMMIT.")
    if not settings.DEMO:
        parser.error("meten kan alleen op een demo- of testserver: het maakt er databases bij.")
    settings.ROOT_URLCONF = "tests.bench.urls"
    call_command("collectstatic", "--noinput", "--clear", verbosity=0)
    if args.crowd:
        crowd.measure(prepare([1000], say)[0], args.beside, args.seconds, args.only, say)
        return

    if args.flames:
        flames.draw(args.before, 1000, args.flames, say)
        return
    if args.before:
        beside.measure(args.before, args.cases or 1000, args.rounds, args.only, say)
        return

    bench = Bench(prepare([1000, args.cases or (5000 if args.quick else 100_000)], say))
    server, rounds = Server(), max(args.rounds, 3)
    fewer = max(rounds // 2, 3)
    say("Meten:")
    for page in pages.PAGES:
        if page.name.startswith(args.only):
            bench.measure(
                page.name, lambda page=page: pages.of(page, server), rounds=rounds, most=page.most, steady=page.steady
            )  # type: ignore[misc]
    if "Stap".startswith(args.only):
        bench.measure("Stap ‘Pak op’ als formulier", lambda: steps.form(server, fewer), rounds=fewer, most=25)
        bench.measure("Stap ‘Pak op’ aan de deur", lambda: steps.door(fewer), rounds=fewer, most=25)
        in_one_go = partial(steps.door, fewer, prepared=True)
        bench.measure("Stap aan de deur ÷ in één keer", in_one_go, rounds=fewer, most=25)
    if "Samenvatting".startswith(args.only):
        bench.measure("Samenvatting als PDF", paper.summary, rounds=max(rounds // 4, 3))

    if "Uitvoer".startswith(args.only):
        export.measure(bench.databases, say)
    if bench.lines:
        say("\n" + table.as_text(bench.lines) + "\n")
    if "Samenvatting".startswith(args.only):
        batch.measure(bench.databases[0], say)
    if args.json:
        table.write_json(bench.lines, args.json)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--caseload"]:
        caseload.main(sys.argv[2:])
    elif sys.argv[1:2] == ["--night"]:
        night.main(sys.argv[2:])
    elif sys.argv[1:2] == ["--peers"]:
        measure.main(sys.argv[2:])
    else:
        main()
