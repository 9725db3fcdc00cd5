"""`./dev bench --caseload`: how fast a caseload comes in, and how much memory a file full of mistakes takes.

Each in a process of its own, as a municipality runs it, on a database of its own with a thousand cases in it. With
`--before` the code of that commit does the same first.
"""

import argparse
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone

from tests.bench.databases import environment, server
from wijkteam.town.load.numbers import bsn

ROOT = Path(__file__).resolve().parents[2]
CASES = 1000  # in the database before; they bring along twenty teams
TEAMS = 2
NAME = "wijkteam_bench_caseload"
_SHAPES = ("aanmelding", "onderzoek", "onderzoek", "plan", "uitvoering", "uitvoering", "elders", "afgesloten")


def row(number: int) -> dict[str, str]:
    """A row of some team; every eighth alike."""
    team, shape = f"{number % TEAMS + 1:03d}", _SHAPES[number % len(_SHAPES)]
    day = {name: f"01-{month:02d}-{timezone.localdate().year - 1}" for name, month in (("in", 9), ("on", 11))}
    later = f"01-06-{timezone.localdate().year + 1}"
    phase = "uitvoering" if shape == "elders" else shape
    cells = {
        "kenmerk": f"B-{number}",
        "voornaam": "Bep",
        "achternaam": f"Visser-{number}",
        "geboortedatum": f"{number % 28 + 1}-{number % 12 + 1}-{1930 + number % 60}",
        "bsn": bsn(number + 500_000) if number % 3 else "",
        "straat": f"Voorstraat {number % 200 + 1}",
        "plaats": "Dorp",
        "telefoon": "0186 55 00 00",
        "kern": f"Kern {team} Noord",
        "soort": "melding",
        "hulpvraag": "Ik red het huishouden niet meer met mijn rug, en mijn dochter woont ver weg.",
        "ontvangen_op": day["in"],
        "fase": phase,
        "ligt_nu_bij": f"Buurthuis {team}" if shape == "elders" else "team",
        "toestemming_op": day["on"] if shape == "elders" else "",
        "regisseur": f"consulent{team}a" if number % 2 else "",
    }
    if phase in ("plan", "uitvoering", "afgesloten"):
        cells |= {"bevindingen": "Zwaar werk lukt niet meer.", "regie": "inwoner"}
        cells["doelen"] = "Ik eet elke dag warm;;inwoner|Mijn huis is schoon;;naaste: Ria de Vries;125,00"
    if phase == "uitvoering":
        cells |= {"akkoord_op": day["on"], "evaluatie_op": later}
    if phase == "afgesloten":
        cells |= {"afgesloten_op": day["on"], "uitkomst": "netwerk"}
    return cells


def wrong(number: int) -> dict[str, str]:
    """As above, with three things wrong."""
    return row(number) | {"geboortedatum": "31-02-1950", "ontvangen_op": "gisteren", "postcode": "3265 SS"}


def write(path: Path, rows: Iterator[dict[str, str]]) -> None:
    columns = list(dict.fromkeys(name for number in range(len(_SHAPES)) for name in wrong(number)))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";", restval="")
        writer.writeheader()
        writer.writerows(rows)


def database(code: Path, name: str, cases: int) -> dict[str, str]:
    """Have that code make a database of its own and fill it. Gives the environment in which it is the one."""
    env = environment(name) | {"PYTHONPATH": str(code)}
    server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    server(f'CREATE DATABASE "{name}"')
    for command in (["migrate", "-v", "0"], ["seed_load", "--cases", str(cases), "-v", "0"]):
        subprocess.run([sys.executable, "manage.py", *command], env=env, cwd=code, check=True)
    return env


class Trial:
    """One version of the code, with a database that it made itself."""

    def __init__(self, code: Path, name: str) -> None:
        self.code, self.env = code, database(code, name, CASES)

    def take(self, path: Path, *options: str) -> tuple[float, str]:
        """How long it took, and what it used and said last."""
        command = [sys.executable, "manage.py", "import_cases", str(path), "-v", "0", *options]
        begun = time.monotonic()
        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen(command, env=self.env, cwd=self.code, stdout=said, stderr=said)
            _, _, used = os.wait4(process.pid, 0)
            took = time.monotonic() - begun
            said.seek(0)
            lines = said.read().strip().splitlines()
        worked = used.ru_utime + used.ru_stime  # on a busy machine the rest is waiting, for the database too
        last = lines[-1] if lines else ""
        return took, f"{worked:.0f} s rekenwerk, {used.ru_maxrss // 1024} MB, {len(lines)} regels op het scherm: {last}"


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="wijkteam-before-"))
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "-q", "--detach", "--force", str(folder), commit], check=True)
    try:
        yield folder
    finally:
        subprocess.run([*git, "remove", "--force", str(folder)], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def measure(code: Path, what: str, right: Path, mistaken: Path, rows: int) -> None:
    trial = Trial(code, f"{NAME}_{re.sub('[^a-z]', '', what)}")
    took, said = trial.take(right)
    print(f"{what}: {rows} goede regels in {took:.0f} s, {rows / took:.0f} per seconde; {said}", flush=True)
    took, said = trial.take(mistaken)
    print(f"{what}: {2 * rows} foute regels in {took:.0f} s; {said}", flush=True)


def main(args: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="./dev bench --caseload", description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000, help="hoeveel goede regels; en tweemaal zoveel foute")
    parser.add_argument("--before", metavar="COMMIT", help="meet ook die versie van de code")
    asked = parser.parse_args(args)
    with tempfile.TemporaryDirectory() as folder:
        right, mistaken = Path(folder) / "goed.csv", Path(folder) / "fout.csv"
        write(right, map(row, range(asked.rows)))
        write(mistaken, map(wrong, range(2 * asked.rows)))
        if asked.before:
            with checked_out(asked.before) as code:
                measure(code, "ervoor", right, mistaken, asked.rows)
        measure(ROOT, "nu", right, mistaken, asked.rows)
