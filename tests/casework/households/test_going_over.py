"""What a new wall stops at once on both sides, and the one page with that and with what somebody decides there."""

from html import unescape

import pytest

from casework.households.models import Wall
from casework.meetings.operations import begin_meeting
from casework.people.models import Representative
from roles.models import Reading
from tests.casework.households.four import Four
from tests.factories import World, fresh, today, user
from tests.pages.browser import as_, send, words

pytestmark = pytest.mark.django_db


def everything(world: World, four: Four) -> dict[str, object]:
    """Ben is in everything of Ans' case, and one organisation helps both."""
    case = four.case
    ben = user("ben")
    ben.last_name = "Kuijntjes"
    ben.save()
    world.grant(four.his, ben)
    Representative.objects.create(person=four.ans, kind="partner", name="Ben Kuijntjes", user=ben, since=today())
    contact = world.contact(case, name="Ben Kuijntjes")
    near = {"carrier_kind": "naaste", "carrier_contact": contact}
    party = {"carrier_kind": "organisatie", "carrier_organisation": world.partner, "shared_until": "9999-12-31"}
    made = {
        "contact": contact,
        "goal": world.goal(case, "loopt", wording="Samen eten", **near),
        "sharing": world.sharing(case, with_contact=contact),
        "by name": world.sharing(case, with_name="B. Kuijntjes"),
        "hers": world.sharing(case, with_name="Mia de Mentor"),
        "offered": world.handover(case, to_kind="naaste", to_contact=contact, to_organisation=None, to_layer="burger"),
        "appointment": world.appointment(case, what="Koffie met Ben Kuijntjes"),
        "at his": world.appointment(case, what="Praten", place="Havenkade 9, Numansdorp"),
        "hers only": world.appointment(case, what="Met Kim praten"),
        "piece": world.piece(case, title="Brief van Ben Kuijntjes", seen_by="inwoner"),
    }
    for one in (case, four.his):
        world.goal(one, "loopt", wording=f"Dagbesteding {one.ref}", consent=world.sharing(one), **party)
        world.indicatie(one, "afgegeven")
        world.provision(one, "gestart")
    return made


def test_what_ran_across_stops_and_what_is_left_stands_on_one_page(client, world: World) -> None:
    four = Four(world)
    made = everything(world, four)
    wall = four.wall()
    standing = {name: fresh(made[name]).state for name in ("sharing", "by name", "hers", "offered")}
    assert standing == {"sharing": "verlopen", "by name": "verlopen", "hers": "gegeven", "offered": "ingetrokken"}
    told = " ".join(f"{one.label} {one.text} {one.citizen}" for one in four.case.events.filter(at=wall.at))
    assert "muur" not in told.lower(), "who sees the one side reads of no wall"

    page = f"{wall.get_absolute_url()}nalopen/"
    shown = words(as_(client, world.consulent).get(page))  # she set it, and sees one side
    for said in (
        *("Ans Zeegers", "Vertegenwoordiging geëindigd", "Delen afgelopen", "Aanbod ingetrokken"),
        *(
            "Ben Kuijntjes staat in het wijkweb",
            "Ben Kuijntjes draagt het doel ‘Samen eten’",
            "Kies wie dit doel draagt",
        ),
        *("De afspraak ‘Koffie met Ben Kuijntjes’", "De afspraak ‘Praten’", "Het stuk ‘Brief van Ben Kuijntjes’"),
    ):
        assert said in shown, said
    for hidden in ("Met Kim praten", four.his.ref, "helpt ook aan de andere kant"):
        assert hidden not in shown, hidden
    shown = words(as_(client, world.consulent3).get(page))  # directs his case: reads nothing of who is behind it
    assert four.his.ref in shown
    assert "Kijk zelf wie er in deze zaak staat" in shown
    for hidden in ("Zeegers", four.case.ref, "Ben Kuijntjes staat in het wijkweb", "helpt ook aan"):
        assert hidden not in shown, hidden
    answer = as_(client, world.afdelingshoofd).get(page)  # sees both
    for who, read in ((world.consulent3, {four.his.pk}), (world.afdelingshoofd, {four.case.pk, four.his.pk})):
        looks = Reading.objects.filter(by=who, part="muur nalopen", case_id__in=(four.case.pk, four.his.pk))
        assert set(looks.values_list("case_id", flat=True)) == read, who
    shown = unescape(words(answer))
    party, provider = world.partner.name, world.provider.name
    for what in (
        *(f"{party} draagt het doel ‘Dagbesteding {one.ref}’" for one in (four.case, four.his)),
        *(f"Met {party} worden gegevens gedeeld", f"{provider} geeft voorlopige hulp", f"{provider} geeft hulp"),
    ):
        assert f"{what}: deze organisatie helpt ook aan de andere kant" in shown, what
    for url in (f"{four.case.get_absolute_url()}wijkweb/{made['contact'].pk}/", fresh(made["goal"]).get_absolute_url()):
        assert f'href="{url}"' in answer.content.decode()

    # decided: what is over, or was moved, is on it no more; and the turn is settled by saying so
    made["contact"].tie = "voorbij"
    made["contact"].save()
    as_(client, world.consulent)
    assert "staat in het wijkweb" not in words(client.get(page))
    assert send(client, page).status_code == 303
    assert fresh(wall).gone_over_on == today()


def test_both_at_one_table(client, world: World) -> None:
    four = Four(world)
    meeting = begin_meeting(four.household, by=world.teamlid, on=today(), about="De kinderen")
    for one in (four.ans, four.ben):
        meeting.participants.create(member=four.household.members.get(person=one))
    wall = four.wall()
    page = f"{wall.get_absolute_url()}nalopen/"
    assert "Zij zitten samen in het overleg" in words(as_(client, world.consulent).get(page))
    assert "Zij zitten samen" not in words(as_(client, world.consulent3).get(page))
    assert Wall.objects.count() == 1
