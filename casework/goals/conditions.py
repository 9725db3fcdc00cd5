"""What must hold of goals before a step."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from casework.cases.conditions import instead_of_undoing
from casework.cases.states import Phase
from casework.engine.machine import Attempt, condition
from casework.engine.undo import act_of, changed_by
from casework.goals.states import GoalState


def _goals(attempt: Attempt) -> list[Any]:
    return attempt.related("goals", "ground", "consent")


def _active_goals(attempt: Attempt) -> list[Any]:
    return [goal for goal in _goals(attempt) if goal.state in GoalState.ACTIVE]


@condition("Doelen maakt u vanaf het onderzoek, zolang de zaak open is.")
def case_is_led(attempt: Attempt) -> bool:
    return attempt.anchor.phase in Phase.LED


@condition("Er is nog geen doel.", where="plan")
def has_goal(attempt: Attempt) -> bool:
    return bool(_active_goals(attempt))


@condition("Niet elk doel heeft iemand die het draagt.", where="plan")
def goals_have_a_carrier(attempt: Attempt) -> bool:
    return all(goal.carrier_kind for goal in _active_goals(attempt))


@condition("Niet elk doel heeft een budget. Nul mag ook.", where="plan")
def goals_have_a_budget(attempt: Attempt) -> bool:
    return all(goal.budget is not None for goal in _active_goals(attempt))


@condition("Voor een doel bij een organisatie is nog geen toestemming van de inwoner vastgelegd.", where="plan")
def carriers_have_consent(attempt: Attempt) -> bool:
    """Sharing outside the team rests on consent; a provision has nobody's privacy to keep."""
    return attempt.anchor.person_id is None or all(
        goal.consent is not None and goal.consent.valid(attempt.on)
        for goal in _active_goals(attempt)
        if goal.carrier_organisation_id
    )


def _no_consent_any_more(attempt: Attempt) -> str:
    goal = _shared_without_consent(attempt)
    assert goal is not None
    return f"De toestemming voor {goal.carrier_name} geldt niet meer. {instead_of_undoing(attempt.anchor)}"


@condition(_no_consent_any_more)
def carriers_can_return(attempt: Attempt) -> bool:
    """Where the end of a case stopped a goal that an organisation carries: the citizen agrees still."""
    return _shared_without_consent(attempt) is None


def _shared_without_consent(attempt: Attempt) -> Any:
    model = attempt.anchor.goals.model
    changed = changed_by(act_of(attempt.anchor, attempt.on), model)
    stopped = [one.pk for one in changed if one.was.get("shared_until")]
    if not stopped:
        return None
    rows = model.objects.filter(pk__in=stopped).select_related(*model.alongside)
    return next((one for one in rows if one.consent is not None and not one.consent.valid(attempt.on)), None)


def unreported_goals(goals: Iterable[Any], since: dt.date | None) -> list[Any]:
    """Running goals of which nothing was told since the last agreement."""
    running = [goal for goal in goals if goal.state == GoalState.LOOPT]
    prefetch_related_objects(running, "reports")
    return [goal for goal in running if not any(since is None or report.on >= since for report in goal.reports.all())]


@condition("Van niet elk doel is bekend hoe het gaat. Vertel het hier zelf.", asks=True)
def goals_reported_or_told(attempt: Attempt) -> bool:
    told = attempt.details.get("told") or {}
    return all(told.get(goal.public_id) for goal in unreported_goals(_goals(attempt), attempt.anchor.goals_agreed_on))


@condition("Voor dit doel wordt geen andere drager gezocht.", moot=True)
def seeks_a_carrier(attempt: Attempt) -> bool:
    return attempt.obj.seeking_since is not None
