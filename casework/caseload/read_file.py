"""A file from elsewhere as rows of cells, whatever program saved it. Which columns it may have, its reader says."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from casework.caseload.read_csv import csv_lines
from casework.caseload.read_spreadsheet import is_old_or_locked, is_spreadsheet, spreadsheet_lines
from casework.caseload.report import Mistake, Refused, did_you_mean

_ODD: Final = re.compile("[\0\udc80-\udcff\ufffd]")  # no letter: a byte that couldn't be read, or what was lost before
# what stands in a cell whose formula failed, in English and in Dutch
_FAILED: Final = frozenset(
    [
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#LEEG!",
        "#DEEL/0!",
        "#WAARDE!",
        "#VERW!",
        "#NAAM?",
        "#GETAL!",
        "#N/B",
    ]
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column that a file may have; a required one must be there, and filled in on every row."""

    name: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """One row as it stands in the file; with why, where it can't be read as a row."""

    line: int
    values: dict[str, str]
    mistakes: tuple[Mistake, ...] = ()


class Rows:
    """All rows of a file, kept small: each as one text, taken apart when it is asked for. May be gone through again."""

    def __init__(self, header: list[str]) -> None:
        self._header = header
        self._lines, self._texts = array("l"), list[str]()
        self._unreadable: dict[int, tuple[Mistake, ...]] = {}

    def add(self, line: int, values: list[str]) -> None:
        if mistakes := tuple(_unreadable(line, self._header, values)):
            self._unreadable[line] = mistakes
            values = []
        self._lines.append(line)
        self._texts.append("\0".join(values[: len(self._header)]))

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Cells]:
        for line, text in zip(self._lines, self._texts, strict=True):
            cells = zip(self._header, text.split("\0"), strict=False)
            yield Cells(line, {name: value for name, value in cells if value}, self._unreadable.get(line, ()))


def read_file(path: Path, columns: Sequence[Column]) -> Rows:
    """The rows of a CSV or an .xlsx, with a value for every cell that isn't empty. Raises Refused."""
    lines = _lines(path, [one.name for one in columns])
    header = [name.strip().lower().replace(" ", "_") for name in next(lines, (1, []))[1]]
    while header and not header[-1]:
        header.pop()
    _judge_header(header, columns)
    rows = Rows(header)
    for line, values in lines:
        cells = [value.strip().replace("\r\n", "\n").replace("\r", "\n") for value in values]
        if any(cells):
            rows.add(line, cells)
    if not len(rows):
        raise Refused(Mistake(0, "", "Er staat niets in dit bestand, behalve de namen van de kolommen."))
    return rows


def _lines(path: Path, names: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each line with its number, the header first. What it is, its first bytes tell, not its name."""
    try:
        with path.open("rb") as file:
            begin = file.read(8)
    except OSError as error:
        raise Refused(Mistake(0, "", f"{path} kan niet worden gelezen. Controleer de naam en de map.")) from error
    if is_old_or_locked(begin):
        words = "Dit bestand is met een wachtwoord beveiligd, of een oude .xls. Sla het op als .xlsx zonder wachtwoord."
        raise Refused(Mistake(0, "", words))
    return spreadsheet_lines(path) if is_spreadsheet(begin) else csv_lines(path, names)


def _judge_header(header: list[str], columns: Sequence[Column]) -> None:
    names = [column.name for column in columns]
    if any(_ODD.search(name) for name in header):
        words = "De namen van de kolommen zijn niet te lezen. Sla het op als CSV (UTF-8) of .xlsx."
        raise Refused(Mistake(1, "", words))
    mistakes = []
    for name in header:
        if name not in names:
            hint = did_you_mean(name, {known: known for known in names}, "Haal de kolom weg.")
            mistakes.append(Mistake(1, name[:40] or "(leeg)", f"Deze kolom kennen wij niet. {hint}"))
        elif header.count(name) > 1:
            mistakes.append(Mistake(1, name, "Deze kolom staat er twee keer. Haal er een weg."))
    mistakes += [
        Mistake(1, column.name, "Deze kolom ontbreekt. Voeg haar toe.")
        for column in columns
        if column.required and column.name not in header
    ]
    if mistakes:
        raise Refused(*sorted(set(mistakes)))


def _unreadable(line: int, header: list[str], values: list[str]) -> Iterator[Mistake]:
    """What can't be meant, wherever it stands."""
    if any(values[len(header) :]):
        words = 'Er staan meer vakken in deze rij dan er kolommen zijn. Zet tekst met een scheidingsteken tussen "…".'
        yield Mistake(line, "", words)
    for name, value in zip(header, values, strict=False):
        if odd := _ODD.search(value):
            words = f"Teken {odd.start() + 1} in dit vak is niet te lezen. Typ het opnieuw."
            yield Mistake(line, name, words)
        elif value in _FAILED:
            yield Mistake(line, name, "Hier staat een foutmelding van uw rekenprogramma. Vul in wat er hoort te staan.")
