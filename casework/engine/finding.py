"""Finding a case for someone: look-up, permission and the reading log are one act.

Every page of a case begins here, so no answer goes out without its row in the log.
"""

import datetime as dt
import uuid
from typing import Any, Final, NoReturn, cast

from django.http import Http404, HttpRequest
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.querysets import CaseQuerySet
from roles import reading_log
from roles.actions import Action
from roles.middleware import SightRequest
from roles.models import Reading
from roles.policy import Sight

ONE_LOOK: Final = dt.timedelta(minutes=10)  # a page that asks for itself again, while something is being made


class SentBefore(Exception):
    """This form did its work the first time, and took what it was about out of this person's sight."""


def sight_of(request: HttpRequest) -> Sight:
    return cast(SightRequest, request).sight


def visible_case(
    request: HttpRequest,
    ref: str,
    action: Action = Action.VIEW_CASE,
    *,
    part: str,
    rows: CaseQuerySet | None = None,
    polls: bool = False,
    twice: bool = False,
) -> Case:
    """The case, if this person may do that on it; the look is logged as `part` before anything is answered.

    `polls`: a page that asks for itself again is one look, logged once in ten minutes.
    `twice`: a form may come a second time; raises SentBefore where the first took the case out of sight.
    Raises Http404 where there is no such case and where it isn't theirs to see; the second is remembered.
    """
    sight = sight_of(request)
    cases = Case.objects.for_page() if rows is None else rows
    case = cases.visible_to(sight, action).filter(ref=ref).first()
    if case is None:
        if twice and sent_before(request):
            raise SentBefore
        turn_away(request, ref, part=part)
    found = cast(Case, case)
    if not (polls and looked_lately(sight, found, part)):
        reading_log.looked(sight, found, part=part, action=action)
    return found


def looked_lately(sight: Sight, case: Case, part: str) -> bool:
    since = timezone.now() - ONE_LOOK
    return Reading.objects.filter(case_id=case.pk, by=sight.user, part=part, refused=False, at__gte=since).exists()


def turn_away(request: HttpRequest, ref: str, *, part: str) -> NoReturn:
    """404, whether the case exists or not; an attempt on a real one is remembered. Raises Http404, always."""
    case_id = Case.objects.filter(ref=ref).values_list("pk", flat=True).first()
    if case_id is not None:
        reading_log.refused(sight_of(request), case_id=case_id, ref=ref, part=part)
    raise Http404


def refuse(request: HttpRequest, case: Any, *, part: str) -> None:
    """Remember that someone tried what they may not do; called when the transaction has rolled back."""
    reading_log.refused(sight_of(request), case_id=case.pk, ref=case.ref, part=part)


def token_of(request: HttpRequest) -> uuid.UUID | None:
    """The form's token, by which a double click is known; None where there is none."""
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        return None


def sent_before(request: HttpRequest) -> bool:
    """Whether this same form has done its work already, on what this address is about and on nothing else."""
    token, (about, _, _) = token_of(request), request.path.partition("stap/")
    return token is not None and CaseEvent.objects.filter(by=sight_of(request).user, token=token, url=about).exists()
