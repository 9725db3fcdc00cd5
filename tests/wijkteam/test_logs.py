"""The log holds nothing personal."""

import io
import logging
import sys

import pytest
from celery.exceptions import Retry
from django.db import IntegrityError

from wijkteam.logs import PlainFormatter
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
