"""The pages of a notice of default, and where else it shows."""

from typing import Any, Final

from django.urls import path

from casework.cases.addresses import at_case
from casework.cases.finding import case_for
from casework.defaults.conditions import can_be_late, something_waits
from casework.defaults.counting import last_day
from casework.defaults.forms import DefaultNoticeForm
from casework.defaults.models import DefaultNotice
from casework.defaults.operations import register_notice
from casework.defaults.states import DefaultState
from casework.engine.form_page import OF_OBJECT, form_page
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part
from casework.engine.object_page import object_page
from casework.engine.step_page import step_page
from casework.vangnet.account_number import masked
from casework.vangnet.batches import PaymentBatch
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight, may
from roles.shape import Seen

MAKE = Make(
    label="Ingebrekestelling ontvangen",
    url="nieuwe-ingebrekestelling",
    order=35,
    by=Permit(Action.EDIT_FILE),
    needs=(can_be_late, something_waits),
    tab="besluiten",
)
new_notice = form_page(
    case_for(MAKE.by),
    DefaultNoticeForm,
    register_notice,
    part="nieuwe ingebrekestelling",
    heading="Ingebrekestelling ontvangen",
    submit="Leg de ingebrekestelling vast",
    done="De ingebrekestelling is vastgelegd. De ontvangstbevestiging wordt gemaakt.",
    to=None,
    back="besluiten/",
    template=OF_OBJECT,
)


def _notice(obj: Any, sight: Sight) -> dict[str, Any]:
    """With what it costs as it stands today."""
    reads: dict[str, Any] = {
        "sees_decision": may(sight, Action.VIEW_DECISION, obj)
    }  # whoever pays reads what and to whom, not why
    if obj.is_owed:
        reads |= {"account": masked(obj.payee_iban), "file": _file(obj, sight)}
    if obj.state != DefaultState.ONTVANGEN:
        return reads
    return reads | {"counted": obj.counted(sight.on), "last": last_day(obj.due_on)}


def _file(obj: Any, sight: Sight) -> str:
    """The file for the bank that it is in, for who may see that."""
    if obj.batch_id is None or obj.paid_on is not None or not sight.has(Action.RELEASE_PAYMENT):
        return ""
    keys = PaymentBatch.objects.visible_to(sight).filter(pk=obj.batch_id).values_list("public_id", flat=True)
    return keys.first() or ""


notice = object_page(DefaultNotice, "defaults/notice.html", part="ingebrekestelling", content=_notice)

_OF_CASE: Final = Seen(
    "notices of default on a case",
    lambda sight, *, case: DefaultNotice.objects.visible_to(sight).filter(case=case),
    case=Slot.ID,
)


def _on_tab(case: Any, sight: Sight) -> dict[str, Any]:
    """Of the rows that the page read along for its terms; who sees the decisions of a case sees them all."""
    return {"default_notices": list(case.default_notices.all())}


ON_TABS = (
    Part(
        template="defaults/on_tab.html",
        order=5,
        context=_on_tab,
        tab="besluiten",
        actions=(Action.VIEW_DECISION,),
    ),
)
FOR_CITIZEN = (
    Part(
        template="defaults/for_citizen.html",
        order=31,
        ask=lambda case, sight: _OF_CASE.objects(sight, case=case.pk),
        context=lambda case, sight, rows: {"default_notices": list(rows)},
    ),
)


def open_notices(sight: Sight) -> Any:
    """Those of one's teams whose decision isn't there yet, the first day first: on everyone's list."""
    rows = DefaultNotice.objects.visible_to(sight).filter(state=DefaultState.ONTVANGEN)
    rows = rows.filter(application__announced_on=None, about_stopped_on=None)
    return rows.order_by("due_on", "pk").values_list("public_id", "due_on", "case__ref", "case__kern__name", named=True)


ON_EVERY_LIST: Final = Seen("notices of default on every list", lambda sight: open_notices(sight)[:10])

URLS = (
    at_case("ingebrekestellingen/nieuw/", new_notice, "nieuwe-ingebrekestelling"),
    path("ingebrekestellingen/<slug:key>/", notice, name="ingebrekestelling"),
    path("ingebrekestellingen/<slug:key>/stap/<slug:slug>/", step_page(DefaultNotice), name="ingebrekestelling-stap"),
)
