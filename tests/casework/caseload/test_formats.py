"""What people export: CSV in every flavour, and spreadsheets. One odd byte is told with its line."""

import csv
import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from casework.caseload.columns import COLUMNS
from casework.caseload.read_file import Column, read_file
from casework.caseload.report import Refused
from casework.caseload.take_over import take_over
from casework.cases.models import Case
from casework.people.models import Person
from tests.casework.caseload.rows import BSN, ROW, one_mistake, said, take, written

pytestmark = pytest.mark.django_db

NAMED = ROW | {"voornaam": "Cleménce", "hulpvraag": "Zegt: “help, mij”;\nen ‘nu’"}


def sheet(tmp_path, rows, name="zaken.xlsx"):
    book = Workbook()
    columns = list(dict.fromkeys(column for row in rows for column in row))
    book.active.append(columns)
    for row in rows:
        book.active.append([row.get(column) for column in columns])
    path = tmp_path / name
    book.save(path)
    return path


# --- CSV -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_flavour(tmp_path, world, encoding, delimiter):
    assert take(tmp_path, NAMED, encoding=encoding, delimiter=delimiter).mistakes == []
    assert Person.objects.get().given_name == "Cleménce"
    assert Case.objects.get().question == NAMED["hulpvraag"]


def test_a_text_full_of_other_marks_doesnt_choose_the_delimiter(tmp_path, world):
    path = tmp_path / "x.csv"
    cells = (ROW | {"hulpvraag": "a;b,c;d,e"}).values()
    path.write_text("\t".join(ROW) + "\n" + "\t".join(cells) + "\n")
    assert take_over(path).taken == 1


@pytest.mark.parametrize(("mark", "told"), [(";", "sep=;"), (",", '"sep=,"'), ("\t", "sep=\t")])
def test_a_first_line_may_tell_the_delimiter(tmp_path, world, mark, told):
    text = written(tmp_path, [ROW, ROW | {"kenmerk": "A-2", "soort": "x"}], delimiter=mark).read_text()
    path = tmp_path / "x.csv"
    path.write_text(f"{told}\n{text}")
    assert said(take_over(path)) == [(4, "soort")]


def bytes_of(*rows, encoding="utf-8"):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(ROW), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf"])
def test_one_odd_byte_is_told_and_the_rest_is_read_as_it_is(tmp_path, world, begin):
    path = tmp_path / "x.csv"
    raw = bytes_of(NAMED, NAMED | {"kenmerk": "A-2", "voornaam": "Reneé"}, ROW | {"kenmerk": "A-3"})
    path.write_bytes(begin + raw.replace("Reneé".encode(), b"Rene\xe9"))
    report = take_over(path)
    assert one_mistake(report) == "regel 4, kolom voornaam: Teken 5 in dit vak is niet te lezen. Typ het opnieuw."
    path.write_bytes(begin + raw)
    assert take_over(path).taken == 3
    assert {one.given_name for one in Person.objects.all()} == {"Cleménce", "Reneé", "Bep"}


def test_windows_is_read_as_windows_also_with_one_odd_byte(tmp_path, world):
    path = tmp_path / "x.csv"
    names = ["Cleménce", "Zoë", "Café"]
    raw = bytes_of(*(ROW | {"kenmerk": name[:3], "voornaam": name} for name in names), encoding="cp1252")
    path.write_bytes(raw.replace(b"Caf\xe9;", b"Caf\x81;"))
    assert said(take_over(path)) == [(4, "voornaam")]
    path.write_bytes(raw)
    assert take_over(path).taken == 3
    assert {one.given_name for one in Person.objects.all()} == set(names)


@pytest.mark.parametrize("odd", ["\0", "\ufffd"])
def test_a_sign_that_cant_be_meant(tmp_path, world, odd):
    rows = [ROW, ROW | {"kenmerk": "A-2", "hulpvraag": f"Help{odd}mij"}]
    assert said(take(tmp_path, *rows)) == [(3, "hulpvraag")]


@pytest.mark.parametrize("failed", ["#N/B", "#VERW!", "#REF!"])
def test_a_formula_that_failed(tmp_path, world, failed):
    assert said(take(tmp_path, ROW | {"voornaam": failed})) == [(2, "voornaam")]


def test_empty_columns_at_the_end(tmp_path, world):
    path = tmp_path / "x.csv"
    path.write_text(";".join(ROW) + ";;;\n" + ";".join(ROW.values()) + ";;;\n;;;;\n")
    assert take_over(path).taken == 1


def test_quotes_that_dont_end(tmp_path, world):
    path = tmp_path / "x.csv"
    rest = "".join(";".join((ROW | {"kenmerk": f"A-{n}"}).values()) + "\n" for n in range(4000))
    path.write_text(";".join(ROW) + '\n"' + rest)
    report = take_over(path)
    assert report.count
    assert not Case.objects.exists()


# --- spreadsheets ----------------------------------------------------------------------------------------------


def test_a_spreadsheet(tmp_path, world):
    row = NAMED | {
        "kenmerk": 2101,
        "geboortedatum": dt.date(1942, 3, 1),
        "bsn": int(BSN),
        "ontvangen_op": dt.datetime(2025, 10, 1),  # noqa: DTZ001  a cell has no zone
        "geheim_adres": True,
    }
    path = sheet(tmp_path, [row, ROW | {"kenmerk": "A-2", "bsn": 10000008.0, "geheim_adres": False}])
    report = take_over(path)
    assert [str(one) for one in report.mistakes] == []
    case = Case.objects.get(import_key="2101")
    assert (case.received_on, case.question) == (dt.date(2025, 10, 1), NAMED["hulpvraag"])
    assert (case.person.bsn, case.person.birth_date, case.person.secret_address) == (BSN, dt.date(1942, 3, 1), True)
    assert Person.objects.get(given_name="Bep").bsn == "010000008"
    assert take_over(path).skipped == 2


def test_a_line_is_the_row_of_the_sheet(tmp_path, world):
    rows = [ROW, {}, {}, ROW | {"kenmerk": "A-2", "soort": "x"}]
    assert said(take_over(sheet(tmp_path, rows))) == [(5, "soort")]


def test_what_it_is_tells_the_file_not_its_name(tmp_path, world):
    assert take_over(sheet(tmp_path, [ROW], name="zaken.csv")).taken == 1


def test_a_formula_counts_for_its_value(tmp_path, world):
    """openpyxl writes no values of formulas; a spreadsheet does."""
    path = sheet(tmp_path, [ROW | {"voornaam": "HIER"}])
    with zipfile.ZipFile(path) as old:
        parts = {one: old.read(one) for one in old.namelist()}
    name = "xl/worksheets/sheet1.xml"
    cell = b'<c r="B2" t="str"><f>CONCATENATE("B","ep")</f><v>Bep</v></c>'
    begin = parts[name].index(b'<c r="B2"')
    end = parts[name].index(b"</c>", begin) + 4
    parts[name] = parts[name][:begin] + cell + parts[name][end:]
    with zipfile.ZipFile(path, "w") as new:
        for one, raw in parts.items():
            new.writestr(one, raw)
    assert [str(one) for one in take_over(path).mistakes] == []
    assert Person.objects.get().given_name == "Bep"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "met een wachtwoord beveiligd"),
        (b"PK\x03\x04" + b"\0" * 200, "beschadigd of geen .xlsx"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "kolom %pdf-1.7: Deze kolom kennen wij niet"),
    ],
)
def test_a_file_nobody_can_read(tmp_path, world, raw, words):
    path = tmp_path / "x.xlsx"
    path.write_bytes(raw)
    assert any(words in str(one) for one in take_over(path).mistakes)


def test_half_a_spreadsheet(tmp_path, world):
    path = sheet(tmp_path, [ROW])
    path.write_bytes(path.read_bytes()[:-300])
    assert "beschadigd" in one_mistake(take_over(path))
    with zipfile.ZipFile(path, "w") as empty:
        empty.writestr("a.txt", "a")
    assert "beschadigd" in one_mistake(take_over(path))


# --- for any reader --------------------------------------------------------------------------------------------


def test_who_reads_a_file_says_its_columns(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("Naam;E-mail\nBep;b@x.example\n", encoding="utf-8")
    rows = read_file(path, (Column("naam", required=True), Column("e-mail")))
    assert [(one.line, one.values) for one in rows] == [(2, {"naam": "Bep", "e-mail": "b@x.example"})]
    assert [one.line for one in rows] == [2]  # may be gone through again
    with pytest.raises(Refused):
        read_file(path, COLUMNS)
