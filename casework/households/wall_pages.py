"""A wall's own page, and those on which it is set, kept, gone over and lifted."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from casework.engine.finding import refuse, sight_of, visible
from casework.engine.form_page import form_page
from casework.engine.forms import SureForm
from casework.engine.noun import Part
from casework.households import going_over, walling
from casework.households.models import Household, Member, Wall
from casework.households.wall_forms import KeepWallForm, LiftWallForm, WallForm
from casework.households.walls import knows_of
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight


def may_set(sight: Sight, household: Any) -> bool:
    """Whether this person directs a case of one of those they know here, or leads its team. One query."""
    people = Member.objects.visible_to(sight).filter(household=household)
    return walling.directs(sight, people.values("person"))


def sides(wall: Wall, sight: Sight) -> dict[str, Any]:
    """Who is on either side, as far as this person sees a case of theirs; and why, for who sees whose sake it is for."""
    known = knows_of(sight, [wall.one_id, wall.other_id])
    return {
        "one": wall.one.name if wall.one_id in known else "",
        "other": wall.other.name if wall.other_id in known else "",
        "why": wall.why if wall.one_id in known else "",
    }


@require_safe
def wall(request: HttpRequest, key: str) -> HttpResponse:
    sight = sight_of(request)
    found = visible(request, Wall, key, part="muur")
    decides = found.lifted_on is None and walling.decides(sight, found)
    page = {"wall": found, "household": found.household, "decides": decides, "today": sight.on}
    return render(request, "households/wall.html", page | sides(found, sight))


def _on_page(household: Any, sight: Sight) -> dict[str, Any]:
    """The walls of which this visitor may know, with the names of whom they see."""
    rows = Wall.objects.visible_to(sight).filter(household=household, lifted_on=None).select_related("one", "other")
    found = list(rows)
    known = knows_of(sight, {key for one in found for key in (one.one_id, one.other_id)}) if found else set()
    names = [[who.name for who in (one.one, one.other) if who.pk in known] for one in found]
    return {"walls": list(zip(found, names, strict=True)), "may_set": may_set(sight, household)}


ON_PAGE = (Part(template="households/walls.html", order=30, context=_on_page),)


def _household(request: HttpRequest, key: str, part: str) -> Any:
    found = visible(request, Household, key, part=part)
    if not may_set(sight_of(request), found):
        refuse(request, found, part=part)
        raise PermissionDenied
    return found


def _wall(request: HttpRequest, key: str, part: str) -> Any:
    found = visible(request, Wall, key, part=part)
    if not walling.decides(sight_of(request), found):
        refuse(request, found.household, part=part)
        raise PermissionDenied
    return found


new_wall = form_page(
    _household,
    WallForm,
    walling.set_wall,
    part="muur zetten",
    heading="Zet een muur",
    submit="Zet de muur",
    done="De muur staat. Loop nu beide zaken na.",
    to=None,
    back="",
    lead="Een muur zorgt dat de één via ons niets hoort over de ander: geen adres, geen afspraak, geen brief, ook niet dat "
    "er een zaak is. Wie voor de één spreekt of meeleest bij de ander, doet dat vanaf nu niet meer.",
)
keep_wall = form_page(
    _wall,
    KeepWallForm,
    walling.keep_wall,
    part="muur laten staan",
    heading="Laat de muur staan",
    submit="Laat staan",
    done="De muur blijft staan.",
    to=lambda wall, sight: wall.get_absolute_url(),
)


def _both_sides(request: HttpRequest, key: str, part: str) -> Any:
    found, sight = _wall(request, key, part), sight_of(request)
    found.sides = going_over.sides_of(found, sight)
    found.together = going_over.together(found, sight)
    reading_log.looked_over(sight, [side.case for side in found.sides], part=part, action=Action.VIEW_FILE)
    return found


go_over = form_page(
    _both_sides,
    SureForm,
    walling.go_over,
    part="muur nalopen",
    heading="Beide zaken nagelopen",
    submit="Ik heb het nagelopen",
    done="Vastgelegd dat u het hebt nagelopen.",
    to=lambda wall, sight: wall.get_absolute_url(),
    template="households/go_over.html",
    shows=lambda wall: {"wall": wall, "sides": wall.sides, "together": wall.together},
)
lift_wall = form_page(
    _wall,
    LiftWallForm,
    walling.lift_wall,
    part="muur opheffen",
    heading="Hef de muur op",
    submit="Hef de muur op",
    done="De muur is opgeheven.",
    to=lambda wall, sight: wall.household.get_absolute_url(),
    back=lambda wall, sight: wall.get_absolute_url(),
    lead="Vanaf nu kan de één weer van de ander weten. Wat door de muur eindigde, komt niet vanzelf terug.",
)

URLS = (
    path("huishoudens/<slug:key>/muur-zetten/", new_wall, name="muur-zetten"),
    path("huishoudens/muur/<slug:key>/", wall, name="muur"),
    path("huishoudens/muur/<slug:key>/laten-staan/", keep_wall, name="muur-laten-staan"),
    path("huishoudens/muur/<slug:key>/nalopen/", go_over, name="muur-nalopen"),
    path("huishoudens/muur/<slug:key>/opheffen/", lift_wall, name="muur-opheffen"),
)
