"""Whatever a browser, or something that isn't one, sends: a Dutch page, never a 500, and nothing of Django's own."""

import pytest
from django.test import Client

from tests.factories import World
from tests.pages.browser import words
from tests.wijkteam.admin.pages import at

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
NOTE = "{case}notities/nieuw/"
DIGITS = "9" * 5000


@pytest.mark.parametrize(
    ("url", "body", "kind", "status", "said"),
    [
        (NOTE, b"text=hallo", f"{FORM}; charset=utf-16", 400, "Uw browser stuurde iets wat wij niet begrijpen"),
        (NOTE, b"text=", f"{FORM}; charset=bestaat-niet", 200, "Er ontbreekt nog iets"),
        (NOTE, b"xxxx", "multipart/form-data; boundary=abc", 200, "Er ontbreekt nog iets"),
        (NOTE, b"xxxx", "multipart/form-data", 400, "Uw browser stuurde iets wat wij niet begrijpen"),
        ("/bestaat-niet/", b"xxxx", "multipart/form-data", 400, "Uw browser stuurde iets wat wij niet begrijpen"),
        (NOTE, b"text=a%00b", FORM, 200, "Hier staat een teken dat wij niet kunnen bewaren"),
        (NOTE, b"{}", "application/json", 200, "Er ontbreekt nog iets"),
        ("/uitdelen/", f"werk={DIGITS}&werk=x&werk=%00&aan=1".encode(), FORM, 303, ""),
        (NOTE, b"&".join(b"f%d=1" % n for n in range(2000)), FORM, 400, "Uw browser stuurde iets"),
    ],
)
def test_strange_bodies(world: World, url: str, body: bytes, kind: str, status: int, said: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.teamleider)
    answer = client.generic("POST", url.format(case=world.case().get_absolute_url()), body, content_type=kind)
    assert answer.status_code == status
    assert said in words(answer)


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"/?pagina={DIGITS}", 200),
        ("/?lijst=%00&pagina=x", 200),
        ("/zaken/%00/", 404),
        ("/zaken/%ff/", 404),
        ("/zaken/%zz/", 404),
        ("/zaken/?q=%00", 200),
        ("/inloggen/?next=%00", 302),
    ],
)
def test_strange_addresses(world: World, url: str, status: int) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.consulent)
    assert client.get(url).status_code == status


@pytest.mark.parametrize("picked", [["abc"], ["9" * 30], ["\x00"], ["-1"]])
def test_strange_rows_in_beheer(world: World, picked: list[str]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.beheer)
    data = {"action": "send_password_mail", "_selected_action": picked}
    answer = client.post(at("roles_user", page="changelist"), data, follow=True)
    assert answer.status_code == 200
    assert "Vink eerst aan waarvoor dit geldt" in words(answer)


def test_a_text_of_ten_megabytes_is_told_its_limit_and_the_rest_stays(world: World) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.consulent)
    url = f"{world.case().get_absolute_url()}notities/nieuw/"
    answer = client.post(url, {"text": "a" * 10_000_000, "shielded": "on", "ground": "veiligheid van een ander"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Maak dit korter: hoogstens" in page
    assert "veiligheid van een ander" in page


def test_what_an_address_does_not_do_is_told_on_a_page(world: World) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.consulent)
    answer = client.delete(f"{world.case().get_absolute_url()}notities/nieuw/")
    assert answer.status_code == 405
    assert "Dit kan hier niet" in words(answer)
