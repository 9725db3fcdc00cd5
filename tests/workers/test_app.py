"""The Celery app: its schedule, a real worker, and a broker that is away."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from celery import current_app
from django.contrib.sessions.models import Session
from django.utils import timezone
from kombu.exceptions import OperationalError

from casework.engine import life, signs
from workers import tasks
from workers.app import app
from workers.schedule import SCHEDULE


def test_every_row_of_the_schedule_is_a_task_and_says_why():
    app.loader.import_default_modules()
    for row in SCHEDULE:
        assert row.task in app.tasks
        assert row.why


def test_the_schedule():
    assert [(row.task, row.when._orig_hour, row.when._orig_minute) for row in SCHEDULE] == [
        ("workers.tasks.sweep", "*", "*"),
        ("workers.tasks.nightly", 0, 15),
        ("workers.tasks.nightly", "*", 45),
        ("workers.tasks.clear_sessions", 3, 30),
    ]
    assert app.conf.timezone == "Europe/Amsterdam"


@pytest.mark.parametrize("address", ["redis+socket:///nowhere/valkey.sock", "redis://127.0.0.1:1/0"])
def test_publishing_without_a_broker_fails_fast(address):
    start = time.monotonic()
    with app.connection_for_write(address) as broker, pytest.raises(OperationalError):
        app.send_task("workers.tasks.sweep", connection=broker)
    assert time.monotonic() - start < 2


def test_a_thread_of_the_web_server_finds_this_app():
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: current_app.main).result() == "wijkteam"


@pytest.mark.worker
def test_a_real_worker_takes_a_task(real_worker):
    Session.objects.create(session_key="oud", session_data="", expire_date=timezone.now() - timedelta(days=1))
    Session.objects.create(session_key="nu", session_data="", expire_date=timezone.now() + timedelta(days=1))
    tasks.clear_sessions.delay()
    real_worker.start()
    real_worker.wait_for(lambda: not Session.objects.filter(session_key="oud").exists())
    assert Session.objects.filter(session_key="nu").exists()


@pytest.mark.worker
def test_the_log_of_a_real_worker_has_no_text_of_an_error(real_worker):
    tasks.deliver_notification.delay("mevrouw De Wit")  # "expected a number but got 'mevrouw De Wit'"
    real_worker.start()
    real_worker.wait_for(lambda: "ValueError (tekst weggelaten)" in real_worker.log.read_text())
    real_worker.kill()
    assert "raised unexpected: builtins.ValueError" in real_worker.log.read_text()
    assert "De Wit" not in real_worker.log.read_text()
    assert re.search(r"ValueError .*\[taak [0-9a-f-]{36}\]", real_worker.log.read_text())


@pytest.mark.worker
def test_a_real_worker_says_that_it_is_there(real_worker):
    tasks.sweep.delay()
    real_worker.start()
    real_worker.wait_for(lambda: life.last(life.WORKER))
    assert signs.worker(timezone.now()).well
    assert life.last(life.SCHEDULE) is None  # that is somebody else


@pytest.mark.worker
def test_what_was_asked_of_a_killed_worker_waits_for_the_next(real_worker):
    real_worker.start()
    real_worker.kill()
    Session.objects.create(session_key="oud", session_data="", expire_date=timezone.now() - timedelta(days=1))
    tasks.clear_sessions.delay()
    real_worker.start()
    real_worker.wait_for(lambda: not Session.objects.exists())
