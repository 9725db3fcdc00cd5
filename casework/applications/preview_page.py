"""The letter beside the form of a decision: asked for while one types, and by a button without script.

Nothing is decided by it. What was typed is kept, for whoever typed it alone.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from casework.applications import drafts
from casework.applications.decide_form import MOST_LINES, DecideForm
from casework.applications.models import Application
from casework.applications.to_you import put_right
from casework.engine.asking import see_other
from casework.engine.finding import refuse, sight_of, visible
from casework.engine.forms import form_for
from casework.engine.lookup import page_of_object
from casework.engine.machine import step_named

PART = "brief van een besluit"


@require_POST
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """The page again with what was typed, or for script the letter and what is said beside it. 404 for who doesn't see the
    application, 403 for who may neither prepare nor decide."""
    types = bool(getattr(request, "htmx", False))
    obj = visible(request, Application, key, part=PART, polls=types)
    if not obj.is_open:
        return (
            HttpResponse(headers={"HX-Redirect": obj.get_absolute_url()})
            if types
            else see_other(obj.get_absolute_url())
        )
    sight = sight_of(request)
    declared = step_named(Application, "decide")
    assert declared is not None
    data = request.POST if types else _asked(request.POST)
    form: Any = form_for(Application, declared)(data, obj=obj, sight=sight)
    if not (form.may_decide or form.may_prepare):
        refuse(request, obj.anchor, part=PART)
        raise PermissionDenied
    form.is_valid()
    form.kept = drafts.keep(obj, sight.user, _typed(form), at=timezone.now())
    form.only_looked = True
    page = page_of_object(sight, obj) | {"form": form, "step": declared, "possible": True}
    return render(request, "applications/_beside.html" if types else "applications/decide.html", page)


def _typed(form: DecideForm) -> dict[str, list[str]]:
    """What stands in the fields of this form, and in none else."""
    names = ("lines", *form.fields)
    sent: Any = form.data
    return {name: [one.replace("\0", "") for one in sent.getlist(name)] for name in names if name in sent}


def _asked(sent: QueryDict) -> QueryDict:
    """The form as it becomes by a button in it: one line more, one less, or words said to the reader."""
    data = sent.copy()
    many = _number(data.get("lines"))
    if "meer" in data:
        data["lines"] = str(min(many + 1, MOST_LINES))
    elif "weg" in data:
        _without(data, _number(data["weg"]), many)
    elif "u" in data:
        number, _, words = str(data["u"]).partition(":")
        name = f"motivation_{_number(number)}"
        data[name] = put_right(str(data.get(name, "")), words)
    return data


def _number(text: Any) -> int:
    text = str(text or "")
    return max(1, min(int(text), MOST_LINES)) if text.isascii() and text.isdigit() and len(text) < 3 else 1


def _without(data: QueryDict, gone: int, many: int) -> None:
    """The lines after it move up."""
    for number in range(gone, many + 1):
        following = {name: data.getlist(name) for name in data if name.endswith(f"_{number + 1}")}
        for name in [one for one in data if one.endswith(f"_{number}")]:
            del data[name]
        for name, values in following.items():
            data.setlist(f"{name.rpartition('_')[0]}_{number}", values)
    data["lines"] = str(max(1, many - 1))
