"""What the page of a part sends while somebody writes there: it is saved, and held by their name until they leave."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from casework.cases.addresses import at_case
from casework.cases.finding import visible_case
from casework.engine.changing import Changed, opened_with, write_changes
from casework.engine.errors import NotAllowed, NotNow, Repeated
from casework.engine.finding import sight_of
from casework.research.forms import NeedForm, part_form
from casework.research.held import HeldByOther, hold_part, leave_part
from casework.research.models import Need
from casework.research.part_pages import changed_need, is_written, need_of, newest_of, written
from casework.research.parts import Part
from roles.actions import Action

MEANWHILE = "Een collega schreef hier intussen ook. Druk op Bewaar: dan ziet u beide teksten."
SETTLED = "Het verslag staat vast. Wat u typt, wordt niet meer bewaard."


@require_POST
def save_typed(request: HttpRequest, ref: str, deel: str, need: str = "") -> JsonResponse:
    """Answers when it was saved and with what the form counts as opened now; or why it isn't saved."""
    case = visible_case(request, ref, Action.EDIT_FILE, part=f"onderzoek {deel}"[:40], polls=True)
    research, part = newest_of(case), _part(deel, of_a_need=bool(need))
    if research is None:
        raise Http404
    research.case = case
    row = need_of(research, need) if need else None
    if need and row is None:
        raise Http404
    sight = sight_of(request)
    if not is_written(research):
        return JsonResponse({"why": SETTLED}, status=409)
    try:
        if request.POST.get("verlaat"):
            leave_part(research, part, row, by=sight)
            return JsonResponse({})
        if holder := hold_part(research, part, row, by=sight, over=_over(request)):
            return JsonResponse({"held": f"{holder.words}."}, status=409)
        if "opened" not in request.POST:
            return JsonResponse({})
        return _saved(request, research, part, row)
    except HeldByOther as later:
        return JsonResponse({"held": f"{later.holder.words}."}, status=409)
    except NotNow as later:
        return JsonResponse({"why": " ".join(one.text for one in later.reasons)}, status=409)
    except NotAllowed:
        return JsonResponse({"why": "U werkt niet meer in dit dossier."}, status=403)


def _over(request: HttpRequest) -> int | None:
    """From whom it is taken over, as the page ticked it."""
    key = request.POST.get("over", "")
    return int(key) if key.isascii() and key.isdigit() and len(key) < 10 else None


def _part(deel: str, *, of_a_need: bool) -> Part:
    if deel not in (Part.OF_A_NEED if of_a_need else Part.OF_THE_WHOLE):
        raise Http404
    return Part(deel)


def _saved(request: HttpRequest, research: Any, part: Part, need: Need | None) -> JsonResponse:
    sight = sight_of(request)
    kind: Any = NeedForm if part is Part.A else part_form(part)
    obj = need if need is not None else research
    form = kind(request.POST, obj=obj, sight=sight)
    if not form.is_valid():
        return JsonResponse({"why": " ".join(one for each in form.errors.values() for one in each)}, status=400)

    write = changed_need if part is Part.A else written(part)

    def act(details: dict[str, Any], token: Any) -> str:
        write(obj, by=sight, token=None, **details)
        return "/"

    try:
        write_changes(form, act, None)
    except Changed:
        return JsonResponse({"why": MEANWHILE, "stop": True}, status=409)
    except Repeated:
        pass
    obj = _read_again(research, need)
    at = f"{timezone.localtime():%H.%M}"
    return JsonResponse({"at": at, "opened": opened_with(kind(obj=obj, sight=sight))})


def _read_again(research: Any, need: Need | None) -> Any:
    """As it stands now, with what its form shows."""
    now = newest_of(research.case)
    assert now is not None
    now.case = research.case
    return need_of(now, need.public_id) if need is not None else now


URLS = (
    at_case("onderzoek/<part:deel>/bewaren/", save_typed, "onderzoek-deel-bewaren"),
    at_case("onderzoek/<slug:need>/<part:deel>/bewaren/", save_typed, "onderzoek-cel-bewaren"),
)
