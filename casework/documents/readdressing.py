"""Letters that didn't go out yet, when what somebody is called, where they live or who speaks for them is put right.

In the case where that is done they are made again with it. In other cases of this person a worker does it, each under the
lock of its own; where that doesn't happen, a letter of before is refused at sending (`addressed_as_it_is_now`).
"""

from typing import Any, Final

from casework.cases.models import Case
from casework.documents.asking import ask, can_be_written_to
from casework.documents.conditions import still_addressed
from casework.documents.content import addressee, readdressed
from casework.documents.kinds import kind_of, letters
from casework.documents.models import Document
from casework.documents.states import TO_COME, DocumentState
from casework.engine.outbox import wake
from casework.engine.writes import Write, write_on

READDRESS: Final = "workers.tasks.readdress"  # with the key of the person


def _to_come() -> Any:
    return Document.objects.filter(state__in=TO_COME, kind__in=letters(), copy_of=None)


def addressed_anew(write: Write, case: Case) -> None:
    """What is addressed otherwise than it would be now is made again, for whom it is now."""
    if not can_be_written_to(case):
        return
    for one in _to_come().filter(case=case).order_by("pk"):
        one.case = case
        if still_addressed(one, case, write.on):
            continue
        write.reroute = True
        if one.state == DocumentState.GEVRAAGD:
            made_again(write, one, "", {})
        else:
            write.cascade([one], "remake")


def tell_other_cases(case: Case) -> None:
    if case.person_id is not None and to_come_for(case.person_id).exclude(case=case.pk).exists():
        wake(READDRESS, case.person_id)


def to_come_for(person: int) -> Any:
    """The letters that didn't go out yet in all cases of this person, by its key."""
    return _to_come().filter(case__person=person)


def readdress(person: int) -> None:
    """In every case of this person. Safe to run twice: what is addressed right stays."""
    for pk in to_come_for(person).order_by("case_id").values_list("case_id", flat=True).distinct():
        with write_on(Case(pk=pk), by=None) as write:
            write.reroute = False
            addressed_anew(write, write.anchor)


def made_again(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    """The same letter, addressed anew. What was decided, by whom and under which mandate, stays as it was told; a copy
    stays what it is a copy of. Where nobody asks for it now, it stays with whoever asked for it before."""
    case, before_it = write.anchor, document.snapshot
    if document.is_copy:
        snapshot = before_it | {"to": addressee(case, write.on)}
    else:
        snapshot = readdressed(before_it, kind_of(document.kind), case, on=write.on)
    ask(
        document.kind,
        case=case,
        snapshot=snapshot,
        by=write.by or document.asked_by,
        at=write.at,
        about=document.about,
        copy_of=document.copy_of,
    )
