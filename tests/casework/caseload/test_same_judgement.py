"""What is typed on a page and what stands in a file are judged alike: the same verdict, in the same words."""

import csv
import datetime as dt

import pytest
from django import forms

from casework.caseload.columns import COLUMNS, FIELD_OF, fields
from casework.caseload.existing import Existing
from casework.caseload.read_file import Cells
from casework.caseload.report import Mistake
from casework.caseload.row import Row
from casework.cases import possible_days as cases_days
from casework.cases.report_form import ReportForm
from casework.engine.fields import DayField
from casework.engine.possible_days import Days
from casework.people.models import Person
from casework.people.possible_days import born
from casework.provisions.forms import CorrectForm
from casework.research.forms import FreeForm
from roles.policy import sight
from tests.casework.caseload.rows import BSN, PLANNED, ROW, one_mistake, said, take
from tests.factories import today

pytestmark = pytest.mark.django_db

ODD = (
    "3281", "3281 SS", "3281sa", "3281AB", "3281 ab", "NL-3281 AB", "٣٢٨١ AB", "326", "O281 AB",
    BSN, "10000008", "999.990.019", "123456789", "1", "١٢٣٤٥٦٧٨٢", "12345678901234567890123",
    "NaN", "sNaN", "Infinity", "-inf", "1e5", "1E5", "٤٥٠", "450,-", "€ 450", "4.850,00", "1.234", "1,234", "-5", "0",
    "99999999,99", "100000000", "1" * 400,
    "1.10.2025", "1-10-2025", "2025-10-01", "1/10/2025", "1-10-25", "31-02-2025", "01-10-9999", "01-10-0025",
    "١-١٠-٢٠٢٥", "2025-10-01T00:00", "01-01-2099", "01-01-1899", "30-02-1950",
    "0186 55 00 00", "+31 6-12345678", "06 12 (dochter)", "geen",
    "x" * 41, "x" * 81, "x" * 121, "x" * 161, "x" * 201, "x" * 20_001,
    "een\0twee", "\0", "é ’ ‘ 中文 😀", "een\r\ntwee", "=1+1", "<b>vet</b>",
)  # fmt: skip


def verdict(field: forms.Field, words: str):
    try:
        return field.clean(words)
    except forms.ValidationError as error:
        return error.messages


def on_a_page(world, form: type[forms.Form], name: str) -> forms.Field:
    case = world.case("onderzoek")
    of_what = {
        ReportForm: lambda: None,
        FreeForm: lambda: world.research(case),
        CorrectForm: lambda: world.provision(case),
    }
    about = of_what.get(form, lambda: case)()
    return form(obj=about, sight=sight(world.consulent)).fields[name]


@pytest.mark.parametrize("column", FIELD_OF)
def test_every_column_with_words_is_judged_by_the_field_of_its_form(world, column):
    form, name = FIELD_OF[column]
    field = on_a_page(world, form, name)
    field.required = False
    judged, existing = 0, Existing(today())
    for words in ODD:
        row = Row(Cells(2, {}), existing)
        found = row.judged(column, column, words)
        expected = verdict(field, words)
        if row.mistakes:
            assert row.mistakes == [Mistake(2, column, " ".join(expected))], words
        else:
            assert found == expected, words
        judged += bool(row.mistakes)
    assert judged  # some of these are wrong anywhere


def test_every_day_is_judged_as_on_a_page(world):
    on = today()
    received, existing = dt.date(2025, 10, 1), Existing(on)
    for span in (Days(), born(None, on), cases_days.happened(None, on), Days(received, on)):
        field = DayField(span=span)
        for words in ODD:
            row = Row(Cells(2, {"ontvangen_op": words}), existing)
            found, expected = row.day("ontvangen_op", span), verdict(field, words.strip())
            assert found == expected if not row.mistakes else row.mistakes[0].words == " ".join(expected), words


def test_no_column_is_left_out():
    """Each column is judged by a field, as a day, or as one of a few choices or names: a new one must say which."""
    days = {one.name for one in COLUMNS if one.name.endswith(("_op", "_sinds", "datum", "_tot"))} - {"let_op"}
    choices = {"geheim_adres", "kern", "soort", "kanaal", "namens", "fase", "ligt_nu_bij", "regisseur", "uitkomst"}
    choices |= {"naamgebruik", "aanhef", "tolk"}
    words = {name.partition(":")[0] for name in fields()}
    assert days | choices | words == {one.name for one in COLUMNS}


def test_no_cell_breaks_anything(tmp_path, world):
    """Whatever stands in a cell: a case, or a sentence at that column. Never a crash."""
    rows = [PLANNED | {column.name: words} for column in COLUMNS for words in ODD]
    for number, row in enumerate(rows):
        row["kenmerk"] = row["kenmerk"] if row["kenmerk"] != ROW["kenmerk"] else f"A-{number}"
    report = take(tmp_path, *rows)
    assert report.lines > len(COLUMNS)
    with report.file.open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file, delimiter=";"))
    assert len(told) == report.count > len(report.mistakes) == 200
    names = {column.name for column in COLUMNS}
    assert all(one["regel"] and one["kolom"] in names and one["wat er niet goed is"] for one in told)
    with (tmp_path / "zaken.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        columns, lines, line = next(reader), {}, 2
        for values in reader:
            lines[line] = dict(zip(columns, values, strict=True))
            line = reader.line_num + 1
    right = [row for line, row in lines.items() if str(line) not in {one["regel"] for one in told}]
    report = take(tmp_path, *right, dry_run=True)
    assert (report.taken, report.mistakes) == (len(right), [])
    assert len(right) > len(COLUMNS)


def test_a_goals_budget(tmp_path, world):
    for words, sentence in (
        ("NaN", "Doel 1: Vul een bedrag in, bijvoorbeeld 4.850,00."),
        ("1e5", "Doel 1: Vul een bedrag in, bijvoorbeeld 4.850,00."),
        ("٤٥٠", "Doel 1: Vul een bedrag in, bijvoorbeeld 4.850,00."),
        ("-5", "Doel 1: Vul een bedrag van nul of meer in."),
        ("100000000", "Doel 1: Vul hoogstens €\N{NO-BREAK SPACE}99.999.999,99 in."),
    ):
        assert one_mistake(take(tmp_path, PLANNED | {"doelen": f"Ik eet;;inwoner;{words}"})).endswith(sentence)
    assert take(tmp_path, PLANNED | {"doelen": "Ik eet;;inwoner;€ 1.250,-"}).taken == 1


def test_a_postcode_and_a_number_are_kept_the_usual_way(tmp_path, world):
    assert said(take(tmp_path, ROW | {"postcode": "3281"})) == [(2, "postcode")]
    assert said(take(tmp_path, ROW | {"postcode": "3281 SS"})) == [(2, "postcode")]
    take(tmp_path, ROW | {"postcode": "3281ab", "bsn": "999.990.019"})
    person = Person.objects.get()
    assert (person.postcode, person.bsn) == ("3281 AB", BSN)


def test_a_day_as_people_write_it(tmp_path, world):
    assert take(tmp_path, ROW | {"ontvangen_op": "1.10.2025"}).taken == 1
    assert said(take(tmp_path, ROW | {"kenmerk": "A-2", "ontvangen_op": "1-10-9999"})) == [(2, "ontvangen_op")]
