"""'Een collega was u voor', and the same form twice, for the forms of beheer: the prints and tokens of the product's own.

A form carries a print of each value it was opened with. What a colleague changed since stands beside the field, and
nothing is saved before whoever sends it has seen that.
"""

import uuid
from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.http import QueryDict

from casework.engine.changing import in_words, print_of, read_prints
from casework.engine.finding import token_of
from roles.models import User
from roles.sent_forms import counts, first_of

OPENED: Final = "opened"
CHANGED: Final = "Een collega heeft dit net gewijzigd. Er is nog niets bewaard. Klopt het zo? Verstuur het dan opnieuw."
ABSENCES: Final = (
    "Een collega heeft de afwezigheden net gewijzigd. Er is nog niets bewaard. Er staat nu: {}."
    " Klopt wat u invulde? Verstuur het dan opnieuw."
)


def opened_with(form: Any) -> str:
    """The hidden field of a form; what was sent comes back as it was, unless somebody has just been shown the rest."""
    sent = str(form.data.get(OPENED, "")) if form.is_bound and not form.changed_meanwhile else ""
    return sent or " ".join(f"{name}:{mark}" for name, mark in prints(form).items())


def prints(form: Any) -> dict[str, str]:
    return {name: print_of(form, name, _stands(form, name)) for name in form.fields if name in form.initial}


def _stands(form: Any, name: str) -> Any:
    """What the database says, as `form` found it under the lock."""
    return form.initial[name]


def refuse_overwriting(form: Any) -> None:
    """Adds an error at each field that a colleague changed since this form was opened, with what they made of it."""
    if not form.is_bound or form.instance.pk is None or OPENED not in form.data:
        return
    stands = prints(form)
    opened = stands | read_prints(str(form.data[OPENED]), stands)
    theirs = [name for name in stands if opened[name] != stands[name]]
    if not theirs:
        return
    form.changed_meanwhile = True
    form.add_error(None, CHANGED)
    data: QueryDict = form.data.copy()
    for name in theirs:
        field, value = form.fields[name], _stands(form, name)
        words = in_words(field, _chosen(field, value))
        mine = name in form.cleaned_data and print_of(form, name, form.cleaned_data[name]) != opened[name]
        if mine:
            form.add_error(name, f"Uw collega vulde hier in: ‘{words}’. Uw eigen woorden staan er nog.")
            continue
        form.add_error(name, f"Uw collega wijzigde dit in: ‘{words}’. Dat staat er nu.")
        _put(data, form.add_prefix(name), field, value)
    form.data = data


def _chosen(field: Any, value: Any) -> Any:
    """What a choice is called, from the key that is stored."""
    if isinstance(field, forms.ModelChoiceField) and not isinstance(field, forms.ModelMultipleChoiceField):
        rows: Any = field.queryset
        return rows.filter(pk=value).first() if value is not None else None
    return value


def _put(data: QueryDict, name: str, field: forms.Field, value: Any) -> None:
    """As a browser would send it."""
    data.pop(name, None)
    prepared = field.prepare_value(value)
    if isinstance(prepared, list):
        data.setlist(name, [str(one) for one in prepared])
    elif value not in (None, False, ""):
        data[name] = str(prepared)


def print_of_rows(rows: Iterable[Any]) -> str:
    """Of what hangs on what is edited: who adds, changes or takes away one of them changes this."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, repr(sorted(tuple(row) for row in rows))))


# --- the same form twice ----------------------------------------------------------------------------------------


def sent_before(request: Any) -> str:
    """Where the same form led the first time; empty where this is the first."""
    user: User = request.user
    return first_of(user, token_of(request))


def remember(request: Any, url: str) -> None:
    """This form had its effect. Raises IntegrityError where the same came at the same moment."""
    counts(request.user, token_of(request), url[:300])
