"""The pages of a call-back: taking one down, settling it, and what became of those I took."""

from typing import Any

from django.db.models import Q
from django.urls import path

from casework.callbacks.forms import CallBackForm, CallForm
from casework.callbacks.models import CallBack
from casework.callbacks.operations import ask_call_back
from casework.callbacks.states import CallBackState
from casework.cases.addresses import at_case
from casework.cases.conditions import case_is_open
from casework.cases.finding import case_for
from casework.engine.form_page import form_page
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part, TurnName
from casework.engine.object_page import PER_PAGE, object_page, own_list
from casework.engine.paging import FirstPage
from casework.engine.step_page import step_page
from casework.law.models import clock
from roles.actions import Action
from roles.policy import Sight, may

MAKE = Make(
    label="Noteer een terugbelverzoek",
    url="nieuw-terugbelverzoek",
    order=65,
    by=Permit(Action.ASK_CALL_BACK),
    needs=(case_is_open,),
)
new_call_back = form_page(
    case_for(MAKE.by),
    CallBackForm,
    ask_call_back,
    part="terugbelverzoek",
    heading="Noteer een terugbelverzoek",
    submit="Leg het verzoek vast",
    done="Het verzoek staat op de lijst. Uiterlijk de volgende werkdag belt iemand terug.",
)


def _call_back(obj: Any, sight: Sight) -> dict[str, Any]:
    """With the form to settle it at hand: who rings back types while they speak."""
    settles = obj.standing == CallBackState.OPEN and may(sight, Action.EDIT_FILE, obj)
    return {
        "due": due_of(obj),
        "form": CallForm(obj=obj, sight=sight) if settles else None,
        "shows_number": may(sight, Action.VIEW_FILE, obj) or may(sight, Action.VIEW_RECEPTION, obj),
    }


def due_of(one: Any) -> Any:
    return clock().term("terugbellen", one.counts_from, label="geen gehoor" if one.tries else "gevraagd")


call_back = object_page(
    CallBack,
    "callbacks/call_back.html",
    part="terugbelverzoek",
    content=_call_back,
    elsewhere=("call", "miss"),
)


def _mine(sight: Sight) -> Any:
    rows = CallBack.objects.visible_to(sight).filter(taken_by_id=sight.user_id)
    return rows.select_related("case__person", "case__kern", "called_by")


my_call_backs = own_list(_mine, "callbacks/my_call_backs.html", part="terugbelverzoeken", action=Action.ASK_CALL_BACK)


def _on_limited_page(case: Any, sight: Sight) -> dict[str, Any]:
    rows = CallBack.objects.visible_to(sight).filter(case=case).select_related("called_by", "case__person")
    return {"call_backs": rows[:10]}


ON_LIMITED_PAGE = (Part(template="callbacks/on_limited_page.html", order=15, context=_on_limited_page),)


def _asked(sight: Sight, case: int) -> Any:
    return CallBack.objects.for_citizen(sight).filter(case=case, state=CallBackState.OPEN)


_ASKED = FirstPage("call-backs of the citizen", _asked)


def _promised(case: Any, sight: Sight, rows: Any) -> dict[str, Any]:
    return {"promised": [(one, due_of(one)) for one in rows[0 : PER_PAGE + 1]]}


FOR_CITIZEN = (
    Part(
        template="callbacks/for_citizen.html",
        order=15,
        ask=lambda case, sight: _ASKED.of(sight, case.pk),
        context=_promised,
    ),
)
TURN_NAME = TurnName(column="about", words=str, only=Q)

URLS = (
    at_case("terugbelverzoeken/nieuw/", new_call_back, "nieuw-terugbelverzoek"),
    path("terugbelverzoeken/", my_call_backs, name="terugbelverzoeken"),
    path("terugbelverzoeken/<slug:key>/", call_back, name="terugbelverzoek"),
    path("terugbelverzoeken/<slug:key>/stap/<slug:slug>/", step_page(CallBack), name="terugbelverzoek-stap"),
)
