"""What came of taking over: how many cases, or what is wrong where."""

import csv
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TextIO

Progress = Callable[[Iterable[Any], str], Iterable[Any]]  # gives the rows as they are, and shows how far it is

SHOWN: Final = 200  # mistakes that somebody reads on a screen
_HEAD: Final = "regel;kolom;wat er niet goed is\n"


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong where, and what to do about it. Line 0 is the file as a whole."""

    line: int
    column: str
    words: str

    def __str__(self) -> str:
        where = f"regel {self.line}" if self.line else "bestand"
        return f"{where}{f', kolom {self.column}' if self.column else ''}: {self.words}"


@dataclass(slots=True)
class Report:
    """What came of it. Of all mistakes only the first are kept; once there are more, all are in a file."""

    taken: int = 0
    skipped: int = 0  # taken over before
    mistakes: list[Mistake] = field(default_factory=list)
    count: int = 0  # of mistakes
    lines: int = 0  # with a mistake
    file: Path | None = None  # where all of them are


class Mistakes:
    """Takes down mistakes as they are found: the first to show, and all of them into a file, so that a hundred thousand
    take no room. Where that can't be written, the first are all there is."""

    def __init__(self, report: Report, path: Path) -> None:
        self._report, self._path, self._last_line = report, path, 0
        self._file: TextIO | None = None
        self._forget()

    def __enter__(self) -> "Mistakes":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, mistakes: Iterable[Mistake]) -> None:
        report = self._report
        for one in sorted(mistakes):
            if not report.count:
                self._begin()
            report.count += 1
            report.lines += one.line not in (0, self._last_line)
            self._last_line = one.line
            if len(report.mistakes) < SHOWN:
                report.mistakes.append(one)
            if self._file is not None:
                csv.writer(self._file, delimiter=";").writerow([one.line or "", one.column, one.words])

    def _begin(self) -> None:
        """For whoever asked alone: what is wrong is quoted, and may be about a person. Never over another file."""
        with suppress(OSError):
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            self._file = os.fdopen(handle, "w", encoding="utf-8-sig", newline="")  # as a spreadsheet opens it
            self._file.write(_HEAD)
            self._report.file = self._path

    def _forget(self) -> None:
        """Those of an earlier try; what somebody else called that stays."""
        with suppress(OSError, UnicodeDecodeError):
            with self._path.open(encoding="utf-8-sig") as file:
                ours = file.readline() == _HEAD
            if ours:
                self._path.unlink()


def beside(path: Path) -> Path:
    """Where the mistakes of a file go."""
    return path.with_name(f"{path.stem}-fouten.csv")


class Refused(Exception):
    """Inside the transaction: nothing of it is kept."""

    def __init__(self, *mistakes: Mistake) -> None:
        self.mistakes = list(mistakes)
        super().__init__()


def did_you_mean(word: str, known: Mapping[str, str], otherwise: str) -> str:
    """Asks for what looks most like it, or tells what to do. `known`: what is compared, and how it is written."""
    near = get_close_matches(word, known, n=1)
    return f"Bedoelt u ‘{known[near[0]]}’?" if near else otherwise
