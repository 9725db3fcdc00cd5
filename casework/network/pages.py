"""The pages of a contact and of taking a consent back."""

import uuid
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from casework.cases.addresses import at_case
from casework.cases.finding import writable_case
from casework.cases.tabs import tab_page
from casework.engine.asking import ask
from casework.engine.finding import sight_of
from casework.engine.forms import SureForm
from casework.engine.noun import Part, Tab
from casework.network import contacts as filing
from casework.network import withdrawing as handing
from casework.network.forms import ContactForm
from casework.network.models import Consent, Contact
from casework.network.web import domains_of
from roles.actions import Action
from roles.policy import Sight, may


def _web(case: Any, sight: Sight) -> dict[str, Any]:
    contacts = case.contacts.filter(removed_at__isnull=True).select_related("organisation")
    writes = may(sight, Action.EDIT_FILE, case)
    return {
        "groups": domains_of(contacts),
        "any": bool(contacts),
        "form": ContactForm(obj=case, sight=sight) if writes else None,
    }


WEB = Tab(key="wijkweb", place="wijkweb/", label="Wijkweb", order=10)
web = tab_page(WEB, "network/web.html", _web)  # who is around this person?


def new_contact(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable_case(request, ref, "wijkweb")
    back = f"{case.get_absolute_url()}wijkweb/"

    def act(details: dict[str, Any], token: uuid.UUID | None) -> str:
        filing.add_contact(case, by=sight_of(request), token=token, **details)
        return back

    return ask(
        request,
        ContactForm,
        case,
        act,
        said="Het contact staat in het wijkweb.",
        part="wijkweb",
        title="Voeg een contact toe",
        submit="Voeg toe",
        cancel=back,
    )


def change_contact(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    """Change a contact, or (the other button) take it off the web."""
    case = writable_case(request, ref, "wijkweb")
    contact = get_object_or_404(
        Contact.objects.visible_to(sight_of(request)).select_related("case"), pk=pk, case=case, removed_at=None
    )
    back = f"{case.get_absolute_url()}wijkweb/"
    removes = "verwijder" in request.POST

    def change(details: dict[str, Any], token: uuid.UUID | None) -> str:
        filing.change_contact(contact, by=sight_of(request), token=token, **details)
        return back

    def remove(details: dict[str, Any], token: uuid.UUID | None) -> str:
        filing.remove_contact(contact, by=sight_of(request), token=token)
        return back

    return ask(
        request,
        SureForm if removes else ContactForm,
        contact,
        remove if removes else change,
        said="Het contact is van het wijkweb gehaald." if removes else "Het contact is gewijzigd.",
        part="wijkweb",
        template="file/contact.html",
        edits=not removes,
        title=contact.name,
        submit="Haal van het wijkweb" if removes else "Bewaar",
        removes=removes,
        cancel=back,
    )


def withdraw_consent(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    case = writable_case(request, ref, "toestemming")
    consent = get_object_or_404(Consent.objects.visible_to(sight_of(request)).select_related("case"), pk=pk, case=case)
    back = f"{case.get_absolute_url()}overdrachten/"

    def act(details: dict[str, Any], token: uuid.UUID | None) -> str:
        handing.withdraw_consent(consent, by=sight_of(request), token=token)
        return back

    return ask(
        request,
        SureForm,
        case,
        act,
        said="De toestemming is ingetrokken.",
        part="toestemming",
        title="Trek de toestemming in",
        submit="Trek in",
        cancel=back,
        lead="De ander ziet de vraag dan meteen niet meer. Een open aanbod wordt ingetrokken. "
        "Wat al was overgenomen, komt terug bij het wijkteam.",
        quote=consent.text,
    )


def reads_along() -> tuple[Any, ...]:
    return (Prefetch("contacts", Contact.objects.filter(removed_at__isnull=True)),)


ON_PAGE = (
    Part(template="network/on_page.html", order=30, context=lambda case, sight: {"contacts": case.contacts.all()}),
)
URLS = (
    at_case("wijkweb/", web, "wijkweb"),
    at_case("wijkweb/nieuw/", new_contact, "nieuw-contact"),
    at_case("wijkweb/<int:pk>/", change_contact, "contact"),
    at_case("toestemming/<int:pk>/intrekken/", withdraw_consent, "toestemming-intrekken"),
)
