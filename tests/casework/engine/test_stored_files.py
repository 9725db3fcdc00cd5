"""A file is on the disk before a row names it, gone where none does, and told of where it should be and isn't."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.management import call_command
from django.db import OperationalError, transaction

from casework.documents.models import Document
from casework.engine import missing_files, stored_files
from casework.engine.missing_files import MissingFile, check, missing, orphans
from casework.engine.stored_files import stored
from casework.vangnet.models import VangnetRequest
from tests.factories import World
from tests.pages.browser import as_, send

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


def files(media: Path) -> list[Path]:
    return sorted(path for path in media.rglob("*") if path.is_file())


def test_a_file_and_its_new_folders_are_on_the_disk(media, monkeypatch):
    seen, real = [], os.fsync

    def fsync(handle):
        seen.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    name = default_storage.save("documenten/2026/11/x.pdf", ContentFile(PDF))
    folders = ("documenten/2026/11", "documenten/2026", "documenten", "")
    assert seen == [str(media / one) for one in (name, *folders)]


def test_an_upload_can_be_stored_a_second_time(media):
    """Over 2.5 MB Django would move it, and the second try of a deadlock would find nothing."""
    upload = TemporaryUploadedFile("bon.pdf", "application/pdf", 0, None)
    upload.write(PDF * 200_000)
    upload.size = upload.tell()
    sizes = [default_storage.size(default_storage.save("bonnen/bon.pdf", upload)) for _ in range(2)]
    assert sizes == [upload.size, upload.size]
    assert Path(upload.temporary_file_path()).exists()


def test_a_file_stays_where_a_row_names_it_and_goes_where_none_does(world: World, media):
    document = world.document(world.case())
    with stored(document, "file", "documenten/a.pdf", ContentFile(PDF)) as name:
        Document.objects.filter(pk=document.pk).update(file=name)
    with (
        suppress(ZeroDivisionError),
        stored(document, "file", "documenten/b.pdf", ContentFile(PDF)) as name,
        transaction.atomic(),
    ):
        Document.objects.filter(pk=document.pk).update(file=name)
        raise ZeroDivisionError
    assert files(media) == [media / "documenten" / "a.pdf"]


def test_what_cant_be_judged_now_stays(world: World, media, monkeypatch, caplog):
    """A connection lost at COMMIT: the row may name it after all."""
    document = world.document(world.case())

    def away(*args, **kwargs):
        raise OperationalError("gone")

    with stored(document, "file", "documenten/a.pdf", ContentFile(PDF)):
        monkeypatch.setattr("django.db.models.query.QuerySet.exists", away)
    assert len(files(media)) == 1
    assert "A file was left behind: OperationalError" in caplog.text


# --- a receipt, on its page ----------------------------------------------------------------------------------------


@pytest.fixture
def paid(world: World) -> VangnetRequest:
    return world.request(world.case(), "uitbetaald")


def account(client, world: World, request: VangnetRequest, **fields):
    fields = {"result": "Gelukt", "receipt": upload()} | fields
    return send(as_(client, world.consulent), f"{request.get_absolute_url()}stap/verantwoord/", **fields)


def upload(size: int = 3_000_000):
    """Large enough to stand in a file of its own before it is stored."""
    upload = TemporaryUploadedFile("bon.pdf", "application/pdf", 0, None)
    upload.write(PDF + b"0" * size)
    upload.seek(0)
    return upload


def test_a_receipt_is_stored_before_the_transaction_that_names_it(client, world: World, paid, media, monkeypatch):
    seen, real = [], stored_files.stored

    def watched(row, column, name, content):
        seen.append(len(transaction.get_connection().savepoint_ids))
        return real(row, column, name, content)

    outside = len(transaction.get_connection().savepoint_ids)
    monkeypatch.setattr(stored_files, "stored", watched)
    assert account(client, world, paid).status_code == 303
    paid.refresh_from_db()
    assert seen == [outside]
    assert files(media) == [media / paid.receipt.name]


def test_a_receipt_of_what_failed_is_not_kept(client, world: World, paid, media, monkeypatch):
    def fails(*args, **kwargs):
        raise OperationalError("could not write")

    monkeypatch.setattr("casework.engine.writes.Write.finish", fails)
    assert account(client, world, paid).status_code == 503
    assert files(media) == []


def test_the_same_form_twice_keeps_one_receipt(client, world: World, paid, media):
    token = {"token": "7b1d4c0e-0000-4000-8000-000000000001"}
    account(client, world, paid, **token)
    account(client, world, paid, **token)
    assert len(files(media)) == 1


def test_a_lost_receipt_is_told_and_added_again(client, world: World, media):
    request = world.request(world.case(), "verantwoord", receipt="bonnen/zoek.pdf")
    as_(client, world.consulent)
    response = client.get(f"{request.get_absolute_url()}bon/")
    assert (response.status_code, response["Location"]) == (303, request.get_absolute_url())
    page = client.get(request.get_absolute_url()).content.decode()
    assert "Het bestand van de bon is zoekgeraakt." in page
    assert [(one.what, one.where) for one in missing()] == [("vangnetaanvraag", request.case.ref)]
    response = send(client, f"{request.get_absolute_url()}stap/voeg-de-bon-opnieuw-toe/", receipt=upload())
    assert response.status_code == 303
    request.refresh_from_db()
    assert request.state == "verantwoord"
    assert files(media) == [media / request.receipt.name]
    assert missing() == []
    page = client.get(request.get_absolute_url()).content.decode()
    assert "zoekgeraakt" not in page
    assert "Voeg de bon opnieuw toe" not in page


def test_who_pays_reads_nothing_of_a_lost_receipt(client, world: World):
    request = world.request(world.case(), "verantwoord", receipt="bonnen/zoek.pdf")
    page = as_(client, world.financien).get(request.get_absolute_url()).content.decode()
    assert "zoekgeraakt" not in page


# --- each night ------------------------------------------------------------------------------------------------------


def test_the_night_finds_what_is_missing_and_forgets_what_is_there_again(world: World, media, caplog):
    document = world.document(world.case(), file="documenten/a.pdf")
    request = world.request(world.case(), "verantwoord", receipt="bonnen/b.pdf")
    assert check() == 2
    assert check() == 2  # twice is once
    assert sorted(MissingFile.objects.values_list("model", "row_id")) == [
        ("casework.Document", document.pk),
        ("casework.VangnetRequest", request.pk),
    ]
    assert "Files: 2 are missing" in caplog.text
    default_storage.save("documenten/a.pdf", ContentFile(PDF))
    assert check() == 1
    assert [(one.what, one.where) for one in missing()] == [("vangnetaanvraag", request.case.ref)]


def test_it_is_looked_for_in_pieces_each_going_on_where_the_one_before_was(world: World, media, monkeypatch):
    case = world.case()
    rows = [world.document(case, kind=f"k{number}", file=f"documenten/{number}.pdf") for number in range(3)]
    monkeypatch.setattr(missing_files, "AT_A_TIME", 1)
    woken, found = [], []
    monkeypatch.setattr(missing_files.outbox, "wake", lambda task, key: woken.append(task))
    for number in range(1, 4):
        moments = iter([0.0, 0.0, 9.0, 9.0, 9.0])
        monkeypatch.setattr("casework.engine.pieces.time.monotonic", lambda m=moments: next(m))
        missing_files.go_on(seconds=1)
        found.append(sorted(MissingFile.objects.values_list("row_id", flat=True)))
        assert len(woken) == min(number, 2)
    assert found == [[one.pk for one in rows[:number]] for number in (1, 2, 3)]
    missing_files.FileCheck.objects.get(ended_at__isnull=False)
    rows[2].delete()
    monkeypatch.undo()
    assert check() == 2  # of a row that is gone nothing is missing


def test_what_no_row_names_is_found_and_removed_on_request(world: World, media, capsys, monkeypatch):
    named, lost, young = (media / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    for file in (named, lost, young):
        file.write_bytes(PDF)
    for file in (named, lost):
        os.utime(file, (0, 0))
    world.document(world.case(), file="a.pdf", sha256=hashlib.sha256(PDF).hexdigest())
    assert orphans() == [lost]
    call_command("check_files")
    assert capsys.readouterr().out.startswith(f"hoort bij niets: {lost}\n")
    assert lost.exists()
    call_command("check_files", "--remove")
    assert files(media) == [named, young]
    assert missing_files.orphans() == []
