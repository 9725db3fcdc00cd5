"""A complaint from receipt to letter; and that whom it is about can tell nowhere that there is one."""

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.complaints.models import Complaint
from casework.complaints.operations import register_complaint
from casework.documents.models import Document
from casework.documents.press import render
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow
from roles.models import Notice, Reading
from roles.policy import sight
from tests.factories import World, absent, member, today, user

pytestmark = pytest.mark.django_db
WORDS = "Zij belde drie keer niet terug."


def complain(world: World, case: Case, **fields) -> Complaint:
    said = {"about": "medewerker", "person": world.consulent, "received_on": today(), "how": "telefoon", "text": WORDS}
    return register_complaint(case, **{"by": world.eerstecontact} | said | fields)


def get(who, url: str):
    client = Client()
    client.force_login(who)
    return client.get(url)


def readers(world: World, one: Complaint) -> set[str]:
    everybody = (world.eerstecontact, world.administratie, world.teamlid, world.consulent, world.consulent2,
                 world.consulent3, world.teamleider, world.afdelingshoofd, world.financien, world.beheer, world.privacy,
                 world.middenveld, world.uitvoerder, world.inwoner)  # fmt: skip
    return {who.username for who in everybody if Complaint.objects.visible_to(sight(who)).filter(pk=one.pk).exists()}


HANDLING = {"eerstecontact", "teamleider", "afdelingshoofd", "inwoner"}


def test_from_the_phone_to_the_letter_with_the_ombudsman(world: World, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    case = world.case()
    world.grant(case)
    one = complain(world, case)
    assert readers(world, one) == HANDLING
    perform(one, "take_up", by=world.teamleider, about="medewerker", person=world.consulent)
    with pytest.raises(NotNow) as refused:
        perform(one, "settle", by=world.teamleider, finding="gegrond", found="Dat klopt.", done="Wij bellen.")
    assert len(refused.value.reasons) == 2  # nobody was told, nobody was heard
    perform(one, "tell", by=world.teamleider)
    assert readers(world, one) == HANDLING | {"consulent"}
    assert Notice.objects.filter(to=world.consulent, verb="complaint.tell").exists()
    perform(one, "hear", by=world.teamleider, heard_on=today(), heard="Zij vertelde hoe het ging.")
    perform(one, "adjourn", by=world.teamleider, why="De collega die het weet, is ziek.")
    perform(
        one, "settle", by=world.teamleider, finding="deels", found="Eén keer klopt.", done="Wij bellen dezelfde dag."
    )
    one = Complaint.objects.get(pk=one.pk)
    assert (one.state, one.handler, one.finding) == ("afgehandeld", world.teamleider, "deels")
    letters = Document.objects.filter(about=one.public_id).order_by("pk")
    assert [row.kind for row in letters] == ["klacht_ontvangen", "klacht_verdaagd", "klacht_afgehandeld"]
    said = letters[2].snapshot
    assert (said["finding"], said["ombudsman"]["name"]) == ("deels gegrond", settings.WIJKTEAM_OMBUDSMAN)
    # whom one may ring: never who watches over the case, whom it is about
    by = [row.snapshot["handled_by"]["name"] for row in letters]
    assert by == [case.team.name, world.teamleider.name, world.teamleider.name]
    for row in letters:
        render(row.pk)
    assert {row.asked_by for row in letters} == {world.eerstecontact, world.teamleider}
    work = case.work.open().filter(key__startswith="complaint")
    assert {row.step for row in work} == {"document.send"}
    for row in Document.objects.filter(about=one.public_id):
        perform(row, "send", by=world.teamleider, sent_on=today(), sent_how="post")
    assert not case.work.open().filter(key__startswith="complaint").exists()
    page = get(world.inwoner, one.get_absolute_url()).content.decode()
    assert "Wij bellen dezelfde dag." in page


def test_what_is_over_ends_it_and_who_it_is_about_never_handles_it(world: World) -> None:
    case = world.case()
    world.grant(case)
    about_leader = complain(world, case, person=world.teamleider, text="Over de teamleider")
    assert readers(world, about_leader) == HANDLING - {"teamleider"}
    with pytest.raises(NotAllowed):
        perform(about_leader, "resolve", by=world.teamleider, done="Het is goed")
    perform(about_leader, "resolve", by=world.afdelingshoofd, done="Het is goed, zei zij aan de telefoon")
    assert Document.objects.get(about=about_leader.public_id, kind="klacht_afgehandeld").snapshot["resolved"]
    mine = complain(world, case, by=world.inwoner, how="mijn_zaak", text="Toch niet")
    perform(mine, "withdraw", by=world.inwoner, why="Het is al goed")
    assert Complaint.objects.get(pk=mine.pk).state == "ingetrokken"
    with pytest.raises(NotNow):
        complain(world, world.case(person=None, provision="De lift"))
    with pytest.raises(NotAllowed):
        complain(world, case, by=world.consulent3)


def test_who_took_part_leaves_it_to_another_unless_there_is_none(world: World) -> None:
    case = world.case(regisseur=world.teamleider)
    one = complain(world, case, person=world.consulent2)
    taken = {"about": "medewerker", "person": world.consulent2}
    with pytest.raises(NotAllowed):
        perform(one, "take_up", by=world.teamleider, **taken)
    absent(world.afdelingshoofd.memberships.get())
    perform(one, "take_up", by=world.teamleider, **taken)
    assert Complaint.objects.get(pk=one.pk).handler == world.teamleider


def test_where_only_the_one_it_is_about_is_left_nobody_is_told(world: World) -> None:
    """It stays to be taken up by who comes; nothing else of the case is stopped by it."""
    case = world.case()
    type(world.teamleider).objects.filter(pk=world.teamleider.pk).update(is_active=False)
    complain(world, case, person=world.afdelingshoofd)
    assert not case.work.open().filter(key__startswith="complaint").exists()
    new = user("nieuw")
    member(new, "afdelingshoofd", team=world.gemeente)
    complain(world, case, person=world.afdelingshoofd, text="Nog een keer")
    assert {row.for_role or row.for_user for row in case.work.open().filter(key__startswith="complaint")}


OF_THE_CASE = ("", "besluiten/", "stukken/", "inzage/", "plan/", "onderzoek/", "wijkweb/")
CHANGES = re.compile(r'name="(csrfmiddlewaretoken|token)" value="[^"]*"|"\d+:\w+:[\w-]+"|\d{1,2}[.:]\d{2}( uur)?')


def seen_by(who, case: Case) -> dict[str, str]:
    """Every page that tells of the case, without what is another each time; and how it is listed."""
    places = [f"/zaken/{case.ref}/{place}" for place in OF_THE_CASE]
    pages = {url: get(who, url) for url in (*places, "/", "/casussen/", "/berichten/", "/post/", "/zaken/?q=Vermaat")}
    return {url: CHANGES.sub("", answer.content.decode()) for url, answer in pages.items()}


def test_whom_it_is_about_and_other_colleagues_can_tell_nowhere_that_there_is_one(
    world: World, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    case = world.case()
    kept_from = (world.consulent, world.consulent2, world.teamlid, world.administratie)
    before = {who.username: seen_by(who, case) for who in kept_from}
    one = complain(world, case)
    perform(one, "take_up", by=world.teamleider, about="medewerker", person=world.consulent)
    for letter in Document.objects.filter(about=one.public_id):
        render(letter.pk)
    get(world.teamleider, one.get_absolute_url())
    case.events.exclude(apart="").get(verb="complaint.take_up")
    assert not case.events.filter(verb__contains="complaint", apart="").exists()
    for who in kept_from:
        after = seen_by(who, case)
        for url, page in before[who.username].items():
            if url.endswith("inzage/"):
                assert "lacht" not in after[url]
            else:
                assert after[url] == page, (who.username, url)
        assert get(who, one.get_absolute_url()).status_code == 404
        letter = Document.objects.filter(about=one.public_id).first()
        assert get(who, letter.get_absolute_url()).status_code == 404
    assert not Reading.objects.filter(part__icontains="klacht", refused=False).exists()


def test_who_directs_the_case_knows_that_there_is_one_about_another(world: World) -> None:
    case = world.case()
    one = complain(world, case, person=world.consulent2)
    page = get(world.consulent, f"/zaken/{case.ref}/besluiten/").content.decode()
    assert "Klacht van" in page
    assert WORDS not in page
    assert one.get_absolute_url() not in page
    assert "Klacht van" not in get(world.teamlid, f"/zaken/{case.ref}/besluiten/").content.decode()
    unclear = complain(world, world.case(), about="onbekend", person=None)
    assert "Klacht van" not in get(world.consulent, f"/zaken/{unclear.case.ref}/besluiten/").content.decode()


def test_bad_input_is_said_at_the_field_and_what_was_typed_is_kept(world: World) -> None:
    case = world.case()
    world.grant(case)
    for who, url in (
        (world.eerstecontact, f"/zaken/{case.ref}/klachten/nieuw/"),
        (world.inwoner, f"/mijn/{case.ref}/klacht/"),
    ):
        client = Client()
        client.force_login(who)
        for sent in (
            {},
            {"about": "medewerker", "text": WORDS, "how": "post", "received_on": "1-1-1800"},
            {"about": "aanbieder", "text": "a\0b", "name": "x" * 10_000, "received_on": "gisteren"},
            {"about": "x", "person": "99999999999999999999", "text": "y" * 30_000},
            {"about": "medewerker", "person": "\0", "text": WORDS},
        ):
            answer = client.post(url, {**sent, "token": str(uuid.uuid4())})
            assert answer.status_code == 200, sent
            assert "Fout" in answer.content.decode()
    assert not Complaint.objects.exists()
    client = Client()
    client.force_login(world.inwoner)
    sent = {"about": "medewerker", "person": world.consulent.pk, "text": WORDS, "token": str(uuid.uuid4())}
    for _ in range(2):
        assert client.post(f"/mijn/{case.ref}/klacht/", sent).status_code == 303
    assert Complaint.objects.get().how == "mijn_zaak"


def test_its_page_costs_the_same_whatever_there_is(client, world: World) -> None:
    case = world.case()
    one = complain(world, case)
    client.force_login(world.teamleider)

    def cost(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    first, tab = cost(one.get_absolute_url()), cost(f"/zaken/{case.ref}/besluiten/")
    for number in range(5):
        complain(world, case, text=f"Nog een {number}")
    assert (cost(one.get_absolute_url()), cost(f"/zaken/{case.ref}/besluiten/")) == (first, tab)
    assert first <= 16


def test_the_term_is_of_the_law(world: World) -> None:
    friday = dt.date(2026, 11, 20)
    one = world.complaint(world.case(), received_on=friday)
    assert one.term.on == dt.date(2027, 1, 4)  # six weeks end on New Year's day
    one.committee = True
    assert one.term.on == dt.date(2027, 1, 29)
    one.adjourned_on = friday
    assert one.term.on == dt.date(2027, 2, 26)


def test_left_untreated_put_off_and_about_somebody_else(world: World) -> None:
    """Awb 9:8, 9:11 lid 3; and where it proves to be about whoever handles it, another takes it up (9:7)."""
    case = world.case()
    one = complain(world, case)
    one = perform(one, "leave_out", by=world.teamleider, left_out="bezwaar", done="U kunt bezwaar maken.").obj
    assert (one.state, one.handler) == ("afgehandeld", world.teamleider)
    said = Document.objects.get(case=case, kind="klacht_niet_behandeld", about=one.public_id).snapshot
    assert (said["ground"], said["place"]) == ("U kunt of kon er bezwaar tegen maken", "eerste lid, onder c")

    other = complain(world, world.case())
    day = other.term.on + dt.timedelta(weeks=12)
    other = perform(other, "agree", by=world.teamleider, agreed_until=day, how="Per e-mail, vandaag").obj
    assert (other.term.on, "9:11, derde lid" in other.term.why) == (day, True)

    other = perform(other, "take_up", by=world.teamleider, about="medewerker", person=world.consulent).obj
    other = perform(other, "tell", by=world.teamleider).obj
    other = perform(other, "correct", by=world.teamleider, about="medewerker", person=world.teamlid).obj
    assert (other.state, other.handler, other.told_on) == ("in_behandeling", world.teamleider, None)
    assert "consulent" not in readers(world, other)
    other = perform(other, "correct", by=world.teamleider, about="medewerker", person=world.teamleider).obj
    assert (other.state, other.handler, other.told_on) == ("ontvangen", None, today())
    with pytest.raises(NotAllowed):
        perform(other, "take_up", by=world.teamleider, about="team")
    item = WorkItem.objects.open().get(case=other.case, key__startswith="complaint", step="complaint.take_up")
    assert item.for_role == "afdelingshoofd"
    assert perform(other, "take_up", by=world.afdelingshoofd, about="medewerker", person=world.teamleider).obj.handler
