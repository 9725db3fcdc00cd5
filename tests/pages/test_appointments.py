"""An appointment: when, where and of what kind; moved, confirmed, and made for a day on which somebody is away."""

import datetime as dt

import pytest

from casework.appointments.models import Appointment
from casework.cases.events import CaseEvent
from casework.cases.work import WorkItem
from casework.documents import press
from casework.documents.models import Document
from casework.engine.door import perform
from tests.casework.documents import paper_fixtures as f
from tests.factories import World, absent, fresh, today
from tests.pages.browser import as_, post, send, words

SOON = today() + dt.timedelta(days=3)
LATER = today() + dt.timedelta(days=5)


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def case(world: World):
    return world.case("onderzoek", person=world.person("Vermaat", street="Lange Singel 27"))


def make(client, world: World, case, **typed):
    given = {
        "kind": "huisbezoek",
        "what": "Kennismaken",
        "on": str(SOON),
        "at_time": "14:30",
        "person": world.consulent.pk,
    }
    return send(client, f"{case.get_absolute_url()}afspraken/nieuw/", **given | typed)


def move(client, one: Appointment, **typed):
    page = client.get(f"{one.get_absolute_url()}stap/verzet/")
    stood = page.context["form"]["stood_at"].value()
    given = {"day": str(LATER), "at_time": "", "person": one.person_id, "stood_at": stood}
    return post(client, one, "verzet", **given | typed)


def test_it_has_a_time_a_kind_and_a_place(client, world: World, case) -> None:
    as_(client, world.consulent)
    assert make(client, world, case).status_code == 303
    one = Appointment.objects.get()
    page = words(client.get(one.get_absolute_url()))
    assert "om 14.30 uur" in page
    assert "Huisbezoek" in page
    assert case.person.street in page
    assert WorkItem.objects.open().get(step="appointment.fulfil").what == "14.30 uur: Kennismaken"
    assert make(client, world, case, what="x" * 160).status_code == 303, "with the time before it, longer than a turn"
    make(client, world, case, kind="kantoor", place="Raadhuis, kamer 3", what="Tekenen", at_time="9.05")
    one = Appointment.objects.get(what="Tekenen")
    assert (one.at_time, one.place) == (dt.time(9, 5), "Raadhuis, kamer 3")
    assert "Raadhuis, kamer 3" in words(client.get(one.get_absolute_url()))


def test_a_secret_address_stands_on_no_page_of_an_appointment(client, world: World, case) -> None:
    case.person.secret_address = True
    case.person.save()
    make(as_(client, world.consulent), world, case)
    page = words(client.get(Appointment.objects.get().get_absolute_url()))
    assert "geheim adres" in page
    assert case.person.street not in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"at_time": "25:00"}, "Vul een tijd in, bijvoorbeeld 14:30."),
        ({"at_time": "\0"}, "Vul een tijd in"),
        ({"kind": "dansen"}, "Kies iets uit de lijst."),
        ({"place": "x" * 10_000}, "Maak dit korter: hoogstens 200 tekens."),
        ({"place": "\0"}, "Hier staat een teken dat wij niet kunnen bewaren."),
        ({"on": "1-1-1800"}, "Vul een datum in tussen 1900 en 2100."),
        ({"person": "x"}, "Kies iets uit de lijst."),
    ],
)
def test_what_is_wrong_is_told_at_its_field(client, world: World, case, typed, told) -> None:
    response = make(as_(client, world.consulent), world, case, **typed)
    assert response.status_code == 200
    assert told in words(response)
    assert "Kennismaken" in words(response)
    assert not Appointment.objects.exists()


# --- somebody is away ------------------------------------------------------------------------------------------


def test_for_a_day_on_which_they_are_away_it_says_so_and_who_covers(client, world: World, case) -> None:
    absent(world.consulent2.memberships.get(), cover=world.consulent, since=SOON, until=SOON + dt.timedelta(days=2))
    as_(client, world.consulent)
    page = words(client.get(f"{case.get_absolute_url()}afspraken/nieuw/"))
    day, last = f"{SOON:%-d-%-m-%Y}", f"{SOON + dt.timedelta(days=1):%-d-%-m-%Y}"
    assert f"Consulent2 Test (afwezig {day} t/m {last}, Consulent Test neemt waar)" in page
    response = make(client, world, case, person=world.consulent2.pk)
    assert response.status_code == 303, "a warning, and no refusal"
    told = "Consulent Test neemt dan waar."
    assert told in words(client.get(response.url))
    one = Appointment.objects.get()
    assert told in words(client.get(one.get_absolute_url()))
    response = move(client, one, person=one.person_id)
    assert told not in words(client.get(response.url))
    assert told not in words(client.get(one.get_absolute_url()))
    response = move(client, fresh(one), day=str(SOON))
    assert told in words(client.get(response.url))


def test_nobody_covers_and_somebody_leaves(client, world: World, case) -> None:
    row = world.consulent2.memberships.get()
    absent(row, since=SOON)
    one = world.appointment(case, on=SOON, person=world.consulent2)
    page = words(as_(client, world.consulent).get(one.get_absolute_url()))
    assert "Niemand neemt dan waar." in page
    row.absences.all().delete()
    row.until = SOON
    row.save()
    assert "niet meer bij dit team" in words(client.get(one.get_absolute_url()))
    perform(one, "drop", by=world.consulent, why="Hoeft niet")
    assert "niet meer bij dit team" not in words(client.get(one.get_absolute_url()))


# --- moved -----------------------------------------------------------------------------------------------------


def test_it_moves_to_another_day_and_colleague_and_so_does_the_turn(client, world: World, case) -> None:
    as_(client, world.consulent)
    make(client, world, case)
    one = Appointment.objects.get()
    move(client, one, day=str(LATER), at_time="9:00", person=world.consulent2.pk)
    one = fresh(one)
    assert (one.on, one.at_time, one.person, one.state) == (LATER, dt.time(9), world.consulent2, "gepland")
    item = WorkItem.objects.open().get(step="appointment.fulfil")
    assert (item.what, item.due_on, item.for_user) == ("09.00 uur: Kennismaken", LATER, world.consulent2)
    event = CaseEvent.objects.get(verb="appointment.move")
    assert event.text.startswith("Nu ")
    assert event.text.endswith("om 09.00 uur, met Consulent2 Test")


def test_another_day_and_another_colleague_with_a_word_are_one_step(client, world: World, case) -> None:
    as_(client, world.consulent)
    make(client, world, case)
    one = Appointment.objects.get()
    assert move(client, one, person=world.consulent2.pk, text="Zij kent de hond.").status_code == 303
    one.refresh_from_db()
    assert (one.on, one.person) == (LATER, world.consulent2)
    event = CaseEvent.objects.get(verb="appointment.move")
    assert event.text.endswith(f"met {world.consulent2.name}. Zij kent de hond.")


def test_who_moves_what_was_moved_meanwhile_hears_of_it_and_decides_again(client, world: World, case) -> None:
    as_(client, world.consulent)
    make(client, world, case)
    one = Appointment.objects.get()
    stood = client.get(f"{one.get_absolute_url()}stap/verzet/").context["form"]["stood_at"].value()
    perform(one, "move", by=world.consulent2, day=LATER, person=world.consulent2)
    response = move(client, one, stood_at=stood, day=str(today()))
    assert response.status_code == 409
    page = words(response)
    assert "Een collega was u voor: de afspraak is nu" in page
    assert f'name="day" value="{today()}"' in page or str(today()) in page
    assert fresh(one).on == LATER
    again = response.context["form"]["stood_at"].as_widget()
    assert str(LATER) in again, "sent once more it is meant"
    assert move(client, fresh(one), day=str(today())).status_code == 303


# --- confirmed -------------------------------------------------------------------------------------------------


def letter() -> Document:
    return Document.objects.get(kind="afspraak", state__in=("gevraagd", "klaar"))


def printed() -> str:
    press.render(letter().pk)
    return f.words(letter().file.read())


def test_a_letter_confirms_it_without_what_is_for_colleagues(client, world: World, case) -> None:
    as_(client, world.consulent)
    make(client, world, case, confirm="on", what="Vraag naar de schulden")
    text = printed()
    assert "14.30 uur" in text
    assert "Consulent Test komt bij u langs." in text
    assert "schulden" not in text
    assert WorkItem.objects.open().filter(step="document.send", object_id=letter().public_id).exists()
    assert "Bevestiging van uw afspraak" in words(client.get(Appointment.objects.get().get_absolute_url()))


def test_a_typed_secret_address_is_on_no_letter(client, world: World, case) -> None:
    case.person.secret_address = True
    case.person.save()
    one = world.appointment(case, on=SOON, kind="huisbezoek", place=f"Bij haar thuis, {case.person.street}")
    perform(one, "move", by=world.consulent, day=LATER, person=world.consulent, confirm=True)
    assert case.person.street not in printed()


def test_moved_it_is_confirmed_anew_and_the_old_letter_stays_here(client, world: World, case) -> None:
    as_(client, world.consulent)
    make(client, world, case, confirm="on")
    first = letter()
    press.render(first.pk)
    one = Appointment.objects.get()
    move(client, one, confirm="on")
    assert fresh(first).state == "vervallen"
    assert letter().pk != first.pk
    press.render(letter().pk)
    second = letter()
    perform(fresh(one), "drop", by=world.consulent, why="Zij is ziek")
    assert fresh(second).state == "vervallen"


def test_who_died_gets_no_letter(client, world: World, case) -> None:
    case.person.deceased_on = today()
    case.person.save()
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}afspraken/nieuw/"))
    assert "Maak een brief" not in page
