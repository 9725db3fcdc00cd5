"""Who can see a case, and why; who looked. The same words for colleagues and for the citizen."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.cases.models import Case
from casework.cases.tabs import case_with_head, head_of
from casework.desk.looks import together
from casework.engine.finding import sight_of
from casework.engine.noun import Seen, Tab
from casework.engine.object_page import PER_PAGE
from casework.engine.paging import page_of
from casework.engine.registry import hanging_on
from casework.households.walls import strange_accounts
from roles.actions import Action
from roles.models import Reading, User
from roles.policy import Holding, Post, Sight, basis, may, posts

ANOTHER: Final = "Een andere inwoner"


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Someone who can see (a part of) a case today."""

    name: str
    role: str
    sees: str
    why: str


def who_sees(case: Any, on: dt.date) -> list[Onlooker]:
    """Everyone who can see it by their place, their relation to it, or as a cover. Named grants are apart."""
    seen = [noun.who_sees(case, on) for noun in hanging_on(Case) if noun.who_sees is not None]
    staff = posts(
        on,
        teams=_ids([case.team_id], *(one.teams for one in seen)),
        organisations=_ids(*(one.organisations for one in seen)),
        users=_ids([case.reported_by_id], *(one.people for one in seen)),  # who stands to it in a way no team explains
    )
    closed_to = set(case.recusals.values_list("user_id", flat=True))
    names = {one.pk: one.name for one in User.objects.filter(pk__in={user for post in staff for user in _at(post)})}
    result: dict[tuple[int, str, str], Onlooker] = {}
    for post in staff:
        for sees, why in _sees(post, case, seen, on):
            for user_id in _at(post):
                own = user_id == post.user_id
                if user_id in closed_to or (not own and (user_id, post.role, sees) in result):
                    continue  # closed to them, or they see it by their own place
                because = why if own else f"{why} (als waarnemer)"
                result[user_id, post.role, sees] = Onlooker(names[user_id], post.role.label, sees, because)
    return sorted(result.values(), key=lambda one: (one.sees, one.name, one.role))


def _ids(*columns: Iterable[int | None]) -> set[int]:
    return {one for column in columns for one in column if one}


def _at(post: Post) -> tuple[int, ...]:
    """Whose place it is (also while away: a person may look at home), and who stands in today."""
    return (post.user_id, *(user for user in post.acting_ids if user != post.user_id))


def _sees(post: Post, case: Any, seen: list[Seen], on: dt.date) -> list[tuple[str, str]]:
    """What one post shows of the case, the most of it first; nothing where it shows nothing."""
    holding = Holding(post.role, post.user_id, post.team_id, post.organisation_id, post.kern_ids, post.everywhere)
    place = Sight(user=User(pk=post.user_id), on=on, holdings=(holding,))
    for action, words in (
        (Action.VIEW_FILE, "het hele dossier"),
        (Action.VIEW_RECEPTION, "hoe de inwoner te bereiken is, de afspraken en de post"),
        (Action.VIEW_CASE, "waar de zaak staat en het eigen deel"),
    ):
        ground = basis(place, action, case)
        if ground:
            return [(words, ground.words)]
    shared = _shown(place, [one for one in seen if not one.else_nothing])
    return shared or _shown(place, [one for one in seen if one.else_nothing])[:1]


def _shown(place: Sight, seen: list[Seen]) -> list[tuple[str, str]]:
    result = []
    for one in seen:
        ground = next((ground for row in one.rows if (ground := basis(place, one.action, row))), None)
        if ground:
            result.append((one.words, ground.words))
    return result


INSIGHT = Tab(key="inzage", place="inzage/", label="Inzage", order=80, actions=(Action.VIEW_INSIGHT,))


def insight(request: HttpRequest, ref: str) -> HttpResponse:
    """Who can see this and why, and who did?"""
    sight = sight_of(request)
    case = case_with_head(request, ref, Action.VIEW_INSIGHT, part=INSIGHT.key)
    readings = Reading.objects.filter(case_id=case.pk).order_by("-at", "-id")  # also what was refused
    strangers = strange_accounts(case.person, sight)
    page = page_of(request, readings, PER_PAGE)
    for row in page if strangers else ():
        if row.by_id in strangers:  # behind a wall: who sees only this case doesn't know of them
            row.by_name = ANOTHER
    given = case.grants.select_related("user", "permission", "given_by")
    context = head_of(case, sight, INSIGHT.key) | {
        "people": who_sees(case, sight.on),
        "grants": given.exclude(user__in=strangers) if strangers else given,
        "recused": case.recusals.filter(told=True).select_related("user"),
        "page": page,
        "looks": together(page, who=lambda row: (row.by_id, row.by_name)),
        "today": sight.on,
        "gives": may(sight, Action.GIVE_GRANT, case),
        "recuses": may(sight, Action.RECUSE, case),
    }
    return render(request, "desk/insight.html", context)
