"""Finding a case's children for someone, each through its own `visible_to`, so that whoever lacks the file can
still do their part."""

from typing import Any, Final, NoReturn

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.text import capfirst

from casework.applications.models import Application
from casework.appointments.models import Appointment
from casework.cases.models import Case
from casework.documents.models import Document
from casework.engine.finding import SentBefore, looked_lately, sent_before, sight_of
from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.vangnet.models import VangnetRequest
from roles import reading_log
from roles.actions import Action
from roles.matrix import MATRIX
from roles.policy import Sight, may
from wijkweb.models import Organisation

VIEW: Final[dict[type[Any], Action]] = {
    Case: Action.VIEW_CASE,
    Handover: Action.VIEW_HANDOVER,
    VoorlopigeIndicatie: Action.VIEW_DECISION,
    Application: Action.VIEW_DECISION,
    VangnetRequest: Action.VIEW_VANGNET,
    Goal: Action.VIEW_GOAL,
    Document: Action.VIEW_DOCUMENT,
    Appointment: Action.VIEW_FILE,
}
CASE: Final = tuple(
    f"case__{name}"
    for name in ("person", "kern", "team", "regisseur", "holder_contact", "holder_organisation", "holder_team")
)


def visible_child(
    request: HttpRequest, model: type[Any], key: str, *, part: str, polls: bool = False, twice: bool = False
) -> Any:
    """The object, if this person may see it; the look is logged as `part` before anything is answered.

    `polls` and `twice`: see `visible_case`. Raises Http404 where there is none and where it isn't theirs to see; the second is remembered.
    """
    sight, rows = sight_of(request), model._default_manager.select_related(*CASE, *model.alongside)
    obj = rows.visible_to(sight).filter(public_id=key).first()
    if obj is None:
        if twice and sent_before(request):
            raise SentBefore
        _turn_away(request, model, key, part=part)
    if obj.case is not None and not (polls and looked_lately(sight, obj.case, part)):
        reading_log.looked(sight, obj.case, part=part, action=VIEW[model], obj=obj)
    return obj


def _turn_away(request: HttpRequest, model: type[Any], key: str, *, part: str) -> NoReturn:
    row = model._default_manager.filter(public_id=key).values_list("case_id", "case__ref").first()
    if row is not None:
        reading_log.refused(sight_of(request), case_id=row[0], ref=row[1] or "", part=part)
    raise Http404


# what a partner may have had a link to → whose it was, and the action it opened
_ASKED_OF: Final[dict[type[Any], tuple[Action, tuple[str, ...]]]] = {
    Handover: (Action.VIEW_HANDOVER, ("to_organisation",)),
    Goal: (Action.VIEW_GOAL, ("carrier_organisation", "handovers__to_organisation")),
}


def is_over(request: HttpRequest, model: type[Any], key: str) -> bool:
    """Whether this was asked of one's own organisation and isn't theirs (any more): told plainly, without a name.

    Only to those who could see it then; for anyone else it doesn't exist.
    """
    sight = sight_of(request)
    action, paths = _ASKED_OF[model]
    places = [one.organisation_id for one in sight.holdings if one.organisation_id and action in MATRIX[one.role]]
    mine = Q(pk__in=[])
    for path in paths:
        mine |= Q(**{f"{path}__in": places})
    if model is Goal:  # one that went on to another is remembered by what was told of it
        mine |= Q(reports__told_for__in=Organisation.objects.filter(pk__in=places).values("name"))
    rows = model._default_manager.filter(mine, public_id=key).exclude(case_id__in=sight.recused)
    seen = model._default_manager.visible_to(sight).values("pk")
    return bool(places) and rows.exclude(pk__in=seen).exists()


def is_own(sight: Sight, case: Any) -> bool:
    """Their own case, or the one they represent somebody in."""
    return case is not None and may(sight, Action.VIEW_OWN, case)


def knows_the_name(sight: Sight, obj: Any) -> bool:
    """Whether the name of the citizen may stand on this page for this person."""
    if obj.case is None:
        return False
    if may(sight, Action.VIEW_CASE, obj.case) or is_own(sight, obj.case):
        return True
    return isinstance(obj, Goal) or (isinstance(obj, Handover) and not obj.anonymous)


def title_of(sight: Sight, obj: Any) -> str:
    """What the page is about, with the name only for whom it is meant."""
    if is_own(sight, obj.case) and type(obj) in _OWN:
        return _OWN[type(obj)]
    named = knows_the_name(sight, obj)
    if isinstance(obj, Document):
        kind = str(obj.get_kind_display())
        return f"{kind}, {obj.case.subject}" if named and obj.case else kind
    alone, about = _TITLES[type(obj)]
    return f"{about} {obj.case.subject}" if named else alone


_TITLES: Final[dict[type[Any], tuple[str, str]]] = {
    Case: ("Zaak", "Zaak van"),
    Handover: ("Vraag zonder naam", "Vraag van"),
    VoorlopigeIndicatie: ("Voorlopige indicatie", "Voorlopige indicatie voor"),
    Application: ("Aanvraag", "Aanvraag van"),
    VangnetRequest: ("Vangnetaanvraag", "Vangnetaanvraag voor"),
    Goal: ("Doel", "Doel van"),
    Appointment: ("Afspraak", "Afspraak over"),
}
# the same in the citizen's words
_OWN: Final[dict[type[Any], str]] = {
    Handover: "Uw vraag",
    VoorlopigeIndicatie: "Uw tijdelijke hulp",
    Application: "Uw aanvraag",
    Goal: "Uw doel",
}


def surroundings(sight: Sight, obj: Any) -> dict[str, Any]:
    """What every page of an object says about who looks at it."""
    case = obj.case
    sees_case = case is not None and may(sight, Action.VIEW_CASE, case)
    return {
        "obj": obj,
        "case": case,
        "sees_case": sees_case,
        "sees_file": case is not None and may(sight, Action.VIEW_FILE, case),
        "is_own": is_own(sight, case),
        "named": knows_the_name(sight, obj),
        "title": title_of(sight, obj),
        # for the tab and the history of the browser: no name
        "tab_title": (is_own(sight, case) and _OWN.get(type(obj))) or capfirst(obj._meta.verbose_name),
        "tabs": case.get_absolute_url() if sees_case else "",
        "back": where_to(sight, obj),
    }


def where_to(sight: Sight, obj: Any) -> str:
    """Where someone goes from here: a citizen to their own page, anyone else to the object while they see it."""
    if is_own(sight, obj.case):
        return f"/mijn/{obj.case.ref}/"
    return str(obj.get_absolute_url())


def landing(sight: Sight, obj: Any) -> str:
    """Where a step leads: to the object, or home where it isn't this person's to see any more.

    They saw it when they took the step, so of all that decides who sees it only the relations can have changed.
    """
    if is_own(sight, obj.case) or may(sight, VIEW[type(obj)], obj):
        return where_to(sight, obj)
    return "/"
