"""The goals of a row, each with who carries it: 'doel;laag;drager;budget;grond', and the next after a '|'."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.utils import timezone

from casework.caseload.incoming import IncomingGoal
from casework.caseload.row import Row, read_choice
from casework.cases.holder import layer_of
from casework.cases.models import Case
from casework.cases.states import Layer, Phase
from casework.engine.telling import Reader
from casework.goals.models import CarrierKind, Goal
from casework.goals.states import GoalState
from casework.people.models import Person

STATE_IN: Final[dict[str, str]] = {
    Phase.AANMELDING: GoalState.VOORGESTELD,
    Phase.ONDERZOEK: GoalState.VOORGESTELD,
    Phase.PLAN: GoalState.VOORGESTELD,
    Phase.UITVOERING: GoalState.LOOPT,
    Phase.EVALUATIE: GoalState.LOOPT,
    Phase.AFGESLOTEN: GoalState.GESTOPT,  # the old books rarely say which were reached
}


def judge_goals(row: Row, case: Case, person: Person | None) -> Iterator[IncomingGoal]:
    """Every goal that is right. Only the first part, the goal itself, is always needed."""
    for number, words in enumerate(filter(None, (one.strip() for one in row.text("doelen").split("|"))), start=1):
        parts = [part.strip() for part in words.split(";")]
        if len(parts) > 5 or not parts[0]:
            row.wrong("doelen", f"Doel {number} is niet te lezen. Schrijf: doel;laag;drager;budget;grond.")
            continue
        parts += [""] * (5 - len(parts))
        result = _goal(row, case, person, number, parts)
        if result is not None:
            yield result


def _goal(row: Row, case: Case, person: Person | None, number: int, parts: list[str]) -> IncomingGoal | None:
    wording, layer, carrier, budget, ground = parts
    about = f"Doel {number}: "
    case.person = person
    if any(case.told_by(wording, Reader.OUTSIDE, None)):
        words = (
            "hier staat een adres, telefoonnummer of BSN van de inwoner. Haal dat weg: wie het doel draagt, leest het."
        )
        row.wrong("doelen", about + words)
    goal = Goal(
        wording=row.judged("doelen", "doelen:doel", wording, about=about) or "",
        budget=row.amount("doelen", "doelen:budget", budget, about=about),
        state=STATE_IN[case.phase],
    )
    contact = _set_carrier(row, goal, number, carrier, person)
    if contact is None:
        return None
    _set_layer(row, goal, number, layer)
    code = ground or ("eigen_kracht" if goal.layer == Layer.BURGER else "vrij_toegankelijk")
    grounds = row.existing.grounds
    if code not in grounds:
        row.wrong("doelen", f"Doel {number}: de grond ‘{code}’ kennen wij niet. Kies: {', '.join(grounds)}.")
        return None
    goal.ground = grounds[code]
    if goal.state == GoalState.LOOPT and not goal.carrier_kind:
        row.wrong("doelen", f"Doel {number} loopt, dus iemand draagt het. Vul een drager in: doel;laag;drager.")
        return None
    _set_days(goal, case, row.today)
    return IncomingGoal(goal, contact)


def _set_carrier(row: Row, goal: Goal, number: int, words: str, person: Person | None) -> str | None:
    """Sets who carries the goal. The name of a contact to make, empty for all others; None where it is wrong."""
    lower = words.casefold()
    if not words:
        return ""
    if lower == "inwoner":
        if person is None:
            row.wrong("doelen", f"Doel {number}: bij een voorziening is geen inwoner. Kies een andere drager.")
            return None
        goal.carrier_kind = CarrierKind.INWONER
    elif lower.startswith("naaste:"):
        goal.carrier_kind = CarrierKind.NAASTE
        name = words.partition(":")[2].strip()
        if not name:
            row.wrong("doelen", f"Doel {number}: noem de naaste bij naam, als ‘naaste: Ria de Vries’.")
            return None
        contact: str | None = row.judged("doelen", "doelen:naaste", name, about=f"Doel {number}: ")
        return contact
    elif lower in row.existing.users:
        goal.carrier_kind, goal.carrier_user = CarrierKind.COLLEGA, row.existing.users[lower]
    else:
        organisation = row.organisation("doelen", words)
        if organisation is None:
            return None
        goal.carrier_kind, goal.carrier_organisation = CarrierKind.ORGANISATIE, organisation
    return ""


def _set_layer(row: Row, goal: Goal, number: int, words: str) -> None:
    """The layer of whoever carries the goal; as long as nobody does, the one that is named."""
    named = read_choice(words, Layer)
    if words and not named:
        row.wrong("doelen", f"Doel {number}: ‘{words[:40]}’ is geen laag. Kies: {', '.join(Layer.values)}.")
    if not goal.carrier_kind:
        goal.layer = named or Layer.BURGER
        return
    goal.layer = layer_of(goal.carrier_kind, goal.carrier_organisation)
    if named not in ("", goal.layer):
        row.wrong("doelen", f"Doel {number}: deze laag past niet bij wie het doel draagt. Laat de laag leeg.")


def _set_days(goal: Goal, case: Case, today: dt.date) -> None:
    goal.state_since = case.agreed_on or case.closed_on or today
    if goal.state != GoalState.VOORGESTELD:
        goal.started_on = case.agreed_on
    if goal.state == GoalState.GESTOPT:
        goal.ended_on = goal.state_since = case.closed_on or today
    elif goal.state == GoalState.LOOPT and goal.carrier_organisation is not None:
        goal.shared_until = dt.date.max
        goal.carried_since = timezone.now()  # what was told before stands in the old books
