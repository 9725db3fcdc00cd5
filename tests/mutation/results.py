"""What is known of each mutant, kept between runs as long as the code it was seen in stays the same."""

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from tests.mutation.mutants import Mutant

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".data" / "mutants"
EXCUSED = Path(__file__).parent / "excused.toml"
KILLED, SURVIVED = "killed", "survived"


@cache
def fingerprint(*patterns: str, but: str = "") -> str:
    """Of every file that one of the patterns finds, by name and content."""
    paths = sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()})
    found = hashlib.sha256()
    for path in paths:
        if not (but and path.name.startswith(but)):
            found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def of_product(kind: str = "") -> str:
    """Of the product, and of how mutants of that kind change it (of any kind, if none is named)."""
    rooms = ("casework", "roles", "wijkweb", "workers", "wijkteam")
    patterns = (*(f"{room}/**/*.py" for room in rooms), "templates/**/*", f"tests/mutation/{kind}*.py")
    return fingerprint(*patterns, but="test_")


def of_test_file(path: str) -> str:
    """Of one file with tests, and of all that tests share."""
    return fingerprint("tests/*.py", "tests/*/**/*.py", but="test_") + fingerprint(path)


def of_tests() -> str:
    return fingerprint("tests/**/*.py")


@dataclass(frozen=True)
class Result:
    """`killer` is the test that noticed first; the three fingerprints say in which code."""

    id: str
    outcome: str
    killer: str
    seconds: float
    product: str
    tests: str
    killer_file: str

    @property
    def holds(self) -> bool:
        """Whether it would come out the same now."""
        if self.product != of_product(self.id.partition(":")[0]):
            return False
        if self.outcome == KILLED:
            return self.killer_file == of_test_file(self.killer.partition("::")[0])
        return self.tests == of_tests()


def result(mutant: Mutant, outcome: str, killer: str, seconds: float) -> Result:
    killer_file = of_test_file(killer.partition("::")[0]) if killer else ""
    return Result(mutant.id, outcome, killer, round(seconds, 2), of_product(mutant.kind), of_tests(), killer_file)


class Results:
    """One line per result in a file, the last one counts: what was found before a run is broken off, stays."""

    def __init__(self) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        self.path = FOLDER / "results.jsonl"
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        self.by_id = {row["id"]: Result(**row) for row in map(json.loads, lines)}

    def keep(self, found: Result) -> None:
        self.by_id[found.id] = found
        with self.path.open("a") as file:
            file.write(json.dumps(asdict(found)) + "\n")

    def outcome(self, mutant: Mutant) -> str:
        """What is known of it in this code; empty where it must still be found out."""
        known = self.by_id.get(mutant.id)
        return known.outcome if known is not None and known.holds else ""

    def last_killer(self, mutant: Mutant) -> str:
        known = self.by_id.get(mutant.id)
        return known.killer if known is not None else ""


class Meetings:
    """Which tests met which rules, and how long each took; per file with tests, as long as nothing changes."""

    def __init__(self) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        self.path = FOLDER / "meetings.json"
        self.files: dict[str, dict] = json.loads(self.path.read_text()) if self.path.exists() else {}

    def unknown(self, paths: Iterable[str]) -> list[str]:
        return [path for path in paths if self.files.get(path, {}).get("code") != of_product() + of_test_file(path)]

    def keep(self, path: str, tests: dict[str, dict]) -> None:
        """`tests`: id → {'seconds': 0.12, 'meets': [ids of mutants], 'passed': True}."""
        self.files[path] = {"code": of_product() + of_test_file(path), "tests": tests}
        self.path.write_text(json.dumps(self.files))

    def tests(self) -> dict[str, dict]:
        return {name: row for file in self.files.values() for name, row in file["tests"].items()}


def excused() -> dict[str, str]:
    """Mutants that change nothing, or nothing that a test could see: id → why."""
    found: dict[str, str] = tomllib.loads(EXCUSED.read_text())["excused"]
    return found


def told(mutants: Iterable[Mutant], results: Results) -> tuple[str, bool]:
    """The numbers per room and what is left to do; and whether nothing is."""
    reasons, rows, left = excused(), {}, []
    for one in mutants:
        row = rows.setdefault((one.kind, one.room), Counter())
        outcome = results.outcome(one) or "not run"
        row["mutants"] += 1
        if outcome == KILLED and one.id in reasons:
            left.append(f"excused, and killed after all: {one.id}\n    by {results.last_killer(one)}")
        if outcome == SURVIVED and one.id in reasons:
            outcome = "excused"
        elif outcome == SURVIVED:
            left.append(f"survived: {one.id}")
        row[outcome] += 1
    columns = ("mutants", KILLED, SURVIVED, "excused", "not run")
    head = f"{'kind':<12}{'room':<22}" + "".join(f"{name:>10}" for name in columns)
    lines = [
        f"{kind:<12}{room:<22}" + "".join(f"{row[name]:>10}" for name in columns)
        for (kind, room), row in sorted(rows.items())
    ]
    total = sum(rows.values(), Counter())
    lines.append(f"{'':<12}{'all':<22}" + "".join(f"{total[name]:>10}" for name in columns))
    return "\n".join(["", *left, "", head, *lines]), not left
