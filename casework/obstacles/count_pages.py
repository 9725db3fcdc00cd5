"""`/knelpunten/`: which schemes stand in the way, per team and year, as a table and as a file."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.engine import sheets
from casework.engine.finding import sight_of
from casework.obstacles.counting import NOT_LISTED, REST, Group, Row, groups, lines, table, total
from casework.obstacles.models import Instead
from casework.vangnet.schemes import Scheme
from roles import reading_log
from roles.actions import Action
from roles.models import Team, TeamKind
from roles.policy import Sight

KINDS: Final = {"csv": sheets.as_csv, "ods": sheets.as_ods}
YEARS: Final = 5  # to choose from, whether there is anything to tell of them or not
BAR: Final = 100  # width of the longest, in its own units
ALL_TEAMS: Final = ""
NO_NAME: Final = {NOT_LISTED: "Niet in de lijst", REST: "Overige (minder dan vijf per regeling)"}
COLUMNS: Final = (
    *("jaar", "team", "regeling", "rechtsgebied", "zaken", "dagen", "kosten in euro's"),
    *("vangnet gevraagd", "iets anders gedaan", "niets gedaan"),
)


def _teams(sight: Sight) -> tuple[list[Team], bool]:
    """Those that this person leads, and whether that is all of them."""
    places = [
        one for one in sight.holdings if Sight(user=sight.user, on=sight.on, holdings=(one,)).has(Action.ASSIGN_CASE)
    ]
    everywhere = any(one.everywhere for one in places)
    teams = Team.objects.exclude(kind=TeamKind.GEMEENTE)
    if not everywhere:
        teams = teams.filter(pk__in=sorted({one.team_id for one in places if one.team_id}))
    return list(teams), everywhere


class CountForm(forms.Form):
    """Which team and year, in the address."""

    few_required = True

    def __init__(self, given: Any, *, teams: list[Team], everywhere: bool, year: int) -> None:
        super().__init__(given, label_suffix="")
        named = [(str(one.pk), one.name) for one in teams]
        years = [(str(one), str(one)) for one in range(year, year - YEARS, -1)]
        self.fields["team"] = forms.ChoiceField(
            label="Team", required=False, choices=[(ALL_TEAMS, "Alle teams"), *named] if everywhere else named
        )
        self.fields["jaar"] = forms.ChoiceField(label="Jaar", required=False, choices=years)
        for one in self.fields.values():
            one.error_messages["invalid_choice"] = "Kies uit de lijst."
        self.default_team = ALL_TEAMS if everywhere or not named else named[0][0]
        self.default_year = year

    @property
    def team(self) -> int | None:
        """None for all teams."""
        chosen = self.cleaned_data["team"] or self.default_team
        return int(chosen) if chosen else None

    @property
    def year(self) -> int:
        return int(self.cleaned_data["jaar"] or self.default_year)

    @property
    def words(self) -> str:
        team = dict(self.fields["team"].choices).get(self.cleaned_data["team"] or self.default_team)  # type: ignore[attr-defined]
        return f"{team}, {self.year}"


def _asked(request: HttpRequest, part: str) -> tuple[Sight, CountForm, list[Team], list[Group]]:
    """What may be told of what was asked for. Raises PermissionDenied (remembered) for who leads no team."""
    sight = sight_of(request)
    teams, everywhere = _teams(sight)
    if not teams:
        reading_log.refused(sight, file_id=None, ref="", part=part)
        raise PermissionDenied
    form = CountForm(request.GET, teams=teams, everywhere=everywhere, year=sight.on.year)
    if not form.is_valid():
        return sight, form, teams, []
    told = groups(lines(form.year - 1, form.year))
    return sight, form, teams, [one for one in told if form.team is None or one.team == form.team]


@require_safe
def obstacle_counts(request: HttpRequest) -> HttpResponse:
    _, form, _, told = _asked(request, "knelpunten")
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        rows = table(told, form.year)
        schemes = {one.pk: one for one in Scheme.objects.all()} if rows else {}
        most = max((one.cases for row in rows for one in (row.now, row.before) if one), default=1)
        context |= {
            "words": form.words,
            "year": form.year,
            "before": form.year - 1,
            "rows": [_shown(row, schemes, most) for row in rows],
            "total": total(told, form.year),
            "total_before": total(told, form.year - 1),
            "instead": Instead.choices,
            "one_team": form.team is not None,
        }
    return render(request, "obstacles/counts.html", context)


def _shown(row: Row, schemes: dict[int, Scheme], most: int) -> dict[str, Any]:
    """With the bars of both years, drawn to the longest on the page."""
    scheme = schemes.get(row.scheme)
    return {
        "name": scheme.name if scheme else NO_NAME[row.scheme],
        "domain": scheme.get_domain_display() if scheme else "",
        "now": row.now,
        "before": row.before,
        "bar": row.now.cases * BAR // most if row.now else 0,
        "bar_before": row.before.cases * BAR // most if row.before else 0,
    }


@require_safe
def exported_counts(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same, a line for each group: no more than the page tells. Remembered with what was asked and how many."""
    sight, form, teams, told = _asked(request, "knelpunten, uitvoer")
    if kind not in KINDS:
        raise Http404
    why = f"als {kind}: {form.words if form.is_valid() else 'niets'}"
    reading_log.exported(sight, part="knelpunten, uitvoer", why=why, rows=len(told))
    return KINDS[kind]("knelpunten", COLUMNS, _cells(told, teams))


def _cells(told: list[Group], teams: list[Team]) -> Iterator[tuple[sheets.Cell, ...]]:
    names = {one.pk: one.name for one in teams}
    schemes = {one.pk: one for one in Scheme.objects.all()}
    for one in sorted(told, key=lambda group: (-group.year, names[group.team], group.scheme == REST, group.scheme)):
        scheme, sums = schemes.get(one.scheme), one.sums
        yield (
            *(one.year, names[one.team], scheme.name if scheme else NO_NAME[one.scheme]),
            *(scheme.get_domain_display() if scheme else "", sums.cases, sums.days, sums.euros),
            *((sums.instead[name] for name in Instead.values) if sums.instead else ("minder dan vijf",) * 3),
        )
