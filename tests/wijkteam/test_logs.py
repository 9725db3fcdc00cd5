"""The log holds nothing personal."""

import io
import json
import logging
import re
import sys

import pytest
from celery.exceptions import Retry
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, OperationalError
from django.test import Client

from tests.factories import World
from wijkteam.logs import JsonFormatter, PlainFormatter
from workers.app import app

ROW = "duplicate key value violates unique constraint DETAIL: Key (bsn)=(999990019, De Wit) already exists."


@pytest.fixture
def console():
    """What the console shows, by the handler that the settings made."""
    handler = next(one for one in logging.getLogger().handlers if isinstance(one.formatter, PlainFormatter))
    shown = io.StringIO()
    before = handler.setStream(shown)
    yield shown.getvalue
    handler.setStream(before)


@pytest.fixture
def task():
    """A task as Celery runs it, that raises what it is given."""

    @app.task(name="proef", throws=(LookupError,))
    def proef():
        raise proef.trouble

    yield proef
    del app.tasks["proef"]


def record_of(name, number):
    """A log record of an error within an error, both about a person."""
    try:
        try:
            raise KeyError(number)
        except KeyError as error:
            raise ValueError(name) from error
    except ValueError:
        return logging.getLogger().makeRecord("proef", logging.ERROR, "", 1, "Mis", (), sys.exc_info())


def test_the_text_of_an_error_is_left_out():
    text = PlainFormatter().format(record_of("mevrouw De Wit", "999990019"))
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_logs.py" in text
    assert "De Wit" not in text
    assert "999990019" not in text


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (IntegrityError(ROW), "raised unexpected: django.db.utils.IntegrityError (tekst weggelaten)"),
        (LookupError(ROW), "raised expected: LookupError (tekst weggelaten)"),  # without a traceback
        (Retry(exc=IntegrityError(ROW), when=3), "retry: IntegrityError (tekst weggelaten)"),
    ],
)
def test_a_task_that_fails_tells_the_kind_of_error_only(console, task, trouble, words):
    task.trouble = trouble
    task.apply()
    assert words in console()
    assert "999990019" not in console()
    assert "De Wit" not in console()


@pytest.mark.parametrize(
    "name", ["celery.worker.consumer.consumer", "django.request", "casework.engine.outbox", "kombu"]
)
def test_an_error_in_a_log_line_is_its_kind_only(console, name):
    error = IntegrityError(ROW)
    log = logging.getLogger(name)
    log.error("Trouble: %r, %s", error, "again")
    log.error("Trouble: %(what)s", {"what": error})
    log.error(error)
    log.error("Two: %s", error, exc_info=error)
    kind = "django.db.utils.IntegrityError (tekst weggelaten)"
    for words in (f"Trouble: '{kind}', again", f"Trouble: {kind}\n", f"{name} {kind}\n", f"Two: {kind}\n{kind}"):
        assert words in console()
    assert "De Wit" not in console()


def test_other_lines_stay_as_they_are(console):
    logging.getLogger("casework.engine.outbox").warning("Mail %s, attempt %s: %s", 3, 1, "SMTPException")
    logging.getLogger("celery.app.trace").info("Task %(name)s received", {"name": "proef"})
    assert "Mail 3, attempt 1: SMTPException" in console()
    assert "Task proef received" in console()


# --- where a line belongs -------------------------------------------------------------------------------------


@pytest.fixture
def lines(console):
    """The lines as a machine reads them."""
    handler = next(one for one in logging.getLogger().handlers if isinstance(one.formatter, PlainFormatter))
    before = handler.formatter
    handler.setFormatter(JsonFormatter())
    yield lambda: [json.loads(line) for line in console().splitlines()]
    handler.setFormatter(before)


def breaks(monkeypatch, error):
    def trips(*args, **options):
        raise error

    monkeypatch.setattr("casework.desk.case_page.render", trips)


def code_on(answer):
    return re.search(r'<strong class="wt-code">([a-z0-9-]+)</strong>', answer.content.decode())[1]


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status"), [(KeyError("De Wit"), 500), (OperationalError("De Wit"), 503)])
def test_the_page_of_an_error_shows_the_code_of_its_lines(world: World, monkeypatch, lines, error, status):
    breaks(monkeypatch, error)
    client = Client(raise_request_exception=False)
    client.force_login(world.consulent)
    case = world.case()
    answer = client.get(case.get_absolute_url())
    assert answer.status_code == status
    assert answer.headers["X-Request-ID"] == code_on(answer)
    told = [line for line in lines() if line.get("request") == code_on(answer)]
    assert [line["logger"] for line in told] == ["django.request"]
    assert told[0]["message"].endswith(": zaken/<ref:ref>/")  # the kind of address, not the address
    assert case.ref not in str(lines())
    assert "De Wit" not in str(lines())
    if status == 500:
        assert "builtins.KeyError" in told[0]["error"]


@pytest.mark.django_db
def test_each_request_has_a_code_of_its_own_and_takes_none_from_outside(client):
    given = {client.get("/healthz", headers={"X-Request-ID": "Jansen"}).headers["X-Request-ID"] for _ in range(5)}
    assert len(given) == 5
    assert all(re.fullmatch(r"[b-z2-9]{4}-[b-z2-9]{4}", one) for one in given)


@pytest.mark.django_db
def test_what_a_browser_sent_wrongly_has_a_line_too(client, lines):
    answer = client.post("/inloggen/", b"xxxx", content_type="multipart/form-data")
    assert answer.status_code == 400
    (line,) = lines()
    assert (line["request"], line["level"]) == (code_on(answer), "WARNING")
    assert "error" not in line


@pytest.mark.django_db
def test_a_form_without_a_token_has_a_line_too(lines):
    answer = Client(enforce_csrf_checks=True).post("/inloggen/", {"login": "De Wit"})
    assert answer.status_code == 403
    assert [line["request"] for line in lines()] == [code_on(answer)]
    assert "De Wit" not in str(lines())


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/bestaat-niet/", "/zaken/HW-2026-99999/", "/beheer/"])
def test_ordinary_refusals_have_none(world: World, client, lines, url):
    client.force_login(world.consulent)
    assert client.get(url).status_code in (403, 404)
    assert lines() == []


@pytest.mark.django_db
def test_what_django_refuses_is_told_without_its_words(world: World, monkeypatch, lines):
    breaks(monkeypatch, SuspiciousOperation("De Wit, 999990019"))
    client = Client(raise_request_exception=False)
    client.force_login(world.consulent)
    answer = client.get(world.case().get_absolute_url())
    assert answer.status_code == 400
    assert [line["request"] for line in lines()] == [code_on(answer)]
    assert "SuspiciousOperation (tekst weggelaten)" in lines()[0]["message"]
    assert "De Wit" not in str(lines())
    assert "999990019" not in str(lines())


def test_a_line_of_a_task_has_its_id(task, lines):
    task.trouble = ValueError(ROW)
    task.apply(task_id="taak-1")
    told = [line for line in lines() if "raised unexpected" in line["message"]]
    assert told
    assert "999990019" not in str(lines())


def test_what_is_logged_during_a_task_has_its_id(lines):
    @app.task(name="proef2")
    def proef2():
        logging.getLogger("casework.engine.outbox").warning("Mail %s", 3)

    proef2.apply(task_id="taak-2")
    del app.tasks["proef2"]
    (line,) = [line for line in lines() if line["logger"] == "casework.engine.outbox"]
    assert (line["task"], line["message"]) == ("taak-2", "Mail 3")


def test_people_read_a_line_with_the_same_ids(console):
    @app.task(name="proef3")
    def proef3():
        logging.getLogger("casework.engine.outbox").warning("Mail %s", 3)

    proef3.apply(task_id="taak-3")
    del app.tasks["proef3"]
    assert "Mail 3 [taak taak-3]\n" in console()


def test_a_line_holds_nothing_that_was_given_along(lines):
    logging.getLogger("casework").error("Mis", extra={"person": "De Wit", "bsn": "999990019"})
    (line,) = lines()
    assert set(line) == {"at", "level", "logger", "message"}
