"""Where obstacles are told, read, brought up to date and put right."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path

from casework.cases.addresses import at_case
from casework.cases.finding import writable_case
from casework.cases.put_right_page import put_right_page
from casework.engine.finding import refuse, sight_of, visible
from casework.engine.form_page import form_page
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part
from casework.engine.paging import FirstPage
from casework.indicaties.pages import DECISIONS
from casework.obstacles.count_pages import exported_counts, obstacle_counts
from casework.obstacles.forms import ObstacleForm, PutObstacleRightForm, StandsForm
from casework.obstacles.models import Obstacle
from casework.obstacles.operations import bring_up_to_date, record_from_request, record_obstacle
from casework.vangnet.models import VangnetRequest
from roles.actions import Action
from roles.policy import Sight, may

THERE: Final = f"{DECISIONS.place}#knelpunten"
LEAD: Final = "Van welke regel of regeling had deze zaak last? Zo ziet het team waar het vaker op vastloopt."

MAKE = Make(label="Leg een knelpunt vast", url="nieuw-knelpunt", order=65, by=Permit(Action.EDIT_FILE))
new_obstacle = form_page(
    writable_case,
    ObstacleForm,
    record_obstacle,
    part="nieuw knelpunt",
    heading="Leg een knelpunt vast",
    submit="Leg vast",
    done="Het knelpunt staat in het dossier.",
    to=THERE,
    lead=LEAD,
)


def _request(request: HttpRequest, key: str, part: str) -> Any:
    """A request to the vangnet that one sees, of a case in which one writes."""
    obj = visible(request, VangnetRequest, key, part=part)
    if not may(sight_of(request), Action.EDIT_FILE, obj.case):
        refuse(request, obj.case, part=part)
        raise PermissionDenied
    return obj


obstacle_of_request = form_page(
    _request,
    ObstacleForm,
    record_from_request,
    part="knelpunt bij het vangnet",
    heading="Leg vast wat in de weg stond",
    submit="Leg vast",
    done="Het knelpunt staat in het dossier.",
    to=THERE,
    lead="Wat u bij het vangnet al opschreef, staat hier ingevuld.",
)


def _obstacle(request: HttpRequest, ref: str, pk: int, part: str) -> Any:
    case = writable_case(request, ref, part)
    rows = Obstacle.objects.visible_to(sight_of(request)).select_related("scheme", "vangnet")
    row = get_object_or_404(rows, pk=pk, case=case)
    row.case = case
    return row


put_obstacle_right = put_right_page(_obstacle, PutObstacleRightForm, Obstacle, to=THERE)
update_obstacle = form_page(
    _obstacle,
    StandsForm,
    bring_up_to_date,
    part="knelpunt bijwerken",
    heading=lambda row: f"Werk het knelpunt bij: {row.called}",
    submit="Bewaar",
    done="Het knelpunt is bijgewerkt.",
    to=THERE,
    edits=True,
    template="obstacles/update.html",
    shows=lambda row: {"row": row},
    lead="Wat er eerst stond, blijft bewaard.",
)


def _on_tab(case: Any, sight: Sight) -> dict[str, Any]:
    rows = Obstacle.objects.visible_to(sight).filter(case=case).select_related("scheme", "vangnet")
    return {
        "obstacles": rows,
        "writes": may(sight, Action.EDIT_FILE, case),
        "sees_money": may(sight, Action.VIEW_VANGNET, case),
    }


ON_TABS = (Part(template="obstacles/on_tab.html", order=40, context=_on_tab, tab=DECISIONS.key),)


def _told(sight: Sight, case: int) -> Any:
    return Obstacle.objects.for_citizen(sight).filter(case=case).select_related("scheme")


_TOLD = FirstPage("obstacles for the citizen", _told)
FOR_CITIZEN = (
    Part(
        template="obstacles/for_citizen.html",
        order=85,
        ask=lambda case, sight: _TOLD.of(sight, case.pk),
        context=lambda case, sight, obstacles: {"obstacles": obstacles},
    ),
)

URLS = (
    at_case("knelpunten/nieuw/", new_obstacle, MAKE.url),
    at_case("knelpunten/<int:pk>/rechtzetten/", put_obstacle_right, "knelpunt-rechtzetten"),
    at_case("knelpunten/<int:pk>/bijwerken/", update_obstacle, "knelpunt-bijwerken"),
    path("vangnet/<key:key>/knelpunt/", obstacle_of_request, name="knelpunt-bij-vangnet"),
    path("knelpunten/", obstacle_counts, name="knelpunten"),
    path("knelpunten/uitvoer/<slug:kind>/", exported_counts, name="knelpunten-uitvoer"),
)
