"""What comes in: added in one go, shown to whom it is for, handed out as a download, put right afterwards."""

import hashlib
import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework.cases.events import CaseEvent
from casework.engine import scanner
from casework.engine.door import perform
from casework.engine.missing_files import missing
from casework.pieces import checking
from casework.pieces.models import Piece
from roles.matrix import GrantKind
from roles.models import Reading
from roles.policy import sight
from tests.casework.pieces import files as f
from tests.factories import World, fresh, today
from tests.pages.browser import as_, send, words
from tests.pages.looked_at import page_of
from tests.pages.truus import case_of_truus

TYPED = {"kind": "brief", "seen_by": "team", "received_on": str(today())}


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def case(world: World):
    return case_of_truus(world)


def file(content: bytes = f.PDF, name: str = "brief van de verhuurder.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(client, case, *files, **typed):
    return send(client, f"{case.get_absolute_url()}stukken/nieuw/", files=list(files), **TYPED | typed)


def on_disk(media: Path) -> list[Path]:
    return [one for one in media.rglob("*") if one.is_file()] if media.exists() else []


# --- added ---------------------------------------------------------------------------------------------------------


def test_a_photo_is_there_with_two_clicks_on_the_page_of_the_case(client, world: World, case, media) -> None:
    page = words(as_(client, world.consulent).get(case.get_absolute_url()))
    assert "Foto of bestand toevoegen" in page
    content = f.picture()
    response = add(client, case, file(content, "IMG_2031.jpg"))
    assert (response.status_code, response.url) == (303, case.get_absolute_url())
    one = Piece.objects.get()
    assert (one.title, one.kind, one.seen_by, one.state) == ("Brief", "brief", "team", "opgenomen")
    assert one.sha256 == hashlib.sha256(content).hexdigest()
    assert one.file.read() == content
    assert one.file.name.endswith(".jpg")
    assert "IMG" not in one.file.name
    assert len(on_disk(media)) == 2
    event = CaseEvent.objects.get(verb="piece.added")
    assert (event.label, event.text, event.citizen, event.url) == ("Brief toegevoegd", "", "", one.get_absolute_url())
    assert "Brief toegevoegd" in words(client.get(response.url))


def test_several_at_once_and_a_photo_made_on_the_spot(client, world: World, case) -> None:
    as_(client, world.consulent)
    same = f.picture()
    made = SimpleUploadedFile("image.jpg", f.picture(size=(30, 30)))
    add(client, case, file(), file(same), file(same), photo=made, title="Ongediertebestrijding")
    titles = [f"Ongediertebestrijding ({number} van 3)" for number in (1, 2, 3)]
    assert sorted(one.title for one in Piece.objects.all()) == titles
    assert CaseEvent.objects.get(verb="piece.added").label == "3 stukken toegevoegd"


def test_an_email_tells_itself_what_it_is(client, world: World, case) -> None:
    as_(client, world.consulent)
    add(client, case, file(f.mail(text="<script>alert(1)</script> Betaal", attached=f.PDF), "bericht.eml"))
    one = Piece.objects.get()
    assert (one.kind, one.title, one.from_whom, str(one.dated_on)) == (
        "mail", "De huur van maart", "Woningstichting", "2026-03-03",
    )  # fmt: skip
    page = words(client.get(one.get_absolute_url()))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Betaal" in page
    assert "overzicht.pdf. Ze zitten in het bestand; wij hebben ze niet geopend." in page
    add(client, case, file(f.mail(subject="Anders")), title="Mijn titel", from_whom="De buurvrouw", dated_on="1-3-2026")
    one = Piece.objects.exclude(pk=one.pk).get()
    assert (one.title, one.from_whom, str(one.dated_on)) == ("Mijn titel", "De buurvrouw", "2026-03-01")


@pytest.mark.parametrize(
    ("files", "typed", "told"),
    [
        ([], {}, "Kies een bestand, of maak een foto."),
        ([b""], {}, "Dit bestand is leeg."),
        ([b"MZ"], {}, "Kies een PDF, JPG, PNG, Word"),
        ([f.picture()[:900]], {}, "Deze foto is niet heel."),
        ([f.PDF, b"MZ"], {}, "‘een.pdf’: Kies een PDF"),
        ([f.PDF], {"seen_by": "afgeschermd"}, "Zeg waarom de inwoner dit stuk niet mag zien."),
        ([f.PDF], {"seen_by": "iedereen"}, "Maak een keuze"),
        ([f.PDF], {"kind": "\0"}, "Kies iets uit de lijst."),
        ([f.PDF], {"received_on": "1-1-1800"}, "Vul een datum in tussen 1900 en 2100."),
        ([f.PDF], {"received_on": "1-1-2100"}, "Vul een dag in tot en met"),
        ([f.PDF], {"title": "x" * 10_000}, "Maak dit korter: hoogstens 160 tekens."),
        ([f.PDF], {"from_whom": "a\0b"}, "Hier staat een teken dat wij niet kunnen bewaren."),
        ([f.PDF] * 21, {}, "Kies hoogstens 20 bestanden tegelijk."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_stays_behind(client, world, case, media, files, typed, told) -> None:
    as_(client, world.consulent)
    response = add(client, case, *(file(one, "een.pdf") for one in files), **{"title": "De huur"} | typed)
    page = words(response)
    assert response.status_code == 200
    if told != "Maak een keuze":
        assert told in page
    assert typed.get("title", "De huur")[:100] in page
    assert not Piece.objects.exists()
    assert on_disk(media) == []


def test_files_where_words_belong_and_words_where_files_belong_are_no_trouble(client, world: World, case) -> None:
    as_(client, world.consulent)
    url = f"{case.get_absolute_url()}stukken/nieuw/"
    assert send(client, url, **TYPED | {"files": "geen bestand", "title": file()}).status_code == 200
    assert send(client, f"{case.get_absolute_url()}notities/nieuw/", text=file()).status_code == 200
    assert not Piece.objects.exists()


def test_the_same_file_twice_is_told_with_where_it_is(client, world: World, case, media) -> None:
    as_(client, world.consulent)
    add(client, case, file(), title="Huurcontract")
    response = add(client, case, file(name="nog eens.pdf"), file(f.picture()))
    assert response.status_code == 409
    assert "Dit bestand staat al bij deze zaak: ‘Huurcontract’" in words(response)
    assert Piece.objects.count() == 1
    assert len(on_disk(media)) == 1
    perform(Piece.objects.get(), "strike", by=world.consulent, why="Verkeerde zaak")
    assert add(client, case, file()).status_code == 303


def test_a_double_click_adds_one(client, world: World, case, media) -> None:
    as_(client, world.consulent)
    token = str(uuid.uuid4())
    assert [add(client, case, file(), token=token).status_code for _ in range(2)] == [303, 303]
    assert Piece.objects.count() == 1
    assert len(on_disk(media)) == 1


# --- looked at -------------------------------------------------------------------------------------------------------


def finds(monkeypatch, settings, outcome) -> None:
    settings.CLAMAV_URL = "tcp://127.0.0.1:1"

    def scan(given, **more):
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(scanner, "scan", scan)


def test_the_page_says_so_where_nobody_looks(client, world: World, case, settings) -> None:
    settings.CLAMAV_URL = ""
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}stukken/nieuw/"))
    assert "Er is geen viruscontrole ingesteld." in page
    add(client, case, file())
    assert "niet op virussen gecontroleerd: er is geen viruscontrole" in words(
        client.get(Piece.objects.get().get_absolute_url())
    )


def test_what_was_looked_at_says_when(client, world: World, case, monkeypatch, settings) -> None:
    finds(monkeypatch, settings, True)
    as_(client, world.consulent)
    add(client, case, file())
    assert "Op virussen gecontroleerd" in words(client.get(Piece.objects.get().get_absolute_url()))


def test_what_is_infected_is_refused(client, world: World, case, monkeypatch, settings, media) -> None:
    finds(monkeypatch, settings, scanner.Infected("Eicar"))
    response = add(as_(client, world.consulent), case, file())
    assert "In dit bestand zit een virus. Het is niet bewaard." in words(response)
    assert (Piece.objects.count(), on_disk(media)) == (0, [])


def test_while_the_scanner_is_away_it_waits_unopened(client, world: World, case, monkeypatch, settings) -> None:
    finds(monkeypatch, settings, scanner.ScannerAway("away"))
    as_(client, world.consulent)
    add(client, case, file(f.picture()), seen_by="inwoner")
    one = Piece.objects.get()
    assert one.state == "wacht"
    page = words(client.get(one.get_absolute_url()))
    assert "wordt nog op virussen gecontroleerd" in page
    assert "Download" not in page
    for place in ("bestand", "klein"):
        assert client.get(f"{one.get_absolute_url()}{place}/").status_code == 404
    assert not Piece.objects.visible_to(sight(world.inwoner)).exists()
    checking.check(one.pk)
    assert fresh(one).claimed_until is not None
    checking.check(one.pk)  # not again before that
    Piece.objects.update(claimed_until=None)
    finds(monkeypatch, settings, True)
    checking.check(one.pk)
    checking.check(one.pk)
    one = fresh(one)
    assert (one.state, one.claimed_until, one.checked_at is not None) == ("opgenomen", None, True)
    assert client.get(f"{one.get_absolute_url()}bestand/").status_code == 200


def test_what_turns_out_infected_is_thrown_away_and_somebody_asks_for_it_again(
    client, world: World, case, monkeypatch, settings, media
) -> None:
    finds(monkeypatch, settings, scanner.ScannerAway("away"))
    as_(client, world.consulent)
    add(client, case, file(f.picture()))
    finds(monkeypatch, settings, scanner.Infected("Eicar"))
    one = Piece.objects.get()
    checking.check(one.pk)
    one = fresh(one)
    assert (one.state, one.file.name, one.small.name, on_disk(media)) == ("geweigerd", "", "", [])
    page = words(client.get(one.get_absolute_url()))
    assert "De viruscontrole vond Eicar." in page
    assert "Een bestand is geweigerd: vraag het opnieuw op" in words(client.get("/"))
    perform(one, "strike", by=world.consulent, why="Opnieuw gevraagd")
    assert "Zet terug" not in words(client.get(one.get_absolute_url()))


def test_a_file_that_went_missing_while_it_waited_is_told_of(world: World, case, monkeypatch, settings) -> None:
    finds(monkeypatch, settings, True)
    one = world.piece(case, "wacht", file="stukken/weg.pdf")
    checking.check(one.pk)
    assert fresh(one).state == "wacht"
    assert [found.key for found in missing()] == [one.public_id]


# --- seen ----------------------------------------------------------------------------------------------------------


def test_who_sees_which(world: World, case) -> None:
    case.regisseur = world.consulent
    for seen_by in ("team", "inwoner", "afgeschermd"):
        world.piece(case, title=seen_by, seen_by=seen_by, ground="x")
        world.piece(case, "geschrapt", title=f"{seen_by}, geschrapt", seen_by=seen_by, ground="x")
    world.grant(case)
    reader = world.consulent3
    world.grant(case, reader, GrantKind.READ_ALONG)

    def sees(who) -> set[str]:
        return {one.title for one in Piece.objects.visible_to(sight(who))}

    struck = {f"{one}, geschrapt" for one in ("team", "inwoner", "afgeschermd")}
    assert sees(world.consulent2) == {"team", "inwoner", "afgeschermd"} | struck
    assert sees(reader) == {"team", "inwoner"}
    assert sees(world.inwoner) == {"inwoner"}
    for nobody in (world.eerstecontact, world.middenveld, world.uitvoerder, world.financien, world.beheer):
        assert sees(nobody) == set(), nobody
    case.recusals.create(user=world.consulent2)
    assert sees(world.consulent2) == set()


def test_the_citizen_reads_what_was_shown_to_them(client, world: World, case) -> None:
    world.grant(case)
    as_(client, world.consulent)
    add(client, case, file(), title="Brief van de bank", seen_by="inwoner")
    add(client, case, file(f.picture()), title="Niet voor Truus")
    assert CaseEvent.objects.filter(citizen="Er is een stuk aan uw dossier toegevoegd.").count() == 1
    one, hidden = Piece.objects.get(seen_by="inwoner"), Piece.objects.get(seen_by="team")
    page = words(as_(client, world.inwoner).get(f"/mijn/{case.ref}/"))
    assert "Brief van de bank" in page
    assert "Niet voor Truus" not in page
    assert client.get(f"{one.get_absolute_url()}bestand/").status_code == 200
    own = words(client.get(one.get_absolute_url()))
    assert "Wijzig de gegevens" not in own
    assert "Wie mag het zien" not in own
    for place in ("", "bestand/", "klein/", "wijzigen/", "stap/hoort-niet-bij-deze-zaak/"):
        assert client.get(f"{hidden.get_absolute_url()}{place}").status_code == 404
    assert client.get(f"{one.get_absolute_url()}wijzigen/").status_code == 403


def test_a_file_is_a_download_that_does_nothing_and_is_remembered(client, world: World, case) -> None:
    as_(client, world.consulent)
    add(client, case, file(f.mail(), "m.eml"), title="Huur/../en\r\nmeer")
    one = Piece.objects.get()
    response = client.get(f"{one.get_absolute_url()}bestand/")
    assert b"".join(response.streaming_content) == f.mail()
    assert response["Content-Type"] == "message/rfc822"
    assert response["Content-Disposition"] == f'attachment; filename="{case.ref}-huuren-meer.eml"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert Reading.objects.filter(by=world.consulent, part="stuk gedownload", case_id=case.pk).count() == 1


def test_small_pictures_of_a_list_are_one_look(client, world: World, case) -> None:
    as_(client, world.consulent)
    add(client, case, file(f.picture()), file(f.picture(size=(50, 50))))
    for one in Piece.objects.all():
        response = client.get(f"{one.get_absolute_url()}klein/")
        assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert Reading.objects.filter(part="stukken, verkleind").count() == 1


def test_a_lost_file_is_told_on_its_page(client, world: World, case) -> None:
    one = world.piece(case, file="stukken/weg.pdf")
    page = as_(client, world.consulent).get(f"{one.get_absolute_url()}bestand/")
    assert (page.status_code, page.url) == (303, one.get_absolute_url())
    assert "Dit bestand is zoekgeraakt." in words(client.get(page.url))
    assert len(missing()) == 1


# --- the list ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("many", "queries"), [(1, 14), (25, 14), (26, 15), (60, 15)])  # the last counts the pages
def test_the_list_costs_the_same_for_many(
    client, world: World, case, django_assert_num_queries, many: int, queries: int
) -> None:
    for _ in range(many):
        world.piece(case, small="stukken/klein.jpg")
    url = f"{case.get_absolute_url()}stukken/"
    as_(client, world.consulent).get(url)
    with django_assert_num_queries(queries):
        page = words(client.get(url))
    assert page.count("Brief van de verhuurder") == min(many, 25)
    assert ("?stukken=2" in page) == (many > 25)


def test_found_by_words_of_the_title(client, world: World, case) -> None:
    world.piece(case, title="Offerte café De Lift")
    world.piece(case, title="Huurcontract 2026")
    world.piece(case, title="Offerte, struikelblok", state="geschrapt")
    world.piece(world.case(), title="Offerte van een ander")
    as_(client, world.consulent)
    url = f"{case.get_absolute_url()}stukken/zoeken/"
    page = words(send(client, url, titel="cafe OFFERTE"))
    assert "Offerte café De Lift" in page
    assert "Huurcontract" not in page
    assert "van een ander" not in page
    for odd in ("", "%", "\0", "x" * 10_000, "'; --"):
        assert send(client, url, titel=odd).status_code == 200
    assert "Geen stuk gevonden." in words(send(client, url, titel="zwembad"))
    assert words(client.get(url)).count("Huurcontract") == 0


# --- put right -----------------------------------------------------------------------------------------------------


def test_what_was_told_wrongly_is_put_right_and_the_log_keeps_what_it_was(client, world: World, case) -> None:
    one = world.piece(case, seen_by="inwoner")
    as_(client, world.consulent)
    url = f"{one.get_absolute_url()}wijzigen/"
    page = client.get(url)
    form = {
        "opened": page.context["form"].opened,
        "kind": "brief",
        "title": "Brief van de huisarts",
        "seen_by": "afgeschermd",
        "ground": "Er staat een derde in",
        "received_on": str(today()),
    }
    assert send(client, url, **form).status_code == 303
    one = fresh(one)
    assert (one.title, one.seen_by, one.ground) == ("Brief van de huisarts", "afgeschermd", "Er staat een derde in")
    event = CaseEvent.objects.get(verb="piece.changed")
    assert event.details["was"] == {"title": "Brief van de verhuurder", "seen_by": "inwoner", "ground": ""}
    assert "huisarts" not in f"{event.label}{event.text}"
    assert "Een collega heeft dit net gewijzigd" in words(send(client, url, **form | {"title": "Anders"}))
    page = client.get(url)
    again = form | {"opened": page.context["form"].opened, "seen_by": "team"}
    assert send(client, url, **again).status_code == 303
    assert fresh(one).ground == ""


def test_what_doesnt_belong_here_is_out_of_sight_and_can_come_back(client, world: World, case) -> None:
    world.grant(case)
    as_(client, world.consulent)
    add(client, case, file(f.picture()), seen_by="inwoner", title="Foto van een ander")
    one = Piece.objects.get()
    url = one.get_absolute_url()
    assert f'href="{url}stap/hoort-niet-bij-deze-zaak/"' in words(client.get(url))
    assert send(client, f"{url}stap/hoort-niet-bij-deze-zaak/", expected="opgenomen", why="").status_code == 200
    send(client, f"{url}stap/hoort-niet-bij-deze-zaak/", expected="opgenomen", why="Van de buurman")
    page = words(client.get(url))
    assert "Van de buurman" in page
    assert "Wijzig de gegevens" not in page
    for place in ("bestand", "klein"):
        assert client.get(f"{url}{place}/").status_code == 404
    assert client.get(f"{url}wijzigen/").status_code == 303
    assert one.file.storage.exists(one.file.name), "kept: that it was here may have to be accounted for"
    assert as_(client, world.inwoner).get(url).status_code == 404
    assert "Zet terug in het dossier" in words(as_(client, world.consulent).get(url))
    send(client, f"{url}stap/zet-terug-in-het-dossier/", expected="geschrapt", why="Toch van haar")
    assert client.get(f"{url}bestand/").status_code == 200


def test_a_scanner_that_is_slow_keeps_nobody_waiting_for_each_file(
    client, world: World, case, monkeypatch, settings
) -> None:
    settings.CLAMAV_URL = "tcp://127.0.0.1:1"
    given = []

    def scan(file, *, patience):
        given.append(patience)
        raise scanner.ScannerAway

    monkeypatch.setattr(scanner, "scan", scan)
    add(as_(client, world.consulent), case, *(file(f.PDF + bytes([number])) for number in range(5)))
    assert Piece.objects.filter(state="wacht").count() == 5
    assert given == sorted(given, reverse=True)
    assert max(given) <= scanner.PATIENCE


def test_the_tab_says_how_many_there_are_and_what_came_since_one_looked(client, world: World) -> None:
    case = world.case("onderzoek")
    world.piece(case, added_by=world.consulent)
    world.piece(case, added_by=world.consulent2)
    world.piece(case, "geweigerd", added_by=world.consulent2)

    def tab(who) -> str:
        (found,) = [one.words for one in page_of(client, who, case).all(".wt-tabs a") if "Stukken" in one.words]
        return found

    assert tab(world.consulent) == "Stukken 2, 1 nieuw"
    assert client.get(f"{case.get_absolute_url()}stukken/").status_code == 200
    assert tab(world.consulent) == "Stukken 2"
    assert tab(world.teamleider) == "Stukken 2, 2 nieuw"
    assert "Stukken" in tab(world.consulent2)


def test_what_one_may_not_see_is_not_counted(client, world: World) -> None:
    case = world.case("onderzoek")
    hidden = world.piece(case, seen_by="afgeschermd", ground="van een ander", added_by=world.consulent2)
    for who in (world.consulent, world.teamlid, world.teamleider):
        seen = Piece.objects.visible_to(sight(who)).filter(pk=hidden.pk).exists()
        page = page_of(client, who, case)
        assert any("Stukken 1" in one.words for one in page.all(".wt-tabs a")) == seen, who
