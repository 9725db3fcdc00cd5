"""What somebody will read, seen before it is sent: made by the real thing, and nothing of it is left."""

import datetime as dt
import inspect
from types import FunctionType
from typing import Any

import pytest
from django.test import Client

from casework.cases.events import CaseEvent
from casework.documents import asking
from casework.documents.models import Document
from casework.documents.on_screen import on_screen
from casework.engine.machine import steps_of
from casework.engine.notifications import Notification
from casework.engine.registry import effects_of, machines, seen_first, verb_of
from casework.handovers.models import Handover
from casework.sharing.models import Sharing
from roles.models import Reading
from tests.factories import World, fresh, today
from tests.pages.browser import as_, send, words
from tests.pages.filled_in import consent
from tests.pages.truus import NAME, SECRET, case_of_truus

LOOK = {"bekijk": "ja"}
NO_NEW_WORDS = {"objection.compile_file"}  # the file of what was read before
SAYS_SO = "Er is nog niets gedaan, gemaakt of verstuurd."


@pytest.fixture
def case(world: World):
    return case_of_truus(world)


def left() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (CaseEvent, Document, Handover, Sharing, Notification))


def test_the_letter_of_an_indicatie_is_read_before_it_is_issued(client: Client, world: World, case: Any) -> None:
    draft = world.indicatie(case, made_by=world.consulent, why_now="Zij is gevallen. Mevrouw kan niet alleen zijn.")
    url = f"{draft.get_absolute_url()}stap/geef-af/"
    as_(client, world.consulent)
    assert "Bekijk eerst de brief" in words(client.get(url))
    before = left()
    shown = client.post(url, {"expected": draft.state, **LOOK})
    assert shown.status_code == 200
    page = words(shown)
    for there in (SAYS_SO, "U krijgt tijdelijk hulp.", draft.frequency, world.consulent.name, "‘Zij is’", "Geef af"):
        assert there in page
    assert "Dit praat óver de inwoner" in page
    assert left() == before
    assert fresh(draft).state == "concept"
    assert Reading.objects.filter(case_id=case.pk, by=world.consulent, part="stap ‘Geef af’").count() == 2

    assert client.post(url, {"expected": draft.state}).status_code == 303
    letter = Document.objects.get(about=draft.public_id)
    assert str(on_screen(letter.snapshot)) in shown.content.decode()  # to the letter


def test_what_is_wrong_with_the_form_or_the_moment_is_told_as_when_it_is_sent(
    client: Client, world: World, case: Any
) -> None:
    running = world.indicatie(case, "afgegeven", made_by=world.consulent, issued_by=world.consulent)
    url = f"{running.get_absolute_url()}stap/trek-in/"
    as_(client, world.teamleider)
    empty = client.post(url, {"expected": running.state, **LOOK})
    assert "Er ontbreekt nog iets" in words(empty)
    assert client.post(url, {"expected": "concept", **LOOK}).status_code == 409
    assert client.post(url, {"why": "a\0b", "expected": running.state, **LOOK}).status_code == 200
    assert fresh(running).state == "afgegeven"


@pytest.mark.parametrize(
    ("who", "status"), [("consulent3", 404), ("outsider", 404), ("inwoner", 404), ("financien", 404)]
)
def test_who_may_not_do_it_may_not_look(client: Client, world: World, case: Any, who: str, status: int) -> None:
    draft = world.indicatie(case, made_by=world.consulent)
    url = f"{draft.get_absolute_url()}stap/geef-af/"
    assert as_(client, getattr(world, who)).post(url, {"expected": draft.state, **LOOK}).status_code == status


def test_where_nothing_is_to_be_seen_first_a_look_does_nothing(client: Client, world: World, case: Any) -> None:
    draft = world.indicatie(case, made_by=world.consulent)
    url = f"{draft.get_absolute_url()}stap/laat-vervallen/"
    as_(client, world.consulent)
    assert "Bekijk eerst" not in words(client.get(url))
    assert client.post(url, {"expected": draft.state, **LOOK}).status_code == 200
    assert fresh(draft).state == "concept"


def offer(client: Client, world: World, case: Any, **more: Any) -> Any:
    form = {"to": f"organisatie:{world.partner.pk}", "need": "Gezelschap", **consent(), **more}
    return client.post(f"{case.get_absolute_url()}overdrachten/nieuw/", form | LOOK)


def test_a_hand_over_is_read_as_its_receiver_will_read_it(client: Client, world: World, case: Any) -> None:
    goal = world.goal(case, wording="Weer naar buiten")
    as_(client, world.consulent)
    before = left()
    page = words(offer(client, world, case, goals=[goal.public_id], urgent="on"))
    shared = page[page.index("Zo leest de ander het") : page.index("Aan wie")]
    for there in (SAYS_SO, "Dit leest Bij de Oma&#x27;s", NAME, "Gezelschap", "Weer naar buiten", "Piershil"):
        assert there in shared
    assert SECRET not in shared
    assert case.ref not in shared
    assert left() == before


def test_without_a_name_the_name_is_not_in_it(client: Client, world: World, case: Any) -> None:
    as_(client, world.consulent)
    answer = offer(client, world, case, anonymous="on")
    page = words(answer)
    shared = page[page.index("Zo leest de ander het") : page.index("Aan wie")]
    assert "Vraag zonder naam" in shared
    assert NAME not in shared


def test_an_appointment_without_a_letter_says_that_nobody_reads_it(client: Client, world: World, case: Any) -> None:
    as_(client, world.consulent)
    form = {"what": "Bel", "on": today().isoformat(), "person": world.consulent.pk}
    url = f"{case.get_absolute_url()}afspraken/nieuw/"
    before = left()
    assert "Niemand krijgt hier iets van te lezen" in words(client.post(url, form | LOOK))
    assert "De brief: " in words(client.post(url, form | {"confirm": "on"} | LOOK))
    assert left() == before


def test_a_letter_is_read_on_its_own_page_and_where_it_is_sent(client: Client, world: World, case: Any) -> None:
    draft = world.indicatie(case, made_by=world.consulent, why_now="Mevrouw is gevallen.")
    as_(client, world.consulent)
    send(client, f"{draft.get_absolute_url()}stap/geef-af/", expected=draft.state)
    letter = Document.objects.get(about=draft.public_id)
    page = words(client.get(letter.get_absolute_url()))
    assert "U krijgt tijdelijk hulp." in page
    assert "Mevrouw is" in page
    assert "Dit praat óver de inwoner" in page


# --- no letter is made unseen -----------------------------------------------------------------------------------


def _asks_for_paper(function: Any, seen: set[Any]) -> bool:
    """Whether it calls for a letter, itself or by way of what it calls in this house."""
    if function in (asking.ask, asking.letter):
        return True
    function = inspect.unwrap(function)
    if not isinstance(function, FunctionType) or function in seen:
        return False
    if not function.__module__.startswith("casework.") or function.__module__.startswith("casework.engine."):
        return False
    seen.add(function)
    return any(_asks_for_paper(function.__globals__.get(name), seen) for name in function.__code__.co_names)


def test_the_letters_of_objection_complaint_and_order_are_read_before(client: Client, world: World, case: Any) -> None:
    """Each shows its words and leaves nothing."""
    later, obj = f"{today() + dt.timedelta(days=14):%d-%m-%Y}", world.objection(case, "in_behandeling")
    complaint = world.complaint(case, "in_behandeling")
    lift = world.provision(case, once=True, lent=True, amount=None, unit="", period="", ends_on=None)
    for who, one, slug, sent, there in (
        (world.bezwaar, obj, "verdaag", {"why": "Het advies is er nog niet."}, "Het advies is er nog niet."),
        (
            world.bezwaar,
            obj,
            "vraag-herstel",
            {"kind": "anders", "missing": "Uw handtekening.", "until": later},
            "Uw handtekening.",
        ),
        (world.teamleider, complaint, "verdaag", {"why": "Wij horen nog een collega."}, "Wij horen nog een collega."),
        (world.consulent, lift, "bestel", {"what": "Traplift, 90 cm", "deliver_by": later}, "Traplift, 90 cm"),
    ):
        before = left()
        shown = as_(client, who).post(f"{one.get_absolute_url()}stap/{slug}/", {"expected": one.state, **sent, **LOOK})
        page = words(shown)
        assert (shown.status_code, SAYS_SO in page, there in page) == (200, True, True), slug
        assert left() == before, slug


@pytest.mark.parametrize(
    "verb", sorted(verb_of(model, one.name) for model in machines() for one in steps_of(model) if not one.system)
)
def test_each_step_that_makes_a_letter_shows_it_first(verb: str) -> None:
    makes = any(_asks_for_paper(effect, set()) for effect in effects_of(verb))
    assert not makes or verb in seen_first() or verb in NO_NEW_WORDS, f"{verb} makes a letter that nobody can see first"
