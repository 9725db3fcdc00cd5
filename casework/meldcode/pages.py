"""The pages of the meldcode, and where it shows to who may know of it."""

from typing import Any, Final

from django.urls import path

from casework.cases.addresses import at_case
from casework.cases.conditions import is_about_a_person
from casework.cases.finding import case_for
from casework.engine.form_page import form_page
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part
from casework.engine.object_page import object_page
from casework.engine.step_page import step_page
from casework.meldcode.forms import BeginForm
from casework.meldcode.models import Meldcode
from casework.meldcode.operations import begin_meldcode
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight
from roles.shape import Seen

MAKE = Make(
    label="Begin de meldcode",
    url="nieuwe-meldcode",
    order=96,
    by=Permit(Action.EDIT_FILE),
    needs=(is_about_a_person,),
)
new_meldcode = form_page(
    case_for(MAKE.by),
    BeginForm,
    begin_meldcode,
    part=Meldcode.logged_as,
    heading="Begin de meldcode",
    submit="Begin de meldcode",
    done="De meldcode is begonnen. Alleen u en de teamleider zien dit.",
    to=None,
    back="",
    template="meldcode/new.html",
)
meldcode = object_page(Meldcode, "meldcode/meldcode.html", part=Meldcode.logged_as)

_OF_CASE: Final = Seen(
    "the meldcode of a case, for who may know",
    lambda sight, *, case: Meldcode.objects.visible_to(sight).filter(case=case),
    case=Slot.ID,
)


def _shown(case: Any, sight: Sight) -> dict[str, Any]:
    return {"meldcodes": list(_OF_CASE.objects(sight, case=case.pk))}


ON_TABS = (Part(template="meldcode/on_tab.html", order=90, context=_shown, tab="onderzoek"),)
FOR_CITIZEN = (
    Part(
        template="meldcode/for_citizen.html",
        order=60,
        ask=lambda case, sight: _OF_CASE.objects(sight, case=case.pk),
        context=lambda case, sight, rows: {"meldcodes": list(rows)},
    ),
)
URLS = (
    at_case("meldcode/nieuw/", new_meldcode, "nieuwe-meldcode"),
    path("meldcodes/<slug:key>/", meldcode, name="meldcode"),
    path("meldcodes/<slug:key>/stap/<slug:slug>/", step_page(Meldcode), name="meldcode-stap"),
)
