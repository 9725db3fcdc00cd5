"""Who can see a case, and why; who looked. The same words for colleagues and for the citizen."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from casework.goals.models import Goal
from casework.goals.states import GoalState
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.vangnet.states import VangnetState
from roles.actions import Action
from roles.models import Reading, User
from roles.policy import Holding, Post, Sight, basis, posts

OF_MONEY: Final = "bedragen van het vangnet, niet het dossier"


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Someone who can see (a part of) a case today."""

    name: str
    role: str
    sees: str
    why: str


def who_sees(case: Any, on: dt.date) -> list[Onlooker]:
    """Everyone who can see it by their place, their relation to it, or as a cover. Named grants are apart."""
    handovers = list(case.handovers.filter(state__in=HandoverState.LIVE, shared_until__gt=on))
    goals = list(case.goals.filter(state=GoalState.LOOPT, carrier_organisation__isnull=False, shared_until__gt=on))
    staff = posts(
        on,
        teams={case.team_id, *(one.to_team_id for one in handovers if one.to_team_id)},
        organisations={
            *(one.to_organisation_id for one in handovers if one.to_organisation_id),
            *(one.carrier_organisation_id for one in goals),
        },
        users=_involved(case),
    )
    closed_to = set(case.recusals.values_list("user_id", flat=True))
    names = {one.pk: one.name for one in User.objects.filter(pk__in={user for post in staff for user in _at(post)})}
    paid = case.vangnet_requests.exclude(state=VangnetState.CONCEPT).exists()
    result: dict[tuple[int, str, str], Onlooker] = {}
    for post in staff:
        for sees, why in _sees(post, case, handovers, goals, on):
            if sees == OF_MONEY and not paid:
                continue
            for user_id in _at(post):
                own = user_id == post.user_id
                if user_id in closed_to or (not own and (user_id, post.role, sees) in result):
                    continue  # closed to them, or they see it by their own place
                because = why if own else f"{why} (als waarnemer)"
                result[user_id, post.role, sees] = Onlooker(names[user_id], post.role.label, sees, because)
    return sorted(result.values(), key=lambda one: (one.sees, one.name, one.role))


def _at(post: Post) -> tuple[int, ...]:
    """Whose place it is (also while away: a person may look at home), and who stands in today."""
    return (post.user_id, *(user for user in post.acting_ids if user != post.user_id))


def _involved(case: Any) -> set[int]:
    """Who stands to it in a way that no team explains: reported it, issued on it, asked money for it."""
    result = {case.reported_by_id}
    for issued, submitted in case.indicaties.values_list("issued_by_id", "submitted_to_id"):
        result |= {issued, submitted}
    result |= set(case.vangnet_requests.values_list("requested_by_id", flat=True))
    return {one for one in result if one}


def _sees(post: Post, case: Any, handovers: list[Handover], goals: list[Goal], on: dt.date) -> list[tuple[str, str]]:
    """What one post shows of the case, the most of it first; nothing where it shows nothing."""
    holding = Holding(post.role, post.user_id, post.team_id, post.organisation_id, post.kern_ids, post.everywhere)
    place = Sight(user=User(pk=post.user_id), on=on, holdings=(holding,))
    for action, words in (
        (Action.VIEW_FILE, "het hele dossier"),
        (Action.VIEW_CASE, "waar de zaak staat en het eigen deel"),
    ):
        ground = basis(place, action, case)
        if ground:
            return [(words, ground.words)]
    result = []
    for action, words, rows in (
        (Action.VIEW_HANDOVER, "de overdracht", handovers),
        (Action.VIEW_GOAL, "het doel", goals),
    ):
        ground = next((ground for row in rows if (ground := basis(place, action, row))), None)
        if ground:
            result.append((words, ground.words))
    if not result and (ground := basis(place, Action.VIEW_VANGNET, case)):
        result.append((OF_MONEY, ground.words))
    return result


def readings_of(case: Any) -> QuerySet[Reading]:
    """Who looked, the latest first; also what was refused."""
    return Reading.objects.filter(case_id=case.pk).order_by("-at", "-id")
