"""Rows of a file with a running caseload, and what came of taking them over."""

import csv
import io
from pathlib import Path

from casework.caseload.take_over import take_over

ROOT = Path(__file__).resolve().parents[3]
BSN = "999990019"
RECEIVED = "01-10-2025"
ROW = {
    "kenmerk": "A-1",
    "voornaam": "Bep",
    "achternaam": "Visser",
    "geboortedatum": "1-3-1942",
    "kern": "Piershil",
    "soort": "melding",
    "hulpvraag": "Ik red het niet meer alleen.",
    "ontvangen_op": RECEIVED,
    "fase": "onderzoek",
    "ligt_nu_bij": "team",
}
PLANNED = ROW | {"fase": "plan", "bevindingen": "Kan niet meer koken.", "regie": "inwoner", "doelen": "Ik eet warm"}
RUNNING = PLANNED | {
    "fase": "uitvoering",
    "doelen": "Ik eet warm;;inwoner",
    "akkoord_op": "01-12-2025",
    "evaluatie_op": "01-06-2030",
}
CLOSED = ROW | {"fase": "afgesloten", "afgesloten_op": "01-03-2026", "uitkomst": "netwerk"}


def written(tmp_path, rows, *, encoding="utf-8", delimiter=",", name="zaken.csv"):
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path = tmp_path / name
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def take(tmp_path, *rows, **options):
    kept = {name: options.pop(name) for name in ("by", "dry_run") if name in options}
    return take_over(written(tmp_path, rows, **options), **kept)


def said(report):
    return [(one.line, one.column) for one in report.mistakes]


def one_mistake(report):
    assert len(report.mistakes) == 1, [str(one) for one in report.mistakes]
    return str(report.mistakes[0])
