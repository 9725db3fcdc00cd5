"""The personal data, and writing on the file: a form each, an operation each, and back to where it shows."""

import uuid
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from casework.cases import operations as filing
from casework.cases.addresses import at_case
from casework.cases.file_forms import AccessForm, CorrectForm, LinkForm, PersonalPlanForm, RepresentativeForm
from casework.cases.finding import writable_case
from casework.cases.models import Case
from casework.cases.tabs import tab_page
from casework.engine.asking import ask, see_other
from casework.engine.finding import sight_of
from casework.engine.forms import SureForm
from casework.engine.noun import Tab
from casework.people.corrections import corrections
from roles.actions import Action
from roles.policy import Sight

Details = dict[str, Any]
Token = uuid.UUID | None
LINKED_SHOWN: Final = 10


def _person(case: Any, sight: Sight) -> dict[str, Any]:
    person = case.person
    return {
        "person": person,
        "age": person.age(sight.on) if person else None,
        "corrections": corrections(person) if person else [],
        "representatives": person.representatives.order_by("-since") if person else [],
        "linked": Case.objects.visible_to(sight).filter(linked=case).for_page()[:LINKED_SHOWN],
        "today": sight.on,
    }


PERSON = Tab(key="gegevens", place="gegevens/", label="Gegevens", order=70)
# the personal data, what was corrected, and who may speak for this person
person = tab_page(PERSON, "cases/person.html", _person)


def correct(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable_case(request, ref, "gegevens")
    if case.person is None:
        raise Http404
    back = f"{case.get_absolute_url()}gegevens/"

    def act(details: Details, token: Token) -> str:
        filing.correct_person(case, by=sight_of(request), token=token, **details)
        return back

    return ask(
        request,
        CorrectForm,
        case,
        act,
        said="De gegevens zijn verbeterd.",
        part="gegevens",
        edits=True,
        title="Verbeter de gegevens",
        submit="Bewaar",
        cancel=back,
        lead="Wat er eerst stond, blijft bewaard met wie het wijzigde en wanneer.",
    )


def new_representative(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable_case(request, ref, "gegevens")
    if case.person is None:
        raise Http404
    back = f"{case.get_absolute_url()}gegevens/"

    def act(details: Details, token: Token) -> str:
        filing.add_representative(case, by=sight_of(request), token=token, **details)
        return back

    return ask(
        request,
        RepresentativeForm,
        case,
        act,
        said="De vertegenwoordiger is vastgelegd.",
        part="gegevens",
        title="Leg een vertegenwoordiger vast",
        submit="Leg vast",
        cancel=back,
    )


def personal_plan(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable_case(request, ref, "persoonlijk plan")

    def act(details: Details, token: Token) -> str:
        filing.receive_personal_plan(case, by=sight_of(request), token=token, **details)
        return str(case.get_absolute_url())

    return ask(
        request,
        PersonalPlanForm,
        case,
        act,
        said="De ontvangst van het persoonlijk plan staat vast.",
        part="persoonlijk plan",
        title="Persoonlijk plan ontvangen",
        submit="Leg vast",
        cancel=case.get_absolute_url(),
        lead="De inwoner mag binnen 7 dagen na de melding een eigen plan inleveren (Wmo 2015, artikel 2.3.2).",
    )


def link(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable_case(request, ref, "koppelen")

    def act(details: Details, token: Token) -> str:
        filing.link_case(case, by=sight_of(request), token=token, **details)
        return str(case.get_absolute_url())

    return ask(
        request,
        LinkForm,
        case,
        act,
        said="De zaken zijn gekoppeld.",
        part="koppelen",
        title="Koppel een andere zaak",
        submit="Koppel",
        cancel=f"{case.get_absolute_url()}gegevens/",
        lead="Bijvoorbeeld van de partner. Elke zaak houdt haar eigen besluiten, en wie de ene mag zien "
        "ziet daarmee de andere nog niet.",
    )


def recuse(request: HttpRequest, ref: str) -> HttpResponse:
    """'Ik ken deze persoon', after a page that says what that means."""
    if Case.objects.filter(ref=ref, pk__in=sight_of(request).recused).exists():
        return see_other("/")  # a second click: the case is closed to them by now
    case = writable_case(request, ref, "ik ken deze persoon", Action.RECUSE)

    def act(details: Details, token: Token) -> str:
        filing.recuse(case, by=sight_of(request), token=token)
        return "/"

    return ask(
        request,
        SureForm,
        case,
        act,
        said="Deze zaak is nu voor u gesloten.",
        part="ik ken deze persoon",
        title="Ik ken deze persoon",
        submit="Sluit deze zaak voor mij",
        cancel=case.get_absolute_url(),
        lead="Kent u deze persoon privé? Dan hoort u dit dossier niet te zien. De zaak wordt voor u gesloten, "
        "wat uw rollen ook zijn, en ook andere zaken van deze persoon. Bent u de casusregisseur, dan wijst de teamleider een ander aan. "
        "U kunt dit zelf niet terugdraaien.",
    )


def give_grant(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable_case(request, ref, "toegang", Action.GIVE_GRANT)
    back = f"{case.get_absolute_url()}inzage/"

    def act(details: Details, token: Token) -> str:
        filing.give_grant(case, by=sight_of(request), token=token, **details)
        return back

    return ask(
        request,
        AccessForm,
        case,
        act,
        said="De toegang is gegeven.",
        part="toegang",
        title="Geef iemand toegang op naam",
        submit="Geef toegang",
        cancel=back,
        lead="De inwoner ziet wie toegang kreeg.",
    )


def end_grant(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    case = writable_case(request, ref, "toegang", Action.GIVE_GRANT)
    grant = get_object_or_404(case.grants.select_related("user", "content_object"), pk=pk)
    back = f"{case.get_absolute_url()}inzage/"

    def act(details: Details, token: Token) -> str:
        filing.end_grant(grant, by=sight_of(request), token=token)
        return back

    return ask(
        request,
        SureForm,
        case,
        act,
        said="De toegang is beëindigd.",
        part="toegang",
        title=f"Beëindig de toegang van {grant.user.name}",
        submit="Beëindig",
        cancel=back,
        lead="Vanaf vandaag ziet deze persoon de zaak niet meer.",
    )


URLS = (
    at_case("gegevens/", person, "gegevens"),
    at_case("gegevens/wijzigen/", correct, "gegevens-wijzigen"),
    at_case("gegevens/vertegenwoordiger/", new_representative, "vertegenwoordiger"),
    at_case("persoonlijk-plan/", personal_plan, "persoonlijk-plan"),
    at_case("koppelen/", link, "koppelen"),
    at_case("ik-ken-deze-persoon/", recuse, "verschonen"),
    at_case("inzage/toegang/", give_grant, "toegang"),
    at_case("inzage/toegang/<int:pk>/einde/", end_grant, "toegang-einde"),
)
