"""Changing what stands there already, when a colleague may be doing the same.

An edit form carries a print of each value it was opened with. Whoever sends it writes only what they changed
themselves, and never over what somebody else changed meanwhile: that comes back beside the field.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.db import transaction
from django.utils.crypto import salted_hmac

from casework.engine.anchor import Anchor
from casework.engine.forms import StepForm
from casework.engine.holding import locked, locked_on
from casework.engine.words import euros
from casework.engine.writes import refuse_repeated

EMPTY: Final = "leeg"
UNSHOWN: Final = "een ander nummer"


class Changed(Exception):
    """A colleague wrote first. `form` holds what was typed, and beside each field they changed what they made of it."""

    def __init__(self, form: StepForm) -> None:
        self.form = form
        super().__init__("Een collega heeft dit net gewijzigd.")


def opened_with(form: StepForm) -> str:
    """The hidden field of an edit form. One that was sent keeps what it was opened with, however often it comes back."""
    sent = str(form.data.get("opened", "")) if form.is_bound else ""
    return sent or " ".join(f"{name}:{mark}" for name, mark in _prints(form).items())


def write_changes(
    form: StepForm, act: Callable[[dict[str, Any], uuid.UUID | None], str], token: uuid.UUID | None
) -> str | None:
    """Only what this person changed, judged under the lock; the address to go to, or None where nothing changed.

    Raises Changed, Repeated, and whatever `act` raises.
    """
    with transaction.atomic():
        form.hold_first()
        now = type(form)(form.data, obj=_locked(form.obj), sight=form.sight)
        refuse_repeated(form.sight.user, token, now.anchor)  # what the first click changed was changed by no colleague
        stands = _prints(now)
        opened = stands | read_prints(str(form.data.get("opened", "")), stands)
        typed = {name: print_of(form, name, _typed(form, name)) for name in stands}
        mine = {name for name in stands if typed[name] != opened[name] and not _left_alone(form, name)}
        theirs = [name for name in stands if opened[name] != stands[name]]
        if theirs:
            raise Changed(_beside_each_other(now, theirs, mine))
        if not mine:
            return None
        details = form.given()
        return act({key: details[key] for key in details if _is_written(form, key, mine, stands)}, token)


def _locked(obj: Any) -> Any:
    """The anchor first, as the door does; then what is edited, as it stands in the database now."""
    _, anchor = locked(type(obj.anchor), obj.anchor.pk)
    if isinstance(obj, Anchor):
        anchor.lock_with_it()
        return anchor
    return locked_on(anchor, type(obj), obj.pk)


def _is_written(form: StepForm, key: str, mine: set[str], stands: Iterable[str]) -> bool:
    field = form.field_of(key)
    return field in mine or field not in stands


def _stands(form: StepForm) -> dict[str, Any]:
    """What the object says, per field that changes it; what a form never shows (a number of a person) too."""
    return {name: value for name, value in {**form.initial, **form.unshown}.items() if name in form.fields}


def _prints(form: StepForm) -> dict[str, str]:
    return {name: print_of(form, name, value) for name, value in _stands(form).items()}


def print_of(form: forms.BaseForm, name: str, value: Any) -> str:
    """Tells whether two values are the same, and nothing of what they are."""
    prepared = form.fields[name].prepare_value(value)
    if isinstance(prepared, list):  # several are chosen, in no order
        prepared = sorted(map(str, prepared))
    plain = "" if value is None else str(prepared).replace("\r\n", "\n").strip()
    return salted_hmac("casework.engine.changing", f"{name}={plain}").hexdigest()[:16]


def read_prints(opened: str, known: Iterable[str]) -> dict[str, str]:
    pairs = (pair.partition(":") for pair in opened.split())
    return {name: mark for name, _, mark in pairs if name in known}


def _typed(form: StepForm, name: str) -> Any:
    return form.cleaned_data.get(name)


def _left_alone(form: StepForm, name: str) -> bool:
    """What isn't shown stays as it is where nothing was typed, unless it is taken away."""
    return name in form.unshown and name not in form.emptied and not _typed(form, name)


def _beside_each_other(form: StepForm, theirs: list[str], mine: set[str]) -> StepForm:
    """What this person typed, what the colleague made of the rest, and at each changed field the colleague's words.

    From here the form counts as opened now: whoever sends it again has seen what was changed.
    """
    sent: Any = form.data
    stands, data = _stands(form), sent.copy()
    for name in theirs:
        field, value = form.fields[name], stands[name]
        field.theirs = UNSHOWN if name in form.unshown else in_words(field, value)  # type: ignore[attr-defined]
        field.both = name in mine  # type: ignore[attr-defined]
        if name in mine or name in form.unshown:
            continue
        data.pop(name, None)
        # said under its own name it holds, whatever stands in the boxes a field may have beside it
        if isinstance(value, list):
            data.setlist(name, map(str, value))
        else:
            data[name] = "" if value in (None, False) else str(field.prepare_value(value))
    data.pop("opened", None)
    form.data = data
    return form


def in_words(field: forms.Field, value: Any) -> str:
    """A value as one reads it on the page."""
    match value:
        case None | "":
            return EMPTY
        case bool():
            return "aangevinkt" if value else "niet aangevinkt"
        case dt.date():
            return f"{value:%d-%m-%Y}"
        case Decimal():
            return euros(value)
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(field.label_from_instance(one) for one in value)) or EMPTY
    if isinstance(field, forms.ModelChoiceField):
        return str(field.label_from_instance(value))
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(dict(_flat(field.choices)).get(str(one), str(one)) for one in value) or EMPTY
    if isinstance(field, forms.ChoiceField):
        return dict(_flat(field.choices)).get(str(value), str(value))
    return str(value)


def _flat(choices: Any) -> Iterable[tuple[str, str]]:
    """Choices without their groups."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(key), str(label)
