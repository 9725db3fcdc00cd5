"""What the end of a case does to notes: where it is double, its words go on in the other."""

from typing import Any

from casework.cases.models import Case
from casework.engine.undo import act_of, changed_by
from casework.engine.writes import Write
from casework.notes.models import Note


def words_copied(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """The question goes on elsewhere: there its words must be read, by whom they could be read here."""
    if case.double_of is None:
        return
    Note.objects.create(
        case=case.double_of,
        shielded=case.reporter_shielded,
        ground="De melder is afgeschermd." if case.reporter_shielded else "",
        at=write.at,
        by=write.by,
        by_name=write.by_name,
        text=f"Dezelfde vraag kwam nog eens binnen ({case.ref}, {case.received_on:%d-%m-%Y}):\n\n{case.question}",
    )


def words_taken_back(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """What putting two cases together copied doesn't stand in the other file, now that they are apart again."""
    act = act_of(case, write.on)
    for entry in changed_by(act, Case):
        other = entry.became.get("double_of_id") if entry.pk == case.pk else None
        copied = (
            Note.objects.standing().filter(case=other, at=act.at) if act is not None and other else Note.objects.none()
        )
        copied.filter(text__contains=f"({case.ref}, ").update(
            struck_at=write.at,
            struck_by_name=write.by_name,
            struck_why="Het samenvoegen is ongedaan gemaakt.",
            settled_at=write.at,
        )
