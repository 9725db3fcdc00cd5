"""A real Celery worker with a real broker: paper is made, once, whatever falls over in between."""

import datetime as dt
import re
import socketserver
import threading

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from kombu.exceptions import OperationalError

from casework.cases.models import Case
from casework.desk.meeting import list_for as batch
from casework.desk.summary import ask_summary
from casework.documents import press
from casework.documents.asking import LATER, LETTER
from casework.documents.models import Document
from casework.engine import outbox
from casework.engine.notifications import Notification
from tests.casework.documents import paper_fixtures as f
from workers import tasks
from workers.app import app

pytestmark = [pytest.mark.worker, pytest.mark.slow]
ROWS = 1500  # of a list that is still being made when another worker has started


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


def large_list(office) -> Document:
    """Seconds of work, so that there is a middle."""
    f.case(office)
    snapshot = batch(Case.objects.all(), team=office.team, on=f.ON)
    rows = snapshot["cases"] * ROWS
    return f.document("overleg", snapshot | {"cases": rows}, team=office.team, total=ROWS, asked_by=office.consulent)


def test_a_worker_killed_halfway_is_followed_by_another_within_half_a_minute(real_worker, request):
    office = f.office()
    document = large_list(office)
    other = real_worker.another("other", "--beat", "--schedule", str(real_worker.log.with_name("beat")))
    request.addfinalizer(other.kill)
    real_worker.start()
    outbox.wake(LATER, document.pk)
    real_worker.wait_for(lambda: fresh(document).done > 0)
    other.start()
    tasks.render_later.delay(document.pk)  # at the same time: it sees that somebody is at it
    other.wait_for(lambda: "succeeded" in other.log.read_text())
    assert fresh(document).attempts == 1
    real_worker.kill()
    left = fresh(document)
    assert (left.state, stored(document)) == ("gevraagd", [])
    assert 0 < left.done < ROWS
    other.wait_for(lambda: fresh(document).attempts == 2, seconds=30)
    other.wait_for(lambda: fresh(document).state == "klaar", seconds=90)
    assert (fresh(document).attempts, fresh(document).done) == (2, ROWS)
    assert stored(document) == [fresh(document).file.name]


def test_a_letter_goes_before_a_large_summary(real_worker, request):
    """One colleague's paper is in nobody's way: each queue has its worker."""
    office = f.office()
    own, letter = large_list(office), f.queued(office)
    later = real_worker.another("later", "-Q", "later")
    request.addfinalizer(later.kill)
    real_worker.more = ("-Q", "letters,night")
    later.start()
    real_worker.start()
    outbox.wake(LATER, own.pk)
    later.wait_for(lambda: fresh(own).done > 0)
    outbox.wake(LETTER, letter.pk)
    real_worker.wait_for(lambda: fresh(letter).state == "klaar")
    assert fresh(own).state == "gevraagd"


class TakesAndSaysNothing(socketserver.StreamRequestHandler):
    """A mail server that takes the mail; the first time it doesn't come back to say so."""

    def handle(self):
        self.wfile.write(b"220 here\r\n")
        while (line := self.rfile.readline()).strip().upper() != b"DATA":
            if not line:
                return
            self.wfile.write(b"250 ok\r\n")
        self.wfile.write(b"354 go on\r\n")
        self.server.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
        if len(self.server.mails) == 1:
            self.rfile.readline()  # nothing comes any more but the end of the line
            return
        self.wfile.write(b"250 taken\r\n")
        self.rfile.readline()


@pytest.fixture
def mail_server():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), TakesAndSaysNothing) as server:
        server.mails, server.daemon_threads = [], True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_mail_of_a_killed_worker_goes_once_more_with_the_same_number(real_worker, mail_server):
    office = f.office()
    real_worker.env |= {"EMAIL_URL": f"smtp://127.0.0.1:{mail_server.server_address[1]}"}
    row = Notification.objects.create(to=office.consulent, subject="Kijk", url="/", key="eens", made_at=timezone.now())
    real_worker.start()
    tasks.deliver_notification.delay(row.pk)
    real_worker.wait_for(lambda: mail_server.mails)
    real_worker.kill()
    row.refresh_from_db()
    assert (row.attempts, row.in_doubt, row.sent_at) == (1, 1, None)
    Notification.objects.update(claimed_until=timezone.now())  # a minute later
    real_worker.start()
    tasks.sweep.delay()
    real_worker.wait_for(lambda: Notification.objects.get().sent_at)
    numbers = [re.search("^Message-ID: (.+)$", one, re.M)[1].strip() for one in mail_server.mails]
    assert numbers == [outbox.message_id(row)] * 2


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
