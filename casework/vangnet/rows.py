"""Requests with all that is needed to decide, pay or settle: on one screen, whether one waits or twenty.

Whoever decides sees the question, why now, what was asked before and what is left; whoever pays sees amounts, payee and
references, no name, no file. The number of queries stays the same however many there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.db.models import Case as Choose
from django.db.models import Q, Value, When
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine.machine import Attempt, Step, steps_of
from casework.engine.mandates import covers, held_by
from casework.engine.surroundings import TeamSurroundings
from casework.vangnet.alike import alike
from casework.vangnet.budgets import Purse, may_see, purses
from casework.vangnet.conditions import did_not_request
from casework.vangnet.models import VangnetBudget, VangnetRequest
from casework.vangnet.states import VangnetState
from roles.actions import Action
from roles.models import MandateKind
from roles.policy import Sight, may

WORDS_OF_QUESTION: Final = 160  # characters that fit above a decision
EARLIER_SHOWN: Final = 5
_ABOUT_THE_CASE: Final = (
    *("case__person", "case__kern", "case__team", "case__regisseur"),
    *("case__holder_contact", "case__holder_organisation", "case__holder_team"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One request with the buttons this person has on it, or why they have none."""

    request: VangnetRequest
    buttons: tuple[tuple[Step, str], ...]
    why_not: str
    mandate: Any  # the smallest of this person's that covers it
    purse: Purse | None  # what it is paid from, for who may see that or decides on it
    alike: list[VangnetRequest]  # asked for twice?
    turn: WorkItem | None  # the open turn behind it: whose, by when, and how that was counted
    earlier: list[VangnetRequest] = field(default_factory=list)  # for the same person or case, the newest first

    @property
    def is_asked(self) -> bool:
        return bool(self.request.state == VangnetState.AANGEVRAAGD)

    @property
    def after(self) -> Decimal:
        """What is free once it is approved; below zero it can't be."""
        return (self.purse.balance.free if self.purse else Decimal(0)) - self.request.amount

    @property
    def short(self) -> bool:
        return self.is_asked and self.purse is not None and self.after < 0

    @property
    def earlier_shown(self) -> list[VangnetRequest]:
        return self.earlier[:EARLIER_SHOWN]

    @property
    def earlier_more(self) -> int:
        return len(self.earlier) - len(self.earlier_shown)


def with_the_case(requests: Any, sight: Sight) -> Any:
    """What a row shows beside the request: `named` says whether this person may know of whom it is, `asked` is how the
    question begins."""
    seen = Choose(When(Case.seen(sight, "case__"), then=Value(True)), default=Value(False))
    rows = requests.select_related(*_ABOUT_THE_CASE, "budget__team", "requested_by", "mandate")
    return rows.annotate(named=seen, asked=Case.in_own_words(sight, "case__", WORDS_OF_QUESTION))


def rows_of(requests: Sequence[Any], sight: Sight, action: Action) -> list[Row]:
    """Of requests that came by `with_the_case`, with what this person may do by that action."""
    around = TeamSurroundings(sight)
    turns = turns_of(requests)
    twice, before = alike(requests, sight), _earlier(requests, sight) if action is Action.DECIDE_VANGNET else {}
    of = _purses_of(requests, sight)
    result = []
    for one in requests:
        buttons, why_not = _buttons(one, sight, action, around)
        purse = of.get(_paid_from(one, sight))
        sees = purse is not None and (bool(buttons) or may_see(sight, purse.budget))
        result.append(
            Row(
                one,
                buttons,
                why_not,
                mandate=_mandate(one, sight, around) if action is Action.DECIDE_VANGNET else None,
                purse=purse if sees else None,
                alike=twice.get(one.pk, []),
                turn=turns.get(one.public_id),
                earlier=before.get(one.pk, []),
            )
        )
    return result


def turns_of(requests: Iterable[VangnetRequest]) -> dict[str, WorkItem]:
    """The open turn of each; of two (an escalation) the first to be due."""
    keys = [one.public_id for one in requests]
    turns = WorkItem.objects.open().filter(object_id__in=keys)
    turns = turns.select_related("for_user", "handed_to", "for_team", "for_organisation").order_by("-due_on", "-pk")
    return {turn.object_id: turn for turn in turns}


def _earlier(requests: Sequence[VangnetRequest], sight: Sight) -> dict[int, list[Any]]:
    """What was asked before for the same case or person, as far as this person may see that; in one query."""
    if not requests:
        return {}
    people = {one.case.person_id for one in requests} - {None}
    same = Q(case__in={one.case_id for one in requests}) | Q(case__person__in=people)
    others = VangnetRequest.objects.visible_to(sight).filter(same).exclude(state=VangnetState.CONCEPT)
    found = list(with_the_case(others, sight).order_by("-requested_on", "-pk"))
    result = defaultdict(list)
    for one in requests:
        for other in found:
            of_person = one.case.person_id is not None and one.case.person_id == other.case.person_id
            if other.pk != one.pk and (of_person or other.case_id == one.case_id):
                result[one.pk].append(other)
    return dict(result)


def _purses_of(requests: Sequence[VangnetRequest], sight: Sight) -> dict[tuple[int, int], Purse]:
    """What each is paid from, by team and year."""
    wanted = {_paid_from(one, sight) for one in requests}
    budgets = VangnetBudget.objects.filter(
        team__in={team for team, _ in wanted}, year__in={year for _, year in wanted}
    ).select_related("team")
    return {(purse.budget.team_id, purse.budget.year): purse for purse in purses(budgets, sight.on)}


def _paid_from(one: VangnetRequest, sight: Sight) -> tuple[int, int]:
    """The team and year of the budget: until it is promised those of today (see `VangnetRequest.budget_on`)."""
    if one.state in VangnetState.UNDECIDED:
        return one.case.team_id, sight.on.year
    return one.budget.team_id, one.budget.year


def _mandate(one: VangnetRequest, sight: Sight, around: TeamSurroundings) -> Any:
    """The one that the decision would name (see `door.perform`)."""
    own = sight.apart_from(did_not_request.eyes(one) if did_not_request.eyes else set())
    held = held_by(own, MandateKind.VANGNET, one.case, around.mandates)
    return next((mandate for mandate in held if covers(mandate, amount=one.amount)), None)


def _buttons(
    obj: VangnetRequest, sight: Sight, action: Action, around: TeamSurroundings
) -> tuple[tuple[tuple[Step, str], ...], str]:
    """The buttons, or why there are none: from the permits of the declared steps. What else a step needs is told on
    its own page."""
    attempt = Attempt(obj, sight, timezone.now(), sight.on, {}, around)
    buttons, why_not = [], ""
    for declared in steps_of(VangnetRequest):
        permit = next((one for one in declared.permits if one.action == action), None)
        if permit is None or obj.state not in declared.sources or not may(sight, action, obj):
            continue
        theirs = permit.by_another(attempt)
        unmet = next((reason for who in permit.who if (reason := who.unmet(theirs))), None)
        if unmet is None:
            buttons.append((declared, f"{obj.get_absolute_url()}stap/{declared.slug}/"))
        else:
            why_not = why_not or unmet.text
    return tuple(buttons), "" if buttons else why_not
