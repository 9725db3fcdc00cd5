"""What was typed isn't lost when the session is, and isn't sent twice by going back in the browser."""

import re
import uuid

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from casework.appointments.models import Appointment
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.engine import said_before
from casework.network.models import Contact
from casework.notes import operations
from casework.notes.models import Note
from casework.people.bsn import decrypted
from roles.form_writer import signed_writer
from tests.factories import World, today
from tests.pages.filled_in import report, send

pytestmark = pytest.mark.django_db


def writer(page: str) -> str:
    return re.search(r'name="by" value="([^"]+)"', page)[1]


def test_what_was_typed_without_a_session_waits_for_its_writer(client, world: World) -> None:
    case = world.case("onderzoek")
    address = f"{case.get_absolute_url()}notities/nieuw/"
    client.force_login(world.consulent)
    by = writer(client.get(address).content.decode())
    client.logout()  # in another tab
    answer = client.post(address, {"text": "Een lang verhaal", "bsn": "111222333", "by": by})
    assert answer["Location"].startswith("/inloggen/?next=")
    assert any("wat u typte staat er dan weer" in str(one) for one in get_messages(answer.wsgi_request))
    kept = client.session["kept_form"]
    assert "Een lang verhaal" not in kept  # encrypted
    assert "111222333" not in decrypted(kept)
    for who, there in ((world.teamlid, False), (world.consulent, True)):
        client.force_login(who)
        session = client.session
        session["kept_form"] = kept
        session.save()
        assert ("Een lang verhaal" in client.get(address).content.decode()) is there


@pytest.mark.parametrize("by", ["", "1:zelfgemaakt"])
def test_who_opened_no_form_of_ours_leaves_nothing_behind(client, world: World, by: str) -> None:
    answer = client.post("/zaken/nieuw/", {"question": "x", "by": by})
    assert answer.status_code == 302
    assert "kept_form" not in client.session
    assert any("doe het dan nog een keer" in str(one) for one in get_messages(answer.wsgi_request))


def test_a_form_we_can_not_take_shows_what_was_typed_and_no_secrets(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.consulent)
    typed = {
        "question": "<b>Wat ik opschreef</b>",
        "bsn": "111222333",
        "password": "geheim",
        "token": str(uuid.uuid4()),
        "by": signed_writer(1),
        "kind": "melding",
    }
    answer = strict.post("/zaken/nieuw/", typed, headers={"Origin": "http://testserver"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "&lt;b&gt;Wat ik opschreef&lt;/b&gt;" in page
    assert "De vraag, in eigen woorden" in page
    for secret in ("111222333", "geheim", typed["token"], typed["by"], '<dd class="wt-words">melding'):
        assert secret not in page
    foreign = strict.post("/zaken/nieuw/", typed, headers={"Origin": "https://elders.example"})
    assert "Wat ik opschreef" not in foreign.content.decode()


# --- back in the browser: the form is opened anew, so its token is new -----------------------------------------


def test_the_same_report_again_leads_to_the_first(client, world: World) -> None:
    client.force_login(world.eerstecontact)
    send(client, "/zaken/nieuw/", **report())
    again = send(client, "/zaken/nieuw/", **report())
    assert Case.objects.count() == 1
    assert again.redirect_chain[-1][0] == Case.objects.get().get_absolute_url()
    assert "Dit had u net al verstuurd" in again.content.decode()
    send(client, "/zaken/nieuw/", **report(given_name="Jan"))  # her husband is somebody else
    assert Case.objects.count() == 2
    client.force_login(world.consulent)  # and so is a colleague
    send(client, "/zaken/nieuw/", **report())
    assert Case.objects.count() == 3


def test_the_same_note_contact_and_appointment_again_lead_to_the_first(client, world: World) -> None:
    case = world.case("onderzoek")
    client.force_login(world.consulent)
    url = case.get_absolute_url()
    for place, data in (
        ("notities/nieuw/", {"text": "Koffie gedronken"}),
        ("wijkweb/nieuw/", {"name": "Ria", "domain": "familie", "strength": "2"}),
        ("afspraken/nieuw/", {"what": "Bel", "on": f"{today()}", "person": str(world.consulent.pk)}),
    ):
        send(client, url + place, **data)
        assert "Dit had u net al verstuurd" in send(client, url + place, **data).content.decode(), place
    assert (Note.objects.count(), Contact.objects.count(), Appointment.objects.count()) == (1, 1, 1)
    send(client, f"{url}notities/nieuw/", text="Koffie gedronken", shielded="on", ground="veiligheid")
    assert Note.objects.count() == 2


def test_the_same_words_later_are_meant(client, world: World, monkeypatch) -> None:
    case = world.case("onderzoek")
    client.force_login(world.consulent)
    for module in (said_before, operations):
        monkeypatch.setattr(module, "A_MOMENT", today() - today())
    for _ in range(2):
        send(client, f"{case.get_absolute_url()}notities/nieuw/", text="Gebeld, geen gehoor")
    assert Note.objects.count() == 2
    assert CaseEvent.objects.filter(verb="note.added").count() == 2


# --- and nobody else puts it there, or leafs back to it --------------------------------------------------------------


def test_another_site_fills_in_no_form_of_ours(world) -> None:
    """A form to be completed comes back filled in: from a page of ours alone."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.consulent)
    typed = {"vul_aan": "1", "question": "Van een andere website"}
    answer = client.post("/zaken/nieuw/", typed, headers={"origin": "https://elders.example"})
    assert answer.status_code == 403
    assert "Van een andere website" not in answer.content.decode()
    client.get("/zaken/nieuw/")
    token = client.cookies["csrftoken"].value
    answer = client.post("/zaken/nieuw/", typed | {"csrfmiddlewaretoken": token})
    assert answer.status_code == 200
    assert "Van een andere website" in answer.content.decode()


def test_what_is_given_back_on_a_refusal_is_kept_by_no_browser(world) -> None:
    """Also where nobody is logged in any more: at a shared computer the next person would leaf back to it."""
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/zaken/nieuw/", {"question": "Over Truus"})
    assert answer.status_code == 403
    assert "Over Truus" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_what_is_given_back_has_the_name_of_the_field_it_was_typed_in(world) -> None:
    """'text' is asked for by many forms: by which this was, the rest that was sent tells."""
    client = Client(enforce_csrf_checks=True)
    typed = {"text": "Zij belde", "kind": "", "shielded": "", "ground": "", "name": "", "time": ""}
    case = world.case("onderzoek")
    page = client.post(f"/zaken/{case.ref}/notities/nieuw/", typed).content.decode()
    assert "<dt>Wat schrijft u op?</dt>" in page
    assert "Zij belde" in page
