"""Logging in and out, and a new password by e-mail, in Dutch."""

import re

import pytest
from django.core import mail

pytestmark = pytest.mark.django_db
PASSWORD = "een lang wachtwoord"


@pytest.fixture
def consulent(django_user_model):
    return django_user_model.objects.create_user("consulent", "consulent@example.nl", PASSWORD)


def test_log_in_leads_back_to_the_page(client, consulent):
    page = client.get("/inloggen/?next=/wachtwoord/wijzigen/").content.decode()
    assert 'value="/wachtwoord/wijzigen/"' in page
    data = {"login": "consulent", "password": PASSWORD, "next": "/wachtwoord/wijzigen/"}
    assert client.post("/inloggen/", data)["Location"] == "/wachtwoord/wijzigen/"


def test_log_in_never_leads_to_another_site(client, consulent):
    data = {"login": "consulent", "password": PASSWORD, "next": "https://example.org/"}
    assert client.post("/inloggen/", data)["Location"] == "/"


def test_log_out_is_a_post(client, consulent):
    client.force_login(consulent)
    client.get("/uitloggen/")
    assert "_auth_user_id" in client.session
    assert client.post("/uitloggen/")["Location"] == "/inloggen/"
    assert "_auth_user_id" not in client.session


def test_the_admin_has_no_log_in_of_its_own(client):
    assert client.get("/beheer/", follow=True).redirect_chain[-1][0].startswith("/inloggen/")


def test_new_password_by_a_link_that_works_once(client, consulent):
    client.post("/wachtwoord/vergeten/", {"email": "consulent@example.nl"})
    (message,) = mail.outbox
    assert message.subject == "Een nieuw wachtwoord kiezen"
    link = re.search(r"https?://testserver(/\S+)", message.body)[1]
    form = client.get(link, follow=True)
    new = {"password1": "nog een lang wachtwoord", "password2": "nog een lang wachtwoord"}
    assert client.post(form.redirect_chain[-1][0], new)["Location"] == "/wachtwoord/nieuw/klaar/"
    consulent.refresh_from_db()
    assert consulent.check_password("nog een lang wachtwoord")
    client.logout()
    assert "werkt niet meer" in client.get(link, follow=True).content.decode()


def test_forgotten_password_tells_not_who_is_known(client, consulent):
    known = client.post("/wachtwoord/vergeten/", {"email": "consulent@example.nl"}, follow=True)
    unknown = client.post("/wachtwoord/vergeten/", {"email": "niemand@example.nl"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "address", ["/inloggen/", "/wachtwoord/vergeten/", "/wachtwoord/vergeten/verstuurd/", "/inloggen/niet-actief/"]
)
def test_pages_for_who_is_out_are_dutch(client, address):
    page = client.get(address).content.decode()
    assert '<html lang="nl"' in page
    for english in ("Sign", "Password", "Email", "Menu"):
        assert english not in page
