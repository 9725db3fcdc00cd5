"""How somebody wants Werkvoorraad to look: low rows, and with or without the question. Kept by their browser."""

from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from casework.desk.worklist_asked import asked_again, lists_of
from casework.engine.asking import see_other
from casework.engine.finding import sight_of

_COOKIE: Final = "weergave"
_KEPT_FOR: Final = 365 * 24 * 60 * 60  # seconds
_COMPACT, _QUIET = "compact", "zonder-vraag"


@dataclass(frozen=True, slots=True)
class Looks:
    compact: bool = False
    question: bool = True

    @property
    def kept(self) -> str:
        return ".".join((*([_COMPACT] if self.compact else []), *([] if self.question else [_QUIET])))


def looks_of(request: HttpRequest) -> Looks:
    chosen = request.COOKIES.get(_COOKIE, "").split(".")
    return Looks(compact=_COMPACT in chosen, question=_QUIET not in chosen)


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """One of the two, the other way round; what isn't known changes nothing."""
    looks = looks_of(request)
    match request.POST.get("kies"):
        case "rijen":
            looks = replace(looks, compact=not looks.compact)
        case "vraag":
            looks = replace(looks, question=not looks.question)
    answer = see_other(asked_again(request.POST.get("waar", ""), lists_of(sight_of(request))).address)
    keep_cookie(answer, _COOKIE, looks.kept, _KEPT_FOR)
    return answer


def keep_cookie(answer: HttpResponse, name: str, value: str, seconds: int | None = None) -> None:
    """As the session's own: not read by scripts, and not sent along from elsewhere."""
    answer.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE)
    )
