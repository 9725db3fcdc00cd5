"""The pages of a contact and of taking a consent back."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from casework.cases.addresses import at_case
from casework.cases.finding import writable_case
from casework.cases.tabs import tab_page
from casework.engine.finding import sight_of
from casework.engine.form_page import form_page
from casework.engine.forms import SureForm
from casework.engine.noun import Part, Tab
from casework.network import operations
from casework.network.forms import ContactForm
from casework.network.models import Consent, Contact
from roles.actions import Action
from roles.policy import Sight, may
from wijkweb.models import LifeDomain

# the booklet's order: the feet, head and heart, hands and feet, and whoever is close
DOMAINS: Final = (
    ("De voeten: waar iemand op staat", (LifeDomain.WONEN, LifeDomain.GEMEENTE, LifeDomain.VEILIGHEID)),
    ("Hoofd en hart: wat iemand beweegt", (LifeDomain.KERK, LifeDomain.VERENIGING, LifeDomain.KUNST)),
    (
        "Handen en voeten: wat iemand doet en wie helpt",
        (LifeDomain.ONDERWIJS, LifeDomain.ONDERNEMERS, LifeDomain.EERSTELIJN, LifeDomain.TWEEDELIJN),
    ),
    ("Familie en naasten", (LifeDomain.FAMILIE,)),
)


def _domains_of(contacts: Iterable[Any]) -> list[dict[str, Any]]:
    """The contacts by life domain, in the booklet's order. No domain ever has to be filled."""
    per_domain: dict[str, list[Any]] = {}
    for one in contacts:
        per_domain.setdefault(one.domain, []).append(one)
    return [
        {
            "label": group,
            "filled": [
                {"label": one.label, "contacts": per_domain[str(one)]} for one in domains if str(one) in per_domain
            ],
            "empty": [one.label for one in domains if str(one) not in per_domain],
        }
        for group, domains in DOMAINS
    ]


def _web(case: Any, sight: Sight) -> dict[str, Any]:
    contacts = case.contacts.filter(removed_at__isnull=True).select_related("organisation")
    writes = may(sight, Action.EDIT_FILE, case)
    return {
        "groups": _domains_of(contacts),
        "any": bool(contacts),
        "form": ContactForm(obj=case, sight=sight) if writes else None,
    }


WEB = Tab(key="wijkweb", place="wijkweb/", label="Wijkweb en gezin", order=30)
web = tab_page(WEB, "network/web.html", _web)  # who is around this person?


new_contact = form_page(
    writable_case,
    ContactForm,
    operations.add_contact,
    part="wijkweb",
    heading="Voeg een contact toe",
    submit="Voeg toe",
    done="Het contact staat in het wijkweb.",
    to="wijkweb/",
)


def _contact(request: HttpRequest, ref: str, pk: int, part: str) -> Any:
    case = writable_case(request, ref, part)
    rows = Contact.objects.visible_to(sight_of(request)).select_related("case")
    return get_object_or_404(rows, pk=pk, case=case, removed_at=None)


def _consent(request: HttpRequest, ref: str, pk: int, part: str) -> Any:
    case = writable_case(request, ref, part)
    rows = Consent.objects.visible_to(sight_of(request)).select_related("case")
    return get_object_or_404(rows, pk=pk, case=case)


_change = form_page(
    _contact,
    ContactForm,
    operations.change_contact,
    part="wijkweb",
    heading=lambda contact: contact.name,
    submit="Bewaar",
    done="Het contact is gewijzigd.",
    to="wijkweb/",
    edits=True,
    template="network/contact.html",
)
_remove = form_page(
    _contact,
    SureForm,
    operations.remove_contact,
    part="wijkweb",
    heading=lambda contact: contact.name,
    submit="Haal van het wijkweb",
    done="Het contact is van het wijkweb gehaald.",
    to="wijkweb/",
    template="network/contact.html",
    removes=True,
)


def change_contact(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    """Change a contact, or (the other button) take it off the web."""
    return (_remove if "verwijder" in request.POST else _change)(request, ref=ref, pk=pk)


withdraw_consent = form_page(
    _consent,
    SureForm,
    operations.withdraw_consent,
    part="toestemming",
    heading="Trek de toestemming in",
    submit="Trek in",
    done="De toestemming is ingetrokken.",
    to="plan/",
    lead="De ander ziet de vraag dan meteen niet meer. Een open aanbod wordt ingetrokken. "
    "Wat al was overgenomen, komt terug bij het wijkteam.",
    shows=lambda consent: {"quote": consent.text},
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
