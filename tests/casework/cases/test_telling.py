"""A text that leaves the team tells no name, number or address that its reader isn't to know, however it is spelled."""

import datetime as dt

import pytest

from casework.cases.operations import correct_person
from casework.cases.telling import told_by
from casework.engine.errors import NotNow
from casework.engine.telling import Reader
from casework.handovers.models import Handover
from casework.handovers.operations import offer_handover
from casework.notes.models import Note
from casework.people.models import Representative
from roles.policy import sight
from tests.factories import World, fresh, today
from tests.pages.browser import as_, post, send, words
from tests.pages.filled_in import consent, vangnet_data


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def case(world):
    person = world.person(
        "van der Wit-Özer",
        given_name="Nora",
        street="Geheime Laan 9-a",
        postcode="3265 AB",
        secret_address=True,
        phone="06-12345678",
        email="nora@voorbeeld.example",
        bsn="123456782",
    )
    made = world.case("uitvoering", person=person, reporter_name="buurman Gijs", regie_name="Nora")
    world.contact(made, "Buurvrouw Ria", phone="0186 123456")
    Representative.objects.create(person=person, kind="mentor", name="mr. T. Bakker", since=today())
    return made


NAMELESS = (
    "Nora W… (06-12 34 56 78) zoekt gezelschap",
    "NORA wil graag wandelen",
    "Mevrouw Wit wil graag wandelen",
    "Mw. v.d. wit-ozer wil wandelen",
    "Mevrouw Özer’s hond",
    "Buurvrouw Ría helpt al",
    "Overleg met Bakker",
    "Bel +31 6 1234 5678",
    "Bel 0186-12 34 56",
    "Bel haar zus: 06 87654321",
    "Zij woont aan de geheime laan",
    "Postcode 3265ab",
    "Mail nora@voorbeeld.example",
    "Mail zus@elders.example",
    "BSN 1234.56.782",
    "Geboren 1-3-1942",
    "Geboren op 1 maart 1942",
)
FINE = (
    "Zij wil graag wandelen in Piershil, en zoekt gezelschap voor 2 uur per week.",
    "Een buurvrouw helpt al 3 dagen; er is 12 jaar een hond.",
    "Bel het team: 0186 555555.",
    "Hij is geboren in 1942 en zoekt iemand voor de tuin van 9 tot 12.",
)
NAMED = (
    "Bel Nora: 06 12345678",
    "Zij woont Geheime Laan 9a",
    "Postcode 3265 AB",
    "BSN 123456782",
    "Zoon Gijs helpt: 0186123456",
)


@pytest.mark.parametrize("text", NAMELESS)
def test_without_a_name_nothing_tells_who_it_is(case, text):
    assert told_by(case, text, Reader.NAMELESS, None)


@pytest.mark.parametrize("text", FINE)
def test_an_ordinary_question_is_left_alone(world, case, text):
    world.team.phone = "0186-555555"
    world.team.save()
    assert not told_by(fresh(case), text, Reader.NAMELESS, None)


@pytest.mark.parametrize("text", NAMED)
def test_with_a_name_no_more_than_the_name(case, text):
    assert told_by(case, text, Reader.OUTSIDE, None)


def test_with_a_name_the_name_may_be_told(case):
    assert not told_by(case, "Nora van der Wit-Özer wil met Ria wandelen", Reader.OUTSIDE, None)


def test_only_who_sees_the_file_is_told_what_stands_in_it(world, case):
    reporter, partner = sight(world.eerstecontact, today()), sight(world.middenveld, today())
    assert told_by(case, "Nora zoekt gezelschap", Reader.NAMELESS, reporter)
    assert not told_by(case, "Ria 0186 123456", Reader.OUTSIDE, reporter)
    assert not told_by(case, "Nora 06 12345678", Reader.OUTSIDE, partner)


FOUND_SINCE = (
    "3281 AA, 3281 AB, 3281 AC",
    "Laan van Nergens 4",
    "06 87654321",
    "nieuw@voorbeeld.example",
    "Geboren op 4-5-1943",
)


@pytest.mark.parametrize("reader", [Reader.OUTSIDE, Reader.NAMELESS])
@pytest.mark.parametrize("text", FOUND_SINCE)
def test_what_the_team_found_since_is_not_to_be_asked_for(world, case, reader, text):
    """Who reported, and doesn't see the file, gets one answer to each guess: right or wrong."""
    reporter = sight(world.eerstecontact, today())
    before = told_by(fresh(case), text, reader, reporter)
    correct_person(
        case,
        by=world.consulent,
        street="Laan van Nergens 4",
        postcode="3281 AB",
        phone="06 87654321",
        email="nieuw@voorbeeld.example",
        birth_date=dt.date(1943, 5, 4),
    )
    assert told_by(fresh(case), text, reader, sight(world.consulent, today())), "otherwise this compares nothing"
    assert told_by(fresh(case), text, reader, reporter) == before


def test_nor_is_the_number(world, case):
    """Each number that can be one is asked of; of none it is said that it is."""
    reporter = sight(world.eerstecontact, today())
    one, other = (told_by(case, f"Kenmerk {number}", Reader.OUTSIDE, reporter) for number in ("123456782", "111222333"))
    assert [told.sentence for told in one] == ["‘123456782’ kan een BSN zijn. Haal het uit deze tekst."]
    assert [told.sentence for told in other] == ["‘111222333’ kan een BSN zijn. Haal het uit deze tekst."]
    assert one[0].excuse
    assert not told_by(case, "Kenmerk 123456789", Reader.OUTSIDE, reporter)


def test_nor_is_another_person_that_it_turned_out_to_be(world, case):
    """Somebody else reported about the one that this case is joined to."""
    reporter = sight(world.eerstecontact, today())
    case.reported_at -= dt.timedelta(days=1)
    assert not told_by(case, "Geheime Laan 9a, 06 12345678", Reader.OUTSIDE, reporter)


@pytest.mark.parametrize("text", ["Zij woont Geheime Laan 9a", "Bel 06 12345678", "Mail nora@voorbeeld.example"])
def test_what_they_reported_themselves_is_looked_for(world, case, text):
    assert told_by(case, text, Reader.OUTSIDE, sight(world.eerstecontact, today()))


# --- at the page ---------------------------------------------------------------------------------------------------


def offered(client, case, **data):
    return send(client, f"{case.get_absolute_url()}overdrachten/nieuw/", **{"need": "Gezelschap"} | data)


def test_the_refusal_names_the_word_and_keeps_what_was_typed(client, world, case):
    as_(client, world.consulent)
    to = {"to": f"organisatie:{world.partner.pk}", "anonymous": "on"}
    page = words(offered(client, case, need="Nora W… (06-12 34 56 78) zoekt gezelschap", **to))
    assert "‘Nora’ is een naam van iemand uit deze zaak" in page
    assert "‘06-12 34 56 78’ is een telefoonnummer" in page
    assert "Nora W… (06-12 34 56 78) zoekt gezelschap" in page
    assert 'name="excused"' not in page
    assert not Handover.objects.exists()


def test_an_ordinary_word_is_told_to_be_one(client, world, case):
    as_(client, world.consulent)
    to = {"to": f"organisatie:{world.partner.pk}", "anonymous": "on", "need": "Iedere dag vers brood van de bakker"}
    page = words(offered(client, case, **to))
    assert "‘bakker’ is hier een gewoon woord, geen naam." in page
    assert not Handover.objects.exists()
    assert offered(client, case, **to, excused="on").status_code == 303
    assert Handover.objects.get().need == to["need"]


def test_the_operation_refuses_it_too(world, case):
    offer = {"by": world.consulent, "to_kind": "organisatie", "to_organisation": world.partner, "anonymous": True}
    with pytest.raises(NotNow, match="naam van iemand"):
        offer_handover(case, need="Nora zoekt", **offer)
    with pytest.raises(NotNow, match="naam van iemand"):
        offer_handover(case, need="Nora zoekt", excused=True, **offer)
    with pytest.raises(NotNow, match="naam van iemand"):
        offer_handover(case, need="Naar de bakker", **offer)
    assert offer_handover(case, need="Naar de bakker", excused=True, **offer)


def test_a_goal_that_goes_along_is_looked_at_too(client, world, case):
    as_(client, world.consulent)
    goal = world.goal(case, wording="Weer thuis wonen, Geheime laan 9A")
    to = {"to": f"organisatie:{world.partner.pk}"} | consent()
    page = words(offered(client, case, goals=goal.public_id, **to))
    assert "Het adres van deze inwoner is geheim" in page
    assert not Handover.objects.exists()


SECRET = "Zij woont in de Geheime Laan"


def new_goal(client, world, case):
    url = f"{case.get_absolute_url()}doelen/nieuw/"
    return send(client, url, wording=SECRET, layer="burger", ground=world.eigen.pk, rhythm_days=28)


def report(client, world, case):
    return send(client, f"/doelen/{world.goal(case, 'loopt').public_id}/bericht/", text=SECRET)


def adjusted(client, world, case):
    return post(client, world.goal(case, "loopt"), "stel-doel-bij", wording=SECRET, why="Anders")


def evaluated(client, world, case):
    goal = world.goal(case, "loopt")
    return post(client, case, "evalueer", **{f"score_{goal.public_id}": "0", f"text_{goal.public_id}": SECRET})


def withdrawn(client, world, case):
    return post(client, world.handover(case), "trek-in", why=SECRET)


def money(client, world, case):
    return send(client, f"{case.get_absolute_url()}vangnet/nieuw/", **vangnet_data(purpose=SECRET))


def reference(client, world, case):
    return send(client, f"{case.get_absolute_url()}vangnet/nieuw/", **vangnet_data(payment_reference="3265AB"))


def sunk(client, world, case):
    to = {"to": f"organisatie:{world.provider.pk}", "reason": SECRET} | consent()
    return offered(client, case, **to)


@pytest.mark.parametrize(
    "told", [new_goal, report, adjusted, evaluated, withdrawn, money, reference, sunk], ids=lambda told: told.__name__
)
def test_a_secret_address_is_refused_in_every_text_that_leaves_the_team(client, world, case, told):
    answer = told(as_(client, world.consulent), world, case)
    assert answer.status_code in (200, 409)
    assert "Het adres van deze inwoner is geheim" in words(answer)


# --- who is shielded -----------------------------------------------------------------------------------------------


@pytest.fixture
def signal(world):
    return world.case(
        "onderzoek",
        kind="signaal",
        reporter_name="buurvrouw Truus Kwaak",
        reporter_shielded=True,
        regisseur=world.consulent,
    )


def test_who_is_shielded_is_named_in_no_text_for_the_citizen(client, world, signal):
    as_(client, world.consulent)
    url = f"{signal.get_absolute_url()}onderzoek/persoon/"
    page = words(client.post(url, {"text": "Volgens truus gaat het slecht."}))
    assert "‘truus’ is van wie meldde, en die is afgeschermd" in page
    assert client.post(url, {"text": "Volgens truus gaat het slecht.", "excused": "on"}).status_code == 303


def test_a_shielded_note_may_name_them(client, world, signal):
    as_(client, world.consulent)
    url = f"{signal.get_absolute_url()}notities/nieuw/"
    assert "is van wie meldde" in words(send(client, url, text="Truus Kwaak belde."))
    send(client, url, text="Truus Kwaak belde.", shielded="on", ground="De melder is afgeschermd.")
    assert Note.objects.get().shielded


def test_who_isnt_shielded_may_be_named(case):
    assert not told_by(case, "Buurman Gijs vertelde het", Reader.CITIZEN, None)
