"""What steps do to goals."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from casework.cases.models import Case
from casework.cases.states import Phase
from casework.engine.noun import Reached
from casework.engine.writes import Write
from casework.goals.models import Goal, ProgressReport
from casework.goals.operations import back_from_outside
from casework.goals.states import GoalState
from casework.sharing.models import Sharing


def case_started(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    write.cascade(case.goals.filter(state=GoalState.VOORGESTELD).select_related("consent"), "begin")


def case_evaluated(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """What the regisseur told of goals nobody reported on. `told`: goal's public id → (score, text)."""
    told = details.get("told") or {}
    running = case.goals.filter(state=GoalState.LOOPT, public_id__in=list(told)).select_related(*Goal.alongside)
    reports = []
    for goal in running:
        goal.case = case  # its carrier may be the citizen
        score, text = told[goal.public_id]
        reports.append(
            ProgressReport(
                goal=goal,
                on=write.on,
                score=score,
                text=text,
                at=write.at,
                by=write.by,
                by_name=write.by.name if write.by else "",
                told_for=goal.carrier_name[:120],
            )
        )
    ProgressReport.objects.bulk_create(reports)


def adjusted(write: Write, goal: Goal, before: str, details: dict[str, Any]) -> None:
    """The successor, with the new wording and the same carrier; it runs at once where the plan runs."""
    follower = Goal.objects.create(
        case=write.anchor,
        wording=details["wording"],
        layer=goal.layer,
        ground=goal.ground,
        budget=goal.budget,
        rhythm_days=goal.rhythm_days,
        carrier_kind=goal.carrier_kind,
        carrier_contact=goal.carrier_contact,
        carrier_organisation=goal.carrier_organisation,
        carrier_user=goal.carrier_user,
        consent=goal.consent,
        only_citizen=goal.only_citizen,
        only_speaker=goal.only_speaker,
        state_since=write.on,
    )
    goal.successor = follower
    goal.save(update_fields=["successor"])
    if write.anchor.phase in (Phase.UITVOERING, Phase.EVALUATIE):
        write.cascade([follower], "begin")


def reached(case: Case) -> Iterable[Reached]:
    """Organisations that carry a goal know whose it is."""
    for one in case.goals.filter(carrier_organisation__isnull=False, carried_since__isnull=False).select_related(
        "carrier_organisation"
    ):
        if case.person_since is None or one.carried_since >= case.person_since:
            yield Reached("Een doel gedeeld, met naam", one.carrier_name, timezone.localdate(one.carried_since))


def agreed_anew(write: Write, sharing: Any, before: str, details: dict[str, Any]) -> None:
    """What rested on it rests on what was agreed instead, or longer, and is seen for as long as that holds."""
    now = Sharing.objects.get(pk=details["successor"]) if "successor" in details else sharing
    goals = sharing.goals.filter(state__in=GoalState.ACTIVE)
    goals.exclude(shared_until=None).update(shared_until=now.until or dt.date.max)
    goals.update(consent=now)


def consent_ended(write: Write, consent: Any, before: str, details: dict[str, Any]) -> None:
    """Goals that rested on it go back."""
    back_from_outside(write, consent.goals.filter(state__in=GoalState.ACTIVE))
