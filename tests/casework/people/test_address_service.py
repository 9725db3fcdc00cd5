"""Street and town of a postcode and number: from a real server that answers as the register of addresses does."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from casework.people.address_service import NoAnswer, Place, house_number, look_up
from tests.factories import World

HOUSES = {("3263AB", "27"): {"straatnaam": "Lange Singel", "woonplaatsnaam": "Klaaswaal"}}


class Register(BaseHTTPRequestHandler):
    asked: list[str] = []
    answer: bytes | None = None

    def do_GET(self) -> None:
        self.asked.append(self.path)
        query = parse_qs(urlsplit(self.path).query)
        filters = dict(one.split(":") for one in query["fq"])
        found = HOUSES.get((filters["postcode"], filters["huisnummer"]))
        body = self.answer or json.dumps({"response": {"docs": [found] if found else []}}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def register(settings) -> Iterator[type[Register]]:
    Register.asked, Register.answer = [], None
    server = ThreadingHTTPServer(("127.0.0.1", 0), Register)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.WIJKTEAM_ADDRESS_SERVICE = f"http://127.0.0.1:{server.server_port}/free"
    yield Register
    server.shutdown()
    server.server_close()


def test_found_not_found_and_nonsense(register) -> None:
    assert look_up("3263 AB", "27") == Place("Lange Singel", "Klaaswaal")
    assert look_up("3263 AB", "28") is None
    for nonsense in (b"<html>", b'{"response": []}', b"[1]", b'{"response": {"docs": [{}]}}'):
        register.answer = nonsense
        with pytest.raises(NoAnswer):
            look_up("3263 AB", "27")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("27", ("27", "")), ("27 a", ("27", "a")), ("27-bis", ("27", "bis")), ("Singel 27", None), ("", None), ("1e straat 3", None)],
)  # fmt: skip
def test_a_number_alone(typed, number) -> None:
    assert house_number(typed) == number


REPORT = {
    "kind": "melding", "about": "persoon", "family_name": "Vermaat", "given_name": "Toos", "question": "Ik durf niet meer.",
    "on_behalf": "zelf", "channel": "telefoon", "lies": "inwoner", "postcode": "3263 AB",
}  # fmt: skip


@pytest.mark.django_db
def test_a_report_needs_no_more_than_postcode_and_number(client, world: World, register) -> None:
    client.force_login(world.consulent)
    report = REPORT | {"received_on": world.case().received_on.isoformat(), "kern": world.kern.pk}
    page = client.post("/zaken/nieuw/", report | {"street": "27 a"}, follow=True)
    case = page.context["case"]
    assert (case.person.street, case.person.town) == ("Lange Singel 27 a", "Klaaswaal")
    assert all("Vermaat" not in one for one in register.asked)
    wrong = client.post("/zaken/nieuw/", report | {"street": "28"})
    assert "geen huisnummer 28" in wrong.content.decode()
    asked = len(register.asked)
    client.post("/zaken/nieuw/", report | {"street": "27", "secret_address": "on", "question": "Een andere."})
    client.post("/zaken/nieuw/", report | {"street": "Lange Singel 27", "question": "Weer een andere."})
    assert len(register.asked) == asked


@pytest.mark.django_db
def test_without_the_service_it_stands_as_it_was_typed(client, world: World, register, settings) -> None:
    client.force_login(world.consulent)
    report = REPORT | {"received_on": world.case().received_on.isoformat(), "kern": world.kern.pk, "street": "27"}
    register.answer = b"stuk"
    page = client.post("/zaken/nieuw/", report, follow=True)
    assert page.context["case"].person.street == "27"
    assert "De adressendienst antwoordt niet" in page.content.decode()
    settings.WIJKTEAM_ADDRESS_SERVICE = ""
    page = client.post("/zaken/nieuw/", report | {"question": "Een andere."}, follow=True)
    assert page.context["case"].person.street == "27"
    assert "adressendienst" not in page.content.decode()


@pytest.mark.django_db
def test_a_town_that_is_not_of_its_postcode_is_asked_about_and_kept(client, world: World) -> None:
    client.force_login(world.consulent)
    report = REPORT | {
        "received_on": world.case().received_on.isoformat(),
        "postcode": "3265 AA",
        "street": "Voorstraat 1",
    }
    page = client.post("/zaken/nieuw/", report | {"town": "Numansdorp"}, follow=True)
    assert "Bij postcode 3265 AA hoort Piershil. U vulde Numansdorp in. Klopt dat?" in page.content.decode()
    assert page.context["case"].person.town == "Numansdorp"
    page = client.post("/zaken/nieuw/", report | {"town": "piershil", "question": "Een andere."}, follow=True)
    assert "Klopt dat?" not in page.content.decode()
