"""`request.sight`: what the user may draw on, resolved once per request and only if asked for."""

from collections.abc import Callable
from typing import cast

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
        cast(SightRequest, request).sight = cast(Sight, SimpleLazyObject(lambda: sight_of(cast(User, request.user))))
        return self.get_response(request)
