"""What must hold before a step of a research, or before a plan."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db.models import prefetch_related_objects

from casework.documents.conditions import addressed_as_it_is_now, nothing_to_the_deceased, posted_to_an_address
from casework.documents.states import DocumentState
from casework.engine.conditions import can_be_true
from casework.engine.machine import Attempt, condition, unmet
from casework.engine.possible_days import Days
from casework.research.complete import Missing, Stands
from casework.research.states import ResearchState


def _stands(attempt: Attempt) -> Stands | None:
    """The research at the door, with its rows read once for the whole step; at the door of its case the newest of it."""
    case = attempt.anchor
    if attempt.obj is not case:
        prefetch_related_objects([attempt.obj], "needs", "asked")
        return Stands.of(attempt.obj, case)
    if "_research_stands" not in case.__dict__:
        rows = case.researches.prefetch_related("needs", "asked").order_by("-pk")[:1]
        case.__dict__["_research_stands"] = next((Stands.of(one, case) for one in rows), None)
    found: Stands | None = case.__dict__["_research_stands"]
    return found


def _missing(attempt: Attempt) -> list[Missing]:
    stands = _stands(attempt)
    return [Missing("wat nodig is", "onderzoek/")] if stands is None else stands.missing()


def _what_is_missing(attempt: Attempt) -> str:
    return f"Nog nodig voor het verslag: {'; '.join(one.words for one in _missing(attempt))}."


@condition(_what_is_missing, where="onderzoek")
def research_is_complete(attempt: Attempt) -> bool:
    """What the law needs; a report that was settled had it all."""
    stands = _stands(attempt)
    if stands is not None and stands.research.state != ResearchState.LOOPT:
        return True
    return not _missing(attempt)


# of a plan it is told at the door, by the same words: the page of a case doesn't read its research for one of its buttons
plan_rests_on_it = replace(research_is_complete, asks=True)


def _letter(attempt: Attempt) -> Any:
    """The newest letter of this report, unless it was overtaken."""
    found = attempt.anchor.documents.filter(about=attempt.obj.public_id).order_by("-pk").first()
    return None if found is None or found.state == DocumentState.ACHTERHAALD else found


def _why_it_cant_go(attempt: Attempt) -> str:
    letter = _letter(attempt)
    if letter.state == DocumentState.GEVRAAGD:
        return "De brief met het verslag wordt nog gemaakt. Probeer het zo nog eens."
    if letter.state == DocumentState.MISLUKT:
        return "De brief met het verslag is niet gelukt. Kies bij Stukken ‘Probeer opnieuw’."
    if letter.state == DocumentState.VERVALLEN:
        return "De brief met het verslag zou niet worden verstuurd. Kies bij Stukken ‘Maak opnieuw’."
    return " ".join(one.text for one in _refused(attempt, letter))


def _refused(attempt: Attempt, letter: Any) -> list[Any]:
    """What a letter is judged by where it is sent by itself."""
    letter.case = attempt.anchor
    needs = (nothing_to_the_deceased, addressed_as_it_is_now, posted_to_an_address)
    return unmet(needs, replace(attempt, obj=letter))


@condition(_why_it_cant_go, where="stukken", asks=True)
def letter_can_go(attempt: Attempt) -> bool:
    """As the letter itself would be judged: addressed as things are now. Where none was made, on paper of their own."""
    letter = _letter(attempt)
    if letter is None or letter.state == DocumentState.VERSTUURD:
        return True
    return letter.state == DocumentState.KLAAR and not _refused(attempt, letter)


@condition("U kunt tekenen zodra wij u het verslag hebben gegeven.")
def report_is_handed_over(attempt: Attempt) -> bool:
    return bool(attempt.obj.state == ResearchState.VERSTUURD)


@condition("Er is al getekend. De aanvraag begint op de dag dat het verslag wordt verstuurd of gegeven.")
def not_signed_yet(attempt: Attempt) -> bool:
    """Before the report is handed over one signature waits; afterwards it is the application itself that is there."""
    return report_is_handed_over.test(attempt) or attempt.obj.signed_on is None


def days_of_signing(attempt: Attempt) -> Days:
    """Since the melding came in; of a report that was handed over, not before that."""
    research, came_in = attempt.obj, attempt.anchor.happened_within(attempt.on)
    first: dt.date = max(came_in.first, research.sent_on) if research.sent_on else came_in.first
    return Days(first, attempt.on)


signed_on_can_be_true = can_be_true("signed_on", days_of_signing, required=False)
