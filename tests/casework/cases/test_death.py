"""A death that was recorded wrongly is put right by two people; what it ended is listed, and is somebody's turn elsewhere."""

import pytest

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow
from casework.people.models import Representative
from roles.matrix import GrantKind
from roles.policy import sight
from tests.factories import World, absent, fresh, today, user
from tests.pages.browser import as_, post, words


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def case(world):
    made = world.case("uitvoering")
    world.goal(made, "loopt", wording="Weer timmeren")
    world.handover(made)
    Representative.objects.create(person=made.person, kind="mentor", name="Mr. Mentor", since=today())
    world.grant(made, user("mentor"), GrantKind.REPRESENT)
    world.document(made)
    return made


def died(case, world):
    words_ = {"closing_words": "Bericht van de huisarts.", "deceased_on": today()}
    perform(case, "end", by=world.consulent, ended_reason="overleden", **words_)
    return fresh(case)


def turn_of(case, key="case:alive"):
    return WorkItem.objects.open().filter(case=case, key=key).first()


def test_nobody_speaks_or_reads_for_who_died(world, case):
    mentor = case.grants.get()
    other = world.grant(world.case(person=case.person), user("dochter"), GrantKind.REPRESENT)
    case = died(case, world)
    assert not case.person.speaking(today())
    assert (fresh(mentor).until, fresh(other).until) == (today(), today())
    assert not Case.objects.visible_to(sight(mentor.user, today())).exists()


def test_two_people_put_it_right(client, world, case):
    case = died(case, world)
    with pytest.raises(NotNow, match="Meld: de inwoner leeft"):
        perform(case, "reopen", by=world.consulent, why="Zij leeft")
    perform(case, "tell_alive", by=world.consulent, why="Zij belde zelf.")
    turn = turn_of(case)
    assert (turn.for_role, turn.due_on) == ("wmo_consulent", today())
    with pytest.raises(NotAllowed):
        perform(case, "confirm_alive", by=world.consulent)
    page = words(as_(client, world.consulent2).get(f"{case.get_absolute_url()}stap/bevestig-de-inwoner-leeft/"))
    for told in (
        "Zij belde zelf.",
        "Aanbod ingetrokken",
        "Vertegenwoordiging geëindigd: Mentor",
        "Toegang op naam beëindigd",
    ):
        assert told in page
    assert post(client, case, "bevestig-de-inwoner-leeft", sure="on").status_code == 303
    case = fresh(case)
    assert (case.phase, case.person.deceased_on, case.alive_told_on) == ("onderzoek", None, None)
    assert turn_of(case) is None
    assert case.documents.filter(kind="bevestiging", state="gevraagd").exists()


def test_who_covers_for_the_teller_is_no_second(world, case):
    case = died(case, world)
    absent(world.consulent.memberships.get(), cover=world.consulent2)
    perform(case, "tell_alive", by=world.consulent, why="Zij belde zelf.")
    with pytest.raises(NotAllowed):
        perform(case, "confirm_alive", by=world.consulent2)
    assert turn_of(case).for_role == "teamleider"


def test_the_death_was_right(world, case):
    case = died(case, world)
    perform(case, "tell_alive", by=world.consulent, why="Zij belde zelf.")
    perform(case, "stay_closed", by=world.consulent2, why="Het was haar zus die belde.")
    case = fresh(case)
    assert (case.phase, case.person.deceased_on, turn_of(case)) == ("afgesloten", today(), None)


def test_other_cases_that_ended_by_it_are_somebodys_turn(world, case):
    elsewhere = world.case(person=case.person, team=world.other_team, kern=world.other_kern, regisseur=world.consulent3)
    perform(elsewhere, "end", by=world.consulent3, ended_reason="overleden", closing_words="Ook hier.")
    case = died(case, world)
    perform(case, "tell_alive", by=world.consulent, why="Zij belde zelf.")
    perform(case, "confirm_alive", by=world.consulent2)
    elsewhere = fresh(elsewhere)
    assert elsewhere.alive_told_on == today()
    perform(elsewhere, "confirm_alive", by=world.consulent3)
    assert fresh(elsewhere).is_open
