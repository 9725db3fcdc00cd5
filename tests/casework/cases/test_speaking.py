"""Who speaks for somebody: the one that holds today, ended and corrected, and of itself by age."""

import datetime as dt

import pytest

from casework.cases.speaking import add_representative, adult_on
from casework.cases.work import WorkItem
from casework.documents.content import representative
from casework.engine import by_date
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.people.models import Representative
from roles.matrix import GrantKind
from tests.factories import World, fresh, today, user
from tests.pages.browser import as_, send, words


@pytest.fixture
def world(db):
    return World()


def speaker(case, name, kind="mentor", since=None, until=None):
    since = since or today()
    return Representative.objects.create(person=case.person, kind=kind, name=name, since=since, until=until)


def years_ago(years, days=0):
    return adult_on(today()).replace(year=today().year - years) - dt.timedelta(days=days)


def test_of_two_mentors_the_last_one_holds(world):
    case = world.case()
    speaker(case, "A", since=today() - dt.timedelta(days=400))
    speaker(case, "B", since=today() - dt.timedelta(days=10))
    assert representative(case.person, today()).name == "B"


def test_who_comes_in_the_place_of_another_ends_them(client, world):
    case = world.case()
    former = speaker(case, "A", since=today() - dt.timedelta(days=400))
    url = f"{case.get_absolute_url()}gegevens/vertegenwoordiger/"
    assert "A, mentor" in words(as_(client, world.consulent).get(url))
    send(client, url, kind="mentor", name="B", since=f"{today():%d-%m-%Y}", replaces=former.pk)
    assert fresh(former).until == today()
    assert [one.name for one in case.person.speaking(today())] == ["B"]


def test_two_who_replace_the_same_one_at_the_same_moment(world):
    """The second one is told: else there would be two, each thought to be the only one."""
    case = world.case()
    former = speaker(case, "A", since=today() - dt.timedelta(days=400))
    more = {"kind": "mentor", "replaces": former}
    add_representative(case, by=world.consulent, name="B", since=today(), **more)
    with pytest.raises(NotNow, match="Een collega was u voor"):
        add_representative(case, by=world.consulent2, name="C", since=today(), **more)
    assert [one.name for one in case.person.speaking(today())] == ["B"]


def test_who_ends_sooner_is_not_given_longer_by_who_comes_later(world):
    case = world.case()
    ends, later = today() + dt.timedelta(days=1), today() + dt.timedelta(days=10)
    former = speaker(case, "A", since=today() - dt.timedelta(days=400), until=ends)
    add_representative(case, by=world.consulent, kind="mentor", name="C", since=later, replaces=former)
    assert fresh(former).until == ends


def test_it_is_corrected_and_ended(client, world):
    case = world.case()
    row = speaker(case, "Mr. Fout")
    url = f"{case.get_absolute_url()}gegevens/vertegenwoordiger/{row.pk}/"
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}gegevens/"))
    assert url in page
    form = {"kind": "curator", "name": "Mr. Goed", "since": f"{today():%Y-%m-%d}", "until": f"{today():%Y-%m-%d}"}
    assert send(client, url, **form).status_code == 303
    row = fresh(row)
    assert (row.kind, row.name, row.until) == ("curator", "Mr. Goed", today())
    assert not case.person.speaking(today())
    assert "Voorbij" in words(client.get(f"{case.get_absolute_url()}gegevens/"))


def test_another_persons_representative_isnt_found(client, world):
    row = speaker(world.case(), "Mr. Elders")
    case = world.case()
    url = f"{case.get_absolute_url()}gegevens/vertegenwoordiger/{row.pk}/"
    assert as_(client, world.consulent).get(url).status_code == 404


def test_an_end_before_the_start_is_told(client, world):
    case = world.case()
    url = f"{case.get_absolute_url()}gegevens/vertegenwoordiger/"
    form = {"kind": "mentor", "name": "B", "since": f"{today():%d-%m-%Y}", "until": "1-1-2020"}
    assert "De einddatum moet op of na de begindatum liggen." in words(send(as_(client, world.consulent), url, **form))


@pytest.mark.parametrize(
    ("born", "adult"), [((2008, 2, 29), (2026, 3, 1)), ((2008, 3, 1), (2026, 3, 1)), ((2008, 12, 31), (2026, 12, 31))]
)
def test_the_day_one_is_eighteen(world, born, adult):
    person = world.person(birth_date=dt.date(*born))
    day = adult_on(person.birth_date)
    assert day == dt.date(*adult)
    assert (person.age(day - dt.timedelta(days=1)), person.age(day)) == (17, 18)


def test_a_parent_speaks_until_eighteen(client, world):
    case = world.case(person=world.person(birth_date=years_ago(18)))
    speaker(case, "Moeder", "ouder", since=years_ago(3))
    assert representative(case.person, today()) is None
    assert representative(case.person, today() - dt.timedelta(days=1)).name == "Moeder"
    url = f"{case.get_absolute_url()}gegevens/vertegenwoordiger/"
    form = {"kind": "ouder", "name": "Vader", "since": f"{today():%d-%m-%Y}"}
    assert "De inwoner is 18 of ouder" in words(send(as_(client, world.consulent), url, **form))


def test_on_that_day_it_ends_and_is_asked(world):
    case = world.case(person=world.person(birth_date=years_ago(18)), on=years_ago(1))
    mother = speaker(case, "Moeder", "ouder", since=years_ago(3))
    grant = world.grant(case, user("moeder"), GrantKind.REPRESENT, since=years_ago(1))
    curator = user("curator")
    Representative.objects.create(person=case.person, kind="curator", name="C", since=years_ago(1), user=curator)
    stays = world.grant(case, curator, GrantKind.REPRESENT, since=years_ago(1))
    other = world.case(person=case.person, on=years_ago(1))
    assert by_date.run() == 0
    assert by_date.run() == 0  # twice is once
    assert (fresh(mother).until, fresh(grant).until) == (today(), today())
    assert fresh(stays).until is None
    assert fresh(case).events.filter(verb="case.come_of_age").count() == 1
    assert fresh(other).came_of_age_on == today()
    turn = WorkItem.objects.open().get(case=case, key="case:adult")
    assert turn.for_user == world.consulent
    perform(fresh(case), "say_who_speaks", by=world.consulent, who_speaks="De inwoner spreekt voor zichzelf.")
    assert not WorkItem.objects.open().filter(case=case, key="case:adult").exists()


def test_the_day_before_nothing_ends(world):
    case = world.case(person=world.person(birth_date=years_ago(18, days=-1)), on=years_ago(1))
    mother = speaker(case, "Moeder", "ouder", since=years_ago(3))
    by_date.run()
    assert fresh(mother).until is None
    assert fresh(case).came_of_age_on is None


def test_who_never_had_anybody_speaking_isnt_asked(world):
    case = world.case(person=world.person(birth_date=years_ago(18)), on=years_ago(1))
    by_date.run()
    assert fresh(case).came_of_age_on is None


def test_added_through_the_operation_an_end_is_kept(world):
    case = world.case()
    row = add_representative(
        case,
        by=world.consulent,
        kind="mentor",
        name="A",
        since=today(),
        until=today() + dt.timedelta(days=9),
        phone="0186-123456",
    )
    assert (fresh(row).phone, fresh(row).until) == ("+31186123456", today() + dt.timedelta(days=9))


# --- whose sight it was -------------------------------------------------------------------------------------------


def linked(world, case, name, **days):
    """A representative with an account that may see the case by name."""
    account = user(name)
    row = speaker(case, name, **days)
    row.user = account
    row.save()
    return row, world.grant(case, account, GrantKind.REPRESENT)


@pytest.mark.parametrize("later", [0, 30])
def test_who_speaks_no_more_reads_on_no_longer(client, world, later):
    case = world.case()
    row, grant = linked(world, case, "Mentor", since=today() - dt.timedelta(days=9))
    elsewhere = world.grant(world.case(person=case.person), row.user, GrantKind.REPRESENT)
    last = today() + dt.timedelta(days=later)
    form = {"kind": "mentor", "name": "Mentor", "since": f"{row.since:%d-%m-%Y}", "until": f"{last:%d-%m-%Y}"}
    as_(client, world.consulent)
    assert send(client, f"{case.get_absolute_url()}gegevens/vertegenwoordiger/{row.pk}/", **form).status_code == 303
    assert (fresh(grant).until, fresh(elsewhere).until) == (last, last)
    assert as_(client, row.user).get(f"/mijn/{case.ref}/").status_code == (200 if later else 404)


def test_who_is_replaced_reads_on_no_longer(client, world):
    case = world.case()
    former, grant = linked(world, case, "Mentor")
    as_(client, world.consulent)
    form = {"kind": "mentor", "name": "B", "since": f"{today():%d-%m-%Y}", "replaces": former.pk}
    send(client, f"{case.get_absolute_url()}gegevens/vertegenwoordiger/", **form)
    assert fresh(grant).until == today()


def test_who_speaks_as_something_else_too_reads_on(client, world):
    case = world.case()
    row, grant = linked(world, case, "Mentor")
    other = speaker(case, "Mentor", "curator")
    other.user = row.user
    other.save()
    form = {"kind": "mentor", "name": "Mentor", "since": f"{row.since:%d-%m-%Y}", "until": f"{today():%d-%m-%Y}"}
    send(as_(client, world.consulent), f"{case.get_absolute_url()}gegevens/vertegenwoordiger/{row.pk}/", **form)
    assert fresh(row).until == today()
    assert fresh(grant).until is None
