"""Drafts of reports: kept while somebody types, gone on with, thrown away. Each person's are theirs alone."""

import uuid
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from casework.cases import drafts
from casework.cases.drafts import NotKept, ReportDraft
from casework.cases.report_form import ReportForm
from casework.engine.asking import see_other
from casework.engine.finding import sight_of, token_of
from roles.actions import Action
from roles.policy import Sight

NOT_IN_A_DRAFT: Final = ("bsn",)  # nine digits are soon typed again
MOST_SEEN: Final = 32767
GONE: Final = "Dit concept is er niet meer."


def worth_keeping(form: ReportForm) -> dict[str, str]:
    """What stands in the form, by field; nothing where no word was typed."""
    typed = {name: _typed(form, name) for name in form.fields if name not in NOT_IN_A_DRAFT}
    words = (name for name, text in typed.items() if text and not isinstance(form.fields[name], _CHOSEN))
    return {name: text for name, text in typed.items() if text} if any(words) else {}


_CHOSEN: Final = (forms.ChoiceField, forms.ModelChoiceField, forms.BooleanField, forms.DateField)


def _typed(form: ReportForm, name: str) -> str:
    value = form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    return "on" if value is True else str(value or "").replace("\0", "")


def seen_in(data: Any) -> int:
    """The version of the draft that this window knows; 0 for none."""
    text = str(data.get("draft", ""))
    return min(int(text), MOST_SEEN) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def window_in(data: Any) -> uuid.UUID | None:
    """Which window sends it; None where it doesn't say."""
    try:
        return uuid.UUID(str(data.get("window", "")))
    except ValueError:
        return None


def keep_typed(form: ReportForm, user: Any, key: uuid.UUID | None) -> ReportDraft | None:
    """None where there is nothing to keep. Raises NotKept."""
    typed = worth_keeping(form)
    if key is None or not typed:
        return None
    return drafts.keep(user, key, typed, seen=seen_in(form.data), at=timezone.now(), window=window_in(form.data))


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """What a page sends while somebody types. Answers with the draft it is in now, or why it isn't kept."""
    sight = _reporter(request)
    form = ReportForm(request.POST, obj=None, sight=sight)
    key = token_of(request)
    try:
        row = keep_typed(form, sight.user, key)
    except NotKept as error:
        status = 429 if error.again else 410 if error.over else 409
        return JsonResponse({"why": str(error)}, status=status)
    if row is None:
        return JsonResponse({})
    at = f"{timezone.localtime(row.saved_at):%H.%M}"
    return JsonResponse({"key": str(row.key), "version": row.version, "at": at, "apart": row.key != key})


@require_POST
def throw_away(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    sight = _reporter(request)
    if not drafts.forget(sight.user, key):
        raise Http404(GONE)
    messages.success(request, "Het concept is weggegooid.")
    return see_other("/zaken/nieuw/")


def _reporter(request: HttpRequest) -> Sight:
    sight = sight_of(request)
    if not sight.has(Action.REPORT_CASE):
        raise PermissionDenied
    return sight


class Started:
    """The drafts of who opens the page: the one it goes on with, where the address names one, and the others."""

    def __init__(self, sight: Sight, asked: str) -> None:
        there = list(drafts.drafts_of(sight.user, timezone.now()))
        self.current: ReportDraft | None = next((one for one in there if str(one.key) == asked), None)
        self.missing = bool(asked) and self.current is None
        self.others = [
            {"key": one.key, "at": one.saved_at, "words": _first_words(one)} for one in there if one is not self.current
        ]

    @property
    def typed(self) -> dict[str, str] | None:
        return self.current.typed if self.current else None


def _first_words(draft: ReportDraft) -> str:
    """By which its writer knows it again."""
    typed = draft.typed
    name = " ".join(filter(None, (typed.get("given_name"), typed.get("family_name"))))
    return Truncator(typed.get("question") or name or typed.get("provision") or "nog zonder vraag").chars(80)


URLS = (
    path("zaken/nieuw/concept/", keep, name="concept-bewaren"),
    path("zaken/nieuw/concept/<uuid:key>/weg/", throw_away, name="concept-weg"),
)
