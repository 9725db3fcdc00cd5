"""The pages of paper: asked for, made, handed out privately."""

import hashlib

import pytest
from django.core.files.base import ContentFile

from casework.documents import press
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.missing_files import missing
from roles.models import Reading
from tests.factories import World, today
from tests.pages.browser import as_, send, words
from tests.pages.truus import case_of_truus


@pytest.fixture
def case(world: World):
    return case_of_truus(world)


def test_asking_for_a_summary_shows_how_far_it_is(client, world: World, case) -> None:
    as_(client, world.consulent)
    response = send(client, f"{case.get_absolute_url()}documenten/nieuw/", for_whom="inwoner")
    assert response.status_code == 303
    document = Document.objects.get(kind="samenvatting_inwoner")
    page = words(client.get(response.url))
    assert 'hx-trigger="every 2s"' in page
    before = Reading.objects.count()
    part = words(client.get(response.url, headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert 'hx-trigger="every 2s"' in part
    assert Reading.objects.count() == before
    assert client.get(f"{response.url}bestand/").status_code == 404
    Document.objects.filter(pk=document.pk).update(state="mislukt", trouble="De PDF werd te groot.")
    part = words(client.get(response.url, headers={"HX-Request": "true"}))
    assert "De PDF werd te groot." in part
    assert "Probeer opnieuw" in part
    assert "hx-trigger" not in part


def test_a_file_is_handed_out_privately_and_remembered(client, world: World, case, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = world.document(case)
    document.file.save("x.pdf", ContentFile(b"%PDF-1.7 brief"))
    url = f"{document.get_absolute_url()}bestand/"
    response = as_(client, world.consulent).get(url)
    assert b"".join(response.streaming_content) == b"%PDF-1.7 brief"
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert f'filename="{case.ref}-bevestiging-van-uw-melding.pdf"' in response["Content-Disposition"]
    assert Reading.objects.filter(by=world.consulent, part="document gedownload", case_id=case.pk).count() == 1
    for who in (world.consulent3, world.middenveld, world.financien, world.inwoner):
        assert as_(client, who).get(url).status_code == 404


def lost(world: World, case, **fields) -> Document:
    """A letter whose file is gone: a disk was lost, or an older copy put back."""
    snapshot = letter_content(kind_of("bevestiging"), case, None, on=today())
    document = world.document(case, snapshot=snapshot, **fields)
    document.file.save("x.pdf", ContentFile(b"%PDF"))
    document.file.storage.delete(document.file.name)
    return document


def test_a_lost_file_is_told_and_made_again(client, world: World, case, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = lost(world, case, state="verstuurd")
    as_(client, world.consulent)
    response = client.get(f"{document.get_absolute_url()}bestand/")
    assert (response.status_code, response["Location"]) == (303, document.get_absolute_url())
    page = words(client.get(document.get_absolute_url()))
    assert "Het bestand van dit document is zoekgeraakt." in page
    assert "Download de PDF" not in page
    [(what, where, key, _)] = missing()
    assert (what, where, key) == ("document", case.ref, document.public_id)
    assert send(client, f"{document.get_absolute_url()}stap/maak-het-bestand-opnieuw/").status_code == 303
    assert "Het document wordt gemaakt." in words(client.get(document.get_absolute_url()))
    assert client.get(f"{document.get_absolute_url()}bestand/").status_code == 303
    press.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.sent_how, document.to_reprint) == ("verstuurd", "post", False)
    pdf = b"".join(client.get(f"{document.get_absolute_url()}bestand/").streaming_content)
    assert document.sha256 == hashlib.sha256(pdf).hexdigest()
    assert missing() == []
    assert [one.verb for one in case.events.order_by("pk")][-2:] == ["document.reprint", "document.reprinted"]


def test_what_cant_be_made_again_stays_as_it_was(client, world: World, case, settings, tmp_path, monkeypatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = lost(world, case)
    perform(document, "reprint", by=world.consulent)
    Document.objects.filter(pk=document.pk).update(attempts=5)
    press.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.to_reprint) == ("klaar", False)
    page = words(as_(client, world.consulent).get(document.get_absolute_url()))
    assert "Opnieuw maken is niet gelukt: Het maken werd 5 keer afgebroken." in page
    assert "Maak het bestand opnieuw" in page


def test_the_citizen_reads_whom_to_ask_for_a_lost_letter(client, world: World, case, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    world.grant(case)
    document = lost(world, case)
    page = words(as_(client, world.inwoner).get(document.get_absolute_url()))
    assert "Vraag het aan het wijkteam." in page
    assert "Functioneel beheer" not in page
    assert "Maak het bestand opnieuw" not in page


def test_two_colleagues_who_want_the_same_get_one(client, world: World, case) -> None:
    there = f"{case.get_absolute_url()}documenten/nieuw/"
    first = send(as_(client, world.consulent), there, for_whom="professional")
    second = send(as_(client, world.consulent2), there, for_whom="professional")
    assert second.status_code == 303
    assert second["Location"] == first["Location"]
    assert Document.objects.filter(state="gevraagd").count() == 1


def test_a_citizen_downloads_their_letter_not_the_professional_summary(
    client, world: World, case, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    world.grant(case)
    letter, inside = world.document(case), world.document(case, "samenvatting_professional")
    for document in (letter, inside):
        document.file.save("x.pdf", ContentFile(b"%PDF"))
    as_(client, world.inwoner)
    assert client.get(letter.get_absolute_url()).status_code == 200
    assert client.get(f"{letter.get_absolute_url()}bestand/").status_code == 200
    assert client.get(f"{inside.get_absolute_url()}bestand/").status_code == 404


def test_the_paper_of_a_team_is_for_who_asked_it(client, world: World, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = world.document(None, "overleg", team=world.team, total=1234)
    document.file.save("x.pdf", ContentFile(b"%PDF"))
    assert as_(client, world.consulent).get(document.get_absolute_url()).status_code == 200
    assert client.get(f"{document.get_absolute_url()}bestand/").status_code == 200
    assert Reading.objects.filter(by=world.consulent, rows=1234).count() == 1
    assert as_(client, world.teamleider).get(document.get_absolute_url()).status_code == 404
