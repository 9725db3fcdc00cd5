"""What must hold before a letter is sent, dropped or made again."""

import datetime as dt
from typing import Any

from django.utils import timezone

from casework.cases.conditions import instead_of_undoing
from casework.cases.states import EndReason
from casework.documents.content import addressee, goes_outside
from casework.documents.states import DocumentState
from casework.engine.conditions import acts_as
from casework.engine.machine import Attempt, condition
from casework.engine.undo import act_of
from casework.wording.texts import open_places
from roles.actions import Action
from roles.policy import may as allowed


@condition("Dit is aan wie het document vroeg.")
def asked_for_it(attempt: Attempt) -> bool:
    return acts_as(attempt, attempt.obj.asked_by_id)


@condition("Dit is aan wie het document vroeg, of aan het team.")
def works_on_the_file(attempt: Attempt) -> bool:
    """Whoever reported without seeing the file sends what they asked for themselves, and no letter of the team."""
    if asked_for_it.test(attempt):
        return True
    return attempt.sight is not None and allowed(attempt.sight, Action.VIEW_FILE, attempt.anchor)


@condition("Dit is aan wie de post van het team doet.")
def does_the_post(attempt: Attempt) -> bool:
    """They send what is ready; whether it is sent, and made again, is for who works on the file."""
    return attempt.sight is not None and allowed(attempt.sight, Action.VIEW_RECEPTION, attempt.anchor)


@condition("Dit is geen brief.", moot=True)
def is_a_letter(attempt: Attempt) -> bool:
    return bool(attempt.obj.is_letter)


@condition("Het bestand is er nog.", moot=True)
def its_file_is_gone(attempt: Attempt) -> bool:
    return bool(attempt.obj.file_is_gone) and not attempt.obj.to_reprint


@condition("Dit document wordt al gemaakt.", moot=True)
def none_waits_already(attempt: Attempt) -> bool:
    """It was asked for anew after this one failed."""
    return not type(attempt.obj)._default_manager.like(attempt.obj).exclude(pk=attempt.obj.pk).exists()


@condition("Deze brief is al opnieuw gemaakt.", moot=True)
def no_newer_letter(attempt: Attempt) -> bool:
    letter = attempt.obj
    same = type(letter)._default_manager.filter(
        case=letter.case_id, kind=letter.kind, about=letter.about, copy_of=letter.copy_of_id
    )
    return not same.filter(pk__gt=letter.pk).exists()


@condition("De inwoner is overleden: er wordt niets verstuurd.")
def nothing_to_the_deceased(attempt: Attempt) -> bool:
    case = attempt.anchor
    deceased = case.person is not None and case.person.deceased_on is not None
    return not deceased and case.ended_reason != EndReason.OVERLEDEN


@condition(
    "Naam, adres of vertegenwoordiger is veranderd nadat deze brief was gemaakt. Kies ‘Maak opnieuw’: dan klopt hij weer."
)
def addressed_as_it_is_now(attempt: Attempt) -> bool:
    """A letter made before a correction, a move or a sealed address never leaves as it is."""
    return still_addressed(attempt.obj, attempt.anchor, attempt.on)


def still_addressed(document: Any, case: Any, on: dt.date) -> bool:
    to = document.snapshot.get("to")
    return case is None or to is None or goes_outside(document.snapshot) or to == addressee(case, on)


def _left_open(attempt: Attempt) -> str:
    where = open_places(attempt.obj.snapshot.get("unfilled") or ())
    return (
        f"In deze brief is nog niet ingevuld: {where}. Laat functioneel beheer het aanvullen, of de tekst van die alinea"
        " wijzigen. Kies daarna ‘Maak opnieuw’."
    )


@condition(_left_open)
def nothing_is_left_open(attempt: Attempt) -> bool:
    """A place in the municipality's own words for which there is nothing to fill in: '[telefoon]' reaches nobody."""
    return not attempt.obj.snapshot.get("unfilled")


@condition("Op deze brief staat geen adres. Geef de brief zelf.", asks=True)
def posted_to_an_address(attempt: Attempt) -> bool:
    """A secret address is on no paper: such a letter is never posted."""
    return attempt.details.get("sent_how") != "post" or attempt.obj.can_be_posted


@condition("Een brief is verstuurd nadat hij was gemaakt, en niet later dan vandaag.", asks=True)
def sent_after_made(attempt: Attempt) -> bool:
    document, sent = attempt.obj, attempt.details.get("sent_on")
    return (
        sent is not None
        and document.state == DocumentState.KLAAR
        and timezone.localdate(document.asked_at) <= sent <= attempt.on
    )


def letters_of_the_act(case: Any, on: dt.date) -> list[Any]:
    """Those that followed from the step that is to be undone."""
    act = act_of(case, on)
    if act is None:
        return []
    if "_letters_of_the_act" not in case.__dict__:
        case.__dict__["_letters_of_the_act"] = list(case.documents.asked_by(act).defer("snapshot"))
    found: list[Any] = case.__dict__["_letters_of_the_act"]
    return found


def _sent(attempt: Attempt) -> Any:
    letters = letters_of_the_act(attempt.anchor, attempt.on)
    return next((one for one in letters if one.state == DocumentState.VERSTUURD), None)


def _was_sent(attempt: Attempt) -> str:
    kind = _sent(attempt).get_kind_display()
    return f"De brief ‘{kind}’ is al verstuurd of gegeven. {instead_of_undoing(attempt.anchor)}"


@condition(_was_sent)
def nothing_was_sent_of_it(attempt: Attempt) -> bool:
    return _sent(attempt) is None
