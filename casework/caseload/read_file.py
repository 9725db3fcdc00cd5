"""The file as rows of cells: a CSV as a spreadsheet saves it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casework.caseload.columns import COLUMNS
from casework.caseload.columns import Column as Column
from casework.caseload.report import Mistake, Refused, did_you_mean


@dataclass(frozen=True, slots=True)
class Cells:
    """One row as it stands in the file."""

    line: int
    values: dict[str, str]
    mistakes: tuple[Mistake, ...] = ()  # why it can't be read as a row


def read_file(path: Path, columns: Sequence[Column] = COLUMNS) -> list[Cells]:
    """The rows of a CSV with these columns: UTF-8 or Windows, semicolons or commas. Raises Refused."""
    text = _decoded(path)
    first = text.split("\n", 1)[0]
    if first.lower().startswith("sep="):
        text = text.removeprefix(first).lstrip("\n")
        first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [name.strip().lower().replace(" ", "_") for name in next(reader, [])]
        _judge_header(header, columns)
        rows, start = [], reader.line_num + 1
        for values in reader:
            if any(value.strip() for value in values):
                rows.append(_cells(start, header, values))
            start = reader.line_num + 1
    except csv.Error as error:
        line = reader.line_num
        raise Refused(Mistake(line, "", "Dit is geen leesbare rij. Controleer de aanhalingstekens.")) from error
    if not rows:
        raise Refused(Mistake(0, "", "Er staat niets in dit bestand, behalve de namen van de kolommen."))
    return rows


def _decoded(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Refused(Mistake(0, "", f"{path} kan niet worden gelezen. Controleer de naam en de map.")) from error
    if b"\0" in raw:
        words = "Dit is geen CSV. Open het in uw rekenprogramma en kies ‘Opslaan als’, CSV (UTF-8)."
        raise Refused(Mistake(0, "", words))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise Refused(Mistake(0, "", "De letters in dit bestand zijn niet te lezen. Sla het op als CSV (UTF-8)."))


def _judge_header(header: list[str], columns: Sequence[Column]) -> None:
    names, mistakes = [column.name for column in columns], []
    for name in header:
        if name not in names:
            hint = did_you_mean(name, {known: known for known in names}, "Haal de kolom weg.")
            mistakes.append(Mistake(1, name or "(leeg)", f"Deze kolom kennen wij niet. {hint}"))
        elif header.count(name) > 1:
            mistakes.append(Mistake(1, name, "Deze kolom staat er twee keer. Haal er een weg."))
    mistakes += [
        Mistake(1, column.name, "Deze kolom ontbreekt. Voeg haar toe.")
        for column in columns
        if column.required and column.name not in header
    ]
    if mistakes:
        raise Refused(*sorted(set(mistakes)))


def _cells(line: int, header: list[str], values: list[str]) -> Cells:
    if any(value.strip() for value in values[len(header) :]):
        words = 'Er staan meer vakken in deze rij dan er kolommen zijn. Zet tekst met een scheidingsteken tussen "…".'
        return Cells(line, {}, (Mistake(line, "", words),))
    return Cells(line, {name: value.strip() for name, value in zip(header, values, strict=False)})
