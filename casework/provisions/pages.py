"""The pages of help that was granted: one, the list of a case, and a provider's own list."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import path

from casework.documents.models import Document
from casework.engine.along import lay_down
from casework.engine.door import available
from casework.engine.forms import form_for
from casework.engine.noun import Part, Seen
from casework.engine.object_page import object_page, own_list
from casework.engine.registry import seen_first
from casework.engine.step_page import step_page
from casework.provisions import back_office_pages
from casework.provisions.models import Provision
from casework.provisions.states import ProvisionState
from casework.provisions.versions import ProvisionVersion, on_day
from roles import shape
from roles.actions import Action
from roles.fixed import Select, Slot
from roles.policy import Sight, may


def _provision(obj: Any, sight: Sight) -> dict[str, Any]:
    """As it holds today. The provider reads what it is to do and whom to call; not why it was granted."""
    versions = list(obj.versions.select_related("decided_by", "mandate"))
    decision = may(sight, Action.VIEW_DECISION, obj)
    letters = Document.objects.visible_to(sight).about(obj)
    page = {
        "held": on_day(obj, versions, sight.on),
        "comes": [one for one in versions if one.since > sight.on and one.became],
        "sees_decision": decision,
        "versions": versions if decision else (),
        "letters": letters if decision else (),
        "delivers": may(sight, Action.DELIVER_HELP, obj),
    }
    return page | (_unchanged(obj, sight) if obj.announced_on and not obj.looked_on else {})


def _unchanged(obj: Any, sight: Sight) -> dict[str, Any]:
    """With what settles it most often at hand: one call, and it goes on as it is."""
    extend = next((one for one in available(obj, sight) if one.step.name == "extend" and one.possible), None)
    if extend is None:
        return {}
    return {
        "extend": extend,
        "form": form_for(Provision, extend.step)(None, obj=obj, sight=sight),
        "look": seen_first()["provision.extend"],
    }


provision = object_page(
    Provision, "provisions/provision.html", part="voorziening", content=_provision, elsewhere=("extend",)
)


def _mine(sight: Sight) -> Any:
    """What one's own organisation gives, or is to give."""
    organisations = sorted(one.organisation_id for one in sight.holdings if one.organisation_id)
    rows = Provision.objects.visible_to(sight).filter(provider__in=organisations, shared_until__gt=sight.on)
    return rows.select_related("case__person", "case__team", "case__kern", "provider").order_by(
        "state", "starts_on", "pk"
    )


my_provisions = own_list(_mine, "provisions/my_provisions.html", part="voorzieningen", action=Action.VIEW_PROVISION)


def reads_along() -> tuple[Any, ...]:
    return (Prefetch("provisions", Provision.objects.select_related("provider")),)


def _today(rows: Any, sight: Sight) -> list[tuple[Provision, Provision]]:
    """Each with how it holds today: what was decided for later isn't so yet."""
    return [(one, on_day(one, one.versions.all(), sight.on)) for one in rows]


def _on_tab(case: Any, sight: Sight) -> dict[str, Any]:
    """Of the rows that the page read along for its terms; who sees the help of a case sees all of it."""
    rows = list(case.provisions.all())
    prefetch_related_objects(rows, "versions")
    return {"provisions": _today(rows, sight)}


ON_TABS = (
    Part(
        template="provisions/on_tab.html",
        order=5,
        context=_on_tab,
        tab="besluiten",
        actions=(Action.VIEW_PROVISION,),
    ),
)


def _help_now(case: Any, sight: Sight) -> dict[str, Any]:
    """What somebody gets or is to get, of the rows that the page read along."""
    return {"provisions": [one for one in case.provisions.all() if one.state in ProvisionState.RUNS]}


ON_PAGE = (Part(template="provisions/help_now.html", order=26, context=_help_now),)

_MADE = shape.Seen(
    "provisions of the citizen",
    lambda sight, *, case: Provision.objects.visible_to(sight).filter(case=case).select_related("provider"),
    case=Slot.ID,
)
_LATER = Select(lambda case: ProvisionVersion.objects.filter(provision__case=case), case=Slot.ID)


def _ask(case: Any, sight: Sight) -> Any:
    return _MADE.objects(sight, case=case.pk), _LATER.send(case=case.pk)


def _for_citizen(case: Any, sight: Sight, asked: Any) -> dict[str, Any]:
    made, later = asked
    rows = list(made)
    lay_down(rows, "versions", later.objects())
    return {"provisions": _today(rows, sight)}


FOR_CITIZEN = (Part(template="provisions/for_citizen.html", order=25, ask=_ask, context=_for_citizen),)


def who_sees(case: Any, on: Any) -> Seen:
    """Its provider sees its own help, and nothing else."""
    given = list(case.provisions.filter(provider__isnull=False, shared_until__gt=on))
    return Seen(
        organisations=[one.provider_id for one in given],
        rows=given,
        action=Action.VIEW_PROVISION,
        words="de hulp die deze aanbieder geeft",
    )


URLS = (
    path("voorzieningen/", my_provisions, name="voorzieningen"),
    path("voorzieningen/<slug:key>/", provision, name="voorziening"),
    path("voorzieningen/<slug:key>/stap/<slug:slug>/", step_page(Provision), name="voorziening-stap"),
    *back_office_pages.URLS,
)
