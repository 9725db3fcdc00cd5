"""The Postlijst: what waits to be posted in a team, in envelopes, printed and sent in one step each."""

import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from casework.cases.models import Case
from casework.documents import press
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from roles.models import Reading
from tests.factories import World, today
from tests.pages.browser import as_, send, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def letter(world: World, case: Case, kind: str = "bevestiging", *, days: int = 0, **fields) -> Document:
    obj = world.appointment(case) if kind == "afspraak" else None
    at = timezone.now() - dt.timedelta(days=days)
    said = letter_content(kind_of(kind), case, obj, on=timezone.localdate(at))
    about = getattr(obj, "public_id", "")
    return world.document(case, kind, snapshot=said, about=about, made_at=at, asked_at=at, **fields)


def somebody(world: World, name: str, **fields) -> Case:
    person = fields.pop("person", {})
    return world.case("onderzoek", person=world.person(name, **person), **fields)


@pytest.fixture
def there(world: World) -> dict[str, Document]:
    """Two letters for one, one for another that waits longer, one of a secret address, and one addressed anew."""
    two = somebody(world, "Twee")
    found = {"first": letter(world, two), "second": letter(world, two, "afspraak")}
    found["old"] = letter(world, somebody(world, "Oud"), days=3)
    found["secret"] = letter(world, somebody(world, "Geheim", person={"secret_address": True}))
    moved = somebody(world, "Verhuisd")
    found["moved"] = letter(world, moved)
    moved.person.street = "Kerkstraat 9"
    moved.person.save()
    found["elsewhere"] = letter(world, somebody(world, "Ver", team=world.other_team, kern=world.other_kern))
    return found


def shown(page: str) -> list[str]:
    return re.findall(r'name="getoond" value="([^"]+)"', page)


def test_the_list(client, world: World, there) -> None:
    page = words(as_(client, world.administratie).get("/post/"))
    both = f"{there['first'].public_id},{there['second'].public_id}"
    assert shown(page) == [there["old"].public_id, both, there["secret"].public_id]  # the oldest first, by hand below
    assert page.index("Per post") < page.index("Geef zelf") < page.index("Kan nog niet weg")
    assert "Naam, adres of vertegenwoordiger is veranderd" in page
    assert there["moved"].get_absolute_url() in page
    assert there["elsewhere"].get_absolute_url() not in page
    read = Reading.objects.get(part="post")
    assert (read.rows, read.why) == (5, f"post van {world.team}")
    for who in (world.consulent, world.teamlid, world.teamleider):
        assert shown(words(as_(client, who).get("/post/"))) == shown(page)
    assert shown(words(as_(client, world.afdelingshoofd).get(f"/post/?team={world.team.pk}"))) == shown(page)
    for garbage in ("x", "9" * 30, f"{world.other_team.pk}", "%00"):
        assert there["elsewhere"].get_absolute_url() not in words(
            as_(client, world.consulent).get(f"/post/?team={garbage}")
        )
    for who in (world.eerstecontact, world.middenveld, world.inwoner, world.financien, world.beheer):
        assert as_(client, who).get("/post/").status_code == 403
        assert send(client, "/post/verstuurd/", dag=f"{today()}").status_code == 403
        assert send(client, "/post/printen/").status_code == 403
    there["old"].case.recusals.create(user=world.consulent)
    assert there["old"].public_id not in words(as_(client, world.consulent).get("/post/"))


def test_an_empty_list_says_what_to_expect(client, world: World) -> None:
    page = words(as_(client, world.administratie).get("/post/"))
    assert "Er ligt geen brief klaar om te versturen." in page
    assert "Zodra die gemaakt is, staat hij hier." in page
    answer = send(client, "/post/printen/", team=world.team.pk)
    assert "Er is niets om te printen." in words(client.get(answer["Location"]))


def test_the_list_costs_the_same_however_long(client, world: World, there) -> None:
    as_(client, world.administratie).get("/post/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/post/")
        return len(seen)

    before = asked()
    for number in range(3):
        letter(world, somebody(world, f"Meer{number}"))
    assert asked() == before


def test_all_is_printed_as_one_and_sent_as_one(client, world: World, there) -> None:
    as_(client, world.administratie)
    page = words(client.get("/post/"))
    form = {"team": world.team.pk, "getoond": shown(page), "dag": f"{today()}"}
    answer = send(client, "/post/printen/", **form)
    batch = Document.objects.get(kind="post")
    assert answer["Location"] == batch.get_absolute_url()
    press.render(batch.pk)
    batch.refresh_from_db()
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(batch.file.read())).pages]
    said = " ".join(" ".join(pages).split())
    assert said.count("Twee Voorstraat") == 1  # one address for two letters
    assert "1. Bevestiging van uw melding" in said
    assert "2. Bevestiging van uw afspraak" in said
    assert "Persoonlijk overhandigen" in said
    assert "Verhuisd" not in said  # the old address goes nowhere
    assert client.get(f"{batch.get_absolute_url()}bestand/").status_code == 200
    assert as_(client, world.consulent).get(batch.get_absolute_url()).status_code == 404

    as_(client, world.administratie)
    answer = send(client, "/post/verstuurd/", **form)
    after = words(client.get(answer["Location"]))
    assert "3 brieven" in after
    sent = {name for name, one in there.items() if Document.objects.get(pk=one.pk).state == "verstuurd"}
    assert sent == {"first", "second", "old"}
    assert Document.objects.get(pk=there["old"].pk).sent_on == today()
    assert shown(after) == [there["secret"].public_id]
    again = send(client, "/post/verstuurd/", **form)
    assert "Er was niets meer te versturen." in words(client.get(again["Location"]))


def test_what_is_ticked_and_what_came_meanwhile(client, world: World, there) -> None:
    as_(client, world.teamleider)
    form = {"team": world.team.pk, "getoond": shown(words(client.get("/post/")))}
    late = letter(world, somebody(world, "Later"))
    there["old"].case.person.street = "Elders 3"
    there["old"].case.person.save()
    ticked = [
        there["old"].public_id,
        there["secret"].public_id,
        f"{there['first'].public_id},{there['second'].public_id}",
    ]
    answer = send(client, "/post/verstuurd/", **form, brief=ticked, dag=f"{today()}")
    after = words(client.get(answer["Location"]))
    assert "2 brieven" in after
    assert f"{there['old'].case.ref}, ‘Bevestiging van uw melding’: niet verstuurd. Naam, adres" in after
    assert (
        f"{there['secret'].case.ref}, ‘Bevestiging van uw melding’: niet verstuurd. Op deze brief staat geen" in after
    )
    assert Document.objects.get(pk=late.pk).state == "klaar"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Vul een datum in"),
        ("morgen", "Vul een datum in"),
        ("1800-01-01", "Vul een datum in"),
        ("2099-01-01", "tot en met"),
    ],
)
def test_a_day_that_cannot_be(client, world: World, there, typed: str, why: str) -> None:
    as_(client, world.administratie)
    answer = send(client, "/post/verstuurd/", team=world.team.pk, brief=[there["old"].public_id], dag=typed)
    assert answer.status_code == 400
    page = words(answer)
    assert why in page
    assert f'value="{there["old"].public_id}" checked' in page
    assert Document.objects.get(pk=there["old"].pk).state == "klaar"
    rubbish = {"team": "\x00", "brief": ["\x00", "x" * 10_000, "../.."], "dag": f"{today()}"}
    assert send(client, "/post/verstuurd/", **rubbish).status_code == 303
