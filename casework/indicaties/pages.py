"""The pages of a voorlopige indicatie."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from casework.cases.finding import visible_case
from casework.documents.models import Document
from casework.engine.finding import sight_of, visible
from casework.engine.object_page import change_draft, fill_in, reading, show, writing
from casework.indicaties import operations as deciding
from casework.indicaties.forms import IndicatieForm
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from roles.actions import Action
from roles.policy import may


@writing
def new_indicatie(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.ISSUE_INDICATIE, part="nieuwe indicatie")
    return fill_in(
        request,
        IndicatieForm,
        case,
        partial(deciding.draft_indicatie, case),
        title="Nieuwe voorlopige indicatie",
        submit="Maak het concept",
        done="Het concept is gemaakt. Geef de indicatie nu af, of leg haar voor.",
        back=case.get_absolute_url(),
    )


@reading
def indicatie(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible(request, VoorlopigeIndicatie, key, part="voorlopige indicatie")
    return show(
        request,
        "child/indicatie.html",
        obj,
        letters=_letters(request, obj),
        is_draft=obj.state == IndicatieState.CONCEPT and may(sight_of(request), Action.ISSUE_INDICATIE, obj),
    )


def _letters(request: HttpRequest, obj: Any) -> Any:
    return Document.objects.visible_to(sight_of(request)).filter(case_id=obj.case_id, about=obj.public_id)


@writing
def change_indicatie(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible(request, VoorlopigeIndicatie, key, part="indicatie wijzigen")
    return change_draft(
        request,
        obj,
        IndicatieForm,
        deciding.change_indicatie,
        Action.ISSUE_INDICATIE,
        IndicatieState.CONCEPT,
        "Wijzig de indicatie",
    )
