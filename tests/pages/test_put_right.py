"""What people wrote and was wrong: put right at the screen, with what it was kept, and nothing left where it isn't meant."""

import pytest
from django.test import Client
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.written import WrittenBefore
from casework.desk.summary import summary
from casework.engine.door import perform
from casework.notes.models import Note
from casework.notes.operations import add_note
from roles.models import Reading
from tests.factories import World, fresh
from tests.pages.browser import as_, send, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    made = world.case()
    world.grant(made)
    return made


def note(case: Case, world: World, text: str = "Zij drinkt te veel koffie") -> Note:
    return add_note(case, by=world.consulent, text=text)


def place(one: Note) -> str:
    return f"{one.case.get_absolute_url()}notities/{one.pk}/rechtzetten/"


def errors(response) -> set[str]:
    return set(response.context["form"].errors)


# --- a note ----------------------------------------------------------------------------------------------------


def test_a_note_is_corrected_and_what_it_said_is_kept(client: Client, world: World, case: Case) -> None:
    wrong = note(case, world)
    assert place(wrong) in words(as_(client, world.consulent).get(case.get_absolute_url()))
    assert errors(send(client, place(wrong), what="verbeter", text="", why="Typefout")) == {"text"}
    assert errors(send(client, place(wrong), what="onzin", text="x", why="a\0")) == {"what", "why"}
    assert send(client, place(wrong), what="verbeter", text="Zij drinkt thee", why="Typefout").status_code == 303
    assert fresh(wrong).text == "Zij drinkt thee"
    assert WrittenBefore.objects.get(noun="note", key=wrong.pk).said == "Zij drinkt te veel koffie"
    page = words(client.get(place(wrong)))
    assert "Zij drinkt te veel koffie" in page
    assert "Typefout" in words(client.get(case.get_absolute_url()))
    citizen = words(as_(client, world.inwoner).get(case.citizen_url))
    assert "Zij drinkt thee" in citizen
    assert "koffie" not in citizen


def test_another_may_shield_it_and_not_change_its_words(client: Client, world: World, case: Case) -> None:
    wrong = note(case, world, "Haar zoon is agressief")
    url = place(wrong)
    refused = send(as_(client, world.teamlid), url, what="verbeter", text="Haar zoon is druk", why="Te scherp")
    assert "wie de notitie schreef" in words(refused)
    assert errors(send(client, url, what="scherm", why="Zijn veiligheid")) == {"ground"}
    assert send(client, url, what="scherm", ground="De veiligheid van de zoon", why="Vergeten").status_code == 303
    assert fresh(wrong).shielded
    assert "agressief" not in words(as_(client, world.inwoner).get(case.citizen_url))
    assert send(as_(client, world.teamleider), url, what="verbeter", text="Druk", why="Te scherp").status_code == 303


def test_what_does_not_belong_here_is_seen_by_nobody_but_who_settles_it(
    client: Client, world: World, case: Case
) -> None:
    wrong = note(case, world, "Dit gaat over de buurman")
    assert send(as_(client, world.teamlid), place(wrong), what="weg", why="Over een ander").status_code == 303
    for who, url in ((world.consulent, case.get_absolute_url()), (world.inwoner, case.citizen_url)):
        assert "buurman" not in words(as_(client, who).get(url))
    assert as_(client, world.consulent).get(place(wrong)).status_code == 404
    assert "buurman" not in str(summary(case, for_citizen=False, shielded=True, on=timezone.localdate()))
    looks = Reading.objects.count()
    page = words(as_(client, world.privacy).get("/inzage/doorgehaald/"))
    assert "Dit gaat over de buurman" in page
    assert "Over een ander" in page
    assert Reading.objects.count() == looks + 1
    assert client.post("/inzage/doorgehaald/", {"soort": "note", "sleutel": "x", "besluit": "weg"}).status_code == 404
    assert send(client, "/inzage/doorgehaald/", soort="note", sleutel=wrong.pk, besluit="terug").status_code == 303
    assert fresh(wrong).struck_at is None
    assert "buurman" in words(as_(client, world.consulent).get(case.get_absolute_url()))


def test_settled_it_stays_away(client: Client, world: World, case: Case) -> None:
    wrong = note(case, world, "Dit gaat over de buurman")
    send(as_(client, world.teamlid), place(wrong), what="weg", why="Over een ander")
    send(as_(client, world.privacy), "/inzage/doorgehaald/", soort="note", sleutel=wrong.pk, besluit="weg")
    assert fresh(wrong).settled_at is not None
    assert "Er wacht niets op u" in words(client.get("/inzage/doorgehaald/"))
    send(client, "/inzage/doorgehaald/", soort="note", sleutel=wrong.pk, besluit="terug")
    assert fresh(wrong).struck_at is not None
    for who in (world.consulent, world.teamleider, world.beheer):
        assert as_(client, who).get("/inzage/doorgehaald/").status_code == 403


def test_whoever_knows_somebody_settles_nothing_of_theirs(client: Client, world: World, case: Case) -> None:
    wrong = note(case, world, "Dit gaat over de buurman")
    send(as_(client, world.teamlid), place(wrong), what="weg", why="Over een ander")
    case.recusals.create(user=world.privacy)
    assert "buurman" not in words(as_(client, world.privacy).get("/inzage/doorgehaald/"))
    assert send(client, "/inzage/doorgehaald/", soort="note", sleutel=wrong.pk, besluit="terug").status_code == 404


def test_a_note_in_the_wrong_file_goes_to_the_right_one_with_who_read_it(
    client: Client, world: World, case: Case
) -> None:
    elsewhere = world.person("Elders", street="Kerkstraat 4")
    right, hidden = world.case(person=elsewhere), world.case(team=world.other_team, kern=world.other_kern)
    wrong = note(case, world, "Zij zit in een echtscheiding")
    as_(client, world.consulent).get(case.get_absolute_url())
    as_(client, world.inwoner).get(case.citizen_url)  # it shows to another citizen at once
    url = place(wrong)
    as_(client, world.consulent)
    for ref in ("", "HW-2026-ZZZZZ", hidden.ref, "\0", "x" * 10_000):
        assert errors(send(client, url, what="verplaats", ref=ref, why="Verkeerde zaak")) == {"ref"}
    assert "staat al in deze zaak" in words(send(client, url, what="verplaats", ref=case.ref, why="Verkeerde zaak"))
    assert send(client, url, what="verplaats", ref=right.ref.lower(), why="Verkeerde zaak").status_code == 303
    assert "echtscheiding" not in words(client.get(case.get_absolute_url()))
    there = words(client.get(right.get_absolute_url()))
    assert "echtscheiding" in there
    assert "Daar keek: Consulent Test (wmo-consulent), een inwoner." in there
    assert "Inwoner Test" not in there
    assert case.ref not in there
    assert "echtscheiding" not in words(as_(client, world.inwoner).get(case.citizen_url))
    away = CaseEvent.objects.get(case=case, verb="note.moved_away")
    assert away.beside_id == right.pk
    assert as_(client, world.consulent).get(url).status_code == 404


def test_of_another_file_or_for_who_only_reads_along_there_is_none(client: Client, world: World, case: Case) -> None:
    wrong = note(case, world)
    other = world.case()
    under_another = f"{other.get_absolute_url()}notities/{wrong.pk}/rechtzetten/"
    assert as_(client, world.consulent).get(under_another).status_code == 404
    assert as_(client, world.consulent3).get(place(wrong)).status_code == 404
    assert as_(client, world.inwoner).get(place(wrong)).status_code == 404


def test_apart_again_the_words_that_merging_copied_are_gone_from_the_other_file(client: Client, world: World) -> None:
    other = world.case()
    case = world.case("aanmelding", looks_like=other, question="Mijn buurman slaat mij")
    perform(case, "merge", by=world.consulent2)
    assert "slaat mij" in words(as_(client, world.consulent2).get(other.get_absolute_url()))
    perform(case, "undo", by=world.consulent2, why="Toch een ander")
    assert "slaat mij" not in words(client.get(other.get_absolute_url()))
    assert "Er wacht niets op u" in words(as_(client, world.privacy).get("/inzage/doorgehaald/"))


# --- a link ----------------------------------------------------------------------------------------------------


def test_a_mistaken_link_is_undone_with_why(client: Client, world: World, case: Case) -> None:
    other, hidden = world.case(), world.case(team=world.other_team, kern=world.other_kern)
    case.linked.add(other, hidden)
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}gegevens/"))
    url = f"{case.get_absolute_url()}koppelen/{other.ref}/los/"
    assert url in page
    assert errors(send(client, url, why=" ")) == {"why"}
    assert send(client, url, why="Verkeerd nummer getypt").status_code == 303
    assert list(case.linked.all()) == [hidden]
    assert not other.linked.exists()
    assert "Verkeerd nummer getypt" in words(client.get(case.get_absolute_url()))
    assert client.get(url).status_code == 404
    assert client.get(f"{case.get_absolute_url()}koppelen/{hidden.ref}/los/").status_code == 404


# --- what was reported -----------------------------------------------------------------------------------------


def test_whoever_reported_puts_name_birth_date_and_phone_right_until_it_is_taken_up(
    client: Client, world: World
) -> None:
    case = world.case("aanmelding", reported_by=world.eerstecontact)
    url = f"{case.get_absolute_url()}melding-verbeteren/"
    assert url in words(as_(client, world.eerstecontact).get(case.get_absolute_url()))
    opened = {"opened": client.get(url).context["form"]["family_name"].form.opened}
    data = {"given_name": "Bep", "family_name": "Pietersen", "birth_date": "1-3-1942", "phone": "0186 12 34 56"}
    assert errors(send(client, url, **opened, **data | {"family_name": ""})) == {"family_name"}
    assert errors(send(client, url, **opened, **data | {"birth_date": "1-3-1742"})) == {"birth_date"}
    assert send(client, url, **opened, **data).status_code == 303
    person = fresh(case).person
    assert (person.name, f"{person.birth_date}") == ("Bep Pietersen", "1942-03-01")
    perform(case, "take_up", by=world.consulent)
    opened = {"opened": client.get(url).context["form"].opened}
    late = send(client, url, **opened, **data | {"given_name": "Betsie"})
    assert "al opgepakt" in words(late)
    assert fresh(case).person.given_name == "Bep"
    assert url not in words(client.get(case.get_absolute_url()))


def test_of_whom_more_is_known_the_team_puts_it_right(client: Client, world: World) -> None:
    case = world.case("aanmelding", reported_by=world.eerstecontact)
    world.case(person=case.person)
    url = f"{case.get_absolute_url()}melding-verbeteren/"
    answer = send(
        as_(client, world.eerstecontact), url, given_name="Bep", family_name="Anders", birth_date="", phone=""
    )
    assert "Vraag het wijkteam" in words(answer)
    assert as_(client, world.consulent).get(url).status_code in (403, 404)
