"""The pages that show objects: one with its steps, and one's own list of them."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.engine.door import available
from casework.engine.finding import is_over, sight_of, visible
from casework.engine.lookup import is_own, page_of_object
from casework.engine.next_here import TurnsOf, next_here
from casework.engine.paging import page_of
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight, may

PER_PAGE: Final = 25


def object_page(
    model: type[Any],
    template: str,
    *,
    part: str,
    content: Callable[[Any, Sight], dict[str, Any]] | None = None,
    polled: str = "",
    elsewhere: tuple[str, ...] = (),
) -> Callable[[HttpRequest, str], HttpResponse]:
    """The page of one object: its template gets the object, its steps, and what `content` gives of it and the visitor.

    What was asked of the visitor's organisation, and is over, is told so. `polled`: the template of the part that asks
    for itself again. `elsewhere`: steps that the template offers itself, while there is a `form` in what it is given.
    """

    @require_safe
    def view(request: HttpRequest, key: str) -> HttpResponse:
        if model.asked_of and is_over(request, model, key):
            return render(request, "engine/gone.html", status=410)  # without a word of whom it was about
        polls = bool(polled and getattr(request, "htmx", False))
        turns = TurnsOf(sight_of(request))
        obj = visible(request, model, key, part=part, polls=polls, ask=turns.ask)
        more = content(obj, sight_of(request)) if content else {}
        return show(request, polled if polls else template, obj, turns, elsewhere=elsewhere, **more)

    return view


def show(
    request: HttpRequest, template: str, obj: Any, turns: TurnsOf, *, elsewhere: tuple[str, ...] = (), **context: Any
) -> HttpResponse:
    """An object's own page, with what is asked of this person there, and the steps they may take on it.

    Why a step isn't possible yet is told to those of its own team: nobody else can put it right.
    """
    sight = sight_of(request)
    about = page_of_object(sight, obj)
    offers = [offer for offer in available(obj, sight) if offer.possible or about["sees_anchor"]]
    here = next_here(obj, turns.read(), offers, elsewhere if context.get("form") else ())
    return render(request, template, about | {"next": here} | context)


def own_list(
    rows: Callable[[Sight], Any], template: str, *, part: str, action: Action
) -> Callable[[HttpRequest], HttpResponse]:
    """The page with what is one's own, so many at a time."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        sight = sight_of(request)
        page = page_of(request, rows(sight), PER_PAGE)
        # what a list tells somebody outside the team is a look at the file, like the page behind it
        outside = [
            row for row in page if not may(sight, Action.VIEW_FILE, row.anchor) and not is_own(sight, row.anchor)
        ]
        reading_log.looked_over(sight, outside, part=part, action=action)
        return render(request, template, {"page": page})

    return view
