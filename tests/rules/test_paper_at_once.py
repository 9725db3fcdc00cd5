"""Asked for twice is made once, also at the same moment; and nobody's paper is in the way of everybody's."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from casework.desk.meeting import ask_batch
from casework.desk.summary import ask_summary
from casework.documents import press
from casework.documents.asking import ask
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from casework.engine import rerouting
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.vangnet.models import VangnetRequest
from tests.at_once import at_once
from tests.casework.documents import paper_fixtures as f
from tests.casework.engine.test_stored_files import upload
from tests.factories import World
from tests.pages.browser import as_, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media")]


@pytest.fixture
def world(db) -> World:
    made = World()
    rerouting.work_off()
    return made


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def test_thirty_requests_at_the_same_moment_make_one_summary(world: World):
    case = world.case()
    made = at_once(*[lambda: ask_summary(case, by=world.consulent, for_citizen=True)] * 8)
    assert len({one.pk for one in made}) == 1
    assert ask_summary(case, by=world.consulent2, for_citizen=True).pk == made[0].pk
    press.render(made[0].pk)
    assert ask_summary(case, by=world.consulent, for_citizen=True).pk != made[0].pk


def test_the_database_refuses_a_second_one(world: World):
    case = world.case()
    world.document(case, state="gevraagd")
    with pytest.raises(IntegrityError), transaction.atomic():
        world.document(case, state="gevraagd")
    world.document(case, state="gevraagd", about="indicatie:ab12")


def test_one_list_for_the_meeting_at_a_time(world: World):
    world.case()
    made = at_once(*[lambda: ask_batch(team=world.team, by=world.consulent)] * 3)
    assert len({one.pk for one in made}) == 1
    assert ask_batch(team=world.team, by=world.consulent2).pk != made[0].pk


def anew(world: World, case) -> Document:
    content = letter_content(kind_of("bevestiging"), case, None, on=timezone.localdate())
    with transaction.atomic():
        return ask("bevestiging", case=case, snapshot=content, by=world.consulent, at=timezone.now())


def test_a_letter_that_waits_tells_what_holds_now(world: World):
    case = world.case()
    first = anew(world, case)
    case.person.given_name = "Nora"
    case.person.save()
    second = anew(world, case)
    assert second.pk == first.pk
    press.render(first.pk)
    first.refresh_from_db()
    assert "Nora" in f.words(first.file.read())


def test_what_was_being_made_when_it_was_asked_anew_is_not_kept(world: World, media, monkeypatch):
    case, real = world.case(), press.lay_out
    document = anew(world, case)

    def meanwhile(html):
        monkeypatch.setattr(press, "lay_out", real)
        result = real(html)
        case.person.given_name = "Nora"
        case.person.save()
        anew(world, case)
        return result

    monkeypatch.setattr(press, "lay_out", meanwhile)
    press.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.attempts) == ("gevraagd", 0)
    assert [path for path in media.rglob("*") if path.is_file()] == []
    press.render(document.pk)
    document.refresh_from_db()
    assert "Nora" in f.words(document.file.read())


def test_what_failed_is_not_tried_beside_its_successor(world: World):
    case = world.case()
    failed = world.document(case, "samenvatting_inwoner", "mislukt")
    ask_summary(case, by=world.consulent, for_citizen=True)
    with pytest.raises(NotNow, match="Dit document wordt al gemaakt"):
        perform(failed, "retry", by=world.consulent)


def test_a_second_worker_leaves_alone_what_is_being_made(world: World, monkeypatch):
    document, real, beside = anew(world, world.case()), press.lay_out, []

    def slow(html):
        monkeypatch.setattr(press, "lay_out", real)
        beside.extend(at_once(lambda: press.render(document.pk)))
        return real(html)

    monkeypatch.setattr(press, "lay_out", slow)
    press.render(document.pk)
    document.refresh_from_db()
    assert (beside, document.state, document.attempts) == ([None], "klaar", 1)


def test_a_large_receipt_is_still_there_for_the_second_try_of_a_deadlock(world: World, monkeypatch):
    from casework.engine.writes import Write

    request, real, tries = world.request(world.case(), "uitbetaald"), Write.finish, []

    def stuck_once(self):
        tries.append(1)
        if len(tries) == 1:
            with connection.cursor() as cursor:
                cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END $$")
        real(self)

    monkeypatch.setattr(Write, "finish", stuck_once)
    url = f"{request.get_absolute_url()}stap/verantwoord/"
    response = send(as_(Client(), world.consulent), url, result="Gelukt", receipt=upload())
    assert (response.status_code, len(tries)) == (303, 2)
    assert VangnetRequest.objects.get().receipt.size > 3_000_000


def test_a_document_waits_a_while_after_a_try_that_failed(world: World):
    document = anew(world, world.case())
    Document.objects.filter(pk=document.pk).update(claimed_until=timezone.now() + dt.timedelta(minutes=1))
    press.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.attempts) == ("gevraagd", 0)
