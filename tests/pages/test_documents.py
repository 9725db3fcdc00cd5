"""The pages of paper: asked for, made, handed out privately."""

import pytest
from django.core.files.base import ContentFile

from casework.documents.models import Document
from roles.models import Reading
from tests.factories import World
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
    (tmp_path / document.file.name).unlink()
    assert as_(client, world.consulent).get(url).status_code == 404


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
