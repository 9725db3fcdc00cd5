"""Sentences of a visit that are put where they belong in the research, and marked in what was said."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

from casework.engine.errors import NotNow, Reason
from casework.engine.telling import Reader
from casework.engine.writes import Write, write_on
from casework.research.basis import CONVERSATION, put_basis
from casework.research.models import Basis, Need, Research
from casework.research.operations import add_words, write_part
from casework.research.parts import Part
from casework.visits.models import Visit
from casework.visits.sentences import Sentence, sentences
from casework.visits.states import VisitState
from roles.actions import Action
from roles.models import User
from roles.policy import Sight

GONE: Final = "Dit bezoek is net veranderd. Kijk wat er nu staat, en kies opnieuw."
ALREADY: Final = "Dit staat daar al."


def file_sentences(
    visit: Visit,
    research: Research,
    *,
    by: User | Sight,
    starts: Sequence[int],
    part: Part,
    need: Need | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Research | Need:
    """Those that begin at these characters, after what stands in that part. Without a `need`, a makes a new row.

    Raises NotAllowed, NotNow, Repeated.
    """
    with write_on(visit.case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        write.reroute = False
        row = _locked(write, visit)
        chosen = _chosen(row, starts)
        key = need.public_id if need is not None and part.value in Part.OF_A_NEED else None
        fresh = [one for one in chosen if _mark(one, part, key) not in row.filed]
        if not fresh:
            raise NotNow([Reason(ALREADY)])
        words = " ".join(one.text for one in fresh)
        _refuse_what_is_not_theirs_to_read(write, words)
        stands = add_words(write, research, part, need, text=words)
        _rests_on_it(research, part, need)
        key = stands.public_id if isinstance(stands, Need) else None
        row.filed = sorted([*row.filed, *(_mark(one, part, key) for one in fresh)], key=lambda one: one["from"])
        row.save(update_fields=["filed"])
    return stands


def unfile(
    visit: Visit, research: Research, *, by: User | Sight, mark: dict[str, Any], token: uuid.UUID | None = None
) -> bool:
    """The mark goes, and the words where they still stand as they were put. Whether they did.

    Raises NotAllowed, NotNow, Repeated.
    """
    with write_on(visit.case, by=by, action=Action.EDIT_FILE, token=token) as write:
        write.reroute = False
        row = _locked(write, visit)
        if mark not in row.filed:
            raise NotNow([Reason(GONE)])
        found = _taken_out(write, research, mark, row.text[mark["from"] : mark["to"]])
        row.filed = [one for one in row.filed if one != mark]
        row.save(update_fields=["filed"])
    return found


def _rests_on_it(research: Research, part: Part, need: Need | None) -> None:
    """On the conversation, unless somebody said already on what those words rest."""
    if part is not Part.A and not Basis.objects.filter(research=research, need=need, part=part).exists():
        put_basis(research, need, part, (CONVERSATION, "Het gesprek"))


def _taken_out(write: Write, research: Research, mark: dict[str, Any], words: str) -> bool:
    """False where somebody made other words of it, or took its row away: what they wrote stays."""
    part = Part(mark["part"])
    need = research.needs.filter(public_id=mark["need"]).first() if mark["need"] else None
    stands = part.text_of(need or Research.objects.get(pk=research.pk)) if bool(need) == bool(mark["need"]) else ""
    if words not in stands:
        return False
    lines = (" ".join(line.split()) for line in stands.replace(words, "", 1).split("\n"))
    write_part(write, research, part, need, text="\n".join(filter(None, lines)))
    return True


def _locked(write: Write, visit: Visit) -> Visit:
    row = Visit.objects.standing().select_for_update(no_key=True).filter(pk=visit.pk, case=write.anchor).first()
    if row is None or row.state != VisitState.KLAAR:
        raise NotNow([Reason(GONE)])
    return row  # type: ignore[no-any-return]


def _chosen(row: Visit, starts: Sequence[int]) -> list[Sentence]:
    found = [one for one in sentences(row.text) if one.start in set(starts)]
    if not found or len(found) != len(set(starts)):
        raise NotNow([Reason(GONE)])
    return found


def _mark(one: Sentence, part: Part, need: str | None) -> dict[str, Any]:
    return {"from": one.start, "to": one.end, "part": part.value, "need": need}


def _refuse_what_is_not_theirs_to_read(write: Write, words: str) -> None:
    """The report is of these words, and the citizen reads it."""
    assert write.sight is not None
    told = write.anchor.told_by(words, Reader.CITIZEN, write.sight)
    if told:
        raise NotNow([Reason(one.sentence) for one in told])
