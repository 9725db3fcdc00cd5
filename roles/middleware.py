"""`request.sight`: what the user may draw on, resolved once per request."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from roles.models import User
from roles.policy import Sight
from roles.visitor import sight_of


class SightRequest(HttpRequest):
    """A request of someone who logged in."""

    user: User
    sight: Sight


class SightMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = cast(SightRequest, request)
        if known.user.is_authenticated:
            # as they are, not by a stand-in that goes and looks at each question: a page has thousands
            known.user = as_it_is(known.user)
            known.sight = sight_of(known.user)
        else:
            known.sight = cast(Sight, SimpleLazyObject(lambda: sight_of(known.user)))
        return self.get_response(request)


def as_it_is(user: Any) -> User:
    return cast(User, getattr(user, "_wrapped", user))
