"""Logging in and out, and a new password by e-mail, in Dutch."""

import datetime as dt
import re
import time

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.wijkteam.mails import sent

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


def test_the_page_of_the_password_has_a_way_back(client, consulent):
    client.force_login(consulent)
    page = client.get("/wachtwoord/wijzigen/").content.decode()
    assert re.search(r'<a [^>]*href="/">Terug</a>', page)
    assert 'autocomplete="username"' in page


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


def test_a_wrong_password_is_told_with_u(client, consulent):
    page = client.post("/inloggen/", {"login": "consulent", "password": "fout"}).content.decode()
    assert "Uw gebruikersnaam of wachtwoord klopt niet." in page
    assert "Je " not in page


def test_new_password_by_a_link_that_works_once(client, consulent):
    client.post("/wachtwoord/vergeten/", {"email": "consulent@example.nl"})
    (message,) = sent()
    assert message.subject == "Een nieuw wachtwoord kiezen"
    link = re.search(rf"{settings.ADDRESS}(/\S+)", message.body)[1]
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
    assert mail.outbox == []  # no mail server is waited for, which would tell them apart
    assert len(sent()) == 1


def test_forgotten_password_of_a_changed_address_waits_and_tells_nobody(client, consulent):
    consulent.email_changed_at = timezone.now()
    consulent.save()
    changed = client.post("/wachtwoord/vergeten/", {"email": "consulent@example.nl"}, follow=True)
    unknown = client.post("/wachtwoord/vergeten/", {"email": "niemand@example.nl"}, follow=True)
    assert sent() == []
    assert changed.redirect_chain == unknown.redirect_chain
    assert changed.content == unknown.content
    consulent.email_changed_at -= dt.timedelta(days=3)
    consulent.save()
    client.post("/wachtwoord/vergeten/", {"email": "consulent@example.nl"})
    assert [one.to for one in sent()] == [["consulent@example.nl"]]


def test_another_password_is_told_of_without_waiting_for_a_mail_server(client, consulent):
    client.force_login(consulent)
    typed = {"oldpassword": PASSWORD, "password1": "nog een lang wachtwoord", "password2": "nog een lang wachtwoord"}
    assert client.post("/wachtwoord/wijzigen/", typed).status_code == 302
    assert mail.outbox == []
    (message,) = sent()
    assert (message.to, message.subject) == (["consulent@example.nl"], "Uw wachtwoord is gewijzigd")
    assert "Deed u dit niet zelf? Neem dan meteen contact op met uw teamleider." in message.body


def test_a_former_address_opens_nothing(client, consulent):
    client.post("/wachtwoord/vergeten/", {"email": "consulent@example.nl"})  # allauth remembers it from here
    (earlier,) = sent()
    consulent.email = "nieuw@example.nl"
    consulent.save()
    client.post("/wachtwoord/vergeten/", {"email": "consulent@example.nl"})
    assert sent() == [earlier]
    link = re.search(rf"{settings.ADDRESS}(/\S+)", earlier.body)[1]
    assert "werkt niet meer" in client.get(link, follow=True).content.decode()


def test_the_link_in_a_mail_leads_to_the_configured_address(client, consulent, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/wachtwoord/vergeten/", {"email": "consulent@example.nl"}, headers={"host": "kwaad.example"})
    (message,) = sent()
    assert "kwaad" not in message.body
    assert re.search(rf"^{settings.ADDRESS}/wachtwoord/nieuw/\S+/$", message.body, re.MULTILINE)


# --- too many wrong passwords ------------------------------------------------------------------------------------

HOME, ELSEWHERE = {"REMOTE_ADDR": "10.0.0.1"}, {"REMOTE_ADDR": "10.9.9.9"}


def log_in(client, password=PASSWORD, **place) -> bool:
    client.post("/inloggen/", {"login": "consulent", "password": password}, **place)
    return "_auth_user_id" in client.session


def guess(times: int, **place) -> None:
    for _ in range(times):
        assert not log_in(Client(), "fout", **place)


def test_five_wrong_passwords_elsewhere_lock_nobody_out(client, consulent):
    guess(5, **ELSEWHERE)
    assert not log_in(Client(), **ELSEWHERE), "there even the right one waits"
    assert log_in(client, **HOME)


def test_nor_do_those_at_the_next_desk_where_one_logged_in_before(client, consulent):
    assert log_in(client, **HOME)
    client.post("/uitloggen/")
    guess(5, **HOME)  # all of a town hall comes from one address
    assert not log_in(Client(), **HOME)
    assert log_in(client, **HOME)


def test_a_browser_one_knows_is_limited_by_itself(client, consulent):
    assert log_in(client, **HOME)
    client.post("/uitloggen/")
    for _ in range(5):
        log_in(client, "fout", **HOME)
    assert not log_in(client, **HOME)
    assert log_in(Client(), **ELSEWHERE)


def test_that_one_knows_a_browser_helps_nobody_else_there(client, consulent, django_user_model):
    django_user_model.objects.create_user("ander", "ander@example.nl", PASSWORD)
    client.post("/inloggen/", {"login": "ander", "password": PASSWORD}, **HOME)
    cookie = client.cookies["wt_bekend"]
    assert "ander" not in cookie.value
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/inloggen/")
    client.post("/uitloggen/")
    guess(5, **HOME)
    assert not log_in(client, **HOME)


def test_a_new_password_begins_anew(client, consulent):
    guess(5, **HOME)
    client.post("/wachtwoord/vergeten/", {"email": "consulent@example.nl"}, **HOME)
    link = re.search(rf"{settings.ADDRESS}(/\S+)", sent()[0].body)[1]
    form = client.get(link, follow=True, **HOME)
    new = {"password1": "nog een lang wachtwoord", "password2": "nog een lang wachtwoord"}
    client.post(form.redirect_chain[-1][0], new, **HOME)
    assert log_in(Client(), "nog een lang wachtwoord", **HOME)


def test_a_building_full_of_wrong_passwords_leaves_a_known_browser_alone(client, consulent, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "10/m/ip,5/5m/key"}
    assert log_in(client, **HOME)
    client.post("/uitloggen/")
    for number in range(11):
        Client().post("/inloggen/", {"login": f"wie{number}", "password": "fout"}, **HOME)
    assert log_in(client, **HOME)


def test_a_cookie_made_up_is_none(client, consulent):
    guess(5, **HOME)
    client.cookies["wt_bekend"] = "eyJudW1iZXIiOiJ4In0:1u:x"
    assert not log_in(client, **HOME)


def test_the_wait_grows(client, consulent, monkeypatch):
    """Five in five minutes, fifteen in an hour, thirty in a day, from one place."""
    now = [time.time()]
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now[0])
    minutes, hour, day = 5 * 60, 60 * 60, 24 * 60 * 60
    for later, looked_at in (
        (0, 5), (minutes, 5), (minutes, 5), (minutes, 0), (hour, 5), (minutes, 5), (minutes, 5), (hour, 0), (day, 5),
    ):  # fmt: skip
        now[0] += later
        before = Attempts.made
        guess(6, **HOME)
        assert Attempts.made - before == looked_at


def test_from_all_places_together_a_name_is_guessed_at_a_hundred_times_a_day(client, consulent, settings):
    assert settings.ACCOUNT_RATE_LIMITS["login_failed_anywhere"] == "100/d/key"
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed_anywhere": "20/d/key"}
    known = client
    assert log_in(known, **HOME)
    known.post("/uitloggen/")
    tried = Attempts.made
    for number in range(6):
        guess(5, REMOTE_ADDR=f"10.1.{number}.1")
    assert Attempts.made - tried == 20
    assert not log_in(Client(), REMOTE_ADDR="10.2.0.1")
    assert log_in(known, **HOME)


class Attempts:
    """How often a password was looked at."""

    made = 0


@pytest.fixture(autouse=True)
def _counted(monkeypatch):
    real = AuthenticationBackend.authenticate

    def authenticate(self, *args, **kwargs):
        Attempts.made += 1
        return real(self, *args, **kwargs)

    monkeypatch.setattr(AuthenticationBackend, "authenticate", authenticate)
    cache.clear()


def test_a_blocked_name_is_not_freed_by_other_failures(client, consulent):
    for _ in range(5):
        client.post("/inloggen/", {"login": "consulent", "password": "fout"})
    for number in range(400):  # as failures for other names are counted; the first in the alphabet go first
        cache.set(f"zzz:{number}", [time.time()], 300)
    client.post("/inloggen/", {"login": "consulent", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "address", ["/inloggen/", "/wachtwoord/vergeten/", "/wachtwoord/vergeten/verstuurd/", "/inloggen/niet-actief/"]
)
def test_pages_for_who_is_out_are_dutch(client, address):
    page = client.get(address).content.decode()
    assert '<html lang="nl"' in page
    for english in ("Sign", "Password", "Email", "Menu"):
        assert english not in page
