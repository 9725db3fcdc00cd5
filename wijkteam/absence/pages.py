"""`/afwezig/` for oneself, `/team/afwezig/` for who leads a team: one form, one judgement."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from casework.engine.asking import see_other, typed
from casework.engine.finding import sight_of, token_of
from casework.monday.teams import asks_for, leads, led_by, team_of
from roles.covering import possible_covers
from roles.models import Absence, Membership, Proposal, User
from roles.periods import not_ended
from roles.proposals import ABSENCE
from wijkteam.absence.calendar import weeks_of
from wijkteam.absence.forms import AbsenceForm
from wijkteam.absence.writing import SentBefore, change, end, put_down, standing
from wijkteam.second_person.who import able_to_confirm

OWN: Final = "/afwezig/"
LATELY: Final = dt.timedelta(days=31)  # absences that are over, and still shown
_DONE: Final = "De afwezigheid staat vast."
_WAITS: Final = "Wie waarneemt, krijgt er rechten bij. Een tweede persoon bevestigt dat eerst."


@dataclass(frozen=True, slots=True)
class Line:
    """An absence as it is read: whose, from where, and whether somebody's covering waits to be confirmed."""

    row: Absence
    waits: bool
    on: dt.date

    @property
    def is_over(self) -> bool:
        return self.row.until is not None and self.row.until <= self.on

    @property
    def has_begun(self) -> bool:
        return self.row.since <= self.on

    @property
    def last(self) -> dt.date | None:
        return self.row.until - dt.timedelta(days=1) if self.row.until else None


def lines(rows: Any, on: dt.date) -> list[Line]:
    """In order of their days; one query more for what waits."""
    found = list(
        rows.filter(not_ended(on - LATELY))
        .select_related("membership__user", "membership__team", "membership__organisation", "cover")
        .order_by("since", "pk")
    )
    waiting = Proposal.objects.waiting().filter(changes__contains=[{"kind": ABSENCE}])
    kept = {one["pk"] for proposal in waiting for one in proposal.changes} if found else set()
    return [Line(one, one.pk in kept, on) for one in found]


# --- for oneself ---------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """When am I away, and who covers?"""
    sight = sight_of(request)
    mine = list(
        Membership.objects.filter(not_ended(sight.on), user=sight.user_id).select_related(
            "team", "organisation", "user"
        )
    )
    if not mine:
        raise PermissionDenied
    places = _places(mine)
    covers = _anyone(possible_covers(one[0], but=sight.user) for one in places.values())
    names = [(key, str(rows[0].team or rows[0].organisation)) for key, rows in places.items()]
    form = AbsenceForm(typed(request), on=sight.on, covers=covers, places=names)
    if request.method == "POST" and form.is_valid():
        chosen = places[form.cleaned_data.get("place") or names[0][0]]
        if answer := _put_down(request, form, [one.pk for one in chosen], OWN):
            return answer
    rows = Absence.objects.filter(membership__user=sight.user_id)
    return render(
        request,
        "absence/own.html",
        {"form": form, "lines": lines(rows, sight.on), "several": len(names) > 1},
        status=409 if form.is_bound and request.method == "POST" else 200,
    )


def _places(rows: Iterable[Membership]) -> dict[str, list[Membership]]:
    """Memberships by where they are: who is away from a team is so in each role there."""
    found: dict[str, list[Membership]] = {}
    for one in rows:
        key = f"team-{one.team_id}" if one.team_id else f"organisatie-{one.organisation_id}"
        found.setdefault(key, []).append(one)
    return found


def _anyone(querysets: Iterable[Any]) -> Any:
    """Whoever can cover at one of these places; for which of them is judged when it is written."""
    anyone = Q(pk__in=[])
    for rows in querysets:
        anyone |= Q(pk__in=rows.order_by().values("pk"))
    return User.objects.filter(anyone).order_by("last_name", "first_name", "username")


# --- for who leads a team ------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest) -> HttpResponse:
    """Who is away in which week, and who covers; put down here too."""
    sight = sight_of(request)
    here, teams = team_of(request)
    there = Membership.objects.filter(not_ended(sight.on), team=here, user__is_active=True)
    people = User.objects.filter(pk__in=there.values("user_id")).order_by("first_name", "last_name", "username")
    form = AbsenceForm(typed(request), on=sight.on, covers=people.exclude(pk=sight.user_id), people=people)
    url = f"/team{OWN}{asks_for(here, teams)}"
    if request.method == "POST" and form.is_valid():
        places = there.filter(user=form.cleaned_data["person"]).values_list("pk", flat=True)
        if answer := _put_down(request, form, places, url):
            return answer
    found = lines(Absence.objects.filter(membership__team=here), sight.on)
    return render(
        request,
        "absence/team.html",
        {
            "team": here,
            "at": asks_for(here, teams),
            "teams": teams,
            "form": form,
            "lines": [one for one in found if not one.is_over],
            "calendar": weeks_of(list(people), [one.row for one in found], sight.on),
        },
        status=409 if form.is_bound and request.method == "POST" else 200,
    )


def _put_down(request: HttpRequest, form: AbsenceForm, places: Iterable[int], url: str) -> HttpResponse | None:
    """Written, or None where the form says what is wrong."""
    given = form.cleaned_data
    return _written(
        request,
        form,
        url,
        lambda: put_down(
            places,
            since=given["since"],
            until=given["until"],
            cover=given["cover"],
            by=sight_of(request),
            url=url,
            token=token_of(request),
        ),
    )


def _written(
    request: HttpRequest, form: AbsenceForm, url: str, write: Callable[[], Proposal | None]
) -> HttpResponse | None:
    try:
        proposal = write()
    except SentBefore:
        return see_other(url)
    except ValidationError as error:
        _say(form, error)
        return None
    messages.success(request, _DONE)
    if proposal is not None:
        able = able_to_confirm([proposal])(proposal)
        messages.info(
            request, f"{_WAITS} Dat kan: {', '.join(able)}." if able else f"{_WAITS} Er is nu niemand die dat kan."
        )
    return see_other(url)


def _say(form: AbsenceForm, error: ValidationError) -> None:
    """Beside the field it is about, else above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error.messages)
        return
    for name, errors in error.message_dict.items():
        form.add_error(name if name in form.fields else None, errors)


# --- one of them ---------------------------------------------------------------------------------------------------


def _absence(request: HttpRequest, pk: int) -> tuple[Absence, str]:
    """One's own, or of a team that one leads; and where its list is. Raises Http404."""
    sight = sight_of(request)
    rows = Absence.objects.select_related("membership__user", "membership__team", "membership__organisation", "cover")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    if row.membership.user_id == sight.user_id:
        return row, OWN
    team, teams = row.membership.team, list(led_by(sight)) if leads(sight) else []
    if team is None or team not in teams:
        raise Http404
    return row, f"/team{OWN}{asks_for(team, teams)}"


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Other days, or another cover."""
    sight = sight_of(request)
    row, back = _absence(request, pk)
    covers = possible_covers(row.membership, but=sight.user)
    if row.cover_id:
        covers = User.objects.filter(Q(pk__in=covers.values("pk")) | Q(pk=row.cover_id)).order_by("last_name", "pk")
    initial = {"since": row.since, "until": row.until, "cover": row.cover_id}
    form = AbsenceForm(typed(request), on=sight.on, covers=covers, initial=initial, began=row.since)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = _written(
            request,
            form,
            back,
            lambda: change(
                row,
                since=given["since"],
                until=given["until"],
                cover=given["cover"],
                by=sight,
                url=back,
                opened=request.POST.get("opened"),
                token=token_of(request),
            ),
        )
        if answer:
            return answer
    return render(
        request,
        "absence/one.html",
        {"form": form, "row": row, "back": back, "opened": request.POST.get("opened") or standing(row)},
        status=409 if form.is_bound and request.method == "POST" else 200,
    )


@require_POST
def ended(request: HttpRequest, pk: int) -> HttpResponse:
    """'Weer terug', or an absence that won't be."""
    row, back = _absence(request, pk)
    try:
        end(row, by=sight_of(request), url=back, token=token_of(request))
    except (SentBefore, Absence.DoesNotExist):
        return see_other(back)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return see_other(back)
    messages.success(request, "De afwezigheid is voorbij. Wie waarnam, doet dat niet meer.")
    return see_other(back)
