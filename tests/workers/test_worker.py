"""A real Celery worker with a real broker: paper is made, once, whatever falls over in between."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from kombu.exceptions import OperationalError

from casework.cases.models import Case
from casework.desk.meeting import list_for as batch
from casework.desk.summary import ask_summary
from casework.documents import press
from casework.documents.asking import RENDER
from casework.documents.models import Document
from casework.engine import outbox
from casework.engine.notifications import Notification
from tests.casework.documents import paper_fixtures as f
from workers import tasks
from workers.app import app

pytestmark = [pytest.mark.worker, pytest.mark.slow]


@pytest.fixture
def broker_away(monkeypatch):
    """Every message goes to a socket that isn't there, until the test says the broker is back."""
    real = app.send_task
    refused = []

    def send(*args, **kwargs):
        with app.connection_for_write("redis+socket:///nowhere/valkey.sock") as nowhere:
            try:
                return real(*args, connection=nowhere, **kwargs)
            except OperationalError:
                refused.append(args)
                raise

    monkeypatch.setattr(app, "send_task", send)
    return refused


def fresh(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def stored(document: Document) -> list[str]:
    """The files there are of this document, under whatever attempt."""
    names = [press._name(document, attempt) for attempt in range(1, press.ATTEMPTS + 1)]
    return [name for name in names if default_storage.exists(name)]


def test_what_is_asked_for_is_made(real_worker):
    office = f.office()
    case = f.full_case(office)
    real_worker.start()
    document = ask_summary(case, by=office.consulent, for_citizen=True)
    real_worker.wait_for(lambda: fresh(document).state == "klaar")
    assert "Arie Kooijman" in f.words(default_storage.open(fresh(document).file.name).read())
    assert stored(document) == [fresh(document).file.name]


def test_a_worker_killed_halfway_is_followed_by_another(real_worker):
    office = f.office()
    f.case(office)
    snapshot = batch(Case.objects.all(), team=office.team, on=f.ON)
    rows = snapshot["cases"] * 600  # seconds of work, so that there is a middle
    document = f.document("overleg", snapshot | {"cases": rows}, team=office.team, total=600, asked_by=office.consulent)
    real_worker.start()
    outbox.wake(RENDER, document.pk)
    real_worker.wait_for(lambda: fresh(document).done > 0)
    real_worker.kill()
    left = fresh(document)
    assert (left.state, left.attempts, stored(document)) == ("gevraagd", 1, [])
    assert 0 < left.done < 600
    outbox.sweep()  # nothing yet: a lease tells that someone is busy
    Document.objects.filter(pk=document.pk).update(claimed_until=timezone.now())  # three minutes later
    real_worker.start()
    tasks.sweep.delay()
    tasks.sweep.delay()  # twice does no harm
    real_worker.wait_for(lambda: fresh(document).state == "klaar", seconds=60)
    made = fresh(document)
    assert (made.attempts, made.done) == (2, 600)
    assert stored(document) == [made.file.name]


def test_without_a_broker_rows_wait_and_the_sweep_delivers(real_worker, broker_away, monkeypatch):
    office = f.office()
    case = f.case(office)
    document = ask_summary(case, by=office.consulent, for_citizen=False)
    outbox.notify(
        office.consulent, subject="Er wacht werk op u", url=case.get_absolute_url(), key="eens", at=timezone.now()
    )
    assert outbox.sweep() == 0
    assert len(broker_away) == 3
    assert fresh(document).state == "gevraagd"
    real_worker.start()
    monkeypatch.undo()  # the broker is back
    tasks.sweep.delay()
    real_worker.wait_for(lambda: fresh(document).state == "klaar")
    real_worker.wait_for(lambda: Notification.objects.get().sent_at)
    mail = real_worker.log.read_text()
    assert f"/zaken/{case.ref}/" in mail
    assert "van der Waal" not in mail
    assert timezone.now() - fresh(document).made_at < dt.timedelta(minutes=1)
