"""What one act changed, kept with its event, and put back by whoever did it.

A step that says it can be undone (`undoable`) leaves in its event, which nobody can change, each row that it changed
with what its columns held before and after. Putting back is reading that, and nothing else: what is otherwise by now,
what was sent or spent, is refused with the step that puts it right instead.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.utils import timezone

from casework.engine.columns import CHANGED
from casework.engine.conditions import acts_as
from casework.engine.errors import NotNow, Reason
from casework.engine.events import Event
from casework.engine.machine import Attempt, Condition, condition, steps_of
from casework.engine.registry import noun_of, step_of, verb_of
from casework.engine.together import write_together
from casework.engine.words import day_in_words
from casework.engine.writes import Write

LONGEST: Final = dt.timedelta(days=14)  # more than any working day and the holidays around it: not looked for longer


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that an act changed: what its columns held before it, and after."""

    model: type[Any]
    pk: int
    was: dict[str, Any]
    became: dict[str, Any]

    @property
    def state_was(self) -> str:
        return str(self.was.get(getattr(self.model, "state_field", ""), ""))


def act_of(obj: Any, on: dt.date) -> Event | None:
    """The last step on this row that can be undone; None where it was too long ago, or there is none."""
    if "_act" not in obj.__dict__:
        obj.__dict__["_act"] = _last(obj) if obj.undo_has_no_end or obj.state_since >= on - LONGEST else None
    act: Event | None = obj.__dict__["_act"]
    return act


def _last(obj: Any) -> Event | None:
    verbs = [verb_of(type(obj), one.name) for one in steps_of(type(obj)) if one.undoable]
    events = apps.get_model(obj.anchor.event_model)._default_manager
    mine = {events.model.anchor_field: obj.anchor_id, "object_id": getattr(obj, "public_id", "")}
    act: Event | None = events.filter(verb__in=verbs, after=obj.standing, **mine).order_by("-pk").first()
    return act


def changed_by(act: Event | None, model: type[Any] | None = None) -> list[ChangedRow]:
    """All that this act changed, or the rows of one model."""
    rows = [_read(one) for one in (act.details.get(CHANGED, ()) if act else ())]
    return [one for one in rows if model is None or one.model is model]


def _read(kept: dict[str, Any]) -> ChangedRow:
    model = apps.get_model(kept["model"])
    fields = {one.attname: one for one in model._meta.concrete_fields}
    was, became = (
        {name: fields[name].to_python(value) for name, value in kept[when].items() if name in fields}
        for when in ("was", "became")
    )
    return ChangedRow(model, kept["pk"], was, became)


# --- whether it can be ---------------------------------------------------------------------------------------------


@condition("Dit is aan wie het deed.")
def did_it(attempt: Attempt) -> bool:
    act = act_of(attempt.obj, attempt.on)
    return act is not None and acts_as(attempt, act.by_id)


def can_be_undone(instead: Callable[[Any], str]) -> tuple[Condition, ...]:
    """It is known what it changed, it was not long ago, and nobody built on it. `instead` names, of the row, the step
    that puts it right where it can't be."""

    def not_kept(attempt: Attempt) -> str:
        return f"Dit kan niet meer ongedaan worden gemaakt. {instead(attempt.obj)}"

    def too_late(attempt: Attempt) -> str:
        return f"Ongedaan maken kon tot en met {day_in_words(_last_day(attempt))}. {instead(attempt.obj)}"

    def somebody_acted(attempt: Attempt) -> str:
        other = _acted_since(attempt)
        assert other is not None
        return f"{other.by_name} deed daarna ‘{other.label}’. {instead(attempt.obj)}"

    return (
        Condition("what_it_changed_is_kept", lambda one: bool(_kept(one)), not_kept, moot=True),
        Condition("not_too_late_to_undo", _in_time, too_late, moot=True),
        Condition("nobody_acted_since", lambda one: _acted_since(one) is None, somebody_acted),
    )


def _kept(attempt: Attempt) -> list[ChangedRow]:
    return changed_by(act_of(attempt.obj, attempt.on))


def _last_day(attempt: Attempt) -> dt.date | None:
    """The end of the next working day."""
    act = act_of(attempt.obj, attempt.on)
    if act is None or attempt.around is None:
        return None
    return attempt.around.clock.add_working_days(_day_of(act), 1)


def _day_of(act: Event) -> dt.date:
    return timezone.localtime(act.at).date()


def _in_time(attempt: Attempt) -> bool:
    last = _last_day(attempt)
    return attempt.obj.undo_has_no_end or last is None or attempt.on <= last


def _acted_since(attempt: Attempt) -> Event | None:
    """Another's step after it, on the same file."""
    act = act_of(attempt.obj, attempt.on)
    if act is None:
        return None
    if "_acted_since" not in attempt.obj.__dict__:
        since = type(act)._default_manager.filter(
            pk__gt=act.pk, by__isnull=False, **{act.anchor_field: attempt.obj.anchor_id}
        )
        others = since.exclude(by=act.by_id).order_by("pk")
        attempt.obj.__dict__["_acted_since"] = next((one for one in others if step_of(one.verb)), None)
    found: Event | None = attempt.obj.__dict__["_acted_since"]
    return found


# --- putting back --------------------------------------------------------------------------------------------------


def put_back(write: Write, obj: Any, instead: str) -> list[Any]:
    """Every row as it was before the act that this step undoes; gives those besides the anchor. Raises NotNow where one
    is otherwise by now."""
    rows, groups = [], []
    for model, kept in _by_model(changed_by(act_of(obj, write.on))):
        found = {write.anchor.pk: write.anchor} if model is type(write.anchor) else {}
        found |= {obj.pk: obj} if model is type(obj) else {}
        found |= model._default_manager.in_bulk([one.pk for one in kept if one.pk not in found])
        mine = [(found.get(one.pk), one) for one in kept]
        if any(row is None or _is_otherwise(row, one, obj) for row, one in mine):
            raise NotNow([Reason(f"Er is daarna iets aan veranderd. {instead}")])
        for row, one in mine:
            _set(row, one.was)
        others = [row for row, _ in mine if row is not write.anchor]
        groups.append((others, sorted({name for _, one in mine for name in one.was})))
        rows += [(row, one) for row, one in mine if row is not write.anchor]
    write_together(groups)
    for row, one in rows:
        _tell(write, row, one, obj)
    return [row for row, _ in rows]


def _by_model(kept: Iterable[ChangedRow]) -> list[tuple[Any, list[ChangedRow]]]:
    found: dict[type[Any], list[ChangedRow]] = {}
    for one in kept:
        found.setdefault(one.model, []).append(one)
    return list(found.items())


def _is_otherwise(row: Any, kept: ChangedRow, obj: Any) -> bool:
    """What the step that undoes it has set itself by now is left out."""
    own = {"state_since", row.state_field} if row is obj else {"state_since"}
    return any(getattr(row, name) != value for name, value in kept.became.items() if name not in own)


def _set(row: Any, was: dict[str, Any]) -> None:
    """In spite of the protected state: it returns to what a step made it once."""
    for name, value in was.items():
        if name == getattr(row, "state_field", ""):
            row.__dict__[name] = value
        else:
            setattr(row, name, value)


def _tell(write: Write, row: Any, kept: ChangedRow, obj: Any) -> None:
    """On the timeline, of what hangs on it and is in another state again."""
    before = kept.became.get(getattr(row, "state_field", ""))
    if row is obj or before is None or getattr(row, "anchor_id", None) != write.anchor.pk:
        return
    row.anchor = write.anchor
    write.remember(
        f"{noun_of(type(row)).name}.put_back",
        f"{row.titles.alone}: weer zoals daarvoor",
        text=getattr(row, "caption", ""),
        obj=row,
        before=before,
        after=row.standing,
    )
