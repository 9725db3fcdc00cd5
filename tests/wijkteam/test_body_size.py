"""What is larger than any page asks for is refused before it is read."""

import uuid

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

MEGABYTE = 1024 * 1024


class Unread:
    """A body that no one may begin to read."""

    def read(self, *args):
        pytest.fail("the body was read")

    readline = read


def send(client, address, **environ):
    return client.generic("POST", address, content_type="multipart/form-data; boundary=x", **environ)


def test_a_large_body_is_refused_unread_in_dutch(client):
    """Without a login, a session or a database."""
    response = send(client, "/inloggen/", CONTENT_LENGTH=str(settings.BODY_MAX_SIZE + 1), **{"wsgi.input": Unread()})
    assert response.status_code == 413
    page = response.content.decode()
    assert '<html lang="nl"' in page
    assert "Een bestand mag hoogstens 10 MB zijn." in page
    assert response["Content-Security-Policy"]


def test_a_body_of_unknown_size_is_refused(client):
    response = send(client, "/inloggen/", HTTP_TRANSFER_ENCODING="chunked", **{"wsgi.input": Unread()})
    assert response.status_code == 413


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["", "0", "geen getal"])
def test_no_body_is_no_trouble(client, length):
    assert send(client, "/inloggen/", CONTENT_LENGTH=length).status_code == 200


@pytest.mark.parametrize("address", ["/inloggen/", "/beheer/", "/healthz", "/bestaat-niet/"])
def test_it_holds_for_every_address(client, address):
    assert send(client, address, CONTENT_LENGTH=str(settings.BODY_MAX_SIZE + 1)).status_code == 413


def test_a_receipt_that_is_a_little_too_large_is_told_on_its_own_page(client, world):
    request = world.request(world.case("uitvoering"), "uitbetaald")
    client.force_login(world.consulent)
    receipt = SimpleUploadedFile("bon.pdf", b"%PDF-1.7" + b"0" * (10 * MEGABYTE + 500_000))
    data = {"token": str(uuid.uuid4()), "expected": request.standing, "result": "Er is weer een lift"}
    response = client.post(f"{request.get_absolute_url()}stap/verantwoord/", data | {"receipt": receipt})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Dit bestand is te groot. Kies een bestand van hoogstens 10 MB." in page
    assert "Er is weer een lift" in page
