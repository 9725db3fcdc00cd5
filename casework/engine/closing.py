"""What closing and ending an anchor do to all that hangs on it, each noun by its own rule.

What is open of every noun is read in one query, and what ends is written in one statement: the cost is the same
however many nouns there are.
"""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef
from django.db.models.functions import Cast, JSONObject

from casework.engine.errors import Reason
from casework.engine.machine import Attempt, Step
from casework.engine.noun import Closing, Ending, Noun
from casework.engine.registry import hanging_on, model_of, once
from roles.fixed import Select, Slot

if TYPE_CHECKING:
    from casework.engine.writes import Write


def open_on(anchor: Any) -> dict[str, list[Any]]:
    """Per noun the rows that closing has to do with, as objects: one query, whatever their number."""
    ruled = _ruled(type(anchor))
    if not ruled:
        return {}
    (result,) = _query(type(anchor)).rows(pk=anchor.pk)
    return {
        one.name: [_made_of(model_of(one), row, anchor) for row in rows]
        for one, rows in zip(ruled, result, strict=True)
    }


def _ruled(model: type[Any]) -> list[Noun]:
    """Without those that outlive it in every state: of them nothing is read."""
    return [one for one in hanging_on(model) if one.closing is not None and one.closing.states]


@once
def _query(model: type[Any]) -> Select:
    columns = {f"of_{one.name}": _rows_of(one) for one in _ruled(model)}
    rows = model._default_manager.order_by().annotate(**columns).values_list(*columns, named=True)
    return Select(lambda pk: rows.filter(pk=pk), pk=Slot.ID)


def _rows_of(noun: Noun) -> ArraySubquery:
    """The rows of this noun in the states that its rule names, whole, as JSON."""
    model, rule = model_of(noun), noun.closing
    assert model is not None
    assert rule is not None
    rows = model._default_manager.filter(
        **{model.anchor_field: OuterRef("pk"), f"{model.state_field}__in": rule.states}
    )
    if rule.only is not None:
        rows = rows.filter(rule.only())
    shape = {one.attname: _as_text(one) for one in _fields(model, rule)}
    return ArraySubquery(rows.order_by("pk").values(json=JSONObject(**shape)))


def _fields(model: Any, rule: Closing) -> list[Any]:
    return [one for one in model._meta.concrete_fields if one.name not in rule.leave_out]


def _as_text(field: Any) -> Any:
    """A number of JSON has no cents."""
    return Cast(F(field.attname), models.TextField()) if isinstance(field, models.DecimalField) else F(field.attname)


def _made_of(model: Any, row: dict[str, Any], anchor: Any) -> Any:
    fields = {one.attname: one for one in model._meta.concrete_fields if one.attname in row}
    obj = model.from_db("default", list(fields), [field.to_python(row[name]) for name, field in fields.items()])
    obj.anchor = anchor
    return obj


def in_the_way(declared: Step, attempt: Attempt) -> list[Reason]:
    """What closing waits for, in words; nothing for another step, or for ending."""
    if declared.closes != "close":
        return []
    rows = attempt.surroundings.closing
    reasons = []
    for noun in hanging_on(type(attempt.anchor)):
        rule = noun.closing
        if rule and rule.blocks and any(row.standing in rule.blocks for row in rows[noun.name]):
            reasons.append(Reason(rule.reason, rule.where))
    return reasons


def waits_for(anchor: Any, *, but: Any) -> bool:
    """Whether something on it is open that closing waits for, besides this row."""
    rows = open_on(anchor)
    rules = [(one, one.closing) for one in hanging_on(type(anchor)) if one.closing]
    waiting = [row for one, rule in rules for row in rows.get(one.name, ()) if row.standing in rule.blocks]
    return any((type(row), row.pk) != (type(but), but.pk) for row in waiting)


def blockers(model: type[Any]) -> list[Reason]:
    """All that can stand in the way of closing, in words."""
    rules = [one.closing for one in hanging_on(model) if one.closing]
    return [Reason(rule.reason, rule.where) for rule in rules if rule.blocks]


def warnings(anchor: Any) -> list[str]:
    """What ending would bring about, told before it is done."""
    rows = open_on(anchor)
    result = [
        one.closing.warns(anchor, rows[one.name])
        for one in hanging_on(type(anchor))
        if one.closing and one.closing.warns
    ]
    return [one for one in result if one]


def carry_out(write: "Write", how: str, details: dict[str, Any]) -> None:
    """End what ends: 'close' or 'end'. All of it in one statement; then what follows from each step."""
    rows = write.around.closing
    steps, also = [], []
    for noun in hanging_on(type(write.anchor)):
        rule = noun.closing
        ends = (rule.at_end if how == "end" else rule.at_close) if rule else None
        if ends is None:
            continue
        for one in ends(write, rows[noun.name], details):
            if one.step:
                steps.append((one.rows, one.step, one.details))
            elif one.rows:
                write.keep(*one.rows)
                also.append(_columns_of(one))
    write.cascade_all(steps, also)


def _columns_of(ending: Ending) -> tuple[Any, dict[str, Any]]:
    model = type(ending.rows[0])
    for row in ending.rows:
        for name, value in ending.columns.items():
            setattr(row, name, value)
    return model._default_manager.filter(pk__in=[row.pk for row in ending.rows]), ending.columns
