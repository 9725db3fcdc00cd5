"""*Bel en weeg*: the first call after a report, by anyone of the team; then the weekly division, or whoever takes it up."""

from typing import Any, Final

import pytest

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.contacts.models import ContactMoment
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.monday.colleagues import WhoHasWhat
from roles.policy import sight
from tests.factories import World, today
from tests.pages.browser import as_, post, words

pytestmark = pytest.mark.django_db

ANSWERS: Final = {"spoke": "ja", "urgent": "nee", "really_asked": "Zij wil rust", "road": "kort", "weight": "zwaar"}
DETAILS: Final = {"urgent": False, "really_asked": "", "road": "lang", "weight": "gemiddeld", "spoke": True}


@pytest.fixture
def case(world: World) -> Case:
    return world.case("aanmelding", regisseur=None)


def weigh(client: Any, case: Case, **answers: str) -> Any:
    return post(client, case, "bel-en-weeg", **(ANSWERS | answers))


def turn_of(case: Case) -> tuple[str, str, Any]:
    """Of the turns that the report makes."""
    found = WorkItem.objects.open().get(case=case, key__in=("case:reported", "case:assign", "case:take_up"))
    return found.step, found.what, found.due_on


@pytest.mark.parametrize("who", ["teamlid", "consulent", "teamleider", "afdelingshoofd"])
def test_anyone_of_the_team_weighs_and_becomes_no_regisseur(client, world: World, case: Case, who: str) -> None:
    assert turn_of(case)[:2] == ("case.weigh", "Bel en weeg")
    weigh(as_(client, getattr(world, who)), case)
    case.refresh_from_db()
    assert (case.phase, case.regisseur, case.weighed_on) == ("aanmelding", None, today())
    assert (case.road, case.weight, case.really_asked, case.urgent) == ("kort", "zwaar", "Zij wil rust", False)
    assert turn_of(case)[:2] == ("case.assign", "Wijs toe of pak op")
    page = words(as_(client, world.consulent).get(case.get_absolute_url()))
    assert "Wat er echt gevraagd wordt:</strong> Zij wil rust" in page
    assert "Gebeld en gewogen" in page


def test_whoever_calls_has_the_question_and_the_number_at_hand(client, world: World, case: Case) -> None:
    person = case.person
    person.phone, person.safe_moment = "+31612345678", "na vier uur"
    person.save()
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}stap/bel-en-weeg/"))
    assert case.question in page
    assert 'href="tel:+31612345678"' in page
    assert "12345678</span></a>" in page  # as it is said
    assert "bel na vier uur" in page
    person.phone = ""
    person.save()
    page = words(client.get(f"{case.get_absolute_url()}stap/bel-en-weeg/"))
    assert f"Van {case.subject} is geen telefoonnummer bekend." in page
    assert "tel:" not in page.partition("<h1>")[2].partition("<form")[0]


def test_once_weighed_who_may_take_it_up_finds_that_in_plain_sight(client, world: World, case: Case) -> None:
    """The leader chooses between the two; a consultant has it beside what waits for the leader, not folded away."""
    weigh(as_(client, world.consulent2), case)

    def seen(who: str) -> tuple[list[str], list[str], list[str]]:
        now = as_(client, getattr(world, who)).get(case.get_absolute_url()).context["now"]
        asked = [way.label for line in now.lines for way in (line.way, *line.choices) if way]
        return asked, [way.label for way in now.beside], [way.label for way in now.more]

    for who, asked, beside in (
        ("teamleider", ["Wijs toe", "Pak op"], False),
        ("consulent", [], True),
        ("consulent2", [], True),
        ("teamlid", [], False),
    ):
        lines, near, more = seen(who)
        assert (lines, "Pak op" in near, "Pak op" in more) == (asked, beside, False), who


def test_the_call_is_a_contact_and_settles_the_meeting(client, world: World, case: Case) -> None:
    weigh(as_(client, world.consulent2), case)
    (moment,) = ContactMoment.objects.filter(case=case)
    assert (moment.kind, moment.incoming, moment.on) == ("telefoon", False, today())
    perform(case, "take_up", by=world.consulent)
    assert not WorkItem.objects.open().filter(case=case, step="case.meet").exists()


def test_nobody_answered_leaves_the_meeting_to_be_done(client, world: World, case: Case) -> None:
    weigh(as_(client, world.consulent2), case, spoke="nee")
    case.refresh_from_db()
    assert case.met_on is None
    assert ContactMoment.objects.get(case=case).words.endswith("geen gehoor")
    perform(case, "take_up", by=world.consulent)
    assert WorkItem.objects.open().filter(case=case, step="case.meet").exists()


def test_spoed_is_of_today_and_can_be_taken_back(client, world: World, case: Case) -> None:
    weigh(as_(client, world.consulent), case, urgent="ja")
    assert turn_of(case)[::2] == ("case.assign", today())
    calm = world.case("aanmelding", urgent=True)
    weigh(client, calm)
    calm.refresh_from_db()
    assert not calm.urgent
    assert turn_of(calm)[2] > today()


def test_an_assigned_case_is_its_regisseurs_to_take_up(client, world: World, case: Case) -> None:
    weigh(as_(client, world.consulent), case)
    perform(case, "assign", by=world.teamleider, regisseur=world.consulent2)
    turn = WorkItem.objects.open().get(case=case, step="case.take_up")
    assert turn.for_user == world.consulent2
    perform(case, "take_up", by=world.consulent2)
    case.refresh_from_db()
    assert (case.phase, case.regisseur) == ("onderzoek", world.consulent2)


def test_what_is_missing_is_said_beside_it_and_nothing_is_lost(client, world: World, case: Case) -> None:
    page = words(weigh(as_(client, world.consulent), case, road="omweg", weight=""))
    assert page.count("Kies") >= 2
    assert "Zij wil rust" in page
    case.refresh_from_db()
    assert case.weighed_on is None


def test_the_short_road_has_no_plan_until_it_is_changed(client, world: World) -> None:
    case = world.case("onderzoek", road="kort")
    with pytest.raises(NotNow, match="korte route"):
        perform(case, "set_plan", by=world.consulent, regie="inwoner", regie_name="x", no_network=True)
    answer = post(as_(client, world.consulent), case, "wijzig-weg-of-gewicht", road="lang", weight="licht")
    assert answer.status_code == 303
    case.refresh_from_db()
    assert (case.road, case.weight) == ("lang", "licht")
    assert WorkItem.objects.open().filter(case=case, step="research.settle").exists()


def test_what_a_colleague_changed_meanwhile_stays(client, world: World) -> None:
    case = world.case("onderzoek")
    seen = {"road_seen": "lang", "weight_seen": "gemiddeld"}
    perform(case, "change_road", by=world.teamleider, weight="zwaar")
    as_(client, world.consulent)
    post(client, case, "wijzig-weg-of-gewicht", road="kort", weight="gemiddeld", **seen)
    case.refresh_from_db()
    assert (case.road, case.weight) == ("kort", "zwaar")
    page = words(post(client, case, "wijzig-weg-of-gewicht", road="kort", weight="zwaar"))
    assert "U hebt niets gewijzigd" in page


def test_monday_counts_by_weight(world: World) -> None:
    for weight in ("licht", "zwaar", "zwaar", "gemiddeld"):
        world.case("onderzoek", weight=weight)
    rows = WhoHasWhat(sight(world.teamleider), world.team.pk, world.case("afgesloten").reported_at).read()
    (load,) = (one.load for one in rows if one.user == world.consulent.pk)
    assert (load.total, load.light, load.medium, load.heavy) == (4, 1, 1, 2)
