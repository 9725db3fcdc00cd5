"""The goals of a case of the load data, and what is told of them."""

import datetime as dt
from decimal import Decimal

from casework.cases.events import CaseEvent
from casework.goals.models import Goal, ProgressReport
from wijkteam.town.load.chronicle import FOREVER, Chronicle, morning
from wijkteam.town.load.copying import Row
from wijkteam.town.load.file import add_sharing
from wijkteam.town.load.words import GOALS, REPORTS


def add_goal(case: Chronicle) -> None:
    kind = case.dice.choices(("inwoner", "naaste", "organisatie", "collega"), (35, 20, 30, 15))[0]
    if kind == "naaste" and not case.contacts:
        kind = "inwoner"
    carrier, layer = _carrier(case, kind)
    goal = case.tables[Goal].add(
        public_id=case.public_id(),
        case_id=case.row["id"],
        wording=case.pick(GOALS),
        layer=layer,
        ground_id=case.team.grounds["vrij_toegankelijk" if kind == "organisatie" else "eigen_kracht"],
        budget=Decimal(case.dice.choice((0, 0, 0, 50, 120, 400))),
        rhythm_days=case.dice.choice((14, 28, 28, 42)),
        carrier_kind=kind,
        state="voorgesteld",
        state_since=case.day,
        **carrier,
    )
    case.goals.append(goal)
    case.event(case.regisseur, "goal.added", "Doel toegevoegd", goal["wording"], object_id=goal["public_id"])


def _carrier(case: Chronicle, kind: str) -> tuple[Row, str]:
    """Who carries it, as columns, and on which layer that is."""
    if kind == "naaste":
        return {"carrier_contact_id": case.pick(tuple(case.contacts))}, "burger"
    if kind == "organisatie":
        party = case.pick((*case.team.partners, case.team.provider))
        sharing = add_sharing(case, party.name, with_organisation_id=party.pk)
        return {"carrier_organisation_id": party.pk, "consent_id": sharing}, party.layer
    if kind == "collega":
        return {"carrier_user_id": case.regisseur.pk}, "professional"
    return {}, "burger"


def begin_goal(case: Chronicle, goal: Row) -> None:
    goal |= {"state": "loopt", "state_since": case.day, "started_on": case.day, "carried_since": morning(case.day)}
    if goal["carrier_organisation_id"]:
        goal["shared_until"] = FOREVER
    case.event(None, "goal.begin", "Begin", object_id=goal["public_id"], before="voorgesteld", after="loopt")


def end_goals(case: Chronicle) -> None:
    for goal in case.goals:
        goal |= {
            "state": case.pick(("behaald", "behaald", "gestopt")),
            "state_since": case.day,
            "ended_on": case.day,
            "shared_until": case.day,
        }


def report_progress(case: Chronicle, *, until: dt.date) -> None:
    """Reports in the agreed rhythm, now and then late or left out; the last one waits at its carrier."""
    for goal in case.goals:
        day = case.day + dt.timedelta(days=goal["rhythm_days"])
        while day < min(until, case.today):
            if case.chance(0.92):
                _told(case, goal, day)
            day += dt.timedelta(days=case.pause(goal["rhythm_days"], goal["rhythm_days"] + 6))


def _told(case: Chronicle, goal: Row, day: dt.date) -> None:
    words, who = case.pick(REPORTS), case.regisseur
    case.tables[ProgressReport].add(
        goal_id=goal["id"],
        on=day,
        score=case.dice.choice((-1, 0, 0, 1, 1, 2)),
        text=words,
        at=morning(day),
        by_id=who.pk,
        by_name=who.name,
    )
    if case.chance(0.2):
        case.tables[CaseEvent].add(
            case_id=case.row["id"],
            at=morning(day),
            recorded_at=morning(day),
            by_id=who.pk,
            by_name=who.name,
            by_role=who.role,
            verb="goal.reported",
            label="Bericht over een doel",
            text=words,
            details="{}",
            object_id=goal["public_id"],
        )
