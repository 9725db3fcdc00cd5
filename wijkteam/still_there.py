"""Whether somebody is still there: the page warns before it logs out, and asks here.

To look how long it still lasts isn't being there; to press *Blijf ingelogd* is. A working day ends all the same.
"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

ADDRESS: Final = "/ingelogd/"
WARN_SECONDS: Final = 5 * 60
FRESH_SECONDS: Final = 60  # a session remembers to the minute when somebody was there


@dataclass(frozen=True)
class StillThere:
    """How many seconds are left, and whether pressing the button gives more."""

    ends: int
    warn: int
    stays: bool

    @property
    def first_look(self) -> int:
        """What a page says of itself: the same for everybody who just came, but where the day is nearly over."""
        idle = settings.SESSION_IDLE_SECONDS - FRESH_SECONDS
        return idle if self.stays else min(idle, self.ends)


def still_there(since: int, last: int, now: int) -> StillThere:
    """Logged in since then, last seen then."""
    idle, day = last + settings.SESSION_IDLE_SECONDS - now, since + settings.SESSION_COOKIE_AGE - now
    return StillThere(min(idle, day), min(WARN_SECONDS, settings.SESSION_IDLE_SECONDS // 2), idle < day)


def only_looks(request: HttpRequest) -> bool:
    return request.path == ADDRESS and request.method != "POST"


def is_there(request: HttpRequest) -> bool:
    return request.path == ADDRESS and request.method == "POST"


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """What the clocks say now: the middleware has set them."""
    left: StillThere = request.still_there  # type: ignore[attr-defined]
    return JsonResponse({"ends": left.ends, "stays": left.stays})
