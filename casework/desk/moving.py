"""Appointments moved to another day, several at once, from the list on which they were ticked."""

import datetime as dt
import uuid
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from casework.appointments.conditions import stands_at
from casework.appointments.models import Appointment
from casework.desk.handing_out_page import asked_on, picked
from casework.engine import possible_days
from casework.engine.asking import see_other
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow, Overtaken
from casework.engine.fields import DayField
from casework.engine.finding import refuse, sight_of, token_of
from casework.engine.words import day_in_words
from roles.actions import Action
from roles.policy import Sight

# whose day people chose; of any other turn it follows from a term, and is put off where that is decided
_CHOSEN: Final = "appointment.fulfil"
_PART: Final = "verzet vanuit de lijst"
_OF_A_TERM: Final = "deze dag volgt uit een termijn. Open de taak als daar uitstel voor is."
_GONE: Final = "dit is al gedaan of verzet."
_NOT_YOURS: Final = "deze afspraak is niet van uw team."
_OVERTAKEN: Final = "een collega was u voor. Kijk hoe het nu is."


def can_be_moved(item: Any) -> bool:
    return bool(item.step == _CHOSEN)


@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """The team leader moves several appointments to one day, each with whom and at what time it was: each by itself or
    not at all, and of each it is said what came of it."""
    sight = sight_of(request)
    if not sight.has(Action.HAND_OUT_WORK):
        raise PermissionDenied
    back = asked_on(request, sight).address
    items = picked(request, sight)
    try:
        day = DayField(span=possible_days.agreed(sight.on)).clean(request.POST.get("naar", ""))
    except ValidationError as error:
        messages.warning(request, f"Er is niets verzet. {' '.join(error.messages)}")
        return see_other(back)
    if not items:
        messages.warning(request, "Kies eerst welke afspraken u verzet. Er is niets verzet.")
        return see_other(back)
    _tell(request, day, [(item, _moved(request, item, day, sight)) for item in items])
    return see_other(back)


def _moved(request: HttpRequest, item: Any, day: dt.date, sight: Sight) -> str:
    """Why it stays on its day; empty where it moved."""
    if not can_be_moved(item):
        return _OF_A_TERM
    one = Appointment.objects.visible_to(sight).filter(public_id=item.object_id).first()
    if one is None:
        return _GONE
    if one.on == day:
        return ""  # a second click has nothing left to do
    agreed = {"day": day, "at_time": one.at_time, "person": one.person, "stood_at": stands_at(one)}
    try:
        perform(one, "move", by=sight, expected=one.standing, token=_token(request, item), **agreed)
    except Overtaken:
        return _OVERTAKEN
    except NotNow as later:
        return " ".join(reason.text for reason in later.reasons)
    except NotAllowed:
        refuse(request, one.anchor, part=_PART)
        return _NOT_YOURS
    return ""


def _token(request: HttpRequest, item: Any) -> uuid.UUID | None:
    """Of each its own: the form has one for all."""
    token = token_of(request)
    return uuid.uuid5(token, item.mark) if token else None


def _tell(request: HttpRequest, day: dt.date, done: list[tuple[Any, str]]) -> None:
    """By number: a message passes through the browser, and what an appointment is about can name somebody."""
    moved = [str(item.anchor) for item, why in done if not why]
    if moved:
        refs = ", ".join(dict.fromkeys(moved))
        messages.success(request, f"Verzet naar {day_in_words(day)}: {len(moved)}. {refs}.")
    for item, why in done:
        if why:
            messages.warning(request, f"{item.anchor} is niet verzet: {why}")
