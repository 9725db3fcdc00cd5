"""Other numbers of a citizen, and what a visitor must know: what their card shows, and the pages to write it."""

from typing import Any, Final

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from casework.cases import reaching
from casework.cases.addresses import at_case
from casework.cases.file_pages import about_a_person
from casework.engine.form_page import form_page
from casework.engine.forms import SureForm
from casework.people.forms import OtherPhoneForm, SafetyNoteForm
from casework.people.models import OtherPhone, SafetyNote
from roles.fixed import Select, Slot
from roles.policy import Sight

_PHONES: Final = Select(lambda pk: OtherPhone.objects.filter(person=pk), pk=Slot.ID)
_NOTES: Final = Select(lambda pk, on: SafetyNote.objects.filter(person=pk, until__gt=on), pk=Slot.ID, on=Slot.DAY)


def ask_reach(case: Any, sight: Sight) -> Any:
    """Phones and what holds today of a case's person, on their way; of a provision there are none."""
    if case.person_id is None:
        return (), ()
    return _PHONES.objects(pk=case.person_id), _NOTES.objects(pk=case.person_id, on=sight.on)


def reach(case: Any, sight: Sight, asked: Any) -> dict[str, Any]:
    """What the card of a person shows."""
    person = case.person
    phones, notes = asked
    return {
        "age": person.age_in_words(sight.on) if person else "",
        "may_be_minor": bool(person and person.may_be_minor(sight.on)),
        "other_phones": list(phones),
        "safety": list(notes),
    }


def _row_of(model: type[Any]) -> Any:
    def find(request: HttpRequest, ref: str, pk: int, part: str) -> Any:
        case = about_a_person(request, ref, part)
        row = get_object_or_404(model, pk=pk, person=case.person_id)
        row.case = case
        return row

    return find


def _running(request: HttpRequest, ref: str, pk: int, part: str) -> Any:
    row = _row_of(SafetyNote)(request, ref, pk, part)
    if request.method != "POST" and row.until <= request.sight.on:  # type: ignore[attr-defined]
        raise Http404
    return row


new_phone = form_page(
    about_a_person,
    OtherPhoneForm,
    reaching.add_phone,
    part="gegevens",
    heading="Nog een telefoonnummer",
    submit="Bewaar",
    done="Het nummer staat bij de gegevens.",
    to="gegevens/",
)
change_phone = form_page(
    _row_of(OtherPhone),
    OtherPhoneForm,
    reaching.change_phone,
    part="gegevens",
    heading="Wijzig het telefoonnummer",
    submit="Bewaar",
    done="Het nummer is gewijzigd.",
    to="gegevens/",
    edits=True,
)
new_note = form_page(
    about_a_person,
    SafetyNoteForm,
    reaching.add_safety_note,
    part="let op bij bezoek",
    heading="Let op bij bezoek",
    submit="Leg vast",
    done="Uw collega’s zien dit bij elk bezoek.",
    to="gegevens/",
    lead="Voor collega’s die op bezoek gaan. Het staat op de zaak en op het bezoekblad, en stopt vanzelf.",
)
end_note = form_page(
    _running,
    SureForm,
    reaching.end_safety_note,
    part="let op bij bezoek",
    heading="Dit geldt niet meer",
    submit="Haal weg",
    done="Dit geldt niet meer.",
    to="gegevens/",
)

URLS = (
    at_case("gegevens/telefoon/", new_phone, "telefoon"),
    at_case("gegevens/telefoon/<int:pk>/", change_phone, "telefoon-wijzigen"),
    at_case("gegevens/let-op/", new_note, "let-op"),
    at_case("gegevens/let-op/<int:pk>/einde/", end_note, "let-op-einde"),
)
