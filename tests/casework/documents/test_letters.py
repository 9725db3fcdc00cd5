"""From snapshot to PDF: what it says, that it holds whatever was typed, and that it is made once."""

import datetime as dt
import hashlib
import io
import json
import re
import socket
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from kombu.exceptions import OperationalError
from pypdf import PdfReader

from casework.cases.models import Case
from casework.desk import way as triangle
from casework.desk.meeting import list_for as batch
from casework.desk.summary import summary
from casework.documents import press
from casework.documents.asking import ask
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of, letters
from casework.documents.models import Document
from casework.engine import door as steps
from casework.engine.notifications import Notification
from casework.engine.outbox import deliver, notify, sweep
from roles.models import Membership
from tests.casework.documents import paper_fixtures as f
from workers.app import app

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def here():
    return f.office()


@pytest.fixture
def offline(monkeypatch):
    """Whoever looks outside while a document is laid out fails the test."""

    def refuse(*args, **kwargs):
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def about(here, case, kind):
    if kind.startswith("indicatie"):
        return f.indicatie(here, case)
    return f.request(here, case) if kind.startswith("vangnet") else None


# --- what it says ----------------------------------------------------------------------------------------------

# by hand, from the law: with an objection clause, or without
CLAUSE = {
    "bevestiging": False,
    "indicatie_afgegeven": True,
    "indicatie_verlengd": True,
    "indicatie_ingetrokken": True,
    "indicatie_geeindigd": False,
    "vangnet_goedgekeurd": True,
    "vangnet_afgewezen": True,
}


@pytest.mark.parametrize(("kind", "clause"), CLAUSE.items())
def test_each_letter(here, kind, clause):
    case = f.case(here)
    pdf = f.paper(kind, case, about(here, case, kind))
    said = f.words(pdf)
    assert kind_of(kind).label in said
    assert "Geachte heer of mevrouw Bep van der Waal," in said
    assert "Voorstraat 12 3265 BT Piershil" in said
    assert "0186 12 34 56" in said
    assert ("binnen zes weken na de dag waarop deze brief is verstuurd of aan u is gegeven" in said) is clause
    assert ("artikel 10:3, derde lid" in said) is clause
    assert ("namens het college van burgemeester en wethouders van de gemeente Hoeksche Waard" in said) is clause
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages, 1):
        text = f.page_words(page)
        assert "Gemeente Hoeksche Waard" in text
        assert case.ref in text
        assert f"Pagina {number} van {len(PdfReader(io.BytesIO(pdf)).pages)}" in text


def test_every_kind_of_letter_is_in_the_table():
    assert set(CLAUSE) == set(letters())
    assert {kind for kind, clause in CLAUSE.items() if clause} == {kind for kind in letters() if kind_of(kind).clause}


def test_the_confirmation_says_what_the_law_asks(here):
    said = f.words(f.paper("bevestiging", f.case(here)))
    assert "binnen zes weken: uiterlijk op maandag 4 januari 2027" in said
    assert "binnen zeven dagen na uw melding: uiterlijk op vrijdag 27 november 2026" in said
    assert "Deze hulp is gratis en onafhankelijk" in said
    assert "Duurt het onderzoek langer dan zes weken? Dan mag u ook zonder verslag een aanvraag doen." in said


def test_the_issued_indicatie_says_what_the_law_asks(here):
    case = f.case(here)
    said = f.words(f.paper("indicatie_afgegeven", case, f.indicatie(here, case)))
    for part in (
        "Thuiszorg Heemzicht",
        "elke dag twee keer een half uur",
        "vrijdag 20 november 2026",
        "vrijdag 15 januari 2027",
        "artikel 2.3.3",
        "artikel 10:10",
        "mandaatbesluit 2025/113 van 09-12-2025",
        "Anneke Vermeer werkt bij Wijkverpleging Waard",
        "Anneke Vermeer beslist niet over uw bezwaar",
        "Zij kan niet alleen blijven",
    ):
        assert part in said


def test_a_withdrawal_says_why_how_heard_and_from_when(here):
    case = f.case(here)
    indicatie = f.indicatie(
        here, case, withdrawn_why="De buren nemen het over.", heard_how="aan de keukentafel", heard_on=f.ON
    )
    said = f.words(f.paper("indicatie_ingetrokken", case, indicatie))
    assert "De laatste dag met hulp is vrijdag 15 januari 2027." in said
    assert "De buren nemen het over." in said
    assert "Wij hebben u hierover gehoord op 20 november 2026 (aan de keukentafel)." in said


def test_a_letter_with_a_secret_address_is_given_by_hand(here):
    said = f.words(f.paper("bevestiging", f.case(here, person=f.person(secret_address=True))))
    assert "Persoonlijk overhandigen" in said
    assert "Voorstraat" not in said


@pytest.mark.parametrize("for_citizen", [True, False])
def test_the_summary(here, for_citizen):
    snapshot = summary(f.full_case(here), for_citizen=for_citizen, shielded=True, on=f.ON)
    said = f.words(f.printed(snapshot))
    for part in (
        "De weg door de driehoek",
        "24 mei 2026",
        "Koos Bak (Bij de Oma's)",
        "+2 veel beter dan gehoopt",
        "vrijdag 4 december 2026",
        "Dagbesteding op dinsdag",
        "Van Wijkteam Noord naar Bij de Oma's",
        "Meneer vertelt graag over vroeger.",
    ):
        assert part in said
    assert ("ZEERGEHEIM" in said) is not for_citizen
    assert ("Vertrouwelijk" in said) is not for_citizen
    assert ("€ 1.250,00" in said) is not for_citizen


def test_a_summary_of_next_to_nothing(here):
    case = f.case(here, person=None, provision="De tillift van zwembad De Wellen", kind="vraag", clock_from=None)
    said = f.words(f.printed(summary(case, for_citizen=False, shielded=False, on=f.ON)))
    assert "De tillift van zwembad De Wellen" in said
    assert "Er zijn nog geen doelen." in said


def test_the_way_is_a_picture_with_words():
    points = [
        {"layer": layer, "label": layer, "holder": "x", "on": "01-01-2026", "day": "1 januari 2026"}
        for layer in ("burger", "professional", "middenveld")
    ]
    picture = triangle.way(points)
    assert [point["y"] for point in picture["points"]] == [30, 182, 106]  # down, and up again
    across = [point["x"] for point in picture["points"]]
    assert across == sorted(set(across))
    assert picture["words"].startswith("1. 1 januari 2026: burger, x; 2.")
    assert not any(point["date"] for point in triangle.way(points * 3)["points"])
    assert len(triangle.way(points[:1])["points"]) == 1


def test_pages_are_tagged_and_speak_dutch(here):
    for pdf in (
        f.paper("bevestiging", f.case(here)),
        f.printed(summary(f.full_case(here), for_citizen=True, shielded=False, on=f.ON)),
    ):
        catalog = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
        assert catalog["/Lang"] == "nl"
        assert catalog["/MarkInfo"]["/Marked"]
        assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
        assert b'pdfuaid:part="1"' in catalog["/Metadata"].get_data()
        kinds = list(tags(catalog["/StructTreeRoot"]))
        assert kinds.count("/H1") == 1
        assert {"/P", "/Table", "/TH", "/TD", "/H2"} <= set(kinds)
        assert all(alt for kind, alt in figures(catalog["/StructTreeRoot"]))


def tags(node):
    for kid in children(node):
        yield kid.get("/S")
        yield from tags(kid)


def figures(node):
    for kid in children(node):
        if kid.get("/S") == "/Figure":
            yield "/Figure", kid.get("/Alt")
        yield from figures(kid)


def children(node):
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, dict) and "/S" in kid:
            yield kid


# --- whatever was typed ----------------------------------------------------------------------------------------

LONG = "Donaudampfschiff" * 19
NASTY = (
    "Zij zei: \"kom\" & 'ga' – <script>alert(1)</script> <b>vet</b> {{ s.ref }} {% now 'Y' %} 🧓🏽👍 "
    f"{LONG} \x01\x08\x1f\u202eomgekeerd\u202c <img src=http://voorbeeld.example/x.png> "
    "<link rel=attachment href=file:///etc/passwd>"
)


def stands_in(part: str, said: str) -> bool:
    """Where a line breaks is the font's, and so is a ligature, of which pypdf makes what it can."""
    letters = re.sub("f[fil]+", ".{1,3}", re.escape("".join(part.split())))
    return re.search(letters, "".join(said.split())) is not None


def test_what_was_typed_neither_breaks_nor_injects_anything(here, offline):
    case = f.case(here, question=NASTY + "\n\n" + "Heel veel tekst. " * 800, person=f.person(family_name=LONG[:120]))
    pdf = f.paper("bevestiging", case)
    said = f.words(pdf)
    for part in (
        "\"kom\" & 'ga'",
        "<script>alert(1)</script>",
        "<b>vet</b>",
        "{{ s.ref }}",
        "{% now 'Y' %}",
        "omgekeerd",
        "<link rel=attachment href=file:///etc/passwd>",
    ):
        assert stands_in(part, said), part
    assert stands_in(LONG, said)
    assert "/EmbeddedFiles" not in PdfReader(io.BytesIO(pdf)).trailer["/Root"].get("/Names", {})
    assert on_the_paper(pdf)


def on_the_paper(pdf):
    """No line of text begins outside the page."""
    starts = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        width = float(page.mediabox.width)
        page.extract_text(
            visitor_text=lambda text, cm, tm, *rest, width=width: starts.append(0 <= tm[4] * cm[0] + cm[4] <= width)
        )
    return all(starts)


def test_a_summary_full_of_nasty_text(here, offline):
    case = f.full_case(here)
    case.notes.update(text=NASTY, by_name=NASTY[:150].replace("\x01", ""))
    case.goals.update(wording=NASTY)
    case.contacts.update(name=LONG[:120], relation=LONG[:80])
    said = f.words(f.printed(summary(case, for_citizen=False, shielded=True, on=f.ON)))
    assert said.count("<script>alert(1)</script>") >= 4


def test_a_batch_keeps_its_pages_whatever_the_names(here):
    snapshot = batch(Case.objects.none(), team=here.team, on=f.ON)
    row = {
        "ref": "HW-2026-22222",
        "name": LONG,
        "kern": LONG,
        "layer": "Partner in de kern",
        "phase": "Uitvoering",
        "holder": LONG,
        "regisseur": LONG,
        "urgent": True,
        "due": "30 september 2026",
        "late": True,
        "what": LONG[:160],
    }
    pages = PdfReader(io.BytesIO(f.printed(snapshot | {"cases": [row] * 21}))).pages
    assert len(pages) == 3
    assert ["Pagina 3 van 3" in f.page_words(page) for page in pages] == [False, False, True]


def test_a_batch_of_nothing_says_so(here):
    snapshot = batch(Case.objects.none(), team=here.team, on=f.ON)
    assert "Er zijn geen open zaken die u mag zien." in f.words(f.printed(snapshot))


def test_the_same_snapshot_gives_the_same_document(here):
    case = f.case(here)
    snapshot = json.loads(json.dumps(letter_content(kind_of("bevestiging"), case, None, on=f.ON)))
    first = f.printed(snapshot)
    case.person.family_name = "Anders"
    case.person.save()
    type(here.team).objects.filter(pk=here.team.pk).update(name="Ander team")
    assert f.printed(snapshot) == first


# --- made once -------------------------------------------------------------------------------------------------


def queued(here, **fields):
    case = f.case(here)
    return f.document("bevestiging", letter_content(kind_of("bevestiging"), case, None, on=f.ON), of=case, **fields)


def files(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_a_document_is_made_and_stored(here, media):
    document = queued(here)
    press.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.done, document.attempts, document.trouble) == ("klaar", 1, 1, "")
    pdf = default_storage.open(document.file.name).read()
    assert pdf.startswith(b"%PDF-1.7")
    assert (document.sha256, document.size) == (hashlib.sha256(pdf).hexdigest(), len(pdf))
    assert [path.stat().st_mode & 0o777 for path in files(media)] == [0o600]
    assert document.public_id not in document.file.name
    assert document.case.events.get(verb="document.ready").by is None


def test_twice_is_once(here, media):
    document = queued(here)
    press.render(document.pk)
    press.render(document.pk)
    press.render(document.pk + 1)  # gone
    document.refresh_from_db()
    assert document.attempts == 1
    assert len(files(media)) == 1


def test_a_claim_holds_until_its_lease_runs_out(here):
    document = queued(here, claimed_until=timezone.now() + dt.timedelta(minutes=1), attempts=1)
    press.render(document.pk)
    document.refresh_from_db()
    assert document.state == "gevraagd"
    Document.objects.filter(pk=document.pk).update(claimed_until=timezone.now())
    press.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.attempts) == ("klaar", 2)


def test_where_another_was_first_its_file_stands(here, media, monkeypatch):
    document = queued(here)
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


def test_what_a_killed_worker_stored_is_cleared_away(here, media):
    document = queued(here, attempts=1)
    default_storage.save(press._name(document, 1), io.BytesIO(b"left behind"))
    press.render(document.pk)
    document.refresh_from_db()
    assert [str(path.relative_to(media)) for path in files(media)] == [document.file.name]


def broken(html):
    raise ValueError("secret words of the citizen")


def test_trouble_is_tried_again_later_and_then_told(here, monkeypatch, caplog):
    document = queued(here)
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
    steps.perform(document, "retry", by=here.consulent)
    press.render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.trouble, document.attempts) == ("klaar", "", 1)


def test_a_disk_that_refuses_is_told_as_such(here, monkeypatch):
    document = queued(here, attempts=4)

    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    press.render(document.pk)
    document.refresh_from_db()
    assert document.state == "mislukt"
    assert document.trouble.startswith("Het bestand kon niet worden opgeslagen")


def test_what_kills_its_worker_each_time_is_given_up(here):
    document = queued(here, attempts=5, claimed_until=timezone.now() - dt.timedelta(minutes=1))
    press.render(document.pk)
    document.refresh_from_db()
    assert document.state == "mislukt"
    assert document.trouble.startswith("Het maken werd 5 keer afgebroken.")


def test_without_anyone_to_give_work_to_a_document_waits(here, media):
    places = Membership.objects.exclude(role="wmo_consulent")
    places.update(until=dt.date(2020, 2, 1))
    document = queued(here)
    f.request(here, document.case, state="aangevraagd")  # a turn for the leader, and above
    for _ in range(7):
        press.render(document.pk)
        Document.objects.filter(pk=document.pk).update(claimed_until=None)
    document.refresh_from_db()
    assert (document.state, document.attempts, files(media)) == ("gevraagd", 0, [])
    places.update(until=None)
    press.render(document.pk)
    document.refresh_from_db()
    assert document.state == "klaar"


def test_a_letter_for_someone_who_died_meanwhile_is_not_sent(here):
    document = queued(here)
    Case.objects.filter(pk=document.case_id).update(phase="afgesloten", closed_on=f.ON, ended_reason="overleden")
    press.render(document.pk)
    document.refresh_from_db()
    assert document.state == "vervallen"


def meeting(here, count):
    for _ in range(count):
        f.case(here)
    snapshot = batch(Case.objects.all(), team=here.team, on=f.ON)
    return f.document("overleg", snapshot, team=here.team, total=count, asked_by=here.consulent)


def test_a_batch_shows_how_far_it_is(here, monkeypatch):
    document = meeting(here, 23)
    seen, real = [], press.lay_out

    def watched(html):
        seen.append(Document.objects.values_list("done", flat=True).get(pk=document.pk))
        return real(html)

    monkeypatch.setattr(press, "lay_out", watched)
    press.render(document.pk)
    document.refresh_from_db()
    assert seen == [0, 10, 20]
    assert (document.state, document.done, document.total) == ("klaar", 23, 23)


def test_a_batch_that_was_taken_over_is_left_alone(here, media, monkeypatch):
    document = meeting(here, 3)
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
    assert press._press.cache_info().currsize == 1


# --- the sweep and the mail ------------------------------------------------------------------------------------


@pytest.fixture
def told(monkeypatch):
    """The messages that a worker would get."""
    messages = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **rest: messages.append((name, *args)))
    return messages


def mail_for(user, **fields):
    return Notification.objects.create(
        **{
            "to": user,
            "subject": "Er wacht werk op u",
            "url": "/zaken/HW-2026-22222/",
            "made_at": timezone.now(),
            "key": f"k{Notification.objects.count()}",
        }
        | fields
    )


def test_the_sweep_finds_what_waits_and_nothing_else(here, told):
    now, later = timezone.now(), timezone.now() + dt.timedelta(minutes=1)
    waiting, lapsed = queued(here), queued(here, claimed_until=now - dt.timedelta(seconds=1))
    queued(here, claimed_until=later)
    made = queued(here)
    press.render(made.pk)
    mail, late = mail_for(here.consulent), mail_for(here.consulent, claimed_until=now, attempts=3)
    mail_for(here.consulent, claimed_until=later)
    mail_for(here.consulent, sent_at=now)
    mail_for(here.consulent, attempts=10)
    assert sweep() == 4
    assert told == [
        ("workers.tasks.render_document", waiting.pk),
        ("workers.tasks.render_document", lapsed.pk),
        ("workers.tasks.deliver_notification", mail.pk),
        ("workers.tasks.deliver_notification", late.pk),
    ]


def test_the_sweep_stops_quietly_when_nobody_listens(here, monkeypatch):
    for _ in range(3):
        queued(here)
    tries = []

    def away(*args, **kwargs):
        tries.append(args)
        raise OperationalError("the broker is away")

    monkeypatch.setattr(app, "send_task", away)
    assert sweep() == 0
    assert len(tries) == 1


def test_a_mail_says_where_to_look_and_no_more(here, mailoutbox, settings):
    settings.ADDRESS = "https://wijkteam.example"
    row = mail_for(here.consulent)
    deliver(row.pk)
    deliver(row.pk)  # once
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["karin@voorbeeld.example"], "Er wacht werk op u")
    assert "https://wijkteam.example/zaken/HW-2026-22222/" in mail.body
    assert "Karin" not in mail.body
    row.refresh_from_db()
    assert row.sent_at is not None


class Refusing(BaseEmailBackend):
    def send_messages(self, messages):
        raise OSError("the mail server refuses karin@voorbeeld.example")


def test_a_mail_waits_longer_each_time_and_stops_after_ten(here, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    row = mail_for(here.consulent)
    waits = []
    for _ in range(12):
        now = timezone.now()
        deliver(row.pk)
        row.refresh_from_db()
        if row.claimed_until and row.claimed_until > now:
            waits.append(round((row.claimed_until - now).total_seconds() / 60))
        Notification.objects.update(claimed_until=now)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
    assert (row.attempts, row.sent_at) == (10, None)
    assert "karin" not in caplog.text


def test_whoever_left_gets_no_mail(here, mailoutbox):
    row = mail_for(here.consulent)
    here.consulent.is_active = False
    here.consulent.save()
    deliver(row.pk)
    deliver(row.pk + 1)  # gone
    assert mailoutbox == []
    assert sweep() == 0


def test_asking_needs_no_broker(here, monkeypatch, django_capture_on_commit_callbacks):
    def away(*args, **kwargs):
        raise OperationalError("the broker is away")

    monkeypatch.setattr(app, "send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        document = ask("bevestiging", case=f.case(here), snapshot={}, by=here.consulent, at=timezone.now())
        notify(here.consulent, subject="Kijk", url="/", key="eens", at=timezone.now())
    assert document.state == "gevraagd"
    assert Notification.objects.get().sent_at is None
