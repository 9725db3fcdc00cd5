"""From frozen content to a stored PDF: made once, tried again, given up in words."""

import datetime as dt
import hashlib
import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from casework.cases.models import Case
from casework.desk.meeting import list_for as batch
from casework.documents import layout, press
from casework.documents.models import Document
from casework.engine.door import perform
from roles.models import Membership
from tests.casework.documents import paper_fixtures as f

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def files(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_a_document_is_made_and_stored(office, media):
    document = f.queued(office)
    press.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.done, document.attempts, document.trouble) == ("klaar", 1, 1, "")
    pdf = default_storage.open(document.file.name).read()
    assert pdf.startswith(b"%PDF-1.7")
    assert (document.sha256, document.size) == (hashlib.sha256(pdf).hexdigest(), len(pdf))
    assert [path.stat().st_mode & 0o777 for path in files(media)] == [0o600]
    assert document.public_id not in document.file.name
    assert document.case.events.get(verb="document.ready").by is None


def test_twice_is_once(office, media):
    document = f.queued(office)
    press.render(document.pk)
    press.render(document.pk)
    press.render(document.pk + 1)  # gone
    document.refresh_from_db()
    assert document.attempts == 1
    assert len(files(media)) == 1


def test_a_claim_holds_until_its_lease_runs_out(office):
    document = f.queued(office, claimed_until=timezone.now() + dt.timedelta(minutes=1), attempts=1)
    press.render(document.pk)
    document.refresh_from_db()
    assert document.state == "gevraagd"
    Document.objects.filter(pk=document.pk).update(claimed_until=timezone.now())
    press.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.attempts) == ("klaar", 2)


def test_where_another_was_first_its_file_stands(office, media, monkeypatch):
    document = f.queued(office)
    real = press.lay_out

    def slow(html):
        monkeypatch.setattr(press, "lay_out", real)
        Document.objects.filter(pk=document.pk).update(claimed_until=timezone.now())
        press.render(document.pk)  # the second worker, after the lease ran out
        return real(html)

    monkeypatch.setattr(press, "lay_out", slow)
    press.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.attempts) == ("klaar", 2)
    assert [str(path.relative_to(media)) for path in files(media)] == [document.file.name]
    assert document.case.events.filter(verb="document.ready").count() == 1


def test_what_a_killed_worker_stored_is_cleared_away(office, media):
    document = f.queued(office, attempts=1)
    default_storage.save(press._name(document, 1), io.BytesIO(b"left behind"))
    press.render(document.pk)
    document.refresh_from_db()
    assert [str(path.relative_to(media)) for path in files(media)] == [document.file.name]


def broken(html):
    raise ValueError("secret words of the citizen")


def test_trouble_is_tried_again_later_and_then_told(office, monkeypatch, caplog):
    document = f.queued(office)
    monkeypatch.setattr(press, "lay_out", broken)
    waits = []
    for _ in range(5):
        now = timezone.now()
        press.render(document.pk)
        document.refresh_from_db()
        if document.claimed_until:
            waits.append(round((document.claimed_until - now).total_seconds()))
        Document.objects.filter(pk=document.pk).update(claimed_until=None)
    assert waits == [40, 80, 160, 320]
    assert document.state == "mislukt"
    assert document.trouble == (
        "De PDF kon niet worden opgemaakt. Probeer het opnieuw; lukt het dan nog niet, meld het bij functioneel beheer."
    )
    assert "secret" not in caplog.text
    monkeypatch.undo()
    perform(document, "retry", by=office.consulent)
    press.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.trouble, document.attempts) == ("klaar", "", 1)


def test_a_disk_that_refuses_is_told_as_such(office, monkeypatch):
    document = f.queued(office, attempts=4)

    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    press.render(document.pk)
    document.refresh_from_db()
    assert document.state == "mislukt"
    assert document.trouble.startswith("Het bestand kon niet worden opgeslagen")


def test_what_kills_its_worker_each_time_is_given_up(office):
    document = f.queued(office, attempts=5, claimed_until=timezone.now() - dt.timedelta(minutes=1))
    press.render(document.pk)
    document.refresh_from_db()
    assert document.state == "mislukt"
    assert document.trouble.startswith("Het maken werd 5 keer afgebroken.")


def test_without_anyone_to_give_work_to_a_document_waits(office, media):
    places = Membership.objects.exclude(role="wmo_consulent")
    places.update(until=dt.date(2020, 2, 1))
    document = f.queued(office)
    f.request(office, document.case, state="aangevraagd")  # a turn for the leader, and above
    for _ in range(7):
        press.render(document.pk)
        Document.objects.filter(pk=document.pk).update(claimed_until=None)
    document.refresh_from_db()
    assert (document.state, document.attempts, files(media)) == ("gevraagd", 0, [])
    places.update(until=None)
    press.render(document.pk)
    document.refresh_from_db()
    assert document.state == "klaar"


def test_a_letter_for_someone_who_died_meanwhile_is_not_sent(office):
    document = f.queued(office)
    Case.objects.filter(pk=document.case_id).update(phase="afgesloten", closed_on=f.ON, ended_reason="overleden")
    press.render(document.pk)
    document.refresh_from_db()
    assert document.state == "vervallen"


def test_nor_is_it_tried_again_where_it_failed(office, monkeypatch):
    document = f.queued(office, attempts=4)
    Case.objects.filter(pk=document.case_id).update(phase="afgesloten", closed_on=f.ON, ended_reason="overleden")
    monkeypatch.setattr(press, "lay_out", broken)
    press.render(document.pk)
    document.refresh_from_db()
    assert document.state == "vervallen"


def meeting(office, count):
    for _ in range(count):
        f.case(office)
    snapshot = batch(Case.objects.all(), team=office.team, on=f.ON)
    return f.document("overleg", snapshot, team=office.team, total=count, asked_by=office.consulent)


def test_a_batch_shows_how_far_it_is(office, monkeypatch):
    document = meeting(office, 23)
    seen, real = [], press.lay_out

    def watched(html):
        seen.append(Document.objects.values_list("done", flat=True).get(pk=document.pk))
        return real(html)

    monkeypatch.setattr(press, "lay_out", watched)
    press.render(document.pk)
    document.refresh_from_db()
    assert seen == [0, 10, 20]
    assert (document.state, document.done, document.total) == ("klaar", 23, 23)


def test_a_batch_that_was_taken_over_is_left_alone(office, media, monkeypatch):
    document = meeting(office, 3)
    real = press.lay_out

    def overtaken(html):
        Document.objects.filter(pk=document.pk).update(attempts=2)
        return real(html)

    monkeypatch.setattr(press, "lay_out", overtaken)
    press.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.attempts) == ("gevraagd", 2)
    assert files(media) == []


def test_warming_up_leaves_everything_ready():
    press.warm()
    assert layout._press.cache_info().currsize == 1
