"""Finding a case's children for someone, each through its own `visible_to`, so that whoever lacks the file can
still do their part."""

from typing import Any, Final, NoReturn

from django.db import models
from django.http import Http404, HttpRequest

from casework.models import (
    Application,
    Appointment,
    Case,
    CaseEvent,
    Document,
    Goal,
    Handover,
    VangnetRequest,
    VoorlopigeIndicatie,
)
from casework.views.door import sight_of, token_of
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight, may

VIEW: Final[dict[type[models.Model], Action]] = {
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
ALONGSIDE: Final[dict[type[models.Model], tuple[str, ...]]] = {
    Handover: ("to_contact", "to_organisation", "to_team", "goal", "consent", "offered_by"),
    VoorlopigeIndicatie: ("provider", "made_by", "submitted_to", "issued_by", "reviewed_by", "mandate"),
    Application: ("ground", "decided_by", "mandate"),
    VangnetRequest: ("budget__team", "requested_by", "decided_by", "mandate"),
    Goal: ("ground", "carrier_contact", "carrier_organisation", "carrier_user", "consent"),
    Document: ("team",),
    Appointment: ("person", "made_by"),
}


def visible_child(request: HttpRequest, model: type[models.Model], key: str, *, part: str, log: bool = True) -> Any:
    """The object, if this person may see it; the look is logged as `part` before anything is answered.

    Raises Http404 where there is none and where it isn't theirs to see; the second is remembered.
    """
    sight, rows = sight_of(request), model._default_manager.select_related(*CASE, *ALONGSIDE[model])
    obj = rows.visible_to(sight).filter(public_id=key).first()  # type: ignore[attr-defined]
    if obj is None:
        _turn_away(request, model, key, part=part)
    if log and obj.case is not None:
        reading_log.looked(sight, obj.case, part=part, action=VIEW[model], obj=obj)
    return obj


def _turn_away(request: HttpRequest, model: type[models.Model], key: str, *, part: str) -> NoReturn:
    row = model._default_manager.filter(public_id=key).values_list("case_id", "case__ref").first()
    if row is not None:
        reading_log.refused(sight_of(request), case_id=row[0], ref=row[1] or "", part=part)
    raise Http404


# --- who sees what of it ---------------------------------------------------------------------------------------


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
    named = knows_the_name(sight, obj)
    if isinstance(obj, Document):
        kind = str(obj.get_kind_display())
        return f"{kind}, {obj.case.subject}" if named and obj.case else kind
    alone, about = _TITLES[type(obj)]
    return f"{about} {obj.case.subject}" if named else alone


_TITLES: Final[dict[type[models.Model], tuple[str, str]]] = {
    Case: ("Zaak", "Zaak van"),
    Handover: ("Vraag zonder naam", "Vraag van"),
    VoorlopigeIndicatie: ("Voorlopige indicatie", "Voorlopige indicatie voor"),
    Application: ("Aanvraag", "Aanvraag van"),
    VangnetRequest: ("Vangnetaanvraag", "Vangnetaanvraag voor"),
    Goal: ("Doel", "Doel van"),
    Appointment: ("Afspraak", "Afspraak over"),
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
        "tabs": case.get_absolute_url() if sees_case else "",
        "back": where_to(sight, obj),
    }


def where_to(sight: Sight, obj: Any) -> str:
    """Where someone goes from here: a citizen to their own page, anyone else to the object while they see it."""
    if is_own(sight, obj.case):
        return f"/mijn/{obj.case.ref}/"
    return str(obj.get_absolute_url())


def landing(sight: Sight, obj: Any) -> str:
    """Where a step leads: to the object, or home where it isn't this person's to see any more."""
    if is_own(sight, obj.case) or type(obj).objects.visible_to(sight).filter(pk=obj.pk).exists():
        return where_to(sight, obj)
    return "/"


# --- forms -----------------------------------------------------------------------------------------------------


def sent_before(request: HttpRequest) -> CaseEvent | None:
    """What this same form did when it was sent the first time."""
    token = token_of(request)
    return CaseEvent.objects.filter(by=sight_of(request).user, token=token).first() if token else None
