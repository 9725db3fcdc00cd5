"""A joint meeting, by its steps: who was there, on what it rests that somebody outside was told, and what was agreed."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow
from casework.householdplans.paper import pdf_of
from casework.households.models import Wall
from casework.households.walling import set_wall
from casework.meetings.models import Meeting, Participant
from casework.meetings.operations import begin_meeting
from casework.meetings.paper import TEMPLATE, sheet_for
from casework.meetings.resting import participants_of, resting, without_ground
from roles.policy import sight
from tests.casework.householdplans.household import Family
from tests.factories import World, fresh, today
from tests.pages.browser import as_, words

DAY = dt.timedelta(days=1)
SOON = today() + 14 * DAY


@pytest.fixture
def family(world: World) -> Family:
    return Family(world)


def begun(family: Family, **more) -> Meeting:
    given = {"on": today(), "about": "Hoe het thuis gaat"} | more
    return begin_meeting(family.row, by=family.world.teamlid, **given)


def join(meeting: Meeting, family: Family, **party) -> Participant:
    perform(meeting, "join", by=family.world.teamlid, **party)
    return meeting.participants.latest("pk")


def turns(meeting: Meeting) -> list[tuple[str, str, str]]:
    rows = meeting.household.work.open().filter(step__startswith="meeting.").order_by("due_on", "pk")
    return [(one.what, one.why, one.for_user.username) for one in rows]


def test_from_the_table_to_the_lists(family: Family) -> None:
    world = family.world
    meeting = begun(family)
    assert turns(meeting) == [("Stel het overleg vast", "Het overleg is nog niet helemaal opgeschreven.", "teamlid")]
    for step in ("promise", "settle"):
        with pytest.raises(NotNow, match="Zet er eerst bij wie er was"):
            perform(meeting, step, by=world.teamlid, until=SOON)
    mother, colleague = join(meeting, family, member=family.mother), join(meeting, family, user=world.teamlid)
    slip = join(meeting, family, called="De buurvrouw")
    perform(meeting, "take_out", by=world.teamlid, row=slip)
    promises = (("Bel de huisarts", mother, SOON, None), ("Zoek een sportclub", colleague, SOON + DAY, family.girl))
    for what, who, until, member in promises:
        perform(meeting, "promise", by=world.teamlid, what=what, who=who, until=until, member=member)
    with pytest.raises(NotNow, match="Vul een dag in vanaf"):
        perform(meeting, "promise", by=world.teamlid, what="x", who=mother, until=today() - DAY)
    meeting = perform(meeting, "settle", by=world.teamlid).obj
    assert meeting.state == "vastgelegd"
    assert turns(meeting) == [
        ("Vraag of de afspraak is gedaan", "Bel de huisarts", "consulent"),
        ("Doe wat in het overleg is afgesproken", "Zoek een sportclub", "teamlid"),
    ]
    first = meeting.promises.get(what="Bel de huisarts")
    perform(meeting, "tick", by=world.consulent, promise=first, text="Zij belde")
    assert (fresh(first).done_on, fresh(first).done_text) == (today(), "Zij belde")
    with pytest.raises(NotNow, match="al gedaan"):
        perform(meeting, "tick", by=world.consulent, promise=first)
    perform(meeting, "tick", by=world.teamlid, promise=meeting.promises.get(done_on=None))
    assert turns(meeting) == []
    for nobody in (world.consulent3, world.middenveld, world.administratie):
        with pytest.raises(NotAllowed):
            begin_meeting(family.row, by=nobody, on=today(), about="x")
    for day in (today() + DAY, today() - 400 * DAY):
        with pytest.raises(NotNow, match="Vul een dag in"):
            begun(family, on=day)


def test_what_is_told_outside_rests_on_something_or_it_is_said_why_not(family: Family) -> None:
    world = family.world
    meeting = begun(family)
    join(meeting, family, organisation=world.partner, spoken=[family.mother, family.girl])
    join(meeting, family, called="huisarts De Dijk", spoken=[family.mother])
    join(meeting, family, user=world.teamlid, spoken=[family.girl])  # a colleague: nothing is asked
    assert [one.rpartition("over ")[2].partition(",")[0] for one in without_ground(meeting, None)] == [
        "Fatma Yılmaz", "Elif Yılmaz", "Fatma Yılmaz",
    ]  # fmt: skip
    with pytest.raises(NotNow) as refused:
        perform(meeting, "settle", by=world.teamlid)
    assert "Leg die vast in de zaak van Elif Yılmaz" in str(refused.value)
    assert "Zeg waarom toch iets is gedeeld" in str(refused.value)
    mine = world.sharing(family.case, with_organisation=world.partner, given_on=today())
    world.sharing(family.case, with_name="Huisarts de Dijk", given_on=today())
    over = {"state": "verlopen", "ended_on": today() - DAY}
    world.sharing(family.girls, with_organisation=world.partner, given_on=today() - 9 * DAY, **over)
    world.sharing(family.girls, with_organisation=world.church, given_on=today())
    (words,) = without_ground(meeting, None)
    assert "over Elif" in words
    meeting = perform(meeting, "settle", by=world.teamlid, why_without="Er was gevaar.").obj
    spoken = [row for one in participants_of(meeting) for row in one.spoken.all()]
    assert [(row.member_id, row.sharing_id and True) for row in spoken] == [
        (family.mother.pk, True), (family.girl.pk, None), (family.mother.pk, True),
    ]  # fmt: skip
    perform(mine, "withdraw", by=world.consulent, why="Liever niet")
    assert spoken[0].sharing_id == mine.pk  # it rested on that


def test_a_wall_stands_between_who_sit_down(family: Family) -> None:
    world = family.world
    world.case(person=family.father.person)  # who sees both reads that it is a wall
    meeting = begun(family)
    father = join(meeting, family, member=family.father)
    Wall.objects.create(
        household=family.row, one=family.father.person, other=family.mother.person, why="dreiging", until=SOON,
        by=world.consulent, at=timezone.now(),
    )  # fmt: skip
    for party in ({"member": family.mother}, {"organisation": world.partner, "spoken": [family.mother]}):
        with pytest.raises(NotNow, match="staat een muur"):
            perform(meeting, "join", by=world.teamlid, **party)
    join(meeting, family, member=family.girl)
    assert [one.name for one in participants_of(meeting)] == [father.name, "Elif Yılmaz"]


def test_a_sheet_has_only_theirs(family: Family) -> None:
    world = family.world
    meeting = begun(family)
    parties = [join(meeting, family, member=one) for one in (family.mother, family.father)]
    outside = join(meeting, family, organisation=world.partner, spoken=[family.mother])
    world.sharing(family.case, with_organisation=world.partner, given_on=today())
    given = (("Belt", parties[0], None), ("Helpt", outside, family.mother), ("Kookt", parties[1], family.girl))
    for what, who, member in given:
        perform(meeting, "promise", by=world.teamlid, what=what, who=who, until=SOON, member=member)
    meeting = perform(meeting, "settle", by=world.teamlid).obj

    about: list[str] = []

    def on_paper(participant) -> tuple[list[str], list[str], int]:
        people = participants_of(meeting)
        one = next(row for row in people if row.pk == participant.pk)
        told = {row.pk: sharing for row, sharing in resting(meeting, people)}
        said = sheet_for(meeting, one, told, sight(world.teamlid))
        assert pdf_of(TEMPLATE, said).startswith(b"%PDF-")
        about.append(said["about"])
        return [it["what"] for it in said["promises"]], said["there"], len(said["told"])

    everybody = ["Fatma Yılmaz", "Kemal Yılmaz", world.partner.name]
    assert on_paper(parties[0]) == (["Belt", "Helpt"], everybody, 0)
    assert on_paper(parties[1]) == (["Kookt"], everybody, 0)
    assert on_paper(outside) == (["Helpt"], everybody, 1)
    Wall.objects.create(
        household=family.row, one=family.father.person, other=family.mother.person, why="dreiging", until=SOON,
        by=world.consulent, at=timezone.now(),
    )  # fmt: skip
    assert on_paper(parties[1]) == (["Kookt"], everybody[1:], 0)
    assert about == [meeting.about] * 3 + [""]  # what was written about them all may be of anybody


def test_no_form_names_who_is_behind_a_wall(client, family: Family) -> None:
    """Who sees the mother and nothing of the father, by whose wall: he is in no list of theirs; and is told of no wall."""
    meeting = family.meeting(why_without="")
    promise = meeting.promises.get()
    meeting.promises.create(what="Ruimt op", who=meeting.participants.get(member=family.father), until=SOON)
    school = meeting.participants.create(called="De school")
    school.spoken.create(member=family.father)
    set_wall(family.row, by=family.world.consulent, one=family.mother.person, other=family.father.person, why="Bang.",
             review_on=SOON)  # fmt: skip
    as_(client, family.world.teamlid)
    places = ("", *(f"stap/{one}/" for one in ("voeg-een-deelnemer-toe", "schrijf-een-afspraak-op", "haal-iets-weg")))
    for place in places:
        shown = words(client.get(f"{meeting.get_absolute_url()}{place}"))
        assert [one for one in ("Kemal", "Ruimt op") if one in shown] == [], place
    other = family.meeting(held=False)
    join(other, family, member=family.mother)
    contact = family.world.contact(family.case, name="Kemal Yılmaz")
    join(other, family, contact=family.world.contact(family.case, name="Buurvrouw Ria"), spoken=[family.mother])
    for at, step, given in (
        (meeting, "join", {"member": family.mother}),
        (meeting, "settle", {"why_without": ""}),
        (other, "join", {"contact": contact}),
        (other, "join", {"called": "K. Yılmaz"}),
    ):
        with pytest.raises(NotNow) as refused:
            perform(fresh(at), step, by=family.world.teamlid, **given)
        said = " ".join(one.text for one in refused.value.reasons)
        assert not [one for one in ("Kemal", "muur") if one in said], said
        assert "teamleider" in said
    family.world.case(person=family.father.person)
    with pytest.raises(NotNow, match="staat een muur"):
        perform(fresh(meeting), "join", by=family.world.teamlid, member=family.mother)
    perform(fresh(meeting), "settle", by=family.world.teamlid, why_without="Het kon niet anders.")
    shown = words(client.get(f"{meeting.get_absolute_url()}stap/vink-een-afspraak-af/"))
    assert promise.what in shown
