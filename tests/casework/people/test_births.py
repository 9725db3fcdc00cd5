"""A birth date that is partly known is kept and shown as such; nothing is invented, and what rests on age says so."""

import datetime as dt

import pytest

from casework.caseload.existing import Existing
from casework.caseload.judge_person import judge_person
from casework.caseload.read_file import Cells
from casework.caseload.row import Row
from casework.cases.places import team_for
from casework.cases.reporting import open_case
from casework.people.births import agree, days_of, partly_in_words, read_partly
from casework.people.models import Person
from roles.models import Team, TeamKind
from tests.factories import World, fresh, today
from tests.pages.browser import as_, words
from tests.pages.filled_in import report


@pytest.fixture
def world(db):
    return World()


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("1941", "1941", "1941"),
        (" rond 1941", "~1941", "rond 1941"),
        ("ca. 1941", "~1941", "rond 1941"),
        ("Mei 1941", "1941-05", "mei 1941"),
        ("5-1941", "1941-05", "mei 1941"),
        ("05/1941", "1941-05", "mei 1941"),
        ("1941-05", "1941-05", "mei 1941"),
    ],
)
def test_as_people_write_it(typed, kept, shown):
    assert read_partly(typed) == kept
    assert partly_in_words(kept) == shown


@pytest.mark.parametrize("typed", ["41", "13-1941", "1-3-1942", "1942-03-01", "oud", "٠١٩٤١", "3000"])
def test_what_is_no_partly_known_date(typed):
    assert not read_partly(typed)


def test_between_which_days():
    assert days_of("1941-02") == (dt.date(1941, 2, 1), dt.date(1941, 2, 28))
    assert days_of("1941") == (dt.date(1941, 1, 1), dt.date(1941, 12, 31))
    assert days_of("~1941") == (dt.date(1939, 1, 1), dt.date(1943, 12, 31))
    assert agree(dt.date(1941, 5, 3), "", None, "1941-05")
    assert agree(dt.date(1941, 6, 3), "", None, "1941-05") is False
    assert agree(dt.date(1941, 6, 3), "", None, "") is None


def test_it_is_recorded_shown_and_completed(client, world):
    as_(client, world.consulent)
    page = words(client.post("/zaken/nieuw/", report(birth_date="", birth_about="ooit")))
    assert "Vul een jaar in, of maand en jaar" in page
    assert 'value="ooit"' in page
    assert client.post("/zaken/nieuw/", report(birth_date="", birth_about="rond 1941")).status_code == 303
    person = Person.objects.get()
    assert (person.birth_date, person.birth_about) == (None, "~1941")
    case = person.cases.get()
    assert "rond 1941 (ongeveer" in words(client.get(case.get_absolute_url()))
    assert "rond 1941" in words(client.get(f"{case.get_absolute_url()}gegevens/"))
    url = f"{case.get_absolute_url()}gegevens/wijzigen/"
    form = client.get(url).context["form"]
    assert 'value="rond 1941"' in words(client.get(url))
    data = {name: value for name, value in form.initial.items() if value not in (None, False)} | {"opened": form.opened}
    data |= {"birth_about": "rond 1941", "birth_date": "3-5-1942"}
    assert client.post(url, data | {"token": "7a1d3f0a-0000-4000-8000-000000000001"}).status_code == 303
    assert (fresh(person).birth_date, fresh(person).birth_about) == (dt.date(1942, 5, 3), "")
    assert "rond 1941" in words(client.get(f"{case.get_absolute_url()}gegevens/"))  # what was corrected


def test_age_is_what_is_sure(client, world):
    youth = Team.objects.create(name="Jeugdteam", kind=TeamKind.JEUGDTEAM)
    year = today().year
    child, maybe, grown = (Person(family_name="X", birth_about=str(year - ago)) for ago in (10, 18, 19))
    assert (child.is_minor(today()), child.is_adult(today()), child.may_be_minor(today())) == (True, False, False)
    assert (maybe.is_minor(today()), maybe.is_adult(today())) == (False, today().month == 12 and today().day == 31)
    assert (grown.is_minor(today()), grown.is_adult(today())) == (False, True)
    assert maybe.age_in_words(dt.date(year, 6, 1)) == "17 of 18 jaar"
    assert team_for(world.kern, child, today()) == youth
    assert team_for(world.kern, grown, today()) == world.team
    unsure = world.case(person=world.person(birth_date=None, birth_about=f"~{year - 18}"))
    as_(client, world.consulent)
    for page in (unsure.get_absolute_url(), f"{unsure.get_absolute_url()}gegevens/"):
        assert "Misschien nog geen 18" in words(client.get(page))


def test_the_import_reads_it_alike(world):
    def row(born):
        cells = {"achternaam": "Jansen", "geboortedatum": born, "telefoon": "06-12345678"}
        return Row(Cells(2, cells), Existing(today()))

    first = judge_person(row("mei 1941"), today())
    assert (first.birth_date, first.birth_about) == (None, "1941-05")
    assert judge_person(row("1-5-1941"), today()).birth_date == dt.date(1941, 5, 1)
    wrong = row("1850")
    judge_person(wrong, today())
    assert [one.column for one in wrong.mistakes] == ["geboortedatum"]


@pytest.mark.parametrize(("about", "alike"), [("1942", True), ("1942-03", True), ("1943", False), ("~1943", True)])
def test_the_same_person_with_a_date_partly_known(world, about, alike):
    known = world.case(person=world.person("Jansen", given_name="Elisabeth"))
    again = Person(family_name="Jansen", given_name="E.", birth_about=about)
    case = open_case(
        by=world.eerstecontact, kern=world.kern, kind="vraag", question="Hulp", received_on=today(), person=again
    )
    assert case.looks_like == (known if alike else None)
