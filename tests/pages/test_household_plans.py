"""The plan of a household and its joint meetings, on the pages: who gets them, what is read there, and what is refused."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework.engine.door import perform
from casework.goals.models import Goal
from casework.householdplans.models import HouseholdPlan
from casework.households.walling import set_wall
from casework.meetings.models import Meeting
from roles.matrix import GrantKind
from roles.models import Reading
from tests.casework.householdplans.household import Family
from tests.factories import World, today, user
from tests.pages.browser import as_, post, send, words

LATER = f"{today() + dt.timedelta(days=60):%d-%m-%Y}"
TODAY = f"{today():%d-%m-%Y}"


@pytest.fixture
def family(world: World) -> Family:
    return Family(world)


def new(family: Family, what: str) -> str:
    return f"{family.row.get_absolute_url()}{what}/nieuw/"


def begun(client: Client, family: Family, **more) -> HouseholdPlan:
    as_(client, family.world.consulent)
    answer = send(client, new(family, "gezinsplan"), **{"aim": "Rust in huis", "law": "wmo"} | more)
    assert answer.status_code == 303, words(answer)
    plan = HouseholdPlan.objects.latest("pk")
    assert answer["Location"] == plan.get_absolute_url()
    return plan


def choose(client: Client, family: Family, plan: HouseholdPlan, **more):
    sent = {}
    for order, (goal, members) in enumerate(((family.other, [family.girl]), (family.goal, family.everybody)), 1):
        key = goal.public_id
        sent |= {f"in_{key}": "on", f"order_{key}": order, f"for_{key}": [one.public_id for one in members]}
    return post(client, plan, "kies-de-doelen", **sent | more)


def agreed(client: Client, family: Family) -> HouseholdPlan:
    plan = begun(client, family)
    assert choose(client, family, plan).status_code == 303
    pairs = [(one, one) for one in (family.mother, family.father, family.girl)]
    for member, by in [*pairs, (family.boy, family.mother), (family.boy, family.father)]:
        who = f"{member.public_id}:{by.public_id}"
        answer = post(client, plan, "leg-een-akkoord-vast", who=who, given_on=TODAY, how="aan tafel")
        assert answer.status_code == 303, words(answer)
    assert post(client, plan, "spreek-af", evaluate_on=LATER).status_code == 303
    return HouseholdPlan.objects.get(pk=plan.pk)


def test_a_plan_from_the_first_page_to_the_paper(client: Client, family: Family) -> None:
    plan = begun(client, family)
    assert "Er is al een gezinsplan dat loopt" in words(
        send(client, new(family, "gezinsplan"), aim="Nog een", law="wmo")
    )
    page = words(client.get(plan.get_absolute_url()))
    for there in ("Gezinsplan van Yılmaz", "Rust in huis", "Kies de doelen", "Fatma Yılmaz gaf nog geen akkoord"):
        assert there in page, there
    form = words(client.get(f"{plan.get_absolute_url()}stap/kies-de-doelen/"))
    for there in ("Doel 1, van Fatma Yılmaz: ‘Ik wil op tijd slapen’", "Plaats van doel 2", "Voor wie telt doel 2?"):
        assert there in form, there
    plan = agreed_of(client, family, plan)
    page = words(client.get(plan.get_absolute_url()))
    assert page.index("weer naar school") < page.index("op tijd slapen")
    for there in ("Afgesproken", "Fatma Yılmaz, voor Emre Yılmaz", "Telt voor Elif Yılmaz", "Blad voor Emre Yılmaz"):
        assert there in page, there
    sheet = client.get(f"{plan.get_absolute_url()}blad/{family.boy.public_id}/")
    assert (sheet.status_code, sheet["Content-Type"], sheet["Cache-Control"]) == (
        200, "application/pdf", "private, no-store",
    )  # fmt: skip
    assert client.get(f"{plan.get_absolute_url()}blad/geenlid/").status_code == 404


def agreed_of(client: Client, family: Family, plan: HouseholdPlan) -> HouseholdPlan:
    plan.delete()
    return agreed(client, family)


def test_a_meeting_from_the_first_page_to_the_paper(client: Client, family: Family) -> None:
    world = family.world
    as_(client, world.teamlid)
    answer = send(client, new(family, "overleg"), on=TODAY, about="Hoe het thuis gaat")
    meeting = Meeting.objects.get()
    assert answer["Location"] == meeting.get_absolute_url()
    contact = world.contact(family.case)
    for who in (f"member:{family.mother.pk}", f"user:{world.teamlid.pk}"):
        assert post(client, meeting, "voeg-een-deelnemer-toe", who=who).status_code == 303
    near = {"who": f"contact:{contact.pk}", "spoken": [family.mother.public_id]}
    assert post(client, meeting, "voeg-een-deelnemer-toe", **near).status_code == 303
    page = words(client.get(meeting.get_absolute_url()))
    assert "Met Buurvrouw Ria is gesproken over Fatma Yılmaz" in page
    first = meeting.participants.get(member=family.mother)
    promise = {"what": "Bel de huisarts", "who": first.pk, "until": LATER}
    assert post(client, meeting, "schrijf-een-afspraak-op", **promise).status_code == 303
    refused = post(client, meeting, "stel-het-overleg-vast")
    assert refused.status_code == 409
    assert "Leg die vast in de zaak van Fatma Yılmaz" in words(refused)
    world.sharing(family.case, with_contact=contact, given_on=today())
    assert post(client, meeting, "stel-het-overleg-vast").status_code == 303
    meeting.refresh_from_db()
    page = words(client.get(meeting.get_absolute_url()))
    for there in ("toestemming van de inwoner", "Bel de huisarts", "Blad voor Buurvrouw Ria"):
        assert there in page, there
    assert client.get(f"{meeting.get_absolute_url()}blad/{first.pk}/").content.startswith(b"%PDF-")
    tick = {"promise": meeting.promises.get().public_id, "text": "Gedaan"}
    assert post(client, meeting, "vink-een-afspraak-af", **tick).status_code == 303
    assert "gedaan op" in words(client.get(meeting.get_absolute_url()))


# everyone who is easily judged wrong; who isn't named gets 404
SEES = "teamlid consulent consulent2 teamleider afdelingshoofd meelezer"
WRITES = "teamlid consulent consulent2 teamleider afdelingshoofd"
PEOPLE = (
    f"{SEES} eerstecontact administratie consulent3 teamleider3 financien beheer privacy middenveld uitvoerder inwoner"
)


def test_who_gets_them(client: Client, family: Family) -> None:
    world = family.world
    world.grant(family.case)
    world.meelezer = world.consulent3
    plan = agreed(client, family)
    as_(client, world.teamlid)
    send(client, new(family, "overleg"), on=TODAY, about="Hoe het gaat")
    meeting = Meeting.objects.get()
    post(client, meeting, "voeg-een-deelnemer-toe", who=f"member:{family.mother.pk}")
    post(client, meeting, "stel-het-overleg-vast")
    sheet = f"{meeting.get_absolute_url()}blad/{meeting.participants.get().pk}/"
    table = {
        plan.get_absolute_url(): SEES.replace(" meelezer", ""),
        f"{plan.get_absolute_url()}blad/{family.girl.public_id}/": WRITES,
        f"{plan.get_absolute_url()}stap/rond-het-plan-af/": "consulent",
        meeting.get_absolute_url(): SEES.replace(" meelezer", ""),
        sheet: WRITES,
        new(family, "gezinsplan"): WRITES,
        new(family, "overleg"): WRITES,
    }
    for url, allowed in table.items():
        found = {
            who: as_(client, getattr(world, who)).get(url).status_code
            for who in PEOPLE.replace("meelezer ", "").split()
        }
        assert {who for who, status in found.items() if status == 200} == {*allowed.split()}, url
        assert set(found.values()) <= {200, 403, 404}, url
        assert found["consulent3"] == found["inwoner"] == found["beheer"] == 404, url
    world.grant(family.case, world.consulent3, GrantKind.READ_ALONG)
    as_(client, world.consulent3)
    page = words(client.get(plan.get_absolute_url()))
    assert "op tijd slapen" in page  # of the case they read along in
    assert "weer naar school" not in page  # and of no other
    assert "Blad voor" not in page
    assert client.get(sheet).status_code == 404
    assert "Kemal" in page
    until = today() + dt.timedelta(days=90)
    between = {"one": family.mother.person, "other": family.father.person}
    there = [plan.get_absolute_url(), family.row.get_absolute_url()]
    assert all(plan.aim in words(client.get(url)) for url in there)
    set_wall(family.row, by=world.consulent, why="Zij is bang", until=until, **between)
    world.case(person=family.father.person)
    for url in there:
        page = words(client.get(url))
        assert "Kemal" not in page  # of who is behind it nothing is told
        assert plan.aim not in page  # what was written about them all may be of anybody
    page = words(as_(client, world.consulent).get(plan.get_absolute_url()))
    assert "Kemal" in page
    assert plan.aim in page


BAD = (
    ("gezinsplan", {"aim": "", "law": "wmo"}, "Vul dit in"),
    ("gezinsplan", {"aim": "a\0b", "law": "wmo"}, "kunnen bewaren"),
    ("gezinsplan", {"aim": "x" * 20_001, "law": "wmo"}, "Maak dit korter"),
    ("gezinsplan", {"aim": "x", "law": "avg"}, "law"),
    ("overleg", {"on": "1-1-1800", "about": "x"}, "Vul een datum in"),
    ("overleg", {"on": "31-2-2026", "about": "x"}, "Vul een datum in"),
    ("overleg", {"on": "", "about": "a\0b"}, "kunnen bewaren"),
)


def test_what_cannot_be_is_told_beside_its_field(client: Client, family: Family) -> None:
    as_(client, family.world.consulent)
    for what, sent, said in BAD:
        answer = send(client, new(family, what), **sent)
        assert (answer.status_code, said in words(answer)) == (200, True), (what, sent.keys())
    plan = begun(client, family)
    key = family.goal.public_id
    for sent, said in (
        ({f"in_{key}": "on", f"for_{key}": []}, "Kies voor wie dit doel telt"),
        ({f"in_{key}": "on", f"for_{key}": ["geen\0lid"]}, "wt-error"),
        ({f"in_{key}": "on", f"order_{key}": "eerst", f"for_{key}": [family.girl.public_id]}, "Vul een heel getal in"),
    ):
        answer = post(client, plan, "kies-de-doelen", **sent)
        assert (answer.status_code, said in words(answer)) == (200, True), sent
    assert choose(client, family, plan, in_geendoel="on").status_code == 303
    for sent in ({"who": "x:y", "given_on": TODAY, "how": "x"}, {"who": "", "given_on": "1-1-1800", "how": "x" * 200}):
        assert post(client, plan, "leg-een-akkoord-vast", **sent).status_code == 200
    send(client, new(family, "overleg"), on=TODAY, about="x")
    meeting = Meeting.objects.get()
    for sent in ({"who": "ander", "called": ""}, {"who": "member:99999999"}, {"who": "user:\0"}, {"spoken": ["x"]}):
        assert post(client, meeting, "voeg-een-deelnemer-toe", **sent).status_code == 200


def test_a_page_asks_as_often_for_many_as_for_few(client: Client, family: Family) -> None:
    plan = agreed(client, family)
    send(client, new(family, "overleg"), on=TODAY, about="x")
    meeting = Meeting.objects.get()
    post(client, meeting, "voeg-een-deelnemer-toe", who=f"member:{family.mother.pk}")
    world = family.world
    meeting.participants.create(called="Partij").spoken.create(member=family.girl)

    def asked(url: str) -> int:
        as_(client, world.consulent)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    few = asked(plan.get_absolute_url()), asked(meeting.get_absolute_url())
    for number in range(6):
        goal = world.goal(family.case, "loopt", wording=f"Doel {number}")
        plan.goals.create(goal=goal, order=9 + number).members.set(family.everybody)
        row = meeting.participants.create(called=f"Partij {number}")
        row.spoken.create(member=family.girl)
        meeting.promises.create(what=f"Iets {number}", who=row, until=today(), member=family.boy)
    assert (asked(plan.get_absolute_url()), asked(meeting.get_absolute_url())) == few
    assert few == (19, 14)


def test_on_ones_own_page(client: Client, family: Family) -> None:
    """The mother says yes for herself and the boy of 8, the girl of 14 for herself; whoever reads along can't; and behind a
    wall nothing stands."""
    world, plan = family.world, family.plan()
    girl, speaks = user("elif"), user("tante")
    world.grant(family.case, world.inwoner)
    world.grant(family.girls, girl)
    world.grant(family.girls, speaks, GrantKind.REPRESENT, reason="tante")
    hers, girls = (f"/mijn/{one.ref}/gezinsplan/" for one in (family.case, family.girls))
    page = as_(client, world.inwoner).get(f"/mijn/{family.case.ref}/")
    assert f'href="{hers}"' in page.content.decode()
    shown = words(client.get(hers))
    for said in (
        "Ik wil op tijd slapen",
        world.consulent.name,
        "Kemal Yılmaz",
        "Rust in huis",
        "Ik ga akkoord voor Emre Yılmaz",
    ):
        assert said in shown, said
    for other in ("Ik wil weer naar school", "Ik ga akkoord voor Elif"):
        assert other not in shown, "what doesn't count for her, and what is her daughter's to say"
    for bad in ({}, {"about": "x\0"}, {"about": family.girl.public_id}):
        assert send(client, hers, **bad).status_code == 200, bad
    both = [family.mother.public_id, family.boy.public_id]
    assert send(client, hers, about=both).status_code == 303
    assert {(one.member, one.by_whom) for one in plan.agreements.all()} == {
        (family.mother, family.mother),
        (family.boy, family.mother),
    }
    assert "U hoeft hier nu niets te doen" in words(client.get(hers))
    assert client.get(girls).status_code == 404

    shown = words(as_(client, speaks).get(girls))
    assert "geeft akkoord bij" in shown
    assert send(client, girls, about=family.girl.public_id).status_code in (200, 403)
    shown = words(as_(client, girl).get(girls))
    assert "Ik wil weer naar school" in shown
    assert "Ik wil op tijd slapen" in shown, "it counts for her too"
    Goal.objects.filter(pk=family.other.pk).update(only_citizen=True)
    for who, reads in ((speaks, False), (girl, True)):  # of who reads that case for her, it is for her alone
        shown = words(as_(client, who).get(girls))
        assert ("Ik wil weer naar school" in shown, "Ik wil op tijd slapen" in shown) == (reads, True), who
    looks = Reading.objects.filter(by=girl, part="gezinsplan")
    assert set(looks.values_list("case_id", flat=True)) == {family.case.pk, family.girls.pk}
    set_wall(family.row, by=world.afdelingshoofd, one=family.girl.person, other=family.mother.person, why="Bang.",
             review_on=today() + dt.timedelta(days=30))  # fmt: skip
    shown = words(client.get(girls))
    for hidden in ("Fatma", "Ik wil op tijd slapen", "Rust in huis"):
        assert hidden not in shown, hidden
    assert send(client, girls, about=family.girl.public_id).status_code == 303
    shown = words(as_(client, world.inwoner).get(hers))
    for hidden in ("Elif", "Ik wil weer naar school", "Rust in huis"):
        assert hidden not in shown, hidden
    as_(client, world.consulent)
    assert "op de eigen pagina" in words(client.get(family.row.get_absolute_url()))
    family.mother.end("vertrokken", today())
    family.mother.save()
    assert as_(client, world.inwoner).get(hers).status_code == 404, "who lives there no more"


def test_nobody_says_yes_to_goals_that_they_did_not_read(client: Client, family: Family) -> None:
    world, plan = family.world, family.plan()
    world.grant(family.case, world.inwoner)
    hers = f"/mijn/{family.case.ref}/gezinsplan/"
    yes = {"about": family.mother.public_id, "read": _read(as_(client, world.inwoner).get(hers))}
    seen = [family.goal.pk, family.other.pk]
    perform(plan, "choose", by=world.consulent, chosen=[(family.other.pk, [family.mother.pk])], seen=seen)
    answer = send(client, hers, **yes)
    assert answer.status_code == 409
    for said in ("zijn net veranderd", "Ik wil weer naar school"):
        assert said in words(answer)
    assert not plan.agreements.exists()
    assert send(client, hers, **yes | {"read": _read(answer)}).status_code == 303
    assert plan.agreements.get(ended_on=None).member == family.mother


def _read(page) -> str:
    return re.search(r'name="read" value="([^"]+)"', page.content.decode())[1]
