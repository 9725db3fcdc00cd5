"""What comes in, and what is agreed: in a real browser, on a desk and on a phone."""

import datetime as dt
from pathlib import Path

import pytest

from casework.appointments.models import Appointment
from casework.pieces.models import Piece
from tests.casework.pieces import files as f
from tests.factories import absent, today

pytestmark = [pytest.mark.slow]


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def case(town):
    case = town.case("onderzoek", person=town.person("Vermaat", street="Lange Singel 27"))
    town.grant(case)
    return case


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    (tmp_path / "brief van de bank.jpg").write_bytes(f.picture())
    return tmp_path / "brief van de bank.jpg"


def test_a_photo_in_the_right_case_takes_two_screens_and_three_clicks(people, case, photo: Path) -> None:
    """Open the fold, choose the file, add it; read back where one was."""
    who = people("consulent").at(case)
    page = who.page
    page.click("details.wt-athand summary")
    page.set_input_files("#stuk_files", photo)
    page.wait_for_selector("[data-chosen] li")
    assert page.inner_text("[data-chosen]").startswith("brief van de bank.jpg, ")
    who.shot("stuk-bij-de-hand").press("Voeg toe bij de stukken")
    assert page.url.endswith(case.get_absolute_url())
    who.sees("Het staat bij de stukken.", "Brief toegevoegd").shot("zaak-met-stuk")
    assert Piece.objects.get().title == "brief van de bank"


def test_dropped_in_the_box_and_put_right_with_the_keyboard_alone(people, case, tmp_path: Path) -> None:
    who = people("consulent").go(f"{case.get_absolute_url()}stukken/nieuw/").shot("stuk-nieuw")
    page = who.page
    page.evaluate(
        """words => {
            const given = new DataTransfer();
            given.items.add(new File([words], "bericht.eml"));
            const box = document.querySelector("[data-drop]");
            for (const kind of ["dragover", "drop"]) {
                box.dispatchEvent(new DragEvent(kind, { dataTransfer: given, bubbles: true, cancelable: true }));
            }
        }""",
        f.mail().decode(),
    )
    assert page.locator("[data-chosen] li").count() == 1
    page.focus("#id_kind")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # also the citizen
    with page.expect_navigation():
        page.keyboard.press("Enter")
    one = Piece.objects.get()
    assert (one.kind, one.title, one.seen_by) == ("mail", "De huur van maart", "inwoner")
    who.at(one).sees("Uw huur is te laat.", "Inwoner").shot("stuk")
    page.get_by_role("link", name="Wijzig de gegevens").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.focus("#id_title")
    page.keyboard.press("Control+a")
    page.keyboard.type("Aanmaning huur")
    who.shot("stuk-wijzigen")
    page.focus("#id_title")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    who.sees("De wijziging is bewaard.", "Aanmaning huur")
    who.go(f"{case.get_absolute_url()}stukken/").sees("Aanmaning huur").shot("stukken")
    who.fill(titel="aanmaning").press("Zoek in de stukken").sees("Aanmaning huur").shot("stukken-gezocht")
    citizen = people("inwoner").go(f"/mijn/{case.ref}/").sees("Aanmaning huur").shot("mijn-stukken")
    citizen.at(one).sees("Download het bestand").shot("mijn-stuk")


def test_what_is_wrong_is_told_where_the_file_is_chosen(people, case, tmp_path: Path) -> None:
    (tmp_path / "foto.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    who = people("consulent").go(f"{case.get_absolute_url()}stukken/nieuw/")
    who.page.set_input_files("#id_files", tmp_path / "foto.heic")
    who.press("Voeg toe bij de stukken").sees("Dit is een HEIC-foto").shot("stuk-fout")
    assert who.page.title().startswith("Fout: ")


def test_an_appointment_is_planned_confirmed_and_moved(people, town, case) -> None:
    """On the page of the case: make it, fill it in, and the letter is asked for."""
    away = today() + dt.timedelta(days=3)
    absent(town.consulent2.memberships.get(), cover=town.consulent, since=away, until=away + dt.timedelta(days=9))
    who = people("consulent").at(case).press("Maak een afspraak").shot("afspraak-nieuw")
    who.fill(what="Kennismaken", on=f"{away}", at_time="14:30", person="Consulent Test", confirm=True)
    who.press("Leg de afspraak vast").sees("De afspraak staat op de lijst.")
    one = Appointment.objects.get()
    who.at(one).sees("om 14.30 uur", "Lange Singel 27", "Bevestiging van uw afspraak").shot("afspraak")
    who.press("Verzet").shot("afspraak-verzetten")
    who.page.select_option("[name=person]", str(town.consulent2.pk))
    who.send().sees("De afspraak is verzet.", "Consulent Test neemt dan waar.").shot("afspraak-verzet")


def test_the_agenda_for_a_phone(people, town, case) -> None:
    town.appointment(case, on=today(), at_time=dt.time(9), kind="huisbezoek", person=town.consulent)
    who = people("consulent").go("/agenda/").shot("agenda-leeg")
    who.press("Maak een adres").sees("Dit is uw adres.").shot("agenda")
    address = who.page.input_value("#agenda-adres")
    answer = who.page.request.get(who.address + address[address.index("/agenda/") :])
    assert f"SUMMARY:Huisbezoek\\, {case.ref}" in answer.text()
    who.press("Stop met de agenda").sees("werkt niet meer")
