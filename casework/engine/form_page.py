"""Pages with one form: looked up, filled in, written by one operation, and on to where it shows.

A room lists its pages with `form_page`; what they have in common stands here.
"""

import uuid
from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from casework.engine.asking import ask, see_other
from casework.engine.errors import NotNow, Reason
from casework.engine.finding import refuse, sight_of, visible
from casework.engine.forms import StepForm
from casework.engine.in_place import and_back, asked_in_place, back_to
from casework.engine.lookup import page_of_object
from casework.engine.machine import Machine
from roles.actions import Action
from roles.policy import Sight, may

# a place below the anchor ('plan/'; '' is the anchor itself), an address ('/'), or what follows from object and visitor
Place = str | Callable[[Any, Sight], str]
Find = Callable[..., Any]  # request, part, and what the address names → what the page is about; or it refuses

ON_FILE: Final = "engine/form.html"  # writing on the file: under its reference
OF_OBJECT: Final = "engine/new.html"  # making or changing an object: under what it is called
writing = require_http_methods(["GET", "HEAD", "POST"])


class Elsewhere(Exception):
    """This page is not for now: there, instead. Raised by a look-up."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(url)


def form_page(
    find: Find,
    form: type[StepForm],
    write: Callable[..., Any],
    *,
    part: str,
    heading: str | Callable[[Any], str],
    submit: str,
    done: str,
    to: Place | None = "",
    back: Place | None = None,
    edits: bool = False,
    template: str = ON_FILE,
    shows: Callable[[Any], dict[str, Any]] | None = None,
    seen_as: str = "",
    here: str = "",
    **words: Any,
) -> Callable[..., HttpResponse]:
    """The page. `write(obj, by=, token=, **details)` is the operation, `done` what is said then.

    `part` is how the look and a refusal are logged. It leads `to` a place, or where that is None to what was made;
    'Terug' leads `back`, by default there too. `edits` and `seen_as`: see `ask`. `shows` and `words` are for the
    template. `here` is the template of the form alone, for a `Make` that opens on its anchor's page: from there it leads
    back to it.
    """

    @writing
    def view(request: HttpRequest, **address: Any) -> HttpResponse:
        sight = sight_of(request)
        try:
            obj = find(request, part=part, **address)
        except Elsewhere as instead:
            return see_other(instead.url)

        def make(details: dict[str, Any], token: uuid.UUID | None = None) -> Any:
            return _written(write, obj, by=sight, token=token, **details)

        def act(details: dict[str, Any], token: uuid.UUID | None) -> str:
            made = make(details, token)
            where = str(made.get_absolute_url()) if to is None else _address(to, obj, sight)
            return back_to(request, sight, obj) or where

        page = _about(obj, sight) | {
            "heading": heading(obj) if callable(heading) else heading,
            "submit": submit,
            "back": _address(back if back is not None else to or "", obj, sight),
        }
        more = words | (shows(obj) if shows else {})
        shown = template
        if here and asked_in_place(request):
            shown, page["action"] = here, and_back(request)
        how: dict[str, Any] = {"said": done, "part": part, "template": shown, "edits": edits}
        return ask(request, form, obj, act, seen_as=seen_as, make=make, **how, **page, **more)

    return view


def _about(obj: Any, sight: Sight) -> dict[str, Any]:
    about = page_of_object(sight, obj) if isinstance(obj, Machine) else {}
    about["of"] = about.pop("obj", None)  # the state it is in is no matter of this form
    return about


def _written(write: Callable[..., Any], obj: Any, **details: Any) -> Any:
    """What came of it. What the model itself refuses is told as any other refusal."""
    try:
        return write(obj, **details)
    except ValidationError as error:
        raise NotNow([Reason(words) for words in error.messages]) from error


def _address(place: Place, obj: Any, sight: Sight) -> str:
    if callable(place):
        return place(obj, sight)
    return place if place.startswith("/") else f"{obj.anchor.get_absolute_url()}{place}"


def of(model: type[Any], action: Action) -> Find:
    """The look-up of an object on which somebody does this: 404 for who doesn't see it, 403 for who may not."""

    def find(request: HttpRequest, key: str, part: str) -> Any:
        obj = visible(request, model, key, part=part)
        if not may(sight_of(request), action, obj):
            refuse(request, obj.anchor, part=part)
            raise PermissionDenied
        return obj

    return find


def draft_page(
    model: type[Any],
    form: type[StepForm],
    write: Callable[..., Any],
    *,
    action: Action,
    draft: str,
    part: str,
    heading: str,
    template: str = OF_OBJECT,
    seen_as: str = "",
) -> Callable[..., HttpResponse]:
    """Changing what is still a draft; anything later is told where it stands."""
    found = of(model, action)

    def find(request: HttpRequest, key: str, part: str) -> Any:
        obj = found(request, key=key, part=part)
        if request.method != "POST" and obj.standing != draft:
            messages.warning(request, "Dit is geen concept meer. U kunt het niet meer wijzigen.")
            raise Elsewhere(obj.get_absolute_url())
        return obj

    return form_page(
        find,
        form,
        write,
        part=part,
        heading=heading,
        submit="Bewaar",
        done="De wijziging is bewaard.",
        to=_own_page,
        edits=True,
        template=template,
        seen_as=seen_as,
    )


def _own_page(obj: Any, sight: Sight) -> str:
    return str(obj.get_absolute_url())
