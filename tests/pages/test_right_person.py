"""The wrong person in a case: the case goes to the right one, with what must go along, and what can't is listed."""

import datetime as dt
from html import unescape
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from casework.appointments.paper import CONFIRMATION as OF_APPOINTMENT
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.to_right_person import to_right_person
from casework.cases.wrong_person import WrongPerson
from casework.desk.paper import FOR_CITIZEN
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.people.models import OtherPhone, Person, Representative
from roles.matrix import GrantKind
from roles.models import Reading
from tests.factories import World, fresh, today
from tests.pages.browser import as_, send, words

pytestmark = pytest.mark.django_db
NEW = {"who": "nieuw", "given_name": "Bep", "family_name": "Visser", "birth_date": "1-3-1942", "why": "Naamgenoot"}


@pytest.fixture
def case(world: World) -> Case:
    made = world.case(regisseur=world.consulent, reported_at=timezone.now() - dt.timedelta(days=3))
    world.grant(made)
    return made


def place(case: Case) -> str:
    return f"{case.get_absolute_url()}gegevens/andere-persoon/"


def errors(response) -> set[str]:
    return set(response.context["form"].errors)


def moved(client: Client, case: Case, **data):
    opened = {"wrong": case.person.public_id}
    return send(client, place(case), **opened | NEW | data)


def test_it_is_moved_to_who_was_not_known_yet(client: Client, world: World, case: Case) -> None:
    wrong = case.person
    phone = OtherPhone.objects.create(person=wrong, number="0612345678", whose="Anja")
    speaks = Representative.objects.create(person=wrong, kind="mentor", name="Mr. Mentor", since=today())
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}gegevens/"))
    assert place(case) in page
    assert moved(client, case).status_code == 303
    case = fresh(case)
    assert (case.person.name, case.person.birth_date) == ("Bep Visser", dt.date(1942, 3, 1))
    assert fresh(phone).person == fresh(speaks).person == wrong
    page = words(client.get(f"{case.get_absolute_url()}gegevens/"))
    assert "Naamgenoot" in page
    assert "stond deze zaak op een andere naam" in page
    assert wrong.family_name not in words(client.get(case.get_absolute_url()))
    told = CaseEvent.objects.get(case=case, verb="case.person_moved")
    assert (told.text, told.citizen) == ("Naamgenoot", "")


def test_it_is_moved_to_who_has_a_case_already(client: Client, world: World, case: Case) -> None:
    other = world.case(person=world.person("Visser"))
    hidden = world.case(team=world.other_team, kern=world.other_kern)
    provision = world.case(person=None, provision="De tillift")
    as_(client, world.teamleider)
    for ref in ("", "HW-2026-ZZZZZ", hidden.ref, provision.ref, "\0", "x" * 10_000):
        assert errors(moved(client, case, who="bekend", ref=ref)) == {"ref"}, ref
    assert "al op naam van deze" in words(moved(client, case, who="bekend", ref=case.ref))
    assert moved(client, case, who="bekend", ref=other.ref.lower()).status_code == 303
    assert fresh(case).person == other.person
    assert Person.objects.filter(family_name="Visser").count() == 1


def test_what_was_typed_comes_back_with_what_is_wrong(client: Client, world: World, case: Case) -> None:
    as_(client, world.consulent)
    assert errors(moved(client, case, who="", why=" ")) == {"who", "why"}
    assert errors(moved(client, case, family_name="", birth_date="1-1-1742")) == {"family_name", "birth_date"}
    answer = moved(client, case, given_name="B\0", phone="onzin", postcode="x", why="a" * 10_000)
    assert {"given_name", "phone", "postcode", "why"} <= errors(answer)
    assert errors(moved(client, case, birth_date=f"{today() + dt.timedelta(days=1)}")) == {"birth_date"}
    assert fresh(case).person == case.person
    assert client.get(f"{place(case)}?who=%00&same=x").status_code == 200


def test_who_looks_like_somebody_we_know_is_asked_about(client: Client, world: World, case: Case) -> None:
    known = world.person("Visser", given_name="Bep", birth_date=dt.date(1942, 3, 1))
    other = world.case(person=known)
    elsewhere = world.case(person=world.person("Visser", birth_date=dt.date(1942, 3, 1)), team=world.other_team)
    as_(client, world.consulent)
    asked = moved(client, case)
    assert errors(asked) == {"same"}
    assert other.ref in words(asked)
    assert elsewhere.ref not in words(asked)
    assert errors(moved(client, case, same=elsewhere.ref)) == {"same"}
    assert moved(client, case, same=other.ref).status_code == 303
    assert fresh(case).person == known


@pytest.mark.parametrize(
    "typed",
    [{"phone": "06 12 34 56 78"}, {"street": "Dorpsstraat 1", "postcode": "3265aa", "town": "Piershil"}],
    ids=["phone", "address"],
)
def test_who_has_the_same_name_and_phone_or_address_is_asked_about(
    client: Client, world: World, case: Case, typed: dict[str, str]
) -> None:
    at_home = {"street": "Dorpsstraat 1", "postcode": "3265 AA", "town": "Piershil"}
    known = world.person("Visser", given_name="B.", phone="0612345678", birth_date=None, **at_home)
    other = world.case(person=known)
    as_(client, world.consulent)
    asked = moved(client, case, birth_date="", **typed)
    assert errors(asked) == {"same"}
    assert other.ref in words(asked)
    assert moved(client, case, birth_date="", **typed, same=other.ref).status_code == 303
    assert fresh(case).person == known


def test_another_who_looks_like_them_is_pointed_out_and_closed_to_who_knows_them(
    client: Client, world: World, case: Case
) -> None:
    known = world.person("Visser", given_name="Bep", birth_date=dt.date(1942, 3, 1))
    other = world.case(person=known)
    other.recusals.create(user=world.consulent2)
    pointing = world.case("aanmelding", looks_like=case, person=world.person("Anders"))
    as_(client, world.consulent)
    assert moved(client, case, same="ander").status_code == 303
    assert fresh(case).looks_like == other
    assert fresh(pointing).looks_like is None
    assert as_(client, world.consulent2).get(case.get_absolute_url()).status_code == 404


def test_it_is_for_the_regisseur_and_the_leader(client: Client, world: World, case: Case) -> None:
    for who, status in ((world.consulent2, 403), (world.teamlid, 403), (world.consulent3, 404), (world.inwoner, 404)):
        assert as_(client, who).get(place(case)).status_code == status
        assert moved(client, case).status_code == status
    assert place(case) not in words(as_(client, world.teamlid).get(f"{case.get_absolute_url()}gegevens/"))
    provision = world.case(person=None, provision="De tillift", regisseur=world.consulent)
    assert as_(client, world.consulent).get(place(provision)).status_code == 404


def test_a_colleague_who_was_first_is_told(client: Client, world: World, case: Case) -> None:
    to_right_person(case, by=world.teamleider, wrong=case.person_id, why="Naamgenoot", person=Person(family_name="Bos"))
    answer = send(as_(client, world.consulent), place(case), **NEW | {"wrong": case.person.public_id})
    assert answer.status_code == 409
    assert "Een collega was u voor" in words(answer)
    assert fresh(case).person.family_name == "Bos"


def test_the_account_of_the_wrong_citizen_sees_it_no_more_and_still_sees_who_looked(
    client: Client, world: World, case: Case
) -> None:
    speaker = world.outsider
    world.grant(case, speaker, GrantKind.REPRESENT)
    as_(client, world.teamlid).get(case.get_absolute_url())
    for who in (world.inwoner, speaker):
        assert as_(client, who).get(case.citizen_url).status_code == 200
        assert client.get("/mijn/inzage/").status_code == 404
    assert moved(as_(client, world.consulent), case).status_code == 303
    as_(client, world.consulent2).get(case.get_absolute_url())
    for who in (world.inwoner, speaker):
        assert as_(client, who).get(case.citizen_url).status_code == 404
        assert "/mijn/inzage/" in words(client.get("/mijn/"))
        page = words(client.get("/mijn/inzage/"))
        assert "Teamlid Test" in page
        assert "Consulent2 Test" not in page
        assert case.ref not in page
        assert "Visser" not in page


def test_the_right_citizen_sees_who_looked_and_not_who_the_other_was(client: Client, world: World, case: Case) -> None:
    as_(client, world.teamlid).get(case.get_absolute_url())
    as_(client, world.inwoner).get(case.citizen_url)
    sent = world.document(case, state="verstuurd", asked_at=timezone.now(), file="documenten/brief.pdf")
    CaseEvent.objects.create(
        case=case,
        at=timezone.now(),
        verb="grant.given",
        label="x",
        citizen="Inwoner Test kan uw zaak zien",
        by_name="K",
    )
    shown = world.piece(case, seen_by="inwoner")
    moved(as_(client, world.consulent), case)
    right = world.outsider
    world.grant(fresh(case), right)
    page = words(as_(client, right).get(f"/mijn/{case.ref}/inzage/"))
    assert "Teamlid Test" in page
    assert "Een andere inwoner" in page
    assert "Inwoner Test" not in page
    own = words(client.get(case.citizen_url))
    assert "Bep Visser" in own
    for hidden in ("Inwoner Test", case.person.family_name, sent.public_id, shown.public_id):
        assert hidden not in own
    for url in (sent.get_absolute_url(), shown.get_absolute_url()):
        assert client.get(url).status_code == 404


def test_each_reads_who_looked_in_their_own_time_alone(client: Client, world: World, case: Case) -> None:
    """From one to a second to a third: the first doesn't read who looked at the second's, nor does who spoke for the
    second until a while ago."""
    now = timezone.now()
    case.grants.update(since=today() - dt.timedelta(days=20))
    Case.objects.filter(pk=case.pk).update(reported_at=now - dt.timedelta(days=20))
    looked(case, world.teamlid, now - dt.timedelta(days=15))
    second, third = Person(family_name="Tweede"), Person(family_name="Derde")
    at = now - dt.timedelta(days=10)
    to_right_person(fresh(case), by=world.consulent, wrong=case.person_id, why="x", person=second, at=at)
    speaker = world.outsider
    period = {"since": today() - dt.timedelta(days=9), "until": today() - dt.timedelta(days=5)}
    world.grant(case, speaker, GrantKind.REPRESENT, **period)
    looked(case, world.consulent2, now - dt.timedelta(days=7))
    looked(case, world.eerstecontact, now - dt.timedelta(days=3))
    to_right_person(fresh(case), by=world.consulent, wrong=second.pk, why="x", person=third)
    first = words(as_(client, world.inwoner).get("/mijn/inzage/"))
    assert "Teamlid Test" in first
    assert "Consulent2 Test" not in first
    assert "Eerstecontact Test" not in first
    spoke = words(as_(client, speaker).get("/mijn/inzage/"))
    assert "Consulent2 Test" in spoke
    assert "Teamlid Test" not in spoke
    assert "Eerstecontact Test" not in spoke


def looked(case: Case, who, at: dt.datetime) -> None:
    """As the log would have written it then."""
    with patch("django.utils.timezone.now", return_value=at):
        Reading.objects.create(case_id=case.pk, by=who, by_name=who.name, part="zaak", role="Wijkteam")


def test_letters_that_were_not_sent_are_made_for_the_right_one_and_sent_ones_are_listed(
    client: Client, world: World, case: Case
) -> None:
    to = {"to": {"name": "P. Jansen", "lines": ["Kerkstraat 1"]}}
    sent = world.document(case, state="verstuurd", snapshot=to)
    older = world.document(case, kind=OF_APPOINTMENT, snapshot=to)
    ready = world.document(case, kind=OF_APPOINTMENT, snapshot=to)
    waiting = world.document(case, state="gevraagd", snapshot=to)
    summary = world.document(case, kind=FOR_CITIZEN, state="gevraagd", snapshot=to)
    moved(as_(client, world.consulent), case)
    assert [fresh(one).state for one in (sent, older, ready, summary)] == [
        "verstuurd",
        "achterhaald",
        "vervallen",
        "achterhaald",
    ]
    assert fresh(waiting).snapshot["to"]["name"] == "Bep Visser"
    again = Document.objects.get(case=case, kind=OF_APPOINTMENT, state="gevraagd")
    assert again.snapshot["to"]["name"] == "Bep Visser"
    (told,) = WrongPerson.objects.get().told
    assert (told.whom, told.on) == ("P. Jansen", today())


def test_what_was_shared_is_listed_and_ends_unless_the_right_one_agreed(
    client: Client, world: World, case: Case
) -> None:
    consent = case.sharings.create(text="t", how="h", given_by="zij", given_on=today())
    offer = world.handover(case, consent=consent)
    goal = world.goal(case, "loopt", carrier_kind="organisatie", carrier_organisation=world.provider, consent=consent,
                      shared_until=dt.date.max)  # fmt: skip
    as_(client, world.consulent)
    page = unescape(words(client.get(place(case))))
    assert f"De vraag gedeeld, met naam: {world.partner.name}" in page
    assert f"Een doel gedeeld, met naam: {world.provider.name}" in page
    assert "consents_stand" in page
    moved(client, case)
    assert fresh(offer).state == "ingetrokken"
    assert fresh(goal).carrier_organisation is None
    assert {one.whom for one in WrongPerson.objects.get().told} == {world.partner.name, world.provider.name}
    assert as_(client, world.middenveld).get(offer.get_absolute_url()).status_code == 410


def test_it_goes_on_being_shared_where_the_right_one_agreed(client: Client, world: World, case: Case) -> None:
    consent = case.sharings.create(text="t", how="h", given_by="zij", given_on=today())
    offer = world.handover(case, consent=consent)
    moved(as_(client, world.consulent), case, consents_stand="on")
    assert fresh(offer).state == "aangeboden"
    assert fresh(consent).state == "gegeven"


def test_it_is_on_the_list_of_the_privacy_officer_until_settled(client: Client, world: World, case: Case) -> None:
    wrong = case.person
    as_(client, world.inwoner).get(case.citizen_url)
    moved(as_(client, world.consulent), case)
    looks = Reading.objects.count()
    page = words(as_(client, world.privacy).get("/inzage/doorgehaald/"))
    for told in (case.ref, wrong.name, "Naamgenoot", "Inwoner Test", "72 uur"):
        assert told in page
    assert Reading.objects.count() == looks + 1
    assert client.post("/inzage/doorgehaald/", {"naam": "x"}).status_code == 404
    case.recusals.create(user=world.privacy)
    assert case.ref not in words(client.get("/inzage/doorgehaald/"))
    assert send(client, "/inzage/doorgehaald/", naam=WrongPerson.objects.get().pk).status_code == 404


def test_settled_it_leaves_the_list(client: Client, world: World, case: Case) -> None:
    moved(as_(client, world.consulent), case)
    as_(client, world.privacy)
    row = WrongPerson.objects.get()
    assert send(client, "/inzage/doorgehaald/", naam=row.pk).status_code == 303
    assert case.ref not in words(client.get("/inzage/doorgehaald/"))
    assert "al beslist" in words(client.post("/inzage/doorgehaald/", {"naam": row.pk}, follow=True))


def test_what_must_be_put_right_first(world: World, case: Case) -> None:
    died = world.person("Visser", deceased_on=today())
    with pytest.raises(NotNow):
        to_right_person(case, by=world.consulent, wrong=case.person_id, why="x", beside=world.case(person=died))
    double = world.case("aanmelding", looks_like=case, regisseur=world.consulent)
    perform(double, "merge", by=world.consulent)
    with pytest.raises(NotNow):
        to_right_person(double, by=world.consulent, wrong=double.person_id, why="x", person=Person(family_name="Bos"))


def test_twice_the_same_form_is_one_move(client: Client, world: World, case: Case) -> None:
    data = NEW | {"wrong": case.person.public_id, "token": "6f1c2c0e-7a64-4d0e-9a49-0d3d43b3a111"}
    for _ in range(2):
        assert as_(client, world.consulent).post(place(case), data).status_code == 303
    assert WrongPerson.objects.count() == Person.objects.filter(family_name="Visser").count() == 1


def test_merged_later_the_mistake_goes_along(world: World, case: Case) -> None:
    wrong = case.person
    to_right_person(case, by=world.consulent, wrong=wrong.pk, why="x", person=Person(family_name="Bos"))
    kept = world.case("aanmelding", person=world.person("Jansen"))
    last = world.case("aanmelding", person=wrong, looks_like=kept)
    perform(last, "same_person", by=world.consulent)
    assert WrongPerson.objects.get().was == kept.person
