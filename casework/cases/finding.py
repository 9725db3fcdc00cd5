"""Finding a case for someone: for the pages of a case, and of whatever is made on one."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from casework.cases.models import Case
from casework.engine.finding import refuse, sight_of, visible_anchor
from casework.engine.machine import Permit
from casework.engine.surroundings import looking_at
from roles.actions import Action
from roles.policy import may


def visible_case(
    request: HttpRequest,
    ref: str,
    action: Action = Action.VIEW_CASE,
    *,
    part: str,
    ask: Callable[[Any], object] | None = None,
    polls: bool = False,
) -> Any:
    """The case, if this person may do that on it, logged as `part`. Raises Http404, see `visible_anchor`."""
    return visible_anchor(request, Case, ref, action, part=part, ask=ask, polls=polls)


def case_for(permit: Permit) -> Callable[..., Any]:
    """The look-up of a case on which this may be done, before anyone types a page full.

    404 for who may not see so much of it, 403 (remembered) for a colleague who isn't the one this is for.
    """

    def find(request: HttpRequest, ref: str, part: str) -> Any:
        case = visible_case(request, ref, permit.action, part=part)
        attempt = looking_at(case, sight_of(request))
        if not all(who.test(attempt) for who in permit.who):
            refuse(request, case, part=part)
            raise PermissionDenied
        return case

    return find


def writable_case(request: HttpRequest, ref: str, part: str, action: Action = Action.EDIT_FILE) -> Any:
    """The case to write on: 404 for who doesn't see the file, 403 (remembered) for who sees it and may not write."""
    seen = Action.VIEW_CASE if action is Action.RECUSE else Action.VIEW_FILE
    case = visible_case(request, ref, seen, part=part)
    if not may(sight_of(request), action, case):
        refuse(request, case, part=part)
        raise PermissionDenied
    return case
