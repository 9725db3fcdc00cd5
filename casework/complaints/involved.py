"""Who was involved in what a complaint is about, and so doesn't handle it (Awb 9:7 lid 1).

The one it is about never does. Of the others: who took a step or wrote on the case. Handing the case to somebody isn't
taking part in it; nor is what was done with a complaint.
"""

from collections.abc import Iterable, Set
from typing import Any, Final

from django.db.models import Q

from casework.cases.events import CaseEvent
from casework.engine.conditions import acts_as
from casework.engine.machine import Attempt, condition
from roles.actions import Action
from roles.fixed import Select, Slot
from roles.matrix import MATRIX, Role
from roles.models import Membership
from roles.periods import running
from roles.policy import Post, today

HANDED_OUT: Final = ("case.assign",)


def took_part(case: Any) -> Any:
    """Events by somebody, of which `case` is an id or an outer reference: the ids of who took part."""
    rows = CaseEvent.objects.filter(case=case, by__isnull=False, apart="").exclude(verb__in=HANDED_OUT)
    return rows.order_by().values("by_id").distinct()


_TOOK_PART: Final = Select(lambda case: took_part(case).values_list("by_id", named=True), case=Slot.ID)


def involved(complaint: Any) -> frozenset[int]:
    """Everybody who was, asked once per complaint that is looked at."""
    if "_involved" not in complaint.__dict__:
        rows = _TOOK_PART.rows(case=complaint.case_id)
        complaint.__dict__["_involved"] = frozenset(row.by_id for row in rows)
    found: frozenset[int] = complaint.__dict__["_involved"]
    return found


def uninvolved_there(staff: Iterable[Post], case: Any, out: Set[int], closed_to: Set[int]) -> frozenset[int]:
    """Who may handle complaints of this case, is there, and took no part in it."""
    there = {
        user
        for post in staff
        if Action.HANDLE_COMPLAINT in MATRIX[post.role]
        and post.user_id not in out
        and post.serves(case.team_id, case.kern_id)
        for user in post.acting_ids
    }
    return frozenset(there - out - closed_to)


@condition("Een klacht behandelt iemand die er niet bij betrokken was (Awb, artikel 9:7).")
def was_not_involved(attempt: Attempt) -> bool:
    """Where everybody who may is involved, whoever it isn't about: somebody must (Awb 9:7 lid 2 leaves that open)."""
    one = attempt.obj
    if attempt.user_id == one.person_id:
        return False
    out = {*involved(one), attempt.anchor.regisseur_id}
    if attempt.user_id not in out or acts_as(attempt, one.handler_id):
        return True
    around = attempt.surroundings
    return not uninvolved_there(around.staff, attempt.anchor, {*out, one.person_id}, around.closed_to)


def colleagues(case: Any) -> list[int]:
    """Whom a complaint of this case can be about: who works for its team or took part in it, and the afdelingshoofden."""
    theirs = Membership.objects.filter(running(today()), Q(team=case.team_id) | Q(role=Role.AFDELINGSHOOFD))
    staff = Membership.objects.filter(user_id__in=took_part(case.pk), organisation=None)
    return [*(theirs | staff).order_by().distinct().values_list("user_id", flat=True)]
