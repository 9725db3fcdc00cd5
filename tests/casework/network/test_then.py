"""The web of an earlier day: today with what happened since undone, and what is otherwise in words."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.engine.errors import NotNow
from casework.network import then
from casework.network.models import Contact, Tie
from casework.network.operations import add_contact, change_contact, remove_contact
from tests.factories import World, today

DAY = dt.timedelta(days=1)


@pytest.fixture
def case(world: World):
    return world.case("uitvoering", on=today() - 90 * DAY)


def at(days_ago: int) -> dt.datetime:
    return timezone.now() - days_ago * DAY


def known(world: World, case, name: str, days_ago: int, **fields) -> Contact:
    return add_contact(case, by=world.consulent, at=at(days_ago), name=name, **{"domain": "familie"} | fields)


def web_of(case, days_ago: int) -> dict[str, Contact]:
    found = then.as_of(today() - days_ago * DAY, Contact.objects.filter(case=case), CaseEvent.objects.filter(case=case))
    return {one.name: one for one in found}


def since(case, days_ago: int) -> then.Since:
    return then.since(web_of(case, days_ago).values(), Contact.objects.filter(case=case, removed_at=None))


def test_who_came_later_was_not_there_and_who_went_was(world: World, case) -> None:
    gone = known(world, case, "Piet", 60)
    known(world, case, "Ria", 20)
    remove_contact(gone, by=world.consulent, at=at(10))
    assert [set(web_of(case, ago)) for ago in (70, 40, 15, 10, 0)] == [
        set(), {"Piet"}, {"Piet", "Ria"}, {"Ria"}, {"Ria"},
    ]  # fmt: skip
    found = since(case, 40)
    assert ([one.name for one in found.came], [one.name for one in found.gone]) == (["Ria"], ["Piet"])


def test_each_change_is_undone_the_newest_first(world: World, case) -> None:
    ria = known(world, case, "Rie", 60, relation="buurvrouw", domain="wonen")
    change_contact(ria, by=world.consulent, at=at(50), name="Ria")
    change_contact(ria, by=world.consulent, at=at(30), relation="vriendin", domain="familie", is_carer=True)
    change_contact(ria, by=world.consulent, at=at(20), name="Ria de Vries", strength=3)
    assert set(web_of(case, 55)) == {"Rie"}
    (was,) = web_of(case, 40).values()
    assert (was.name, was.relation, was.domain, was.is_carer, was.strength) == (
        "Ria",
        "buurvrouw",
        "wonen",
        False,
        None,
    )
    ((one, words),) = since(case, 40).changed
    assert one.pk == ria.pk
    assert words == [
        "heette eerst ‘Ria’",
        "was eerst ‘buurvrouw’",
        "stond eerst bij Wonen",
        "de band was eerst: niet gevraagd; nu: sterke",
        "is nu mantelzorger",
    ]
    ria.refresh_from_db()
    assert ria.name == "Ria de Vries", "nothing is written by looking back"


def test_a_death_is_a_change_and_nobody_goes(world: World, case) -> None:
    jan = known(world, case, "Jan", 60, relation="echtgenoot")
    change_contact(jan, by=world.consulent, at=at(10), tie=Tie.OVERLEDEN, ended_on=today() - 12 * DAY)
    assert web_of(case, 20)["Jan"].tie == Tie.NU
    assert web_of(case, 20)["Jan"].ended_on is None
    assert web_of(case, 0)["Jan"].about == "echtgenoot, overleden"
    found = since(case, 20)
    assert (found.came, found.gone, found.changed[0][1]) == ([], [], ["is overleden"])


def test_a_day_ends_at_midnight_here(world: World, case) -> None:
    late = timezone.make_aware(dt.datetime.combine(today() - 30 * DAY, dt.time(23, 30)))
    add_contact(case, by=world.consulent, at=late, name="Ria", domain="kerk")
    assert (set(web_of(case, 31)), set(web_of(case, 30))) == (set(), {"Ria"})


def test_changes_from_before_events_named_their_contact_are_passed_over(world: World, case) -> None:
    known(world, case, "Ria", 60)
    CaseEvent.objects.create(
        case=case, at=at(10), by_name="Test", verb="contact.changed", label="x", details={"was": {"name": "Rie"}}
    )
    assert set(web_of(case, 20)) == {"Ria"}


def test_the_day_of_the_research_is_the_last_plan(world: World, case) -> None:
    assert then.researched_on(CaseEvent.objects.filter(case=case)) is None
    for ago in (80, 30):
        CaseEvent.objects.create(case=case, at=at(ago), by_name="Test", verb="case.set_plan", label="x")
    assert then.researched_on(CaseEvent.objects.filter(case=case)) == today() - 30 * DAY


@pytest.mark.parametrize(
    "change", [{"tie": Tie.OVERLEDEN}, {"tie": Tie.VOORBIJ}, {"shielded": True, "ground": "veiligheid"}]
)
def test_who_carries_something_can_not_end_or_be_shielded_by_the_way(world: World, case, change) -> None:
    ria = known(world, case, "Ria", 60)
    world.goal(case, "loopt", carrier_kind="naaste", carrier_contact=ria)
    with pytest.raises(NotNow, match="draagt een doel"):
        change_contact(ria, by=world.consulent, **change)
    ria.refresh_from_db()
    assert ria.can_carry


def test_who_is_shielded_has_no_name_on_the_timeline(world: World, case) -> None:
    ria = known(world, case, "Ria", 10, shielded=True, ground="veiligheid")
    remove_contact(ria, by=world.consulent)
    assert set(CaseEvent.objects.filter(case=case).values_list("text", flat=True)) == {"Afgeschermd contact"}
