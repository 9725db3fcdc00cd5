"""Five steps, known to who works on them and their teamleider; and that nobody else can tell that they are there."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from casework.cases.models import Case
from casework.desk.summary import summary
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow
from casework.meldcode.models import REPORTED_BY, Meldcode
from casework.meldcode.operations import begin_meldcode
from roles.matrix import GrantKind
from roles.models import Notice, Reading
from roles.policy import sight
from tests.factories import World, absent, put_in_line, today, user

pytestmark = pytest.mark.django_db
SOON = today() + dt.timedelta(days=14)
WORDS = "Een blauwe plek op haar arm."


def begin(world: World, case: Case, **fields) -> Meldcode:
    return begin_meldcode(case, **{"by": world.consulent, "kept_why": "Hij leest mee.", "review_on": SOON} | fields)


def get(who, url: str):
    client = Client()
    client.force_login(who)
    return client.get(url)


EVERYBODY = (
    "eerstecontact administratie teamlid consulent consulent2 consulent3 teamleider teamleider3 afdelingshoofd financien "
    "beheer privacy middenveld uitvoerder inwoner"
)


def readers(world: World, one: Meldcode) -> set[str]:
    everybody = [getattr(world, name, None) for name in EVERYBODY.split()]
    return {who.username for who in everybody if who and Meldcode.objects.visible_to(sight(who)).filter(pk=one.pk)}


def through_all_five(world: World, one: Meldcode, by) -> None:
    perform(one, "note_signals", by=by, signals=WORDS)
    perform(one, "note_advice", by=by, advised_by="veilig_thuis", advised_on=today(), advice="Praat met haar alleen.")
    perform(one, "note_talk", by=by, not_talked_why="Hij was er steeds bij.")
    perform(one, "weigh", by=by, weighed="acuut", weighing="Zij is bang.")
    perform(one, "decide", by=by, reported_on=today(), reported="Wat ik zag.", helped="Opvang geregeld.")


def test_five_steps_and_what_went_to_veilig_thuis_says_on_what_ground(world: World) -> None:
    case = world.case()
    world.grant(case)
    one = begin(world, case)
    assert readers(world, one) == {"consulent", "teamleider"}
    perform(one, "join", by=world.consulent, person=world.consulent2)
    assert readers(world, one) == {"consulent", "consulent2", "teamleider"}
    with pytest.raises(NotAllowed):
        perform(one, "note_signals", by=world.afdelingshoofd, signals=WORDS)
    through_all_five(world, one, world.consulent2)
    one = Meldcode.objects.get(pk=one.pk)
    assert (one.state, one.reported_by_article, one.decided_on) == ("afgerond", REPORTED_BY, today())
    assert not case.sharings.exists()  # it would tell
    perform(one, "join", by=world.consulent, person=world.teamlid, leads=True)
    one = Meldcode.objects.get(pk=one.pk)
    assert (one.lead, readers(world, one)) == (world.teamlid, {"consulent", "consulent2", "teamlid", "teamleider"})
    later = timezone.now() + dt.timedelta(days=15)
    put_in_line(Case, [case.pk], later)
    waits = case.work.open().get(key=f"meldcode:{one.public_id}:review")
    assert (waits.for_user, set(waits.known_to)) == (
        world.teamlid,
        {world.teamlid.pk, world.consulent.pk, world.consulent2.pk, world.teamleider.pk},
    )


def test_the_citizen_reads_it_once_that_is_safe_and_who_represents_them_never(world: World) -> None:
    case, speaks = world.case(), user("spreekt")
    world.grant(case)
    world.grant(case, speaks, GrantKind.REPRESENT)
    one = begin(world, case)
    through_all_five(world, one, world.consulent)
    own = f"/mijn/{case.ref}/"
    assert get(world.inwoner, one.get_absolute_url()).status_code == 404
    perform(Meldcode.objects.get(pk=one.pk), "open_up", by=world.consulent)
    assert WORDS in get(world.inwoner, one.get_absolute_url()).content.decode()
    assert "Onze zorgen" in get(world.inwoner, own).content.decode()
    assert get(speaks, one.get_absolute_url()).status_code == 404
    assert "zorgen" not in get(speaks, own).content.decode()
    assert not case.work.open().filter(key__startswith="meldcode").exists()


def test_a_cover_isn_t_told_and_neither_is_who_was_closed_out(world: World) -> None:
    case = world.case()
    one = begin(world, case)
    absent(world.consulent.memberships.get(), cover=world.consulent2)
    absent(world.teamleider.memberships.get(), cover=world.teamlid)
    assert readers(world, one) == {"consulent", "teamleider"}
    put_in_line(Case, [case.pk], timezone.now())
    assert case.work.open().get(key=f"meldcode:{one.public_id}").for_user == world.consulent  # nobody else is told
    case.recusals.create(user=world.consulent)
    assert readers(world, one) == {"teamleider"}


def test_what_can_not_be_begun_says_why(world: World) -> None:
    with pytest.raises(NotNow):
        begin(world, world.case(person=None, provision="De lift"))
    with pytest.raises(NotNow) as refused:
        begin(world, world.case(), kept_why=" ", review_on=today() + dt.timedelta(days=365))
    assert len(refused.value.reasons) == 2
    with pytest.raises(NotAllowed):
        begin(world, world.case(), by=world.consulent3)
    client, url = Client(), f"/zaken/{world.case().ref}/meldcode/nieuw/"
    client.force_login(world.teamlid)
    for sent in ({}, {"kept_why": "a\0b", "review_on": "1-1-1800"}, {"kept_why": "x" * 30_000, "review_on": "ooit"}):
        answer = client.post(url, {**sent, "token": str(uuid.uuid4())})
        assert (answer.status_code, "Fout" in answer.content.decode()) == (200, True)
    sent = {"kept_why": "Het is niet veilig", "review_on": SOON.isoformat(), "token": str(uuid.uuid4())}
    assert [client.post(url, sent).status_code for _ in range(2)] == [303, 303]
    assert Meldcode.objects.count() == 1


# --- that nobody else can tell -----------------------------------------------------------------------------------------

OF_THE_CASE = ("", "besluiten/", "stukken/", "inzage/", "plan/", "onderzoek/", "wijkweb/", "gegevens/")
LISTS = (
    "/",
    "/?bij=team",
    "/casussen/",
    "/berichten/",
    "/post/",
    "/team/",
    "/driehoek/",
    "/zaken/",
    "/inzage/",
    "/terug/",
)
OUTSIDERS = "eerstecontact administratie teamlid consulent2 consulent3 afdelingshoofd financien beheer privacy middenveld inwoner"
CHANGES = re.compile(
    r'name="(csrfmiddlewaretoken|token)" value="[^"]*"|"\d+:\w+:[\w-]+"|\d{1,2}[.:]\d{2}(:\d{2})?( uur)?'
)


def seen_by(who, case: Case) -> dict[str, tuple[int, str]]:
    """Each page of the case and each list, but for what is another each time one asks."""
    places = [
        *(f"/zaken/{case.ref}/{place}" for place in OF_THE_CASE),
        f"/mijn/{case.ref}/",
        f"/mijn/{case.ref}/inzage/",
    ]
    pages = {url: get(who, url) for url in (*places, *LISTS)}
    return {url: (answer.status_code, CHANGES.sub("", answer.content.decode())) for url, answer in pages.items()}


def on_paper(case: Case) -> list[dict]:
    """What a summary says, for each who can ask for one: the same content is the same PDF."""
    case = Case.objects.get(pk=case.pk)
    return [summary(case, for_citizen=own, shielded=not own, on=today()) for own in (True, False)]


def test_no_page_list_paper_or_notice_tells_anybody_else_that_there_is_one(world: World) -> None:
    case, speaks = world.case(), user("spreekt")
    world.grant(case)
    world.grant(case, speaks, GrantKind.REPRESENT)
    world.grant(case, world.consulent3, GrantKind.READ_ALONG)
    people = [*(getattr(world, name) for name in OUTSIDERS.split()), speaks]
    before = {who.username: seen_by(who, case) for who in people}
    said_before = on_paper(case)

    one = begin(world, case)
    through_all_five(world, one, world.consulent)
    put_in_line(Case, [case.pk], timezone.now())

    for who in people:
        after = seen_by(who, case)
        for url, page in before[who.username].items():
            if "inzage" not in url and url != "/zaken/":  # those tell of looks and searches: see below
                assert after[url] == page, (who.username, url)
            assert WORDS not in after[url][1]
            assert one.public_id not in after[url][1], (who.username, url)
        assert get(who, one.get_absolute_url()).status_code == 404
        assert get(who, f"{one.get_absolute_url()}stap/beslis/").status_code == 404
    assert on_paper(case) == said_before
    assert not Document.objects.exists()
    assert not Notice.objects.exclude(to__in=[world.consulent, world.teamleider]).exists()

    assert get(world.consulent, one.get_absolute_url()).status_code == 200
    assert get(world.consulent, f"{one.get_absolute_url()}stap/laat-een-collega-meewerken/").status_code == 200
    mine = Reading.objects.filter(by=world.consulent, refused=False).values_list("part", flat=True)
    assert set(mine) == {"zaak"}
    assert "Meldcode van" in get(world.teamleider, f"/zaken/{case.ref}/onderzoek/").content.decode()
    for who in (world.consulent2, world.inwoner, world.privacy):
        for url in (f"/zaken/{case.ref}/inzage/", f"/mijn/{case.ref}/inzage/", "/inzage/"):
            assert "eldcode" not in get(who, url).content.decode()
