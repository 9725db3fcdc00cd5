"""The pages of the web: now, beside an earlier day, and on a sheet of paper."""

import datetime as dt
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.cases.events import CaseEvent
from casework.cases.finding import visible_case
from casework.cases.tabs import case_with_head, head_of
from casework.engine.changing import opened_with
from casework.engine.fields import DayField
from casework.engine.finding import sight_of
from casework.engine.forms import StepForm
from casework.engine.noun import Tab
from casework.engine.possible_days import Days
from casework.network import picture, then, ties
from casework.network.forms import ContactForm, DrawnTogetherForm
from casework.network.models import Contact
from roles.actions import Action
from roles.policy import Sight, may
from wijkweb.models import LifeDomain

WEB: Final = Tab(key="wijkweb", place="wijkweb/", label="Wijkweb en gezin", order=30)
TOGETHER: Final = "samen"  # in the address: it is drawn together with whose web it is


def _contacts(case: Any, sight: Sight, *, theirs: bool = False) -> Any:
    """`theirs`: as much as the citizen may see, who looks along or is given the paper."""
    rows = Contact.objects.visible_to(sight).filter(case=case).select_related("organisation")
    return rows.filter(shielded=False) if theirs else rows


@require_safe
def web(request: HttpRequest, ref: str) -> HttpResponse:
    """Who is around this person? Every field, a picture and the same in words; add and change where it stands."""
    sight = sight_of(request)
    case = case_with_head(request, ref, part=WEB.key)
    together = TOGETHER in request.GET
    contacts = list(_contacts(case, sight, theirs=together).filter(removed_at=None))
    speaking = case.person.speaking(sight.on) if case.person else []
    mode = f"{TOGETHER}=ja" if together else ""
    page = head_of(case, sight, WEB.key) | {
        "groups": ties.listed(contacts),
        "any": bool(contacts),
        "roles": ties.fixed_roles(contacts, speaking) if case.person else [],
        "picture": picture.web(case.subject, ties.as_drawn(contacts), picture.SCREEN),
        "together": together,
        "mode": mode,
        "ways": f"?{mode}&" if mode else "?",  # to a form in its place
    }
    if may(sight, Action.EDIT_FILE, case):
        page |= _asked_for(request.GET, case, contacts, sight)
    return render(request, "network/web.html", page)


def _asked_for(asked: QueryDict, case: Any, contacts: list[Contact], sight: Sight) -> dict[str, Any]:
    """The form that was opened in its place: of a new contact in that field, or of one that is there."""
    kind = DrawnTogetherForm if TOGETHER in asked else ContactForm
    if asked.get("erbij") in LifeDomain.values:
        domain = LifeDomain(str(asked["erbij"]))
        form = kind(obj=case, sight=sight, initial={"domain": domain.value})
        return {"adds_to": domain.value, "opened": f"erbij: {domain.label}", "form": form}
    for one in contacts:
        if str(one.pk) == asked.get("wijzig"):
            one.case = case
            form = kind(obj=one, sight=sight)
            form.opened = opened_with(form)
            which = ", ".join(filter(None, (one.name, one.relation, one.get_domain_display())))
            return {"changes": one.pk, "opened": f"wijzig {which}", "form": form}
    return {}


# --- beside an earlier day -------------------------------------------------------------------------------------


class DayForm(StepForm):
    """Which day to look back to: from when the question came in."""

    def set_up(self) -> None:
        first = min(self.anchor.received_on, self.today)
        self.fields["op"] = DayField(label="Hoe was het op", span=Days(first, self.today))


@require_safe
def web_then(request: HttpRequest, ref: str) -> HttpResponse:
    """What is otherwise since the research, or since another day?"""
    sight = sight_of(request)
    case = case_with_head(request, ref, part="wijkweb, toen en nu")
    contacts = list(_contacts(case, sight))
    told = CaseEvent.objects.visible_to(sight).filter(case=case, verb__in=(then.CHANGED, then.RESEARCHED))
    events = list(told)
    researched = then.researched_on(events)
    form = DayForm(request.GET if "op" in request.GET else None, obj=case, sight=sight, initial={"op": researched})
    day = form.cleaned_data["op"] if form.is_bound and form.is_valid() else None if form.is_bound else researched
    page = head_of(case, sight, WEB.key) | {"form": form, "day": day, "researched": researched}
    if day:
        page |= _beside(case, day, contacts, events)
    return render(request, "network/then.html", page)


def _beside(case: Any, day: dt.date, contacts: list[Contact], events: list[Any]) -> dict[str, Any]:
    before = then.as_of(day, contacts, events)
    now = [one for one in contacts if one.removed_at is None]
    return {
        "before": picture.web(case.subject, ties.as_drawn(before), picture.BESIDE),
        "now": picture.web(case.subject, ties.as_drawn(now), picture.BESIDE),
        "then_listed": ties.listed(before),
        "now_listed": ties.listed(now),
        "counts": (len(before), len(now)),
        "since": then.since(before, now),
    }


# --- on paper --------------------------------------------------------------------------------------------------


@require_safe
def sheet(request: HttpRequest, ref: str) -> HttpResponse:
    """A sheet of A4 to take along: what is there, with room beside it, or empty to fill in together."""
    sight = sight_of(request)
    case = visible_case(request, ref, Action.VIEW_FILE, part="wijkweb op papier")
    empty = "leeg" in request.GET
    contacts = [] if empty else list(_contacts(case, sight, theirs=True).filter(removed_at=None))
    look = picture.EMPTY_SHEET if empty else picture.SHEET
    page = {
        "case": case,
        "empty": empty,
        "today": sight.on,
        "picture": picture.web(case.subject, ties.as_drawn(contacts), look),
        "groups": ties.listed(contacts),
    }
    return render(request, "network/sheet.html", page)
