"""The personal data, and writing on the file: a form each, an operation each, and back to where it shows."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from casework.cases import conditions, operations, speaking
from casework.cases.addresses import at_case
from casework.cases.file_forms import (
    AccessForm,
    CorrectForm,
    CorrectReportedForm,
    LinkForm,
    PersonalPlanForm,
    RepresentativeForm,
    UnlinkForm,
)
from casework.cases.finding import case_for, writable_case
from casework.cases.models import Case
from casework.cases.tabs import tab_page
from casework.cases.to_right_person import may_move
from casework.engine.finding import sight_of
from casework.engine.form_page import Elsewhere, form_page
from casework.engine.forms import SureForm
from casework.engine.machine import Permit
from casework.engine.noun import Make, Tab
from casework.engine.surroundings import looking_at
from casework.households import walls
from casework.people.corrections import corrections
from casework.people.models import Representative
from roles.actions import Action
from roles.policy import Sight, may


def _person(case: Any, sight: Sight) -> dict[str, Any]:
    person = case.person
    return {
        "person": person,
        "age": person.age_in_words(sight.on) if person else "",
        "may_be_minor": bool(person and person.may_be_minor(sight.on)),
        "corrections": corrections(person) if person else [],
        "representatives": _representatives(person, sight) if person else [],
        "linked": Case.objects.visible_to(sight).filter(linked=case).for_page(),
        "today": sight.on,
        "other_phones": person.other_phones.all() if person else [],
        "before": case.wrong_persons.all() if case.person_since else [],
        "moves": person is not None and may(sight, Action.EDIT_FILE, case) and may_move(looking_at(case, sight)),
        "safety_notes": person.safety_notes.select_related("made_by") if person else [],
    }


def _representatives(person: Any, sight: Sight) -> list[dict[str, Any]]:
    """The latest first, with whether they speak today, and if not why. Who is behind a wall by now isn't told of to who sees
    no case of theirs."""
    result, on = [], sight.on
    for one in walls.known_speakers(person, person.representatives.order_by("-since", "-pk"), sight):
        one.person = person
        why = "" if one.speaks(on) or one.since > on else "Voorbij"
        if why and one.until is None:
            why = "Niet meer: de inwoner is overleden" if person.deceased_on else "Niet meer: de inwoner is 18"
        result.append({"row": one, "why_not": "Nog niet begonnen" if one.since > on else why})
    return result


PERSON = Tab(key="gegevens", place="gegevens/", label="Gegevens", order=70, in_row=False)
# the personal data, what was corrected, and who may speak for this person
person = tab_page(PERSON, "cases/person.html", _person)


def about_a_person(request: HttpRequest, ref: str, part: str) -> Any:
    """A case to write on, of a person; a provision has no personal data."""
    case = writable_case(request, ref, part)
    if case.person is None:
        raise Http404
    return case


correct = form_page(
    about_a_person,
    CorrectForm,
    operations.correct_person,
    part="gegevens",
    heading="Verbeter de gegevens",
    submit="Bewaar",
    done="De gegevens zijn verbeterd.",
    to="gegevens/",
    edits=True,
    lead="Wat er eerst stond, blijft bewaard met wie het wijzigde en wanneer.",
)
new_representative = form_page(
    about_a_person,
    RepresentativeForm,
    speaking.add_representative,
    part="gegevens",
    heading="Leg een vertegenwoordiger vast",
    submit="Leg vast",
    done="De vertegenwoordiger is vastgelegd.",
    to="gegevens/",
)


def _representative(request: HttpRequest, ref: str, pk: int, part: str) -> Any:
    case = about_a_person(request, ref, part)
    row = get_object_or_404(Representative.objects.select_related("person"), pk=pk, person=case.person_id)
    if not walls.known_speakers(row.person, [row], sight_of(request)):
        raise Http404
    row.case = case
    return row


change_representative = form_page(
    _representative,
    RepresentativeForm,
    speaking.change_representative,
    part="gegevens",
    heading="Wijzig de vertegenwoordiger",
    submit="Bewaar",
    done="De vertegenwoordiger is gewijzigd.",
    to="gegevens/",
    edits=True,
    lead="Spreekt deze persoon niet meer? Vul bij ‘Tot’ de eerste dag in waarop het niet meer geldt.",
)
MAKE = Make(
    label="Persoonlijk plan ontvangen",
    url="persoonlijk-plan",
    order=80,
    by=Permit(Action.EDIT_FILE),
    needs=(
        conditions.is_melding,
        conditions.is_about_a_person,
        conditions.personal_plan_is_awaited,
        conditions.research_is_not_over,
    ),
    tab="onderzoek",
)
personal_plan = form_page(
    writable_case,
    PersonalPlanForm,
    operations.receive_personal_plan,
    part="persoonlijk plan",
    heading="Persoonlijk plan ontvangen",
    submit="Leg vast",
    done="De ontvangst van het persoonlijk plan staat vast.",
    lead="De inwoner mag binnen 7 dagen na de melding een eigen plan inleveren (Wmo 2015, artikel 2.3.2).",
)
link = form_page(
    writable_case,
    LinkForm,
    operations.link_case,
    part="koppelen",
    heading="Koppel een andere zaak",
    submit="Koppel",
    done="De zaken zijn gekoppeld.",
    back="gegevens/",
    lead="Bijvoorbeeld van de partner. Elke zaak houdt haar eigen besluiten, en wie de ene mag zien "
    "ziet daarmee de andere nog niet.",
)


def _linked(request: HttpRequest, ref: str, other: str, part: str) -> Any:
    case = writable_case(request, ref, part)
    rows = Case.objects.visible_to(sight_of(request), Action.VIEW_FILE)
    case.other = get_object_or_404(rows.filter(linked=case), ref=other)
    return case


unlink = form_page(
    _linked,
    UnlinkForm,
    operations.unlink_case,
    part="koppelen",
    heading=lambda case: f"Ontkoppel {case.other.ref}",
    submit="Ontkoppel",
    done="De zaken zijn niet meer gekoppeld.",
    to="gegevens/",
    lead="De zaken blijven zoals zij zijn. Alleen de verwijzing naar elkaar verdwijnt.",
)
CORRECT_REPORTED = Make(
    label="Verbeter naam, geboortedatum of telefoon",
    url="melding-verbeteren",
    order=5,
    by=Permit(Action.CONVERT_CASE, (conditions.is_reporter,)),
    needs=operations.TO_CORRECT_REPORTED,
)
correct_reported = form_page(
    case_for(CORRECT_REPORTED.by),
    CorrectReportedForm,
    operations.correct_reported,
    part="gegevens",
    heading="Verbeter wat u meldde",
    submit="Bewaar",
    done="De gegevens zijn verbeterd.",
    edits=True,
    lead="Zolang niemand de melding heeft opgepakt, verbetert u dit zelf. Wat er eerst stond, blijft bewaard.",
)


def _to_recuse(request: HttpRequest, ref: str, part: str) -> Any:
    if Case.objects.filter(ref=ref, pk__in=sight_of(request).recused).exists():
        raise Elsewhere("/")  # a second click: the case is closed to them by now
    return writable_case(request, ref, part, Action.RECUSE)


# 'Ik ken deze persoon', after a page that says what that means
recuse = form_page(
    _to_recuse,
    SureForm,
    operations.recuse,
    part="ik ken deze persoon",
    heading="Ik ken deze persoon",
    submit="Sluit deze zaak voor mij",
    done="Deze zaak is nu voor u gesloten.",
    to="/",
    back="",
    lead="Kent u deze persoon privé? Dan hoort u dit dossier niet te zien. De zaak wordt voor u gesloten, "
    "wat uw rollen ook zijn, en ook andere zaken van deze persoon. Bent u de casusregisseur, dan wijst de teamleider "
    "een ander aan. U kunt dit zelf niet terugdraaien.",
)
give_grant = form_page(
    partial(writable_case, action=Action.GIVE_GRANT),
    AccessForm,
    operations.give_grant,
    part="toegang",
    heading="Geef iemand toegang op naam",
    submit="Geef toegang",
    done="De toegang is gegeven.",
    to="inzage/",
    lead="De inwoner ziet wie toegang kreeg.",
)


def _grant(request: HttpRequest, ref: str, pk: int, part: str) -> Any:
    case = writable_case(request, ref, part, Action.GIVE_GRANT)
    return get_object_or_404(case.grants.select_related("user", "content_object"), pk=pk)


end_grant = form_page(
    _grant,
    SureForm,
    operations.end_grant,
    part="toegang",
    heading=lambda grant: f"Beëindig de toegang van {grant.user.name}",
    submit="Beëindig",
    done="De toegang is beëindigd.",
    to="inzage/",
    lead="Vanaf vandaag ziet deze persoon de zaak niet meer.",
)


URLS = (
    at_case("gegevens/", person, "gegevens"),
    at_case("gegevens/wijzigen/", correct, "gegevens-wijzigen"),
    at_case("gegevens/vertegenwoordiger/", new_representative, "vertegenwoordiger"),
    at_case("gegevens/vertegenwoordiger/<int:pk>/", change_representative, "vertegenwoordiger-wijzigen"),
    at_case("persoonlijk-plan/", personal_plan, "persoonlijk-plan"),
    at_case("koppelen/", link, "koppelen"),
    at_case("koppelen/<ref:other>/los/", unlink, "ontkoppelen"),
    at_case("melding-verbeteren/", correct_reported, "melding-verbeteren"),
    at_case("ik-ken-deze-persoon/", recuse, "verschonen"),
    at_case("inzage/toegang/", give_grant, "toegang"),
    at_case("inzage/toegang/<int:pk>/einde/", end_grant, "toegang-einde"),
)
