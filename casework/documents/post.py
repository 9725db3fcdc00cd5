"""The post of a team: what waits to be posted, printed at one go, and said to be posted on one day."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from casework.cases.paper import CONFIRMATION
from casework.cases.states import EndReason, Phase
from casework.documents.asking import ask
from casework.documents.conditions import still_addressed
from casework.documents.content import letterhead
from casework.documents.envelopes import Envelope, envelopes, frozen
from casework.documents.kinds import POST, kind_of, letters
from casework.documents.models import Document, SentHow
from casework.documents.states import DocumentState
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow, Overtaken
from casework.wording.texts import open_places
from roles.actions import Action
from roles.matrix import MATRIX
from roles.models import Team, TeamKind, User
from roles.policy import Sight, which
from roles.reading_log import exported

DIED: Final = "De inwoner is overleden: er wordt niets verstuurd."
MOVED: Final = "Naam, adres of vertegenwoordiger is veranderd. Kies op de pagina van de brief ‘Maak opnieuw’."


def teams_of(sight: Sight) -> Any:
    """Of which this person does the post."""
    places = [one for one in sight.holdings if Action.PRINT_POST in MATRIX[one.role]]
    teams = Team.objects.exclude(kind=TeamKind.GEMEENTE).order_by("name", "pk")
    if any(one.everywhere for one in places):
        return teams
    return teams.filter(pk__in=[one.team_id for one in places if one.team_id])


def waiting(sight: Sight, team: Team) -> Any:
    """What is ready for the envelope, the longest waiting first. A confirmation of what ended already isn't sent."""
    ready = Document.objects.visible_to(sight).filter(which(sight, Action.SEND_DOCUMENT, "case__"))
    rows = ready.filter(kind__in=letters(), state=DocumentState.KLAAR, case__team=team)
    rows = rows.exclude(kind=CONFIRMATION, case__phase=Phase.AFGESLOTEN)
    found = rows.select_related("case__person", "case__kern", "case__team").order_by("made_at", "pk")
    return found.prefetch_related("case__person__representatives")


def why_not(letter: Any, on: dt.date) -> str:
    """Why it isn't posted as it is; empty where it can be. The step judges it again."""
    case = letter.case
    if (case.person is not None and case.person.deceased_on) or case.ended_reason == EndReason.OVERLEDEN:
        return DIED
    if not still_addressed(letter, case, on):
        return MOVED
    if left_open := letter.snapshot.get("unfilled"):
        return f"Nog niet ingevuld: {open_places(left_open)}. Functioneel beheer kan dit aanvullen."
    return ""


def in_envelopes(rows: Iterable[Any], on: dt.date) -> list[Envelope]:
    there = list(rows)
    return envelopes(there, {one.pk: words for one in there if (words := why_not(one, on))})


def print_all(
    rows: list[Any], *, team: Team, by: Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> Document | None:
    """One document of all these envelopes, for who asked; None where nothing of it can go. The same form a second time
    gives the first document."""
    at = at or timezone.now()
    going = [one for one in in_envelopes(rows, by.on) if not one.why_not]
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=by.user_id)  # two clicks at the same moment queue up here
        first = Document.objects.filter(kind=POST, asked_by=by.user, team=team, about=str(token)).first()
        if first is not None or not going:
            return first
        count = sum(len(one.letters) for one in going)
        exported(by, part="post", why=f"post van {team}", rows=count)
        snapshot = letterhead(kind_of(POST), None, by.on, team)
        return ask(
            POST,
            case=None,
            team=team,
            snapshot=snapshot | {"envelopes": [frozen(one.letters) for one in going]},
            by=by.user,
            at=at,
            about=str(token or ""),
            total=len(going),
        )


@dataclass(frozen=True, slots=True)
class Left:
    """A letter that wasn't recorded as sent, and why."""

    letter: Any
    why: str


def all_sent(rows: Iterable[Any], *, on: dt.date, by: Sight) -> tuple[int, list[Left]]:
    """Each of these was posted that day, which starts its term; how many, and what wasn't, with why.

    Each by itself: one that can't keeps no other from it.
    """
    sent, left = 0, []
    for one in rows:
        try:
            perform(one, "send", by=by, expected=DocumentState.KLAAR, sent_on=on, sent_how=SentHow.POST)
        except NotAllowed:
            left.append(Left(one, "U mag deze brief niet versturen."))
        except Overtaken:
            left.append(Left(one, "Een collega was u voor: zie de pagina van de brief."))
        except NotNow as error:
            left.append(Left(one, str(error)))
        else:
            sent += 1
    return sent, left


def picked(rows: Any, keys: Iterable[str]) -> list[Any]:
    """Of what waits: what a form names."""
    return list(rows.filter(public_id__in=list(keys)))
