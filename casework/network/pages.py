"""The pages of a contact."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from casework.cases.addresses import at_case
from casework.cases.finding import writable_case
from casework.engine.finding import sight_of
from casework.engine.form_page import form_page
from casework.engine.forms import SureForm
from casework.engine.noun import Part
from casework.network import operations, picture, ties
from casework.network.forms import ContactForm, DrawnTogetherForm
from casework.network.models import Contact
from casework.network.web import TOGETHER, sheet, web, web_then
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight, may
from roles.shape import Seen


def _adding(form: type[ContactForm], to: str) -> Callable[..., HttpResponse]:
    return form_page(
        writable_case,
        form,
        operations.add_contact,
        part="wijkweb",
        heading="Voeg een contact toe",
        submit="Voeg toe",
        done="Het contact staat in het wijkweb.",
        to=to,
        template="network/contact.html",
    )


_PLACE: Final = "wijkweb/"
_PLACE_TOGETHER: Final = f"wijkweb/?{TOGETHER}=ja"
_add, _add_together = _adding(ContactForm, _PLACE), _adding(DrawnTogetherForm, _PLACE_TOGETHER)


def new_contact(request: HttpRequest, ref: str) -> HttpResponse:
    """Drawn together, the strength of a tie may be asked too."""
    return (_add_together if TOGETHER in request.GET else _add)(request, ref=ref)


def _contact(request: HttpRequest, ref: str, pk: int, part: str) -> Any:
    case = writable_case(request, ref, part)
    rows = Contact.objects.visible_to(sight_of(request)).select_related("case")
    return get_object_or_404(rows, pk=pk, case=case, removed_at=None)


def _changing(form: type[ContactForm], to: str) -> Callable[..., HttpResponse]:
    return form_page(
        _contact,
        form,
        operations.change_contact,
        part="wijkweb",
        heading=lambda contact: contact.name,
        submit="Bewaar",
        done="Het contact is gewijzigd.",
        to=to,
        edits=True,
        template="network/contact.html",
        can_go=True,
    )


def _removing(to: str) -> Callable[..., HttpResponse]:
    return form_page(
        _contact,
        SureForm,
        operations.remove_contact,
        part="wijkweb",
        heading=lambda contact: contact.name,
        submit="Haal van het wijkweb",
        done="Het contact is van het wijkweb gehaald.",
        to=to,
        template="network/contact.html",
        removes=True,
    )


_change, _change_together = _changing(ContactForm, _PLACE), _changing(DrawnTogetherForm, _PLACE_TOGETHER)
_remove, _remove_together = _removing(_PLACE), _removing(_PLACE_TOGETHER)


def change_contact(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    """Change a contact, or (the other button) take it off the web."""
    together = TOGETHER in request.GET
    if "verwijder" in request.POST:
        return (_remove_together if together else _remove)(request, ref=ref, pk=pk)
    return (_change_together if together else _change)(request, ref=ref, pk=pk)


def reads_along() -> tuple[Any, ...]:
    return (Prefetch("contacts", Contact.objects.filter(removed_at__isnull=True)),)


def _beside(case: Any, sight: Sight) -> dict[str, Any]:
    """Of what was read with the case, as much as this person may see."""
    shielded = may(sight, Action.VIEW_SHIELDED, case)
    return {"contacts": [one for one in case.contacts.all() if shielded or not one.shielded]}


ON_PAGE = (Part(template="network/on_page.html", order=30, context=_beside),)
_THEIRS = Seen(
    "the web for the citizen",
    lambda sight, *, case: Contact.objects.for_citizen(sight).filter(case=case).select_related("organisation"),
    case=Slot.ID,
)


def _around_you(case: Any, sight: Sight, contacts: Iterable[Contact]) -> dict[str, Any]:
    there = list(contacts)
    drawn = picture.web(case.subject, ties.as_drawn(there), picture.BESIDE) if there else None
    return {"around": there, "picture": drawn, "groups": ties.listed(there)}


FOR_CITIZEN = (
    Part(
        template="network/for_citizen.html",
        order=45,
        ask=lambda case, sight: _THEIRS.objects(sight, case=case.pk),
        context=_around_you,
    ),
)
URLS = (
    at_case("wijkweb/", web, "wijkweb"),
    at_case("wijkweb/toen/", web_then, "wijkweb-toen"),
    at_case("wijkweb/blad/", sheet, "wijkweb-blad"),
    at_case("wijkweb/nieuw/", new_contact, "nieuw-contact"),
    at_case("wijkweb/<int:pk>/", change_contact, "contact"),
)
