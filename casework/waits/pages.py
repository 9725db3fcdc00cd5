"""The pages of waiting, and where it shows: on the case, to the citizen, and among what the regisseur put out."""

from typing import Any

from django.db.models import Prefetch
from django.urls import path
from django.utils import timezone

from casework.cases.addresses import at_case
from casework.cases.conditions import case_is_open, is_regisseur
from casework.cases.finding import case_for
from casework.engine.door import available
from casework.engine.form_page import form_page
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part
from casework.engine.object_page import object_page
from casework.engine.running_terms import running_terms
from casework.engine.step_page import step_page
from casework.waits.conditions import is_directed, waits_for_nothing
from casework.waits.forms import WaitForm
from casework.waits.models import Wait
from casework.waits.operations import have_wait
from casework.waits.states import WaitState
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight, which
from roles.shape import Seen

MAKE = Make(
    label="Wacht op iets of iemand",
    url="laat-wachten",
    order=75,
    by=Permit(Action.LEAD_CASE, (is_regisseur,)),
    needs=(case_is_open, is_directed, waits_for_nothing),
)
new_wait = form_page(
    case_for(MAKE.by),
    WaitForm,
    have_wait,
    part="wachten",
    heading="Wacht op iets of iemand",
    submit="Laat de zaak wachten",
    done="De zaak wacht. Op de dag die u koos, staat ‘Kijk of het er is’ op de lijst.",
    template="waits/new.html",
    shows=lambda case: {"terms": running_terms(case, timezone.localdate())},
)
wait = object_page(Wait, "waits/wait.html", part="wachten")


def reads_along() -> tuple[Any, ...]:
    return (Prefetch("waits", Wait.objects.select_related("made_by")),)


def _at_hand(case: Any, sight: Sight) -> dict[str, Any]:
    """What the case waits for, with what may be done about it."""
    waits = next((one for one in case.waits.all() if one.state == WaitState.LOOPT), None)
    return {"wait": waits, "offers": available(waits, sight) if waits else ()}


AT_HAND = (Part(template="waits/at_hand.html", order=10, context=_at_hand),)

_OF_CITIZEN = Seen(
    "what is awaited, for the citizen",
    lambda sight, *, case: Wait.objects.filter(
        which(sight, Action.VIEW_OWN, "case__"), case=case, state=WaitState.LOOPT
    ),
    case=Slot.ID,
)
FOR_CITIZEN = (
    Part(
        template="waits/for_citizen.html",
        order=5,
        ask=lambda case, sight: _OF_CITIZEN.objects(sight, case=case.pk),
        context=lambda case, sight, waits: {"wait": next(iter(waits), None)},
    ),
)

URLS = (
    at_case("wachten/nieuw/", new_wait, "laat-wachten"),
    path("wachten/<slug:key>/", wait, name="wachten"),
    path("wachten/<slug:key>/stap/<slug:slug>/", step_page(Wait), name="wachten-stap"),
)
