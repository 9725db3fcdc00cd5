"""A colleague's caseload, to be given to others in one go: what went is told, what stayed says why beside it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from casework.cases.models import Case
from casework.engine.asking import see_other, typed
from casework.engine.finding import sight_of, token_of
from casework.monday.caseload import AT_ONCE, appointments_of, by_name, cases_of, colleague_of, handed_to, receivers
from casework.monday.take_over import Given, give_appointment, give_case, give_work
from casework.monday.teams import asks_for, team_of
from casework.notes.forms import NoteForm
from roles import reading_log
from roles.actions import Action
from roles.models import Team, User

STAYS: Final = "blijft"
_CASE, _NOTE, _APPOINTMENT, _WORK, _ALL = "zaak", "notitie", "afspraak", "werk", "alles"
_NOBODY: Final = "Kies bij ten minste één zaak, afspraak of taak aan wie u die geeft."
_STRANGE: Final = "Kies een collega uit de lijst."


@dataclass(slots=True)
class Row:
    """One thing that can be given: what was chosen for it, the note with it, and what stood in the way."""

    kind: str
    one: Any
    key: str
    chosen: str = ""
    note: str = ""
    why_not: list[str] = field(default_factory=list)
    to: User | None = None

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.key}"

    @property
    def note_name(self) -> str:
        return f"{_NOTE}-{self.key}"


class Sheet:
    """All that a colleague has in a team, with what was typed beside it."""

    def __init__(self, request: HttpRequest, team: Team, who: User) -> None:
        sight = sight_of(request)
        self.team, self.who, self.sight = team, who, sight
        self.people = {str(one.pk): one for one in receivers(sight, team, who)}
        cases = list(cases_of(sight, team, who)[: AT_ONCE + 1])
        self.more = len(cases) > AT_ONCE
        self.cases = [Row(_CASE, one, one.ref) for one in cases[:AT_ONCE]]
        self.appointments = [
            Row(_APPOINTMENT, one, one.public_id) for one in appointments_of(sight, team, who)[:AT_ONCE]
        ]
        self.work = [Row(_WORK, one, str(one.pk)) for one in handed_to(sight, team, who)[:AT_ONCE]]
        self.stays = list(by_name(sight, team, who)[:AT_ONCE])
        self.all = ""
        self.refused = ""
        given = typed(request)
        if given is not None:
            self._fill_in(given)

    @property
    def rows(self) -> list[Row]:
        return [*self.cases, *self.appointments, *self.work]

    def _fill_in(self, given: Any) -> None:
        """What was typed; also for cases that aren't theirs any more since the page was opened."""
        self.cases += self._others(given)
        self.all = given.get(_ALL, "")
        for row in self.rows:
            row.chosen, row.note = given.get(row.name, ""), given.get(row.note_name, "")
            chosen = row.chosen or self.all
            if chosen and chosen != STAYS:
                row.to = self.people.get(chosen)
                if row.to is None:
                    row.why_not.append(_STRANGE)
        if not any(row.to or row.why_not for row in self.rows):
            self.refused = _NOBODY

    def _others(self, given: Any) -> list[Row]:
        there = {row.key for row in self.cases}
        sent = [name.partition("-")[2] for name in given if name.startswith(f"{_CASE}-")]
        refs = [ref for ref in sent if ref not in there and len(ref) <= 20 and "\x00" not in ref][:AT_ONCE]
        rows = Case.objects.visible_to(self.sight, Action.ASSIGN_CASE).filter(team=self.team, ref__in=refs)
        return [Row(_CASE, one, one.ref) for one in rows.select_related("person", "kern") if refs]

    def judge_notes(self) -> None:
        """By the form that any note is written with."""
        for row in self.cases:
            if row.to is None or not row.note.strip():
                continue
            form = NoteForm({"text": row.note}, obj=row.one, sight=self.sight)
            if not form.is_valid():
                row.why_not += [str(error) for errors in form.errors.values() for error in errors]

    def give(self, token: uuid.UUID | None) -> list[Given]:
        """Everything that was chosen and isn't in the way; what couldn't be given says so in its row."""
        found = []
        for row in self.rows:
            if row.to is None or row.why_not:
                continue
            given = self._given(row, token)
            if given.why_not:
                row.why_not.append(given.why_not)
            found.append(given)
        return found

    def _given(self, row: Row, token: uuid.UUID | None) -> Given:
        assert row.to is not None
        if row.kind == _APPOINTMENT:
            return give_appointment(row.one, of=self.who, to=row.to, by=self.sight)
        if row.kind == _WORK:
            return give_work([row.one], to=row.to, by=self.sight)[0]
        note = f"Bij de overdracht aan {row.to.name}: {row.note.strip()}" if row.note.strip() else ""
        return give_case(row.one, of=self.who, to=row.to, note=note, by=self.sight, token=token)

    @property
    def wrong(self) -> bool:
        return bool(self.refused or any(row.why_not for row in self.rows))

    @property
    def left(self) -> list[Row]:
        """What is still to be given, or couldn't be."""
        return [row for row in self.rows if row.to is None or row.why_not]


@require_http_methods(["GET", "HEAD", "POST"])
def caseload(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What this colleague has, and to whom it goes."""
    team, teams = team_of(request)
    who = colleague_of(team, key)
    sheet = Sheet(request, team, who)
    posted = request.method == "POST"
    if posted:
        sheet.judge_notes()
        _tell(request, sheet.give(token_of(request)))
        if not sheet.wrong:
            return see_other(f"{request.path}{asks_for(team, teams)}")
    _remember(sheet)
    left = [*sheet.left] if posted else sheet.rows
    return render(
        request,
        "monday/caseload.html",
        {
            "team": team,
            "at": asks_for(team, teams),
            "who": who,
            "sheet": sheet,
            "cases": [row for row in left if row.kind == _CASE],
            "appointments": [row for row in left if row.kind == _APPOINTMENT],
            "work": [row for row in left if row.kind == _WORK],
            "receivers": list(sheet.people.items()),
            "refused": posted and sheet.wrong,
            "at_once": AT_ONCE,
        },
        status=409 if posted else 200,
    )


def _remember(sheet: Sheet) -> None:
    rows = len(sheet.rows) + len(sheet.stays)
    reading_log.listed(sheet.sight, part="caseload", why=f"caseload van {sheet.who.name}, {sheet.team}", rows=rows)


def _tell(request: HttpRequest, given: Iterable[Given]) -> None:
    """What went to whom, by number: a message passes through the browser."""
    went: dict[str, list[str]] = defaultdict(list)
    for one in given:
        if not one.why_not:
            went[one.to.name].append(str(getattr(one.what, "case", one.what)))
    for name, refs in went.items():
        messages.success(request, f"Gegeven aan {name}: {', '.join(dict.fromkeys(refs))}.")
