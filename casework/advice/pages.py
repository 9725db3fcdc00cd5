"""The pages of an advice, and where it shows: below the research."""

from typing import Any, Final

from django.urls import path
from django.utils import timezone

from casework.advice.forms import AdviceForm
from casework.advice.known import of_case
from casework.advice.models import Advice
from casework.advice.operations import ask_advice
from casework.cases.addresses import at_case
from casework.cases.conditions import case_is_open, is_about_a_person
from casework.cases.finding import case_for
from casework.engine.form_page import form_page
from casework.engine.machine import Permit
from casework.engine.makes import may_make
from casework.engine.noun import Make, Part
from casework.engine.object_page import object_page
from casework.engine.running_terms import running_terms
from casework.engine.step_page import step_page
from casework.engine.surroundings import surroundings_of
from roles.actions import Action
from roles.policy import Sight

_RESEARCH: Final = "onderzoek"  # the tab where what is needed stands
MAKE = Make(
    label="Vraag advies",
    url="nieuw-advies",
    order=46,
    by=Permit(Action.EDIT_FILE),
    needs=(case_is_open, is_about_a_person),
    tab="adviezen",
)
new_advice = form_page(
    case_for(MAKE.by),
    AdviceForm,
    ask_advice,
    part="nieuw advies",
    heading="Vraag advies",
    submit="Vraag advies",
    done="Het advies is gevraagd. De brief aan de adviseur wordt gemaakt.",
    to=None,
    back="onderzoek/",
    template="advice/new.html",
    seen_as=MAKE.url,
    shows=lambda case: {"terms": running_terms(case, timezone.localdate())},
)
advice = object_page(Advice, "advice/advice.html", part="advies")


def _on_research(case: Any, sight: Sight) -> dict[str, Any]:
    around = surroundings_of(case, sight, sight.on)
    return {
        "advices": of_case(case, sight),
        "advice_makes": may_make(case, sight, around, tab=MAKE.tab),
        "today": sight.on,
    }


ON_TABS = (Part(template="advice/on_research.html", order=20, context=_on_research, tab=_RESEARCH),)
URLS = (
    at_case("adviezen/nieuw/", new_advice, "nieuw-advies"),
    path("adviezen/<slug:key>/", advice, name="advies"),
    path("adviezen/<slug:key>/stap/<slug:slug>/", step_page(Advice), name="advies-stap"),
)
