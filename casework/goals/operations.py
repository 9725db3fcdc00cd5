"""The plan between steps: goals, who carries them, and how it goes."""

import datetime as dt
import uuid
from typing import Any, Final

from casework.cases.holder import layer_of
from casework.cases.models import Case
from casework.engine.errors import NotNow, Reason
from casework.engine.holding import locked_on
from casework.engine.machine import unmet
from casework.engine.said_before import refuse_said_before
from casework.engine.writes import Write, write_on
from casework.goals.conditions import case_is_led
from casework.goals.models import CarrierKind, Goal, ProgressReport
from casework.goals.states import GoalState
from casework.sharing.operations import agree, standing, tell_of
from casework.sharing.receivers import Receiver
from roles import fixed
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, basis


def add_goal(
    case: Case,
    *,
    by: User | Sight,
    consent: dict[str, Any] | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    **fields: Any,
) -> Goal:
    """An agreed result in the citizen's words. `consent` as in `sharing.operations.Said`, for an organisation as carrier;
    what was agreed with it before and holds needs no saying again."""
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        if reasons := unmet((case_is_led,), write.attempt()):
            raise NotNow(reasons)
        wording = fields["wording"]
        refuse_said_before(write, "goal.added", wording, Goal.objects.filter(case=write.anchor, wording=wording))
        goal = Goal(case=write.anchor, state_since=write.on, **fields)
        _only_own_contacts(goal)
        _rest_on_consent(write, goal, consent)
        _follow_the_carrier(goal)
        goal.save()
        write.tell(
            "goal.added",
            "Doel toegevoegd",
            text=goal.wording,
            obj=goal,
            action=Action.EDIT_FILE,
            citizen="Er staat een nieuw doel in uw plan.",
            url=f"{write.anchor.get_absolute_url()}plan/",
        )
        _tell_of_consent(write, goal)
    return goal


def change_goal(
    goal: Goal,
    *,
    by: User | Sight,
    consent: dict[str, Any] | None = None,
    token: uuid.UUID | None = None,
    **fields: Any,
) -> Goal:
    """Change a proposed goal. A running one is adjusted by a step, or handed over."""
    with write_on(goal.case, by=by, action=Action.EDIT_FILE, token=token) as write:
        goal = locked_on(write.anchor, Goal, goal.pk)
        if goal.state != GoalState.VOORGESTELD:
            raise NotNow([Reason("Dit doel loopt al. Stel het bij, of draag het over.")])
        for name, value in fields.items():
            setattr(goal, name, value)
        goal.seeking_since = None  # whoever wrote it over said who carries it
        _only_own_contacts(goal)
        _rest_on_consent(write, goal, consent)
        _follow_the_carrier(goal)
        goal.save()
        write.tell(
            "goal.changed",
            "Doel gewijzigd",
            text=goal.wording,
            obj=goal,
            action=Action.EDIT_FILE,
            url=f"{write.anchor.get_absolute_url()}plan/",
        )
        _tell_of_consent(write, goal)
    return goal


def _rest_on_consent(write: Write, goal: Goal, said: dict[str, Any] | None) -> None:
    """What its organisation will see rests on the citizen's say: as it is said now, or as it stands. Where there is
    none yet, the plan can't begin (`carriers_have_consent`)."""
    party, before = goal.carrier_organisation, goal.consent
    if party is None or write.anchor.person_id is None:
        goal.consent = None
    elif said is not None:
        goal.consent = agree(write.anchor, Receiver.of(party), said, by=write.by, on=write.on)
    elif before is None or before.with_organisation_id != party.pk or not before.valid(write.on):
        goal.consent = standing(write.anchor, Receiver.of(party), write.on)


def _tell_of_consent(write: Write, goal: Goal) -> None:
    if goal.consent is not None:
        tell_of(write, goal.consent)


def _only_own_contacts(goal: Goal) -> None:
    if goal.carrier_contact is not None and goal.carrier_contact.case_id != goal.case.pk:
        raise NotNow([Reason("Deze persoon hoort niet bij het netwerk van deze zaak.")])
    for kind, field in (
        (CarrierKind.NAASTE, "carrier_contact"),
        (CarrierKind.ORGANISATIE, "carrier_organisation"),
        (CarrierKind.COLLEGA, "carrier_user"),
    ):
        if goal.carrier_kind != kind:
            setattr(goal, field, None)


def _follow_the_carrier(goal: Goal) -> None:
    """A goal lies where its carrier is, as a question lies where its holder is."""
    if goal.carrier_kind:
        goal.layer = layer_of(goal.carrier_kind, goal.carrier_organisation)


def report_progress(
    goal: Goal,
    *,
    by: User | Sight,
    text: str,
    score: int | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> ProgressReport:
    """How it goes. Professionals may give a score (−2…+2); partners and citizens write a sentence.

    Raises NotAllowed, NotNow, Repeated.
    """
    with write_on(goal.case, by=by, action=Action.REPORT_GOAL, obj=goal, token=token, at=at) as write:
        goal = locked_on(write.anchor, Goal, goal.pk)
        if goal.state != GoalState.LOOPT:
            raise NotNow([Reason("Dit doel loopt niet (meer).")])
        assert write.by is not None
        assert write.sight is not None
        refuse_said_before(write, "goal.reported", text, goal.reports.filter(text=text, by=write.by))
        report: ProgressReport = ProgressReport.objects.create(
            goal=goal,
            on=write.on,
            text=text,
            score=score if _gives_scores(write.sight, goal) else None,
            by=write.by,
            by_name=write.by.name,
            told_for=goal.carrier_name[:120] if goal.carrier_user_id != write.by.pk else "",
            at=write.at,
        )
        write.tell(
            "goal.reported",
            "Bericht over een doel",
            text=text,
            obj=goal,
            action=Action.REPORT_GOAL,
            citizen="Er is verteld hoe het met een doel gaat.",
        )
    return report


def _gives_scores(sight: Sight, goal: Goal) -> bool:
    """Professionals: those of the file, and of the provider that carries the goal."""
    ground = basis(sight, Action.REPORT_GOAL, goal)
    return basis(sight, Action.EDIT_FILE, goal) is not None or (ground is not None and ground.role == "uitvoerder")


_OF_A_CARRIER: Final = (
    "carrier_kind", "carrier_organisation", "carrier_user", "carried_since", "layer", "consent", "shared_until",
)  # fmt: skip


def back_from_outside(write: Write, goals: Any) -> None:
    """An organisation no longer carries these: they go back to the regisseur, or to the citizen where there is none.

    What only was proposed has no carrier then. However many there are, they are written in one statement.
    """
    rows = list(goals)
    for goal in rows:
        goal.carrier_organisation, goal.consent, goal.shared_until = None, None, None
        goal.carried_since = write.at if goal.state == GoalState.LOOPT else None
        if write.anchor.regisseur_id and goal.state == GoalState.LOOPT:
            goal.carrier_kind, goal.carrier_user = CarrierKind.COLLEGA, write.anchor.regisseur
        elif goal.state == GoalState.LOOPT:
            goal.carrier_kind = CarrierKind.INWONER
        else:
            goal.carrier_kind = ""
        if goal.carrier_kind:
            goal.layer = layer_of(goal.carrier_kind, None)
    fixed.update(rows, _OF_A_CARRIER)
