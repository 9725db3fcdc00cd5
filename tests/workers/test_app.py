"""The Celery app: its schedule, a real worker, and a broker that is away."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
import yaml
from celery import current_app
from celery.schedules import crontab, schedule
from django.contrib.sessions.models import Session
from django.utils import timezone
from kombu.exceptions import OperationalError

from casework.engine import life, signs
from tests.conftest import ROOT
from wijkteam.local import demo
from workers import tasks
from workers.app import app
from workers.queues import QUEUES, TASKS
from workers.schedule import SCHEDULE


def test_every_row_of_the_schedule_is_a_task_and_says_why():
    app.loader.import_default_modules()
    for row in SCHEDULE:
        assert row.task in app.tasks
        assert row.why


def test_the_schedule():
    every_so_often = [(row.task, row.when.run_every.seconds) for row in SCHEDULE if type(row.when) is schedule]
    assert every_so_often == [("workers.tasks.sweep", 10)]
    at_times = [row for row in SCHEDULE if isinstance(row.when, crontab)]
    assert [(row.task, row.when._orig_hour, row.when._orig_minute) for row in at_times] == [
        ("workers.tasks.reroute", "*", "*"),
        ("workers.tasks.moments", "*", "*"),
        ("workers.tasks.nightly", 0, 15),
        ("workers.tasks.nightly", "*", 45),
        ("workers.tasks.morning", "7-19", "3,18,33,48"),
        ("workers.tasks.prove", "*", "5,20,35,50"),
        ("workers.tasks.check_files", 4, 0),
        ("workers.tasks.week_figures", 1, 15),
        ("workers.tasks.clear_drafts", 3, 20),
        ("workers.tasks.clear_mails", 3, 25),
        ("workers.tasks.clear_sessions", 3, 30),
    ]
    assert app.conf.timezone == "Europe/Amsterdam"


def test_every_task_has_a_queue_and_a_limit():
    """Killed before its message is handed out a second time."""
    app.loader.import_default_modules()
    ours = {name for name in app.tasks if name.startswith("workers.")}
    assert ours == TASKS.keys()
    for name in ours:
        assert app.amqp.router.route({}, name)["queue"].name == TASKS[name].queue
        assert app.tasks[name].soft_time_limit < app.tasks[name].time_limit
        assert app.tasks[name].time_limit < app.conf.broker_transport_options["visibility_timeout"]


def queues_of(command) -> list[str]:
    return command[command.index("-Q") + 1].split(",")


def test_each_queue_has_a_worker_on_a_server_and_in_the_demo(monkeypatch, tmp_path):
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    workers = [one["command"] for one in services.values() if "worker" in one.get("command", [])]
    assert sorted(queue for command in workers for queue in queues_of(command)) == sorted(QUEUES)
    begun = []
    monkeypatch.setattr(demo, "Child", lambda name, command, **rest: begun.append(command))
    demo.start_workers(SimpleNamespace(folder=tmp_path), {})
    assert [queue for one in begun if "worker" in one for queue in queues_of(one)] == list(QUEUES)


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
