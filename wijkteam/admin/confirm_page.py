"""`/bevestigen/`: what beheer asks a second person to confirm. For team leaders and for beheer alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from casework.engine.asking import see_other
from casework.engine.errors import NotAllowed, NotNow, Reason
from casework.engine.fields import WordsField, too_long
from casework.engine.finding import sight_of
from casework.engine.paging import page_of
from casework.engine.words import day_in_words
from roles.actions import Action
from roles.models import Outcome, Proposal
from roles.policy import Sight
from roles.proposals import Standing, addresses_changed, why_not_confirmed_by
from wijkteam.admin.accounts import send_password_mail
from wijkteam.second_person import confirming
from wijkteam.second_person.proposing import PAGE
from wijkteam.second_person.who import able_to_confirm
from wijkteam.second_person.words import Line, Names

PER_PAGE: Final = 25
SHORT_LIST: Final = 6  # a longer list of people is folded
LONGEST: Final = 2000
WHY: Final = WordsField(
    long=True, longest=LONGEST, error_messages={"required": "Zeg waarom niet.", "max_length": too_long(LONGEST)}
)


@dataclass(slots=True)
class Card:
    """One proposal as this person reads it."""

    proposal: Proposal
    lines: list[Line]
    not_mine: str  # why this person doesn't confirm it; empty where they do
    others: str  # who can
    withdraws: bool
    why: str = ""  # what was typed
    error: str = ""

    @property
    def folded(self) -> bool:
        return len(self.lines) > SHORT_LIST


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, *, about: Proposal | None = None, status: int = 200, **said: str) -> HttpResponse:
    """What waits for me first, then what waits for somebody else; and what was decided lately."""
    sight = sight_of(request)
    if not sight.has(Action.CONFIRM_RIGHTS):
        raise PermissionDenied
    rows = Proposal.objects.visible_to(sight).select_related("made_by", "decided_by", "team")
    waiting = page_of(request, rows.waiting(), PER_PAGE)
    decided = page_of(
        request, rows.exclude(outcome=Outcome.WAITS).order_by("-decided_at", "-pk"), PER_PAGE, name="eerder"
    )
    cards = _cards([*waiting.object_list, *decided.object_list], sight)
    for card in cards:
        if about is not None and card.proposal.pk == about.pk:
            card.why, card.error = said.get("why", ""), said.get("error", "")
    open_ = [card for card in cards if card.proposal.waits]
    shown = {
        "mine": [card for card in open_ if not card.not_mine],
        "others": [card for card in open_ if card.not_mine],
        "done": [card for card in cards if not card.proposal.waits],
        "page": waiting,
        "earlier": decided,
        "addresses": addresses_changed(sight),
        "configures": sight.has(Action.CONFIGURE),
        "refused": said.get("error", ""),
    }
    return render(request, "second_person/proposals.html", shown, status=status)


def _cards(rows: list[Proposal], sight: Sight) -> list[Card]:
    if not rows:
        return []
    names, standing, able = Names(rows), Standing.of(sight.user), able_to_confirm(rows)
    return [
        Card(
            one,
            names.lines(one),
            why_not_confirmed_by(one, sight, standing) if one.waits else "",
            ", ".join(able(one)),
            one.waits and sight.has(Action.CONFIGURE),
        )
        for one in rows
    ]


# --- deciding --------------------------------------------------------------------------------------------------


def _deciding(act: Callable[[HttpRequest, Proposal], str]) -> Callable[..., HttpResponse]:
    """A button of the list. Two clicks are one; who comes second hears what the first one did."""

    @require_POST
    def view(request: Any, key: Any) -> HttpResponse:
        sight = sight_of(request)
        if not sight.has(Action.CONFIRM_RIGHTS):
            raise PermissionDenied
        proposal = get_object_or_404(Proposal.objects.visible_to(sight), public_id=key)
        try:
            said = act(request, proposal)
        except confirming.Decided as before:
            return _decided_before(request, before.proposal)
        except NotAllowed as error:
            raise PermissionDenied from error
        except NotNow as later:
            why = request.POST.get("why", "")
            return _page(request, about=proposal, status=409, error=str(later), why=why)
        messages.success(request, said)
        return see_other(PAGE)

    return view


def _decided_before(request: Any, proposal: Proposal) -> HttpResponse:
    if proposal.decided_by_id == request.user.pk:
        return see_other(PAGE)  # the first click has told it
    when = timezone.localtime(proposal.decided_at)
    by = proposal.decided_by.name if proposal.decided_by else ""
    messages.warning(
        request,
        f"Een collega was u voor: {by} heeft dit op {day_in_words(when.date())}"
        f" {proposal.get_outcome_display().lower()}. U hoeft niets meer te doen.",
    )
    return _page(request, status=409)


def _confirm(request: HttpRequest, proposal: Proposal) -> str:
    for person in confirming.confirm(proposal, by=sight_of(request).user):
        send_password_mail(request, person)
    return "Bevestigd. Het telt vanaf nu mee."


def _refuse(request: HttpRequest, proposal: Proposal) -> str:
    try:
        why = WHY.clean(request.POST.get("why", ""))
    except ValidationError as error:
        raise NotNow([Reason(words) for words in error.messages]) from error
    confirming.refuse(proposal, by=sight_of(request).user, why=why)
    return "Afgewezen. Beheer ziet waarom."


def _withdraw(request: HttpRequest, proposal: Proposal) -> str:
    confirming.withdraw(proposal, by=sight_of(request).user)
    return "Ingetrokken. Er verandert niets."


confirm, refuse, withdraw = _deciding(_confirm), _deciding(_refuse), _deciding(_withdraw)
