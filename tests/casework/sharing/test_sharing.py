"""One per receiver and purpose: used again while it fits, replaced where it is said anew, and what rests on it follows."""

import datetime as dt
from decimal import Decimal
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine import by_date
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow
from casework.goals.models import Goal
from casework.goals.operations import add_goal, change_goal
from casework.handovers.models import Handover
from casework.handovers.operations import offer_handover
from casework.sharing.looks import looks_at
from casework.sharing.models import Sharing
from casework.sharing.operations import share
from casework.sharing.read_first import told
from roles import reading_log
from roles.actions import Action
from roles.models import Notice
from roles.policy import sight
from tests.factories import World, fresh, today

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def said(**more: Any) -> dict[str, Any]:
    return {"text": "Wij vertellen het.", "how": "aan tafel", "given_by": "zij", "given_on": today()} | more


def add(world: World, case: Case, organisation: Any, wording: str, **more: Any) -> Goal:
    return add_goal(
        case, by=world.consulent, wording=wording, layer="burger", ground=world.eigen, carrier_kind="organisatie",
        carrier_organisation=organisation, **more,
    )  # fmt: skip


def offer(world: World, case: Case, **more: Any) -> Handover:
    to = {"to_kind": "organisatie", "to_organisation": world.partner} | more
    return offer_handover(case, by=world.consulent, need="Gezelschap", **to)


def test_what_was_agreed_is_used_again_by_goals_and_offers(world: World) -> None:
    case = world.case()
    goal = add(world, case, world.partner, "Samen eten", consent=said())
    sharing = goal.consent
    assert sharing is not None
    assert (sharing.with_organisation, sharing.purpose, sharing.what) == (world.partner, "hulp", ["vraag"])
    # nothing is said again: by another goal, by the offer of the question, by a goal that changes
    assert add(world, case, world.partner, "Samen lopen").consent == sharing
    offered = offer(world, case)
    assert offered.consent == sharing
    assert change_goal(goal, by=world.consulent, wording="Samen koken").consent == sharing
    assert Sharing.objects.count() == 1
    assert case.events.filter(verb="sharing.given").count() == 1
    # another organisation is another receiver, and so is another purpose
    assert add(world, case, world.provider, "Schoon huis").consent is None
    share(case, by=world.consulent, to=world.provider, what=["vraag"], purpose="advies", said=said())
    assert add(world, case, world.provider, "Schoon bed").consent is None
    perform(offered, "withdraw", by=world.consulent, why="Toch niet")
    with pytest.raises(NotNow, match="moet toestemming geven"):
        offer(world, case, to_organisation=world.provider, reason="Nodig")
    # what a provider may know to carry out a decision is no less than that
    share(case, by=world.consulent, to=world.provider, what=["vraag", "besluit"], purpose="uitvoeren",
          rests="aanbieder", why="Er is een besluit.")  # fmt: skip
    assert add(world, case, world.provider, "Schone ramen").consent is not None
    # nor does the one of another case, or of who is no longer shared with
    other = world.case()
    assert add(world, other, world.partner, "Samen eten").consent is None
    perform(sharing, "withdraw", by=world.consulent, why="Zij belde")
    with pytest.raises(NotNow, match="moet toestemming geven"):
        offer(world, case)


def test_said_anew_it_replaces_the_former_and_takes_over_what_rests_on_it(world: World) -> None:
    case = world.case("uitvoering")
    until = today() + 30 * DAY
    first = add(world, case, world.partner, "Samen eten", consent=said(until=until)).consent
    Goal.objects.update(state="loopt", budget=0, carried_since=case.reported_at, shared_until=until)
    offered = offer(world, case)
    again = said(text="Ook over mijn val.", until=None)
    perform(offered, "refuse", by=world.middenveld, why="Vol")
    second = offer(world, case, consent=again).consent
    assert second != first
    former = fresh(first)
    assert (former.state, former.ended_on) == ("verlopen", today())
    goal = Goal.objects.get()
    assert (goal.consent, goal.shared_until) == (second, dt.date.max)
    assert {one.consent for one in Handover.objects.all()} == {second}
    assert case.events.filter(verb="sharing.replace", object_id=former.public_id).count() == 1
    # the same words once more are no new say
    perform(Handover.objects.get(state="aangeboden"), "withdraw", by=world.consulent, why="Toch niet")
    assert offer(world, case, consent=again).consent == second
    assert Goal.objects.visible_to(sight(world.middenveld)).get() == goal


def test_withdrawn_all_that_rests_on_it_ends_at_once(world: World) -> None:
    case = world.case("uitvoering")
    world.grant(case)
    help_given = world.indicatie(case, "afgegeven")
    offered = offer(world, case, consent=said())
    perform(offered, "accept", by=world.middenveld)
    sharing = offered.consent
    goal = add(world, case, world.partner, "Samen eten")
    Goal.objects.update(state="loopt", budget=0, carried_since=case.reported_at, shared_until=dt.date.max)
    reading_log.looked(sight(world.middenveld), case, part="doel", action=Action.VIEW_GOAL, obj=fresh(goal))
    reading_log.looked(sight(world.uitvoerder), case, part="elders", action=Action.VIEW_GOAL, obj=fresh(goal))
    with pytest.raises(NotAllowed):
        perform(sharing, "withdraw", by=world.middenveld, why="Wij niet")
    perform(sharing, "withdraw", by=world.inwoner)
    case = fresh(case)
    assert (case.holder_kind, case.holder_team) == ("team", world.team)
    assert fresh(offered).state == "teruggegeven"
    assert fresh(goal).carrier_user == world.consulent
    assert not Goal.objects.visible_to(sight(world.middenveld)).exists()
    assert not Handover.objects.visible_to(sight(world.middenveld)).exists()
    assert fresh(help_given).state == "afgegeven"
    # what was read can't be called back: by whom of theirs, and of which part
    looks = looks_at(fresh(sharing))
    assert [(one.name, one.part) for one in looks] == [(world.middenveld.name, "doel")]
    told = Notice.objects.filter(verb="sharing.withdraw").values_list("to", flat=True)
    assert [*told] == [world.consulent.pk]


def test_what_rests_on_an_article_is_not_the_citizens_to_take_back(world: World) -> None:
    case = world.case()
    world.grant(case)
    made = share(case, by=world.teamlid, to="CAK", what=["besluit"], purpose="betalen", rests="cak", why="Bijdrage.")
    assert (made.article, made.given_by, made.receiver_name) == ("Wmo 2015, artikel 5.2.1", "", "CAK")
    with pytest.raises(NotAllowed):
        perform(made, "withdraw", by=world.inwoner)
    perform(made, "withdraw", by=world.teamlid, why="Er is geen bijdrage meer")
    wrong = {
        "Zeg waarom": {"why": " "},
        "al voorbij": {"until": today()},
        "alleen met CAK": {"to": "SVB"},
        "alleen voor: betalen": {"purpose": "hulp"},
        "niet delen": {"what": ["verslag"]},
        "Zeg wat u deelt": {"what": []},
    }
    for words, less in wrong.items():
        given = {"to": "CAK", "what": ["besluit"], "purpose": "betalen", "rests": "cak", "why": "Bijdrage."} | less
        with pytest.raises(NotNow, match=words):
            share(case, by=world.teamlid, **given)
    pool = world.case(person=None, provision="Zwembad", kind="vraag")
    with pytest.raises(NotNow, match="van niemand iets"):
        share(pool, by=world.teamlid, to="CAK", what=["besluit"], purpose="betalen", rests="cak", why="Bijdrage.")
    with pytest.raises(NotAllowed):
        share(case, by=world.consulent3, to="CAK", what=["besluit"], purpose="betalen", rests="cak", why="Bijdrage.")


def test_it_ends_on_its_day_unless_it_is_extended(world: World) -> None:
    case = world.case("uitvoering")
    soon = today() + 10 * DAY
    sharing = offer(world, case, consent=said(until=soon)).consent
    perform(Handover.objects.get(), "accept", by=world.middenveld)
    turn = WorkItem.objects.open().get(case=case, step="sharing.extend")
    assert (turn.for_user, turn.due_on) == (world.consulent, soon - DAY)
    perform(sharing, "let_end", by=world.consulent)
    assert not WorkItem.objects.open().filter(step="sharing.extend").exists()
    later = today() + 90 * DAY
    perform(fresh(sharing), "extend", by=world.consulent, until=later, how="gebeld", given_by="zij")
    assert Handover.objects.get().shared_until == later
    Sharing.objects.update(until=today(), given_on=today() - DAY)
    assert by_date.run() == 0
    assert by_date.run() == 0
    assert (fresh(sharing).state, fresh(sharing).ended_why) == ("verlopen", "De afspraak om te delen liep af.")
    assert Handover.objects.get().state == "teruggegeven"
    assert case.events.filter(verb="sharing.lapse").count() == 1


def test_the_help_that_is_told_is_all_that_runs_as_it_holds_today(world: World) -> None:
    case = world.case("uitvoering")
    world.indicatie(case, "afgegeven", what="Nachtzorg", frequency="elke nacht", starts_on=dt.date(2026, 1, 5),
                    ends_on=dt.date(2199, 3, 1))  # fmt: skip
    cleaned = world.provision(case, "gestart", starts_on=dt.date(2026, 1, 5), ends_on=dt.date(2199, 3, 1))
    world.provision(case, "gestart", what="Traplift", once=True, lent=True, amount=None, unit="", period="",
                    starts_on=dt.date(2026, 1, 5), ends_on=None)  # fmt: skip
    world.provision(case, what="Nog niet verteld", told_on=None)
    world.provision(case, "beeindigd", what="Voorbij")
    columns = {"amount": Decimal(5), "unit": "uur", "period": "week"}
    perform(cleaned, "change", by=world.consulent, columns=columns, since=today() + 9 * DAY, why="Meer nodig")
    sharing = world.sharing(case, what=["vraag", "besluit"])
    assert dict(told(sharing))["Welke hulp er is, hoeveel en van wanneer tot wanneer"] == [
        "Nachtzorg, elke nacht, van 5 januari 2026 tot en met 1 maart 2199",
        "Traplift, vanaf 5 januari 2026",
        "Hulp bij het huishouden, 3 uur per week, van 5 januari 2026 tot en met 1 maart 2199",
    ]


def test_what_there_was_becomes_what_is_shared(world: World) -> None:
    """A database at the state before: one consent for several parties, one withdrawn, one that ran out, one of nobody."""
    case = world.case("uitvoering")
    buur = world.contact(case)
    there = import_module("casework.migrations")
    name = next(one.name for one in iter_modules(there.__path__) if one.name.endswith("_sharing"))
    migration = import_module(f"{there.__name__}.{name}")
    texts = ("een", "weg", "over", "loopt af", "kaal")
    one, gone, over, runs_out, bare = range(901, 906)
    ago, yesterday = today() - 9 * DAY, today() - DAY
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE casework_consent (id bigint, case_id bigint, text text, how text, given_by text, given_on date,"
            " until date, recorded_by_id bigint, withdrawn_at timestamptz)"
        )
        for key, text in zip(range(901, 906), texts, strict=True):
            cursor.execute(
                "INSERT INTO casework_consent VALUES (%s, %s, %s, 'aan tafel', 'zij', %s, %s, %s, %s)",
                [key, case.pk, text, ago, yesterday if key in (over, runs_out) else None, world.consulent.pk,
                 case.reported_at if key == gone else None],
            )  # fmt: skip
    # what rests on them names them by the keys they had
    offered = world.handover(case, consent_id=one)
    carrier = {"carrier_kind": "organisatie", "shared_until": dt.date.max}
    same = world.goal(case, "loopt", carrier_organisation=world.partner, consent_id=one, **carrier)
    other = world.goal(case, "loopt", carrier_organisation=world.provider, consent_id=one, **carrier)
    world.handover(case, "geweigerd", to_kind="naaste", to_organisation=None, to_contact=buur, consent_id=gone)
    world.handover(case, "geweigerd", consent_id=over)
    world.goal(case, "loopt", carrier_organisation=world.church, consent_id=runs_out, **carrier)
    with connection.schema_editor() as editor:
        migration.copy(apps, editor)
        migration.bring_over(apps, editor)
    rows = {row.pk: row for row in Sharing.objects.all()}
    assert len(rows) == 6
    assert len({row.public_id for row in rows.values()}) == 6
    assert (rows[one].with_organisation, rows[one].state) == (world.partner, "gegeven")
    assert fresh(offered).consent_id == fresh(same).consent_id == one
    copy = fresh(other).consent
    assert copy.pk != one
    assert (copy.with_organisation, copy.text, copy.given_by, copy.state) == (world.provider, "een", "zij", "gegeven")
    assert (rows[gone].with_contact, rows[gone].state, rows[gone].ended_on) == (buur, "ingetrokken", today())
    assert (rows[over].state, rows[over].ended_on) == ("verlopen", today() - DAY)
    assert rows[runs_out].state == "gegeven"  # the night gives back what rests on it
    assert (rows[bare].state, rows[bare].receiver_name) == ("gegeven", "")
    assert by_date.run() == 0
    assert Sharing.objects.get(pk=runs_out).state == "verlopen"
    # nothing is asked again
    assert add(world, case, world.provider, "Nog een doel").consent == copy
