"""'(niet verplicht)' is true: what is needed beside some answer says so, in every form there is."""

from collections.abc import Iterator

import pytest
from django import forms

from casework.engine.forms import StepForm, form_for
from casework.engine.machine import steps_of
from casework.engine.needed import is_needed_now, when_needed
from roles.policy import sight
from tests.factories import World
from tests.pages.browser import as_, words
from tests.pages.filled_in import report
from tests.pages.test_forms_of_all import PLACES

pytestmark = pytest.mark.django_db

# of a contact, which a note need not be of
ONLY_WITH_MORE = {("CASE/notities/nieuw/", "name")}
Ask = tuple[str, type[StepForm], object, object]  # where, which form, of what, for whom


def every_form(client, world: World) -> Iterator[Ask]:
    case = world.case("onderzoek")
    who = sight(world.consulent)
    for obj in (case, *world.one_of_each(case)):
        for declared in steps_of(type(obj)):
            yield declared.name, form_for(type(obj), declared), obj, who
    as_(client, world.consulent)
    places = (*PLACES, "CASE/notities/nieuw/", "CASE/terugbelverzoeken/nieuw/", "CASE/inzage/toegang/")
    for place in places:
        page = client.get(place.replace("CASE/", case.get_absolute_url()))
        assert page.status_code == 200, place
        form = page.context["form"]
        yield place, type(form), form.obj, form.sight


def answers(form: StepForm) -> Iterator[dict[str, str]]:
    """As it stands when it opens; then with each choice there is, one at a time."""
    chosen = {
        name: str(form.get_initial_for_field(field, name) or "")
        for name, field in form.fields.items()
        if isinstance(field, forms.ChoiceField)
    }
    yield chosen
    for name, field in form.fields.items():
        if isinstance(field, forms.BooleanField):
            yield chosen | {name: "on"}
        elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            yield from (chosen | {name: str(value)} for value, _ in _flat(field.choices) if value)


def _flat(choices) -> Iterator[tuple]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def test_what_is_asked_beside_an_answer_is_said_with_the_field(client, world: World) -> None:
    wrong, conditional = [], set()
    for place, kind, obj, who in every_form(client, world):
        for data in answers(kind(obj=obj, sight=who)):
            form = kind(data, obj=obj, sight=who)
            form.is_valid()
            for name, field in form.fields.items():
                if when_needed(field):
                    conditional.add((kind.__name__, name))
                empty = not form[name].value() or name not in data
                if getattr(form, "tells_what_is_missing", False):
                    continue  # marks nothing as needed or not: what is missing stands above it, as one types
                if name in form.errors and empty and not field.required and not when_needed(field):
                    wrong.append(f"{place} {name} beside {data}: {form.errors[name]}")
                if (
                    is_needed_now(form[name])
                    and empty
                    and name not in form.errors
                    and (place, name) not in ONLY_WITH_MORE
                ):
                    wrong.append(f"{place} {name} isn't needed beside {data}")
    assert not wrong, "\n".join(dict.fromkeys(wrong))
    assert len(conditional) > 15, conditional


def test_it_is_told_as_required_once_it_is(client, world: World) -> None:
    as_(client, world.eerstecontact)
    page = words(client.get("/zaken/nieuw/"))
    assert "(verplicht bij een signaal)" in page
    assert _tag(page, "citizen_knows").count("aria-required") == 0
    assert _tag(page, "family_name").count('aria-required="true"') == 1
    page = words(client.post("/zaken/nieuw/", report(kind="signaal")))
    assert "(verplicht bij een signaal)" not in page
    assert _tag(page, "citizen_knows").count('aria-required="true"') == 1


def _tag(page: str, name: str) -> str:
    return page.split(f'name="{name}"')[1].split(">")[0]
