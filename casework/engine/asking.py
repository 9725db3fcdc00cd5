"""A page with one form: shown, filled in, written, and left by a redirect. Whatever was typed stays."""

import uuid
from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from casework.engine import seen_first
from casework.engine.changing import Changed, opened_with, write_changes
from casework.engine.errors import NotAllowed, NotNow, Reason, Repeated, SaidBefore
from casework.engine.finding import refuse, sight_of, token_of
from casework.engine.forms import StepForm
from casework.engine.in_place import asked_in_place
from casework.engine.lookup import sees_anchor
from casework.engine.noun import ReadByOther

SAID_BEFORE: Final = "Dit had u net al verstuurd. Er is niets dubbel gemaakt: dit is wat u eerst verstuurde."
Act = Callable[[dict[str, Any], uuid.UUID | None], str]  # details and token → the address to go to


def typed(request: HttpRequest) -> QueryDict | None:
    """What was typed: now, or just before the person was logged out (see InactivityMiddleware)."""
    if request.method == "POST":
        return request.POST
    before: QueryDict | None = getattr(request, "typed_before", None)
    return before or None


def see_other(url: str) -> HttpResponse:
    return HttpResponseRedirect(url, status=303)


def ask(
    request: HttpRequest,
    kind: type[StepForm],
    obj: Any,
    act: Act,
    /,
    *,
    said: str,
    part: str,
    template: str,
    edits: bool = False,
    seen_as: str = "",
    make: Callable[[dict[str, Any]], Any] | None = None,
    **page: Any,
) -> HttpResponse:
    """The form, or after a POST: 303 where `act` led, 409 with all reasons, 403 remembered as `part`.

    `obj` is what the form is about (an anchor, or what hangs on it). The same form twice leads where the first did.
    `edits`: the form changes what is there already, so a colleague may have been first (see `engine.changing`).
    `seen_as`: under which name it says that one sees first what others will read of what `make` gives of the details.
    """
    form = kind(typed(request), request.FILES or None, obj=obj, sight=sight_of(request))
    if asked_in_place(request):
        form.auto_id = "hier_%s"  # beside the other forms of that page
    reasons: tuple[Reason, ...] = ()
    changed = False
    look = seen_first.button(seen_as, form) if make else ""
    read: list[ReadByOther] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            if seen_first.asked(request):
                read = seen_first.read_first(lambda: make(form.given()), form.sight) if look and make else None
            else:
                url = write_changes(form, act, token_of(request)) if edits else act(form.given(), token_of(request))
        except Repeated as first:
            return to_the_first(request, first)
        except Changed as meanwhile:
            form, changed = meanwhile.form, True
        except NotNow as later:
            reasons = later.reasons
        except NotAllowed as error:
            refuse(request, obj.anchor, part=part)
            raise PermissionDenied from error
        else:
            if not seen_first.asked(request):
                messages.success(request, said if url else "U hebt niets gewijzigd.")
                warn(request, form)
                return see_other(url or page["back"])
    if edits:
        form.opened = opened_with(form)
    anchor = obj.anchor
    seen = sees_anchor(form.sight, anchor)
    tabs = anchor.get_absolute_url() if seen else ""
    about = {"anchor": anchor, anchor.anchor_field: anchor, "sees_anchor": seen, "tabs": tabs}
    shown = {"form": form, "reasons": reasons, "changed": changed, "look": look, "read": read} | about | page
    return render(request, template, shown, status=409 if reasons or changed else 200)


def warn(request: HttpRequest, form: StepForm) -> None:
    """Of what was written down: what is worth another look."""
    for words in form.warnings():
        messages.warning(request, words)


def to_the_first(request: HttpRequest, first: Repeated) -> HttpResponse:
    """Where the same form, or the same words in a new one, led before."""
    if isinstance(first, SaidBefore):
        messages.info(request, SAID_BEFORE)
    return see_other(first.url)
