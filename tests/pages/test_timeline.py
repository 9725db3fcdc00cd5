"""The timeline: what people wrote first, what one act brought about as one entry, chosen from, looked through, and
what is new."""

import datetime as dt
import time
from typing import Any

import pytest
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.desk import timeline
from casework.engine.registry import nouns
from casework.notes.models import Note
from roles.matrix import GrantKind
from roles.models import Reading
from tests.factories import World
from tests.pages.looked_at import LookedAt, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek")


def tell(
    case: Case, verb: str, label: str, *, who: Any = None, at: dt.datetime | None = None, **more: Any
) -> CaseEvent:
    name = who.name if who else "Het systeem"
    return CaseEvent.objects.create(
        case=case, at=at or timezone.now(), by=who, by_name=name, verb=verb, label=label, **more
    )


def entries(page: LookedAt) -> list[str]:
    return [one.words for one in page.all(".wt-timeline > li")]


# --- one act -------------------------------------------------------------------------------------------------------


def test_what_one_act_brought_about_is_one_entry(client, world: World, case: Case) -> None:
    """A step, and what the system did because of it: the step leads, and nothing of the rest is lost."""
    moment = timezone.now()
    tell(case, "x.start", "Uitvoering begonnen", who=world.consulent, at=moment, text="Zo spraken wij het af")
    for n in range(3):
        tell(case, "x.begin", f"Doel {n} loopt", at=moment)
    page = page_of(client, world.consulent, case)
    (entry,) = page.all(".wt-timeline > li")
    assert entry.one(".wt-timeline__text").text == "Zo spraken wij het af"
    assert entry.one(".wt-timeline__meta .wt-timeline__what").text == "Uitvoering begonnen"
    assert entry.one(".wt-timeline__steps summary").words == "4 stappen"
    assert [f"Doel {n} loopt" in entry.one(".wt-timeline__steps ul").text for n in range(3)] == [True] * 3


def test_what_went_through_its_states_in_a_day_is_one_entry(client, world: World, case: Case) -> None:
    for step, label, words in (
        ("drafted", "Concept", "Een fiets"),
        ("request", "Aangevraagd", ""),
        ("x", "Nagekeken", ""),
    ):
        tell(case, f"vangnet.{step}", label, who=world.consulent, text=words, object_id="v1")
        tell(case, "x.a", f"Tussendoor {step}", who=world.consulent)
    page = page_of(client, world.consulent, case)
    assert len(entries(page)) == 4
    entry = page.all(".wt-timeline > li")[1]
    assert entry.one(".wt-timeline__text").text == "Een fiets"
    assert entry.one(".wt-timeline__meta .wt-timeline__what").text == "Nagekeken"
    assert "3 stappen" in entry.words
    assert entry.has(".wt-icon--euro")


def test_nobody_is_made_to_say_what_another_answered(client, world: World, case: Case) -> None:
    """Of one thing in a day the newest act leads: the words above it are theirs, or say what it is all about."""
    tell(case, "indicatie.review", "Getoetst", who=world.consulent, text="Akkoord", object_id="i1")
    tell(case, "indicatie.confirm_start", "Hulp is gestart", who=world.uitvoerder, object_id="i1")
    (entry,) = page_of(client, world.consulent, case).all(".wt-timeline > li")
    assert not entry.has(".wt-timeline__text")
    assert "Akkoord" in entry.one(".wt-timeline__steps ul").text
    tell(case, "vangnet.drafted", "Concept", who=world.consulent, text="Een fiets", object_id="v1")
    tell(case, "vangnet.pay", "Uitbetaald", who=world.financien, object_id="v1")
    entry = page_of(client, world.consulent, case).all(".wt-timeline > li")[0]
    assert entry.one(".wt-timeline__text").text == "Een fiets"


def test_people_who_say_something_twice_a_day_say_two_things(client, world: World, case: Case) -> None:
    for words in ("Het gaat", "Het gaat beter"):
        tell(case, "goal.reported", "Bericht over een doel", who=world.consulent, text=words, object_id="g1")
    assert len(entries(page_of(client, world.consulent, case))) == 2


def test_two_people_at_one_moment_are_two_acts(client, world: World, case: Case) -> None:
    moment = timezone.now()
    tell(case, "x.a", "Dit", who=world.consulent, at=moment)
    tell(case, "x.b", "Dat", who=world.consulent2, at=moment)
    assert len(entries(page_of(client, world.consulent, case))) == 2


def test_what_the_night_did_to_many_stays_apart(client, world: World, case: Case) -> None:
    moment = timezone.now()
    for n in range(3):
        tell(case, "x.a", f"Vanzelf {n}", at=moment)
    assert len(entries(page_of(client, world.consulent, case))) == 3


def test_a_note_stands_by_itself(client, world: World, case: Case) -> None:
    moment = timezone.now()
    tell(case, "x.a", "Gedaan", who=world.consulent, at=moment)
    Note.objects.create(case=case, text="Mijn woorden", by=world.consulent, by_name="C", at=moment)
    page = page_of(client, world.consulent, case)
    assert len(entries(page)) == 2
    assert not page.has(".wt-timeline__steps")


def test_another_day_is_another_entry(client, world: World, case: Case) -> None:
    for ago in (0, 2):
        at = timezone.now() - dt.timedelta(days=ago)
        tell(case, "vangnet.x", "Iets", who=world.consulent, at=at, object_id="v1")
    assert len(entries(page_of(client, world.consulent, case))) == 2


# --- chosen, looked through ----------------------------------------------------------------------------------------


@pytest.fixture
def told(world: World, case: Case) -> Case:
    tell(case, "vangnet.approve", "Geld", who=world.consulent)
    tell(case, "application.grant", "Besluit", who=world.consulent)
    tell(case, "grant.given", "Toegang gegeven", who=world.consulent)
    tell(case, "goal.reported", "Bericht", who=world.consulent, text="Zij liep tot de hoek")
    tell(case, "goal.added", "Doel erbij", who=world.consulent)
    Note.objects.create(case=case, text="Buurvrouw belde", by=world.consulent, by_name="C", at=timezone.now())
    return case


@pytest.mark.parametrize(
    ("kind", "there"),
    [
        ("contacten", {"zij liep tot de hoek", "buurvrouw belde"}),
        ("besluiten", {"toegekend"}),
        ("geld", {"vangnet goedgekeurd"}),
        ("inzage", {"toegang gegeven"}),
    ],
)
def test_one_chooses_what_one_looks_at(client, world: World, told: Case, kind: str, there: set[str]) -> None:
    page = page_of(client, world.consulent, told, f"?soort={kind}")
    found = entries(page)
    assert len(found) == len(there)
    assert all(any(words in one.lower() for one in found) for words in there)
    chosen = page.one(".wt-chips a[aria-current]")
    assert chosen.words == timeline.KINDS[kind]
    assert chosen.has("svg")  # not by its colour alone


@pytest.mark.parametrize("odd", ["onzin", "%00", "a" * 5000, "contacten&soort=geld", ""])
def test_an_odd_choice_breaks_nothing(client, world: World, told: Case, odd: str) -> None:
    assert entries(page_of(client, world.consulent, told, f"?soort={odd}"))
    assert entries(page_of(client, world.consulent, told, f"?v={odd}&pagina={odd}"))


def look_for(client: Any, case: Case, words: str) -> Any:
    return client.post(case.get_absolute_url(), {"zoek": words})


def test_one_looks_through_it_without_a_word_in_the_address(client, world: World, told: Case) -> None:
    client.force_login(world.consulent)
    answer = look_for(client, told, "buurvrouw")
    assert answer.status_code == 303
    assert "buurvrouw" not in answer["Location"].lower()
    page = LookedAt(client.get(answer["Location"].partition("#")[0]).content.decode())
    assert [one for one in entries(page) if "Buurvrouw belde" in one] == entries(page) != []
    assert page.one("#zoek-tijdlijn")["value"] == "buurvrouw"
    assert "Niets gevonden" in client.get(look_for(client, told, "kaboutertje")["Location"]).content.decode()
    assert look_for(client, told, "  ")["Location"] == f"{told.get_absolute_url()}#tijdlijn"


def test_one_finds_what_one_reads(client, world: World, told: Case) -> None:
    """The row says ‘Keur goed’; what is read of it is that it was approved."""
    client.force_login(world.consulent)
    page = LookedAt(client.get(look_for(client, told, "goedgekeurd")["Location"]).content.decode())
    assert len(entries(page)) == 1
    assert "Vangnet goedgekeurd" in entries(page)[0]


@pytest.mark.parametrize("odd", ["\0", "%", "_", "'; --", "x" * 10_000, "é\N{NO-BREAK SPACE}\u202e", "\\"])
def test_odd_words_break_nothing(client, world: World, told: Case, odd: str) -> None:
    client.force_login(world.consulent)
    answer = look_for(client, told, odd)
    assert answer.status_code == 303
    assert client.get(answer["Location"]).status_code == 200


def test_what_somebody_else_looked_for_is_theirs(client, world: World, told: Case) -> None:
    client.force_login(world.consulent)
    address = look_for(client, told, "buurvrouw")["Location"].partition("#")[0]
    client.force_login(world.teamleider)
    page = LookedAt(client.get(address).content.decode())
    assert page.one("#zoek-tijdlijn")["value"] == ""
    assert len(entries(page)) > 1


def test_what_is_shielded_is_not_found_by_who_may_not_read_it(client, world: World, told: Case) -> None:
    Note.objects.create(
        case=told, text="Kabouter", shielded=True, ground="veilig", by=world.consulent, by_name="C", at=timezone.now()
    )
    world.grant(told, world.consulent3, GrantKind.READ_ALONG)
    client.force_login(world.consulent3)
    page = client.get(look_for(client, told, "Kabouter")["Location"]).content.decode()
    assert "Niets gevonden" in page
    client.force_login(world.consulent)
    assert "Niets gevonden" not in client.get(look_for(client, told, "Kabouter")["Location"]).content.decode()


def test_who_may_not_see_the_case_looks_for_nothing_in_it(client, world: World, told: Case) -> None:
    client.force_login(world.consulent3)
    assert look_for(client, told, "buurvrouw").status_code == 404
    assert Reading.objects.get(by=world.consulent3).refused


# --- new -----------------------------------------------------------------------------------------------------------


def go_away(monkeypatch) -> None:
    """And come back a visit later: the log takes only looks of now, so a visit is made short."""
    monkeypatch.setattr(timeline, "ONE_VISIT", dt.timedelta(seconds=1))
    time.sleep(1.2)


def test_a_line_shows_what_is_new(client, world: World, case: Case, monkeypatch) -> None:
    tell(case, "x.a", "Toen", who=world.consulent2, at=timezone.now() - dt.timedelta(days=3))
    assert not page_of(client, world.consulent, case).has(".wt-timeline__new")
    go_away(monkeypatch)
    tell(case, "x.a", "Nu", who=world.consulent2)
    page = page_of(client, world.consulent, case)
    assert [one["class"] for one in page.all(".wt-timeline > li")] == ["", "wt-timeline__new", ""]
    assert page.one(".wt-timeline__new").text.startswith("Hierboven is nieuw sinds u hier was, vandaag om ")


def test_what_one_did_oneself_is_not_new(client, world: World, case: Case, monkeypatch) -> None:
    tell(case, "x.a", "Toen", who=world.consulent2)
    page_of(client, world.consulent, case)
    go_away(monkeypatch)
    tell(case, "x.a", "Zelf", who=world.consulent)
    assert not page_of(client, world.consulent, case).has(".wt-timeline__new")


def test_who_looks_again_within_the_hour_was_still_here(client, world: World, case: Case) -> None:
    tell(case, "x.a", "Toen", who=world.consulent2, at=timezone.now() - dt.timedelta(days=3))
    page_of(client, world.consulent, case)
    tell(case, "x.a", "Nu", who=world.consulent2)
    assert not page_of(client, world.consulent, case).has(".wt-timeline__new")


# --- what nouns say of it ------------------------------------------------------------------------------------------


def test_every_kind_that_a_noun_names_can_be_chosen() -> None:
    assert {one.kind for noun in nouns() for one in noun.on_timeline} - {""} == set(timeline.KINDS)
