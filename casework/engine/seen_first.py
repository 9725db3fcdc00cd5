"""What somebody will read because of a form, seen by whoever fills it in before it is sent.

It is done for real, and put back: in a transaction that nobody else sees. So what is shown is made by the code that makes
it, of what was filled in, for whoever may do it; and nothing is left of it, no letter, no date, no mail, no number
(ADR 26). What somebody gets to read each noun tells (`Noun.read_by_others`).
"""

from collections.abc import Callable
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from casework.engine.forms import StepForm
from casework.engine.noun import ReadByOther
from casework.engine.registry import nouns, seen_first
from roles.policy import Sight

LOOK: Final = "bekijk"  # what the button is called in the form


def asked(request: HttpRequest) -> bool:
    """Whether only a look was asked for: then nothing is written, whatever else the form says."""
    return request.method == "POST" and LOOK in request.POST


def button(verb: str, form: StepForm) -> str:
    """The words on the button where this can be seen first; '' where it can't. A chosen file is sent once."""
    return "" if form.is_multipart() else seen_first().get(verb, "")


def read_first(act: Callable[[], Any], sight: Sight) -> list[ReadByOther]:
    """What others would read of what `act` makes, if this person did it now. Raises what `act` raises."""
    since = timezone.now()
    with transaction.atomic():
        made = act()
        found = [one for noun in nouns() if noun.read_by_others for one in noun.read_by_others(made, sight, since)]
        transaction.set_rollback(True)
    return found
