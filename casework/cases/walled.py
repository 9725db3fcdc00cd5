"""What a wall between two people does to the cases of both.

Who is one of them and spoke for the other, or read their case, does so no more from that moment. It is told on neither
case who that was: not all who read the one may know of the other.
"""

from typing import Any, Final

from casework.cases.access import CaseGrant
from casework.cases.models import Case
from casework.cases.speaking import stop_speaking
from casework.engine.writes import Write, write_on
from casework.households.walls import accounts_of, behind, is_called
from roles import grants
from roles.periods import not_ended

ENDED: Final = "Toegang op naam beëindigd"


def between_ended(write: Write, wall: Any, before: str, details: dict[str, Any]) -> None:
    """Every case of both was held before the wall was set."""
    for case in Case.objects.filter(person__in=(wall.one_id, wall.other_id)).order_by("pk"):
        with write_on(case, by=None, at=write.at) as there:
            _end(there)


def _end(write: Write) -> None:
    case = write.anchor
    others = behind(case.person)
    accounts = accounts_of(others)
    for row in case.person.representatives.filter(not_ended(write.on)).order_by("pk"):
        if row.user_id in accounts or any(is_called(one, row.name) for one in others):
            accounts |= {row.user_id} - {None}
            stop_speaking(write, row, write.on)
    running = CaseGrant.objects.filter(not_ended(write.on), content_object=case, user__in=accounts)
    if running.exists():
        grants.end_all(running, on=write.on)
        write.tell("grant.ended", ENDED, url=case.get_absolute_url())
