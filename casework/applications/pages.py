"""The pages of an application."""

from typing import Any

from django.urls import path

from casework.applications import conditions
from casework.applications.forms import ApplicationForm
from casework.applications.models import Application, ApplicationSuspension
from casework.applications.operations import receive_application
from casework.applications.preview_page import letter
from casework.applications.told import told
from casework.cases.addresses import at_case
from casework.cases.finding import case_for
from casework.documents.models import Document
from casework.engine.along import lay_down
from casework.engine.form_page import OF_OBJECT, form_page
from casework.engine.lookup import is_own
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part
from casework.engine.object_page import object_page
from casework.engine.step_page import step_page
from roles.actions import Action
from roles.fixed import Select, Slot
from roles.policy import Sight
from roles.shape import Seen

MAKE = Make(
    label="Aanvraag ontvangen",
    url="nieuwe-aanvraag",
    order=30,
    by=Permit(Action.EDIT_FILE),
    needs=(
        conditions.on_an_open_melding,
        conditions.none_waits,
        conditions.research_is_reported_or_late,
    ),
    tab="besluiten",
)
new_application = form_page(
    case_for(MAKE.by),
    ApplicationForm,
    receive_application,
    part="nieuwe aanvraag",
    heading="Aanvraag ontvangen",
    submit="Leg de aanvraag vast",
    done="De aanvraag is vastgelegd. De beslistermijn loopt.",
    to=None,
    back="besluiten/",
    template=OF_OBJECT,
)


def _application(obj: Any, sight: Sight) -> dict[str, Any]:
    return {
        "term": obj.decide_by(sight.on) if obj.is_to_be_told else None,
        "suspensions": obj.suspensions.all(),
        # what is still being weighed isn't the citizen's to read yet
        "lines": [] if obj.is_open and is_own(sight, obj.anchor) else told(obj),
        "letters": Document.objects.visible_to(sight).about(obj),
    }


application = object_page(Application, "applications/application.html", part="aanvraag", content=_application)


_MADE = Seen(
    "applications of the citizen",
    lambda sight, *, case: Application.objects.visible_to(sight).filter(case=case),
    case=Slot.ID,
)
_SUSPENDED = Select(lambda case: ApplicationSuspension.objects.filter(application__case=case), case=Slot.ID)


def _ask(case: Any, sight: Sight) -> Any:
    return _MADE.objects(sight, case=case.pk), _SUSPENDED.send(case=case.pk)


def _for_citizen(case: Any, sight: Sight, asked: Any) -> dict[str, Any]:
    """Every application and what was answered: a refusal too."""
    made, suspended = asked
    rows = list(made)
    lay_down(rows, "suspensions", suspended.objects())
    return {"applications": [(one, _term(one, sight), told(one)) for one in rows]}


def _term(one: Application, sight: Sight) -> Any:
    return one.decide_by(sight.on) if one.is_to_be_told else None


FOR_CITIZEN = (Part(template="applications/for_citizen.html", order=30, ask=_ask, context=_for_citizen),)


URLS = (
    at_case("aanvragen/nieuw/", new_application, "nieuwe-aanvraag"),
    path("aanvragen/<slug:key>/", application, name="aanvraag"),
    path("aanvragen/<slug:key>/besluit/brief/", letter, name="besluit-brief"),
    path("aanvragen/<slug:key>/stap/<slug:slug>/", step_page(Application), name="aanvraag-stap"),
)
