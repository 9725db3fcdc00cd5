"""`/mijn/`: the citizen's own page, in plain words, without what isn't theirs to read."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.engine.door import perform
from casework.goals.models import ProgressReport
from casework.handovers.models import Handover
from casework.handovers.operations import offer_handover
from casework.notes.operations import add_note
from casework.sharing.models import Sharing
from roles.matrix import GrantKind
from roles.models import Reading
from tests.factories import World, today, user
from tests.pages.browser import as_, post, words
from tests.pages.looked_at import LookedAt, page_of


@pytest.fixture
def case(world: World):
    own = world.case("uitvoering", question="Ik ben zo alleen", evaluate_on=today() + dt.timedelta(days=30))
    world.grant(own)
    return own


def mine(client, world: World, case) -> str:
    return words(as_(client, world.inwoner).get(f"/mijn/{case.ref}/"))


def test_home_leads_to_the_only_case_and_lists_more(client, world: World, case) -> None:
    response = as_(client, world.inwoner).get("/mijn/")
    assert (response.status_code, response.url) == (303, f"/mijn/{case.ref}/")
    second = world.case("onderzoek")
    world.grant(second)
    page = words(client.get("/mijn/"))
    assert case.ref in page
    assert second.ref in page
    assert "Er is geen zaak die u hier kunt zien." in words(as_(client, world.outsider).get("/mijn/"))


def test_it_says_where_it_stands_who_does_what_and_what_was_agreed(client, world: World, case) -> None:
    goal = world.goal(case, "loopt")
    letter, hidden = world.document(case), world.document(case, "samenvatting_professional")
    world.indicatie(case, "afgegeven")
    page = mine(client, world, case)
    for there in (
        "Uw plan loopt.",
        "Wijkteam Noord",
        "Consulent Test",
        "Ik ben zo alleen",
        goal.wording,
        "U doet dit zelf.",
        "Vertel hoe het gaat",
        letter.get_absolute_url(),
        "Uw tijdelijke hulp",
        "Heemzicht",
    ):
        assert there in page
    assert hidden.get_absolute_url() not in page
    assert "/zaken/HW" not in page
    assert Reading.objects.filter(by=world.inwoner, case_id=case.pk, part="mijn zaak", role="Inwoner").count() == 1


def test_shielded_notes_and_reporters_stay_hidden(client, world: World) -> None:
    case = world.case(
        "aanmelding",
        kind="signaal",
        reporter_shielded=True,
        reporter_name="Buurman Kees",
        reported_by=world.teamlid,
        question="Kees ziet dat zij vermagert",
    )
    world.grant(case)
    add_note(case, by=world.consulent, text="Openbare notitie")
    add_note(case, by=world.consulent, text="Haar zoon dreigt", shielded=True, ground="veiligheid")
    perform(case, "convert", by=world.teamlid, kind="vraag", citizen_knows="ja")
    as_(client, world.teamlid).get(case.get_absolute_url())
    as_(client, world.consulent).get(case.get_absolute_url())
    page = mine(client, world, case)
    assert "Openbare notitie" in page
    for hidden in ("Haar zoon dreigt", "Kees", "vermagert", "Teamlid Test"):
        assert hidden not in page
    page = words(client.get(f"/mijn/{case.ref}/inzage/"))
    assert "Consulent Test" in page
    assert "Een medewerker" in page
    for hidden in ("Teamlid Test", "Kees"):
        assert hidden not in page


def test_the_citizen_answers_what_is_offered_to_them(client, world: World, case) -> None:
    world.handover(
        case, to_kind="inwoner", to_organisation=None, to_layer="burger", need="Zelf verder met de werkplaats"
    )
    page = mine(client, world, case)
    assert "Zelf verder met de werkplaats" in page
    assert "Ja, ik doe het zelf" in page
    assert "Nee, nu niet" in page
    for word in ("Neem over", "Weiger"):  # of the office: to a partner it says so
        assert word not in page
    page = words(client.get(f"{Handover.objects.get().get_absolute_url()}stap/neem-over/"))
    assert "<h1>Ja, ik doe het zelf</h1>" in page
    assert "Neem over" not in page
    response = post(client, Handover.objects.get(), "neem-over")
    assert (response.status_code, response.url) == (303, f"/mijn/{case.ref}/")
    page = mine(client, world, case)
    assert "uzelf" in page
    assert "Geef terug" in page


def test_the_citizen_tells_how_it_goes(client, world: World, case) -> None:
    goal = world.goal(case, "loopt")
    as_(client, world.inwoner)
    url = f"{goal.get_absolute_url()}bericht/"
    assert 'name="score"' not in words(client.get(url))
    response = client.post(url, {"text": "Ik kom weer buiten.", "token": str(uuid.uuid4())})
    assert (response.status_code, response.url) == (303, f"/mijn/{case.ref}/")
    assert ProgressReport.objects.get().score is None
    assert "Ik kom weer buiten." in words(client.get(response.url))


def test_consent_is_withdrawn_at_once(client, world: World, case) -> None:
    offer_handover(
        case,
        by=world.consulent,
        to_kind="organisatie",
        to_organisation=world.partner,
        need="Gezelschap",
        consent={"text": "Wij noemen uw naam", "how": "aan tafel", "given_by": "Bep", "given_on": today()},
    )
    consent, handover = Sharing.objects.get(), Handover.objects.get()
    page = mine(client, world, case)
    assert "Wij noemen uw naam" in page
    url = f"{consent.get_absolute_url()}stap/trek-in/"
    assert "Trek in" in words(client.get(url))
    assert Sharing.objects.get().state == "gegeven"
    same = str(uuid.uuid4())
    for _ in range(2):
        assert client.post(url, {"token": same}).status_code == 303
    assert Sharing.objects.get().state == "ingetrokken"
    assert client.post(url, {"token": str(uuid.uuid4())}).status_code == 409
    assert as_(client, world.middenveld).get(handover.get_absolute_url()).status_code == 410


def test_only_ones_own(client, world: World, case) -> None:
    other = world.case("uitvoering")
    consent = Sharing.objects.create(case=other, text="x", how="x", given_by="x", given_on=today())
    as_(client, world.inwoner)
    for url in (
        f"/mijn/{other.ref}/",
        f"/mijn/{other.ref}/inzage/",
        "/mijn/HW-2026-XXXXX/",
        "/mijn/%00/",
        f"/zaken/{case.ref}/",
        consent.get_absolute_url(),
        f"/mijn/{case.ref}/toestemming/{10**30}/intrekken/",
    ):
        assert client.get(url).status_code == 404, url
    for who in (world.consulent, world.teamleider, world.privacy, world.middenveld, world.outsider):
        assert as_(client, who).get(f"/mijn/{case.ref}/").status_code == 404


def test_a_representative_sees_it_until_their_grant_ends(client, world: World, case) -> None:
    daughter = user("dochter")
    world.grant(case, daughter, GrantKind.REPRESENT, since=today() - dt.timedelta(days=9))
    former = user("exman")
    world.grant(case, former, GrantKind.REPRESENT, since=today() - dt.timedelta(days=9), until=today())
    reader = user("meelezer")
    world.grant(case, reader, GrantKind.READ_ALONG)
    assert as_(client, daughter).get(f"/mijn/{case.ref}/").status_code == 200
    assert as_(client, former).get(f"/mijn/{case.ref}/").status_code == 404
    assert as_(client, reader).get(f"/mijn/{case.ref}/").status_code == 404


def test_who_looked_is_read_in_plain_words(client, world: World, case) -> None:
    as_(client, world.teamlid).get(case.get_absolute_url())
    page = words(as_(client, world.inwoner).get(f"/mijn/{case.ref}/inzage/"))
    assert "Teamlid Test" in page
    assert "de zaak hoort bij het team" in page
    assert f"{timezone.localdate().year}" in page


@pytest.mark.parametrize("phase", ["aanmelding", "onderzoek", "plan", "uitvoering", "evaluatie", "afgesloten"])
def test_every_phase_and_a_provision_can_be_shown(client, world: World, phase: str) -> None:
    for fields in ({}, {"person": None, "provision": "De tillift", "kind": "vraag"}):
        case = world.case(phase, **fields)
        world.grant(case)
        assert as_(client, world.inwoner).get(f"/mijn/{case.ref}/").status_code == 200


def test_of_what_happened_the_last_two_come_first(client, world: World, case) -> None:
    """The rest is one tap away: on a phone it was nine screens long."""
    for number in range(4):
        CaseEvent.objects.create(
            case=case, at=timezone.now() + dt.timedelta(seconds=number), by_name="Het systeem", verb="x.y", label="X",
            citizen=f"Er gebeurde {number}.",
        )  # fmt: skip
    page = LookedAt(mine(client, world, case))
    first, rest = page.all("ol.wt-timeline")[:2]
    assert [one.words for one in first.all(".wt-timeline__head")] == ["Er gebeurde 3.", "Er gebeurde 2."]
    assert [one.words for one in rest.all(".wt-timeline__head")][:2] == ["Er gebeurde 1.", "Er gebeurde 0."]
    assert "Toon meer" in page.words


def test_who_looked_more_often_in_a_day_is_one_line(client, world: World, case) -> None:
    """With how often; each look stands under it. Another is a line of its own."""
    for who, part in (
        (world.teamleider, "zaak"), (world.consulent, "zaak"), (world.consulent, "plan"), (world.consulent, "zaak"),
    ):  # fmt: skip
        Reading.objects.create(by=who, by_name=who.name, role="Rol", case_id=case.pk, ref=case.ref, part=part, why="x")
    lines = LookedAt(words(as_(client, world.inwoner).get(f"/mijn/{case.ref}/inzage/"))).all("ul.wt-rows > li")
    first, other = lines
    assert first.one("div").words == f"{world.consulent.name} (Rol) bekeek: zaak, plan"
    assert (len(first.all("details li")), other.has("details")) == (3, False)
    seen = [one.words for one in page_of(client, world.consulent, case, "inzage/").all("table")[1].all("tbody tr")]
    assert len([one for one in seen if "zaak, plan" in one and "3 keer" in one]) == 1
