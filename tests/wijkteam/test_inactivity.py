"""A session that nobody uses ends, and each after a working day; what was typed comes back."""

import time

import pytest
from django.http import JsonResponse
from django.test import Client
from django.urls import path

from wijkteam.middleware import LAST_SEEN, LOGGED_IN_AT, TYPED_BEFORE
from wijkteam.urls import urlpatterns as ours

PASSWORD = "een lang wachtwoord"


def page(request):
    kept = {name: request.typed_before.getlist(name) for name in request.typed_before or ()}
    return JsonResponse({"user": str(request.user), "kept": kept})


urlpatterns = [path("proef/", page), path("proef/stap/", page), *ours]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def consulent(django_user_model):
    return django_user_model.objects.create_user("consulent", "consulent@example.nl", PASSWORD)


@pytest.fixture
def at_work(client, consulent):
    client.force_login(consulent)
    assert client.get("/proef/").status_code == 200
    return client


def last_seen(client, ago):
    session = client.session
    session[LAST_SEEN] = int(time.time()) - ago
    session.save()


def logged_in(client, ago):
    session = client.session
    session[LOGGED_IN_AT] = int(time.time()) - ago
    session.save()


def log_in(client, username="consulent"):
    response = client.post("/inloggen/", {"login": username, "password": PASSWORD})
    assert response.status_code == 302, response.content


def test_after_29_minutes_one_goes_on(at_work):
    last_seen(at_work, 29 * 60)
    assert at_work.get("/proef/").json()["user"] == "consulent"
    assert int(time.time()) - at_work.session[LAST_SEEN] < 5


def test_after_31_minutes_one_logs_in_again_and_goes_back(at_work):
    last_seen(at_work, 31 * 60)
    response = at_work.get("/proef/?kern=klaaswaal")
    assert response.status_code == 302
    assert response["Location"] == "/inloggen/?next=%2Fproef%2F%3Fkern%3Dklaaswaal"
    assert "_auth_user_id" not in at_work.session
    assert at_work.get("/proef/").status_code == 302


def test_logging_in_starts_the_day(client, consulent):
    log_in(client)
    assert int(time.time()) - client.session[LOGGED_IN_AT] < 5
    assert client.session[LAST_SEEN] == client.session[LOGGED_IN_AT]


def test_after_twelve_hours_one_logs_in_again_whatever_one_did(at_work):
    started = 12 * 60 * 60 - 60
    logged_in(at_work, started)
    last_seen(at_work, 5 * 60)
    began = at_work.session[LOGGED_IN_AT]
    assert at_work.get("/proef/").json()["user"] == "consulent"  # and the session is written again
    assert at_work.session[LOGGED_IN_AT] == began
    logged_in(at_work, 12 * 60 * 60 + 1)
    response = at_work.post("/proef/", {"question": "Hoe nu verder?"}, follow=True)
    assert response.redirect_chain == [("/inloggen/?next=%2Fproef%2F", 302)]
    assert "een hele werkdag was ingelogd" in response.content.decode()
    assert "_auth_user_id" not in at_work.session
    log_in(at_work)
    assert at_work.get("/proef/").json() == {"user": "consulent", "kept": {"question": ["Hoe nu verder?"]}}


def test_a_session_from_before_this_rule_begins_its_day_now(at_work):
    session = at_work.session
    del session[LOGGED_IN_AT]
    session.save()
    assert at_work.get("/proef/").status_code == 200
    assert int(time.time()) - at_work.session[LOGGED_IN_AT] < 5


def test_a_request_within_the_minute_writes_no_session(at_work, django_assert_num_queries):
    with django_assert_num_queries(3):  # the session; the user and what they may draw on, in one go
        at_work.get("/proef/")


def test_what_was_typed_comes_back_once_to_the_same_person(at_work):
    last_seen(at_work, 31 * 60)
    typed = {"question": "Hoe nu verder?", "days": ["ma", "wo"], "oldpassword": "geheim"}
    response = at_work.post("/proef/stap/", typed, headers={"Referer": "http://testserver/proef/"})
    assert response["Location"] == "/inloggen/?next=%2Fproef%2F"
    log_in(at_work)
    assert at_work.get("/proef/").json()["kept"] == {"question": ["Hoe nu verder?"], "days": ["ma", "wo"]}
    assert at_work.get("/proef/").json()["kept"] == {}


def test_what_was_typed_stands_encrypted_and_a_bsn_not_at_all(at_work):
    last_seen(at_work, 31 * 60)
    typed = {"family_name": "Kooijman", "bsn": "999990019", "partner-bsn": "999990019"}
    at_work.post("/proef/?q=Kooijman", typed, headers={"Referer": "http://testserver/proef/?q=Kooijman"})
    stored = str(dict(at_work.session.items()))
    assert TYPED_BEFORE in stored
    assert "Kooijman" not in stored
    assert "999990019" not in stored
    log_in(at_work)
    assert at_work.get("/proef/?q=Kooijman").json()["kept"] == {"family_name": ["Kooijman"]}


@pytest.mark.parametrize("unreadable", ["iets", {"user": "1", "paths": ["/proef/"], "fields": {}}])
def test_what_was_typed_under_another_key_is_gone(at_work, unreadable):
    session = at_work.session
    session[TYPED_BEFORE] = unreadable
    session.save()
    assert at_work.get("/proef/").json()["kept"] == {}
    assert TYPED_BEFORE not in at_work.session


def test_what_was_typed_never_comes_to_somebody_else(at_work, django_user_model):
    django_user_model.objects.create_user("ander", "ander@example.nl", PASSWORD)
    last_seen(at_work, 31 * 60)
    at_work.post("/proef/", {"question": "Hoe nu verder?"})
    log_in(at_work, "ander")
    assert at_work.get("/proef/").json() == {"user": "ander", "kept": {}}
    assert "kept_form" not in at_work.session


def test_htmx_leaves_the_whole_page(at_work):
    last_seen(at_work, 31 * 60)
    response = at_work.get("/proef/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (200, "/inloggen/?next=%2Fproef%2F")


def test_pages_of_a_session_are_not_stored_by_the_browser(at_work):
    assert at_work.get("/proef/")["Cache-Control"] == "private, no-store"


def test_nobody_in_without_logging_in(client):
    assert client.get("/proef/")["Location"].startswith("/inloggen/")


def test_after_five_wrong_passwords_one_waits(client, consulent):
    for _ in range(5):
        assert "proberen" not in client.post("/inloggen/", {"login": "consulent", "password": "fout"}).content.decode()
    response = client.post("/inloggen/", {"login": "consulent", "password": PASSWORD})
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client):
    for address in ("/signup/", "/accounts/signup/", "/registreren/"):
        assert client.get(address).status_code == 404


def ends(client) -> int:
    return client.get("/ingelogd/").json()["ends"]


def test_to_look_how_long_it_lasts_is_not_being_there(at_work):
    last_seen(at_work, 26 * 60)
    assert 3 * 60 < ends(at_work) <= 4 * 60
    assert 3 * 60 < ends(at_work) <= 4 * 60
    last_seen(at_work, 31 * 60)
    assert at_work.get("/ingelogd/").status_code == 302
    assert "_auth_user_id" not in at_work.session


def test_to_stay_logged_in_is(at_work):
    last_seen(at_work, 26 * 60)
    answer = at_work.post("/ingelogd/").json()
    assert answer["stays"]
    assert answer["ends"] == 30 * 60
    assert int(time.time()) - at_work.session[LAST_SEEN] < 5


def test_a_working_day_ends_all_the_same(at_work):
    logged_in(at_work, 12 * 60 * 60 - 240)
    answer = at_work.post("/ingelogd/").json()
    assert not answer["stays"]
    assert 200 < answer["ends"] <= 240
    logged_in(at_work, 12 * 60 * 60 + 1)
    assert at_work.post("/ingelogd/").status_code == 302
    assert "_auth_user_id" not in at_work.session


def test_who_stays_must_have_asked_for_it_here(at_work):
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies = at_work.cookies
    assert stranger.post("/ingelogd/").status_code == 403


def test_every_page_of_a_session_carries_the_warning_and_no_other(at_work):
    assert 'data-warn="300"' in at_work.get("/uitleg/").content.decode()
    at_work.post("/uitloggen/")
    assert "data-warn" not in at_work.get("/uitleg/").content.decode()
