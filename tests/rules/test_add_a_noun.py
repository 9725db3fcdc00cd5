"""A noun of one's own, under a case and as an anchor: found everywhere, with only a line in the list of nouns.

`house_visit` hangs on a case; `street_round` hangs on nothing, and a door hangs on it. Both are apps that only this
test installs. docs/adding-a-noun.md tells how they were made.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.cases.states import EndReason
from casework.desk.chapters import printed
from casework.desk.summary import summary
from casework.engine import by_date
from casework.engine.complete import Incomplete, omissions, refuse_incomplete
from casework.engine.door import available, perform
from casework.engine.errors import NotNow
from casework.engine.machine import steps_of
from casework.engine.noun import Asks, Closing, Nothing, Noun
from casework.engine.registry import installed, nouns, rules
from casework.engine.words import day_in_words
from casework.law.models import LegalTerm, lay_down
from casework.urls import patterns
from roles.policy import sight
from tests.factories import World, put_in_line, today
from wijkteam.urls import urlpatterns as site

OURS = ("house_visit", "street_round")


@pytest.fixture
def ours(db: Any, settings: Any) -> Iterator[tuple[Noun, ...]]:
    """The two apps with their tables and terms, their nouns in force, and their pages at their addresses."""
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, *(f"tests.rules.{label}" for label in OURS)]
    from tests.rules.house_visit.noun import NOUN
    from tests.rules.street_round.noun import DOOR, ROUND

    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
    for model in models:
        for trigger in getattr(model._meta, "triggers", ()):
            trigger.install(model)
    for noun in (NOUN, ROUND):
        for rule in noun.terms:  # as the migration of a noun does for databases that are there already
            LegalTerm.objects.create(
                code=rule.code, length=rule.length, unit=rule.unit, since=rule.since, source=rule.source
            )
    addresses: Any = ModuleType("addresses_with_ours")
    with installed(NOUN, ROUND, DOOR):
        addresses.urlpatterns = [*(one for one in site if not hasattr(one, "app_name") or one.app_name), *patterns()]
        lay_down(rules())
        settings.ROOT_URLCONF = addresses
        yield (NOUN, ROUND, DOOR)
    lay_down(rules())


@pytest.fixture
def world(ours: Any) -> World:
    return World()


def visit_on(world: World, case: Any, *, on: dt.date | None = None, visitor: Any = None) -> Any:
    from tests.rules.house_visit.models import HouseVisit

    row = HouseVisit.objects.create(case=case, visitor=visitor or world.teamlid, on=on or today(), state_since=today())
    put_in_line(type(case), [case.pk], timezone.now())
    return row


def round_on(world: World, *, on: dt.date | None = None, doors: int = 0) -> Any:
    from tests.rules.street_round.models import Door, Round

    row = Round.objects.create(
        street="Dorpsstraat",
        team=world.team,
        kern=world.kern,
        leader=world.teamlid,
        on=on or today(),
        state_since=today(),
    )
    for number in range(doors):
        Door.objects.create(round=row, number=str(number + 1), state_since=today())
    put_in_line(Round, [row.pk], timezone.now())
    return row


def logged_in(who: Any) -> Client:
    client = Client()
    client.force_login(who)
    return client


# --- its buttons, and its refusals -----------------------------------------------------------------------------


def test_its_buttons_stand_there_with_why_not_yet(world: World) -> None:
    tomorrow = today() + dt.timedelta(days=1)
    for obj, first, reason in (
        (visit_on(world, world.case("onderzoek"), on=tomorrow), "Leg het bezoek vast", "Het bezoek is nog niet"),
        (round_on(world, on=tomorrow), "Rond de ronde af", "De ronde is nog niet geweest"),
    ):
        offers = available(obj, sight(world.teamlid, today()))
        assert offers[0].step.label == first
        assert [one.text.startswith(reason) for one in offers[0].reasons] == [True]
        page = logged_in(world.teamlid).get(obj.get_absolute_url()).content.decode()
        assert first in page
        assert reason in page


def test_a_step_is_refused_with_its_reasons(world: World) -> None:
    tomorrow = today() + dt.timedelta(days=1)
    visit = visit_on(world, world.case("onderzoek"), on=tomorrow)
    with pytest.raises(NotNow, match="Het bezoek is nog niet geweest"):
        perform(visit, "tell", by=world.teamlid, told="Goed.")
    row = round_on(world, on=tomorrow, doors=1)
    with pytest.raises(NotNow) as refused:
        perform(row, "finish", by=world.teamlid, told="Goed.")
    assert [one.text for one in refused.value.reasons] == [
        "De ronde is nog niet geweest. Rond hem af op de dag zelf, of later.",
        "Er is nog een deur om terug te komen.",
    ]


def test_its_form_takes_the_step_through_the_page(world: World) -> None:
    for obj, slug in (
        (visit_on(world, world.case("onderzoek")), "leg-het-bezoek-vast"),
        (round_on(world), "rond-de-ronde-af"),
    ):
        client = logged_in(world.teamlid)
        address = f"{obj.get_absolute_url()}stap/{slug}/"
        assert "Hoe was het?" in client.get(address).content.decode()
        empty = client.post(address, {"expected": "gepland", "told": ""})
        assert empty.status_code == 200
        assert client.post(address, {"expected": "gepland", "told": "Koffie gedronken."}).status_code == 303
        obj.refresh_from_db()
        assert obj.told == "Koffie gedronken."


# --- whose turn it is ------------------------------------------------------------------------------------------


def test_its_turn_stands_on_the_right_list(world: World) -> None:
    visit_on(world, world.case("onderzoek", regisseur=world.consulent))
    round_on(world, doors=1)
    client = logged_in(world.teamlid)
    theirs = client.get("/").content.decode() + client.get("/?lijst=verdelen").content.decode()
    assert "Ga op huisbezoek" in theirs
    assert "Rond de straatronde af" in theirs
    assert "Bel nog een keer aan" in theirs
    client = logged_in(world.consulent3)
    for url in ("/", "/?lijst=verdelen", "/?lijst=team"):
        others = client.get(url).content.decode()
        assert "Ga op huisbezoek" not in others, url
        assert "Rond de straatronde af" not in others, url


def test_its_turn_goes_when_it_is_taken(world: World) -> None:
    visit, row = visit_on(world, world.case("onderzoek")), round_on(world, doors=1)
    perform(visit, "tell", by=world.teamlid, told="Goed.")
    perform(row.doors.get(), "speak", by=world.teamlid, told="Goed.")
    perform(row, "finish", by=world.teamlid, told="Goed.")
    assert not visit.case.work.open().filter(key__startswith="house_visit")
    assert not row.work.open().exists()


# --- what the timeline tells -----------------------------------------------------------------------------------


def test_the_timeline_tells_it_in_the_past(world: World) -> None:
    case = world.case("onderzoek", regisseur=world.consulent)
    perform(visit_on(world, case), "tell", by=world.teamlid, told="Koffie gedronken.")
    page = logged_in(world.consulent).get(case.get_absolute_url()).content.decode()
    assert "Huisbezoek gedaan" in page
    assert "Koffie gedronken." in page
    row = round_on(world)
    perform(row, "finish", by=world.teamlid, told="Iedereen thuis.")
    page = logged_in(world.teamlid).get(row.get_absolute_url()).content.decode()
    assert "Ronde gelopen: Iedereen thuis." in page


# --- closing ---------------------------------------------------------------------------------------------------


def test_it_stands_in_the_way_of_closing_and_ends_with_it(world: World) -> None:
    case = world.case("onderzoek", regisseur=world.consulent)
    visit = visit_on(world, case)
    close = next(one for one in available(case, sight(world.consulent, today())) if one.step.closes == "close")
    assert "Er staat nog een huisbezoek gepland." in [one.text for one in close.reasons]
    perform(case, "end", by=world.consulent, ended_reason=EndReason.VERHUISD, closing_words="Verhuisd.")
    visit.refresh_from_db()
    assert visit.state == "afgezegd"


def test_what_hangs_on_an_anchor_of_its_own_ends_with_it(world: World) -> None:
    row = round_on(world, doors=2)
    perform(row, "call_off", by=world.teamlid, why="Het regent.")
    assert {door.state for door in row.doors.all()} == {"overgeslagen"}
    assert not row.work.open().exists()


def test_ending_costs_the_same_with_one_noun_more(world: World) -> None:
    def cost(case: Any) -> int:
        with CaptureQueriesContext(connection) as caught:
            perform(case, "end", by=world.consulent, ended_reason=EndReason.VERHUISD, closing_words="Verhuisd.")
        return len(caught)

    cases = [world.case("onderzoek") for _ in range(3)]
    for case in cases:
        world.goal(case)
    visit_on(world, cases[2])
    cost(cases[0])  # what is read once a minute is read now
    assert cost(cases[2]) == cost(cases[1])


# --- the night -------------------------------------------------------------------------------------------------


def test_the_night_does_its_part(world: World) -> None:
    long_ago = today() - dt.timedelta(weeks=5)
    visit, row = visit_on(world, world.case("onderzoek"), on=long_ago), round_on(world, on=long_ago, doors=1)
    assert by_date.run() == 0
    visit.refresh_from_db()
    row.refresh_from_db()
    assert (visit.state, row.state, row.doors.get().state) == ("afgezegd", "afgezegd", "overgeslagen")
    assert visit.state_since == row.state_since == long_ago + dt.timedelta(weeks=4)


# --- the summary, and the papers ------------------------------------------------------------------------------------------------


def test_its_part_stands_on_the_summary(world: World) -> None:
    case = world.case("onderzoek")
    perform(visit_on(world, case), "tell", by=world.teamlid, told="Koffie gedronken.")
    content = summary(case, for_citizen=False, shielded=False, on=today())
    assert content["visits"] == [{"on": day_in_words(today()), "told": "Koffie gedronken."}]
    chapter = printed(content)[-1]
    assert chapter["title"] == "Huisbezoeken"
    assert "Koffie gedronken." in chapter["pieces"][0]


def test_its_steps_stand_in_the_table(ours: Any) -> None:
    out = StringIO()
    call_command("steps_table", "--json", stdout=out)
    printed = {row["label"]: row for row in json.loads(out.getvalue())}
    assert printed["Leg het bezoek vast"]["fields"] == printed["Rond de ronde af"]["fields"] == ["told"]
    out = StringIO()
    call_command("steps_table", stdout=out)
    assert "Het bezoek is nog niet geweest" in out.getvalue()
    assert "Er staat nog een huisbezoek gepland." in out.getvalue()


# --- what is forgotten fails at start --------------------------------------------------------------------------


def test_nothing_is_forgotten(ours: Any) -> None:
    assert omissions(nouns()) == []


OMISSIONS = {
    "house_visit: visitor_id names somebody, and is in neither open_rows nor its not_asked": lambda noun: replace(
        noun, open_rows=replace(noun.open_rows, people=())
    ),
    "house_visit: visitor_id isn't read (columns)": lambda noun: replace(
        noun, open_rows=replace(noun.open_rows, columns=("on",))
    ),
    "house_visit: it doesn't say which of its rows are open (open_rows)": lambda noun: replace(noun, open_rows=None),
    "house_visit: it doesn't say whose turn it makes it (turns)": lambda noun: replace(noun, turns=None),
    "house_visit: in state gepland it neither blocks closing, nor ends, nor outlives it (closing)": lambda noun: (
        replace(noun, closing=Closing())
    ),
    "house_visit: it has no part of the summary, nor a written Nothing (on_summary)": lambda noun: replace(
        noun, on_summary=None
    ),
    "house_visit: its Nothing on the summary doesn't say why (on_summary)": lambda noun: replace(
        noun, on_summary=Nothing("")
    ),
    "house_visit: it doesn't say how long its pieces are kept (keeps)": lambda noun: replace(noun, keeps={}),
    "house_visit: the term huisbezoek has no source": lambda noun: replace(
        noun, terms=tuple(replace(rule, source="") for rule in noun.terms)
    ),
    "house_visit: it doesn't say where its pages are (place)": lambda noun: replace(noun, place=""),
    "house_visit: its anchor has no rows of that name (rows_name)": lambda noun: replace(noun, rows_name="home_visits"),
    "house_visit.tell: there is no ToldForm among its forms (forms)": lambda noun: replace(noun, forms=None),
    "house_visit: case.close_all is no step of a noun before it": lambda noun: replace(
        noun, needs={"case.close_all": ()}
    ),
    "house_visit: case.keep_apart has no form to ask something in (asks)": lambda noun: replace(
        noun, asks={"case.keep_apart": Asks}
    ),
    "house_visit: huis.end is of no noun": lambda noun: replace(noun, effects={"huis.end": lambda *given: None}),
    "noun case: there are two of that name": lambda noun: replace(noun, formerly=("case",)),
}


@pytest.mark.parametrize("said", OMISSIONS)
def test_what_is_forgotten_is_refused_by_name(ours: tuple[Noun, ...], said: str) -> None:
    before = [one for one in nouns() if one not in ours]
    with pytest.raises(Incomplete) as refused:
        refuse_incomplete([*before, OMISSIONS[said](ours[0])])
    assert said in str(refused.value).splitlines()


def test_a_step_without_words_for_the_timeline_is_refused(ours: tuple[Noun, ...]) -> None:
    from tests.rules.house_visit.models import HouseVisit

    told = steps_of(HouseVisit)[0]
    object.__setattr__(told, "happened", "")
    try:
        assert "house_visit.tell: the timeline has no words for it (happened)" in omissions(nouns())
    finally:
        object.__setattr__(told, "happened", "Huisbezoek gedaan")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("work_model", "round: its model says no work_model"),
        ("event_model", "round: its model says no event_model"),
        ("open_states", "round: in no state its turns count (open_states)"),
    ],
)
def test_what_an_anchor_forgets_is_refused_too(
    ours: tuple[Noun, ...], monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    from tests.rules.street_round.models import Round

    monkeypatch.delattr(Round, name)
    assert said in omissions(nouns())


def test_an_anchor_whose_open_work_anybody_could_write_is_refused(
    ours: tuple[Noun, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.rules.street_round.models import RoundWork

    monkeypatch.setattr(RoundWork._meta, "triggers", ())
    said = "round: its open work can be written by who doesn't hold it (trigger added_only_while_held)"
    assert said in omissions(nouns())
