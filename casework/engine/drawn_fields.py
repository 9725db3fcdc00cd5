"""An empty field looks the same for everybody: it is drawn once per process, and what that gave is used again.

A page on which one writes at once has some twenty fields that nobody typed in yet; drawing these by templates took more
than all the rest of it. What somebody typed, and what is wrong with it, is drawn anew each time and never kept.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.safestring import SafeString

from casework.engine.needed import is_needed_now, when_needed

MOST: Final = 1000  # looks kept: then it begins anew

_drawn: dict[tuple[Any, ...], SafeString] = {}


def drawn(field: forms.BoundField, way: str, draw: Callable[[], SafeString]) -> SafeString:
    """What `draw` makes of this field; `way` tells apart what is drawn of it: the field, or its widget alone."""
    look = _look(field)
    if look is None:
        return draw()
    key = (way, *look)
    found = _drawn.get(key)
    if found is None:
        if len(_drawn) >= MOST:
            _drawn.clear()
        found = _drawn[key] = draw()
    return found


def _look(field: forms.BoundField) -> tuple[Any, ...] | None:
    """All that the drawing follows from; None where it is of one person or one moment, and isn't kept."""
    form, inner, widget = field.form, field.field, field.field.widget
    if form.is_bound or getattr(inner, "theirs", None) or isinstance(widget, forms.MultiWidget):
        return None
    value = field.value()
    choices = getattr(widget, "choices", None)
    if not _says_nothing(value, chosen=choices is not None) or isinstance(choices, ModelChoiceIterator):
        return None
    rest = repr({name: one for name, one in vars(widget).items() if name not in ("choices", "_choices")})
    if " at 0x" in rest:  # something of this very widget
        return None
    return (
        type(form),
        type(widget),
        field.html_name,
        field.auto_id,
        str(field.label),
        str(field.help_text),
        inner.required,
        inner.disabled,
        form.use_required_attribute,
        getattr(form, "few_required", False),
        when_needed(inner),
        is_needed_now(field),
        str(value),
        rest,
        None if choices is None else repr(list(choices)),
    )


def _says_nothing(value: Any, *, chosen: bool) -> bool:
    """Nothing is filled in, or what the form itself begins with: a choice, a tick, today."""
    return value in (None, "", [], ()) or chosen or type(value) in (bool, dt.date)
