"""Writing in a research: what is needed, the words of each part, and what was asked. Raises NotAllowed, NotNow, Repeated.

Who saves words while they are typed, or files a sentence of a conversation, holds the case (`write_on`) and calls
`write_part`; everything else here is a form of its own.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import salted_hmac

from casework.cases.conditions import case_is_open
from casework.cases.events import CaseEvent
from casework.engine.errors import NotNow, Reason
from casework.engine.holding import locked_on
from casework.engine.machine import unmet
from casework.engine.writes import Write, write_on
from casework.network.models import Contact
from casework.research.basis import put_basis
from casework.research.held import let_write
from casework.research.models import Asked, EarlierText, Need, Option, Research
from casework.research.parts import Part
from casework.research.questions import Question
from casework.research.states import Mark, ResearchKind, ResearchState
from roles.actions import Action
from roles.models import User
from roles.policy import Sight

ONE_SITTING: Final = dt.timedelta(minutes=10)  # what one replaces of oneself within it is no earlier text
MOST_NEEDS: Final = 30
MOST_OPTIONS: Final = 6
SETTLED: Final = "Het verslag staat al vast. Kies ‘Pas aan na reactie’ om het te wijzigen."


class Meanwhile(NotNow):
    """Somebody wrote in this part since it was opened. `theirs` is what stands there now, by `who`; nothing was written."""

    def __init__(self, theirs: str, who: str) -> None:
        self.theirs, self.who = theirs, who
        super().__init__(
            [Reason(f"{who} schreef hier intussen ook. Beide teksten staan hieronder: kies wat er moet staan.")]
        )


def version_of(row: Research | Need, part: Part) -> str:
    """Which words stand in a part now: another once they change. It is given back as `seen` by whoever writes there."""
    plain = f"{part.text_of(row)}\0{part.mark_of(row)}"
    return salted_hmac("casework.research.version", plain).hexdigest()[:16]


def write_part(
    write: Write,
    research: Research,
    part: Part,
    need: Need | None = None,
    *,
    text: str,
    mark: Mark = Mark.GEEN,
    seen: str | None = None,
) -> Research | Need:
    """Put words in a part, under the lock of `write`; gives the row in which they stand.

    `part` of `Part.OF_A_NEED` needs its `need` (its a is the limitation and extent; without a need it makes one);
    those of `Part.OF_THE_WHOLE` stand on the research. Words take the place of a mark, and a mark that of words; empty
    text without a mark empties the part. `seen`: what `version_of` said when it was opened; None writes regardless,
    for words added to what stands there now under the same lock (a sentence that is filed). What is replaced of somebody
    else is kept (`EarlierText`). Raises NotNow where the report was settled; Meanwhile, with what a colleague wrote.
    """
    research = _locked(write, research)
    if part is Part.A and need is None:
        return _new_need(write, research, what=_first_words(text), extent=text)
    row: Research | Need = _row(research, part, need)
    if seen is not None and seen != version_of(row, part) and part.text_of(row).strip() != text.strip():
        raise Meanwhile(part.text_of(row) or part.mark_of(row).label, _last_writer(research, row, part))
    _keep(write, research, row, part, text)
    setattr(row, part.column, text)
    changed = [part.column]
    if part.marks:
        setattr(row, f"{part.column}_mark", Mark.GEEN if text.strip() else mark)
        changed.append(f"{part.column}_mark")
    row.save(update_fields=changed)
    _tell(write, research)
    return row


def add_words(write: Write, research: Research, part: Part, need: Need | None = None, *, text: str) -> Research | Need:
    """Words after what stands in a part already, whoever wrote that: a sentence that is filed, something taken over.
    Otherwise as `write_part`."""
    if part is Part.A and need is None:
        return write_part(write, research, part, text=text)
    row = _row(_locked(write, research), part, need)
    stands = part.text_of(row).strip()
    return write_part(write, research, part, need, text=f"{stands}\n{text}" if stands else text)


def save_part(
    research: Research,
    *,
    by: User | Sight,
    part: Part,
    need: Need | None = None,
    text: str = "",
    mark: Mark = Mark.GEEN,
    seen: str | None = None,
    basis: tuple[str, str] | None = None,
    over: int | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Research | Need:
    """The same as a form of its own; with what it rests on: a source, and its words. Where a colleague writes there
    (`held`), only taken `over` from them. Raises HeldByOther."""
    with _writing(research, by=by, token=token, at=at) as write:
        let_write(write, research, part, need, over=over)
        row = write_part(write, research, part, need, text=text, mark=mark, seen=seen)
        if basis is not None:
            put_basis(research, need, part, basis)
        return row


def save_need(
    need: Need,
    *,
    by: User | Sight,
    what: str,
    extent: str,
    seen: str | None = None,
    over: int | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Need:
    """What is needed under another name, and its extent. Raises HeldByOther, as `save_part`."""
    with _writing(need.research, by=by, token=token, at=at) as write:
        let_write(write, need.research, Part.A, need, over=over)
        row = write_part(write, need.research, Part.A, need, text=extent, seen=seen)
        assert isinstance(row, Need)
        row.what = what
        row.save(update_fields=["what"])
    return row


def add_need(
    research: Research,
    *,
    by: User | Sight,
    what: str,
    extent: str = "",
    carer: Contact | None = None,
    carer_name: str = "",
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Need:
    """One more thing that is needed, as the last row; of who gives care, where those are named."""
    with _writing(research, by=by, token=token, at=at) as write:
        if carer is not None and carer.case_id != write.anchor.pk:
            raise NotNow([Reason("Deze persoon hoort niet bij het netwerk van deze zaak.", "wijkweb")])
        whose = {"carer": carer, "carer_name": carer_name or (carer.name if carer else "")}
        return _new_need(write, _locked(write, research), what=what, extent=extent, **whose)


def remove_need(need: Need, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None) -> None:
    """The row goes; what stood in it is kept among the earlier texts."""
    with _writing(need.research, by=by, token=token, at=at) as write:
        research = _locked(write, need.research)
        row = _need(research, need)
        for part in map(Part, Part.OF_A_NEED):
            _keep(write, research, row, part, "", always=True)
        row.delete()
        write.remember(
            "research.need_removed", "Niet meer nodig", text=need.what, obj=research, action=Action.EDIT_FILE
        )


def move_need(
    need: Need, *, by: User | Sight, up: bool, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> None:
    """One place up or down; at the end it stays where it is."""
    with _writing(need.research, by=by, token=token, at=at) as write:
        research = _locked(write, need.research)
        rows = [one for one in research.needs.all() if bool(one.carer_name) is bool(need.carer_name)]
        here = next((place for place, one in enumerate(rows) if one.pk == need.pk), None)
        there = None if here is None else here - 1 if up else here + 1
        if here is None or there is None or not 0 <= there < len(rows):
            return
        rows[here], rows[there] = rows[there], rows[here]
        for place, one in enumerate(rows):
            one.order = place
        Need.objects.bulk_update(rows, ["order"])
        _tell(write, research)


def add_option(
    need: Need, *, by: User | Sight, what: str, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> Option:
    """One more way in which it can be met."""
    with _writing(need.research, by=by, token=token, at=at) as write:
        research = _locked(write, need.research)
        row = _need(research, need)
        if row.options.count() >= MOST_OPTIONS:
            raise NotNow([Reason(f"Er staan al {MOST_OPTIONS} manieren.")])
        option: Option = Option.objects.create(need=row, what=what)
        write.remember("research.option_added", "Een andere manier", text=what, obj=research, action=Action.EDIT_FILE)
        return option


def choose_option(
    need: Need,
    *,
    by: User | Sight,
    option: str,
    how: str,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> None:
    """`how`: 'kies' is the citizen's choice, 'laat' takes it back, 'weg' takes the way off. Another choice replaces it."""
    with _writing(need.research, by=by, token=token, at=at) as write:
        research = _locked(write, need.research)
        row = _need(research, need).options.filter(public_id=option).first()
        if row is None:
            raise NotNow([Reason("Deze manier staat er niet meer.")])
        if how == "weg":
            row.delete()
            return
        need.options.update(chosen_on=None)
        if how == "kies":
            need.options.filter(pk=row.pk).update(chosen_on=write.on)
            write.remember(
                "research.chosen",
                "De inwoner koos",
                text=row.what,
                obj=research,
                action=Action.EDIT_FILE,
                citizen="Uw keuze staat in het onderzoek.",
            )


def put_question(
    research: Research,
    *,
    by: User | Sight,
    question: Question,
    asked: bool = True,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> None:
    """That it was asked or told, today; or, pressed by mistake, that it wasn't."""
    with _writing(research, by=by, token=token, at=at) as write:
        research = _locked(write, research)
        if asked:
            Asked.objects.get_or_create(
                research=research, question=question, defaults={"on": write.on, "by_name": write.by_name}
            )
        else:
            Asked.objects.filter(research=research, question=question).delete()
        _tell(write, research)


def save_free(
    research: Research,
    *,
    by: User | Sight,
    free: str,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> None:
    """What was found and stands in no part."""
    with _writing(research, by=by, token=token, at=at) as write:
        research = _locked(write, research)
        research.free = free
        research.save(update_fields=["free"])
        _tell(write, research)


# --- under the lock --------------------------------------------------------------------------------------------


@contextmanager
def _writing(
    research: Research, *, by: User | Sight, token: uuid.UUID | None, at: dt.datetime | None
) -> Iterator[Write]:
    """Whose turn it is doesn't follow from the words."""
    with write_on(research.case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        write.reroute = False
        yield write


def _locked(write: Write, research: Research) -> Research:
    """Only the words of a report that isn't settled can be changed."""
    row: Research = locked_on(write.anchor, Research, research.pk)
    reasons = [] if row.kind == ResearchKind.HERONDERZOEK else unmet((case_is_open,), write.attempt())
    if row.state != ResearchState.LOOPT:
        reasons.append(Reason(SETTLED))
    if reasons:
        raise NotNow(reasons)
    return row


def _need(research: Research, need: Need) -> Need:
    row = research.needs.filter(pk=need.pk).first()
    if row is None:
        raise NotNow([Reason("Een collega haalde deze regel net weg. Wat er stond, staat bij ‘Eerdere teksten’.")])
    return row


def _row(research: Research, part: Part, need: Need | None) -> Any:
    if part.value in Part.OF_THE_WHOLE:
        return research
    if need is None:
        raise NotNow([Reason("Kies bij wat nodig is dit hoort.")])
    return _need(research, need)


def _new_need(write: Write, research: Research, *, what: str, extent: str, **whose: Any) -> Need:
    if research.needs.count() >= MOST_NEEDS:
        raise NotNow([Reason(f"Er staan al {MOST_NEEDS} dingen die nodig zijn. Voeg er samen wat bij elkaar hoort.")])
    last = research.needs.aggregate(last=Max("order"))["last"]
    order = 0 if last is None else last + 1
    need = Need.objects.create(research=research, order=order, what=what[:160], extent=extent, **whose)
    write.remember("research.need_added", "Wat nodig is", text=need.named, obj=research, action=Action.EDIT_FILE)
    return need


def _first_words(text: str) -> str:
    first = text.strip().split("\n")[0].split(". ")[0]
    return first if len(first) <= 60 else f"{first[:59]}…"


def _keep(write: Write, research: Research, row: Any, part: Part, text: str, *, always: bool = False) -> None:
    """What is replaced, unless this person replaced it there a moment ago: then that stands already."""
    was = part.text_of(row)
    if not was.strip() or was == text:
        return
    need = row if isinstance(row, Need) else None
    last = EarlierText.objects.filter(research=research, need=need, part=part).first()
    if (
        not always
        and last
        and last.replaced_by_id == getattr(write.by, "pk", None)
        and last.at > write.at - ONE_SITTING
    ):
        return
    EarlierText.objects.create(
        research=research,
        need=need,
        about=need.what if need else "",
        part=part,
        text=was,
        replaced_by=write.by,
        replaced_by_name=write.by_name,
        at=write.at,
    )


def _last_writer(research: Research, row: Any, part: Part) -> str:
    """Who wrote last in this part, as far as that is known."""
    need = row if isinstance(row, Need) else None
    last = EarlierText.objects.filter(research=research, need=need, part=part).first()
    return last.replaced_by_name if last else "Een collega"


def _tell(write: Write, research: Research) -> None:
    """Once a day for each who writes: the timeline tells that somebody worked on it, not each word."""
    if any(one.verb == "research.written" for one in write.events):
        return
    told = CaseEvent.objects.filter(
        case=write.anchor,
        by=write.by,
        verb="research.written",
        object_id=research.public_id,
        at__gte=timezone.make_aware(dt.datetime.combine(write.on, dt.time.min)),
    )
    if not told.exists():
        write.remember("research.written", "Aan het onderzoek geschreven", obj=research, action=Action.EDIT_FILE)
