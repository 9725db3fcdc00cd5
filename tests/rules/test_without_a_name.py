"""A question without a name has no way back to the person: somebody of the partner tries to find out who it is.

They open every page there is for them, read its source and headers, their notices and mails, try what an address gives
away, and search in it for all that is known of the person, in other spellings too.
"""

import re
import unicodedata
from typing import Any, Final

import pytest
from django.core import mail
from django.test import Client

from casework.cases.models import Case
from casework.documents.models import Document
from casework.engine import notice_mails, outbox
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.engine.notifications import Notification
from casework.handovers.models import Handover
from casework.handovers.operations import offer_handover
from casework.people.models import Representative
from roles.models import Notice, User
from tests.factories import World, fresh, put_in_line, today
from tests.pages.browser import as_, send

MOST_PAGES: Final = 40
KEY: Final = 987_654_321  # of the case: no other number is like it
LINKS: Final = re.compile(r'(?:href|action|hx-get|src)="(/[^"#]*)')
SOMEBODY: Final = {
    "given_name": "Josephine",
    "street": "Kwakscheweg 73-b",
    "postcode": "3267 XZ",
    "town": "Goudswaard",
    "phone": "06-83914275",
    "email": "jo.zwartveld@voorbeeld.example",
    "bsn": "123456782",
}
# what would tell who it is, folded: letters without signs, and the digits of all numbers in a row
WORDS: Final = (
    "josephine", "zwartveld", "hooijmeijer", "kwakschewe", "3267 xz", "3267xz", "goudswaard", "voorbeeld.example",
    "tante ploontje", "ploontje", "mentor", "valkenhof", "1942",
)  # fmt: skip
DIGITS: Final = ("683914275", "186571499", "123456782", "1031942", "19420301", str(KEY))


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(one for one in plain if not unicodedata.combining(one)).casefold()


def tells(text: str, more: tuple[str, ...] = ()) -> list[str]:
    """What of the person can be recognised in it."""
    low, digits = folded(text), re.sub(r"[\s.\-/()]", "", text)
    return [one for one in (*WORDS, *map(folded, more)) if one in low] + [one for one in DIGITS if one in digits]


@pytest.fixture
def case(world: World) -> Case:
    person = world.person("Zwartveld-Hooijmeijer", **SOMEBODY)
    made = world.case("uitvoering", pk=KEY, person=person, regie_name="Josephine Zwartveld")
    world.contact(made, "Tante Ploontje", phone="0186 571499")
    Representative.objects.create(person=person, kind="mentor", name="mr. Valkenhof", since=today())
    world.goal(made, wording="Ik, Josephine, wil weer zingen")
    put_in_line(Case, [made.pk], made.reported_at)
    return made


def everything(client: Client) -> dict[str, str]:
    """Each page that can be reached from one's own, with its headers."""
    seen: dict[str, str] = {}
    waits = ["/", "/overdrachten/", "/doelen/", "/berichten/", "/zaken/", "/?lijst=uitgezet"]
    while waits and len(seen) < MOST_PAGES:
        url = waits.pop(0)
        if url in seen or url.startswith(("/static", "/uitloggen", "/log-uit", "/logout")):
            continue
        answer = client.get(url)
        if answer.streaming:
            continue
        text = answer.content.decode(errors="replace")
        seen[url] = f"{url}\n{dict(answer.headers)}\n{text}"
        waits += [one for one in LINKS.findall(text) if one.startswith(("/overdracht", "/doel", "/bericht", "/stuk"))]
    return seen


def sent() -> str:
    """What was mailed and waits to be, and what notices hold."""
    for one in Notice.objects.all():
        notice_mails.decide(one.pk)
    for one in Notification.objects.all():
        outbox.deliver(one.pk)
    mails = "\n".join(f"{one.subject}\n{one.body}\n{one.to}" for one in mail.outbox)
    return "\n".join(
        [mails, *(str(row) for row in Notice.objects.values()), *(str(row) for row in Notification.objects.values())]
    )


def nothing_leads_back(client: Client, world: World, case: Case, where: str) -> None:
    others = (case.ref, case.person.public_id, *(one.public_id for one in case.goals.all()))
    pages = everything(as_(client, world.middenveld))
    assert any("/overdrachten/" in url for url in pages)
    for url, text in pages.items():
        assert tells(text, others) == [], f"{where}: {url}"
    mine = Notice.objects.filter(to=world.middenveld)
    assert tells("\n".join(f"{one.url} {one.object_id}" for one in mine), others) == [], where


@pytest.mark.django_db
def test_nothing_that_is_left_leads_back_to_the_person(client: Client, world: World, case: Case) -> None:
    User.objects.filter(pk=world.middenveld.pk).update(mails={"gevraagd": "meteen"})
    offered = offer_handover(
        case, by=world.consulent, to_kind="organisatie", to_organisation=world.partner, anonymous=True,
        need="Iemand zoekt een koor, op loopafstand.", goals=list(case.goals.all()),
    )  # fmt: skip
    nothing_leads_back(client, world, case, "offered")
    for row in sent().split("\n"):
        if world.middenveld.email in row:
            assert tells(row, (case.ref,)) == []
    assert tells("\n".join(f"{one.subject} {one.body}" for one in mail.outbox), (case.ref,)) == []
    # what an address gives away: nothing of the case is there for them
    for url in (case.get_absolute_url(), f"/mijn/{case.ref}/", *(one.get_absolute_url() for one in case.goals.all())):
        assert client.get(url).status_code == 404, url
    assert not Document.objects.filter(case=case).exists()
    # a look of theirs is told to the citizen, and not the other way round
    send(client, f"{offered.get_absolute_url()}stap/wij-kunnen-helpen/", expected="aangeboden", text="Wij zingen graag")
    nothing_leads_back(client, world, case, "promised")
    perform(fresh(offered), "refuse", by=world.middenveld, why="Toch niet")
    nothing_leads_back(client, world, case, "refused")
    perform(fresh(offered), "undo", by=world.middenveld, why="Vergissing")
    perform(fresh(offered), "withdraw", by=world.consulent, why="Er zingt al een ander")
    gone = client.get(offered.get_absolute_url())
    assert gone.status_code == 410
    assert tells(gone.content.decode(), (case.ref,)) == []


LEAKS: Final = (
    "Vraag het aan Josephíne", "mw. zwartveld zingt", "MEVROUW HOOIJMEIJER", "Bel 06 83 91 42 75",
    "bel +31683914275", "woont kwakscheweg 73b", "bij tante Ploontje", "overleg met Valkenhof", "3267xz",
    "geboren 1-3-1942", "jo.zwartveld@voorbeeld.example",
)  # fmt: skip


@pytest.mark.django_db
def test_what_is_typed_with_it_is_refused_in_any_spelling(world: World, case: Case) -> None:
    to: dict[str, Any] = {"to_kind": "organisatie", "to_organisation": world.partner, "anonymous": True}
    for words in LEAKS:
        for field in ({"need": words}, {"need": "Een koor", "reason": words}):
            with pytest.raises(NotNow):
                offer_handover(case, by=world.consulent, **to, **field)
    assert not Handover.objects.exists()
