"""What the file of a caseload may look like."""

import datetime as dt

import pytest

from casework.caseload.take_over import take_over
from casework.cases.models import Case
from casework.people.models import Person
from tests.casework.caseload.rows import ROW, one_mistake, said, take

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_as_a_spreadsheet_saves_it(tmp_path, world, encoding, delimiter):
    row = ROW | {"voornaam": "Cleménce", "hulpvraag": "Zegt: “help, mij”;\nen ‘nu’", "ontvangen_op": "2025-10-01"}
    assert take(tmp_path, row, encoding=encoding, delimiter=delimiter).mistakes == []
    assert Person.objects.get().given_name == "Cleménce"
    assert Case.objects.get().question == "Zegt: “help, mij”;\nen ‘nu’"


@pytest.mark.parametrize("day", ["1-10-2025", "01-10-2025", "1/10/2025", "2025-10-01"])
def test_dates_as_people_write_them(tmp_path, world, day):
    take(tmp_path, ROW | {"ontvangen_op": day})
    assert Case.objects.get().received_on == dt.date(2025, 10, 1)


def test_a_line_is_the_line_in_the_file(tmp_path, world):
    rows = [ROW | {"hulpvraag": "een\ntwee\ndrie"}, ROW | {"kenmerk": "A-2", "soort": "iets"}]
    assert said(take(tmp_path, *rows)) == [(5, "soort")]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "Deze kolom ontbreekt"),
        (b"PK\x03\x04\x00\x00", "beschadigd of geen .xlsx"),
        (b"kenmerk,soort\n", "Deze kolom ontbreekt"),
        (b"\x81\x8d", "niet te lezen"),
    ],
)
def test_a_file_that_is_none(tmp_path, world, raw, words):
    path = tmp_path / "x.csv"
    path.write_bytes(raw)
    assert any(words in str(one) for one in take_over(path).mistakes)


def test_a_file_without_rows(tmp_path, world):
    path = tmp_path / "x.csv"
    path.write_text(",".join(ROW) + "\n")
    assert "niets in dit bestand" in one_mistake(take_over(path))


def test_a_file_that_is_not_there(tmp_path, world):
    assert "kan niet worden gelezen" in one_mistake(take_over(tmp_path / "weg.csv"))


def test_a_column_nobody_knows(tmp_path, world):
    report = take(tmp_path, ROW | {"regiseur": "x"})
    assert one_mistake(report) == "regel 1, kolom regiseur: Deze kolom kennen wij niet. Bedoelt u ‘regisseur’?"


def test_a_row_that_is_too_long(tmp_path, world):
    path = tmp_path / "x.csv"
    path.write_text(",".join(ROW) + "\n" + ",".join(value.replace(",", " ") for value in ROW.values()) + ",nog iets\n")
    assert "meer vakken" in one_mistake(take_over(path))
