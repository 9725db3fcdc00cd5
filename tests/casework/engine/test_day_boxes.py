"""A day in three boxes: what is sent, what is shown again, what is refused."""

import datetime as dt

import pytest
from django import forms

from casework.appointments.forms import AppointmentForm
from casework.cases.file_forms import CorrectForm, RepresentativeForm
from casework.cases.forms import EndForm
from casework.engine.day_boxes import IN_BOXES, NO_SUCH_DAY, DayBoxes, FarDayField
from casework.engine.possible_days import Days
from casework.network.forms import ContactForm
from casework.people.births import BirthField
from casework.pieces.forms import PieceForm
from casework.waits.forms import WaitForm
from roles.policy import sight
from tests.factories import World

LAST = Days(last=dt.date(2026, 11, 29))


class Boxes(forms.Form):
    day = FarDayField(label="Dag", span=LAST)


class Born(forms.Form):
    day = BirthField(label="Geboren", span=LAST, required=False)


def sent(kind: type[forms.Form], *parts: str) -> forms.Form:
    form = kind(dict(zip(("day_day", "day_month", "day_year"), parts, strict=True)))
    form.is_valid()
    return form


@pytest.mark.parametrize(
    "parts", [("28", "4", "1942"), (" 28 ", "04", "1942"), ("28-4-1942", "", ""), ("", "", "28.4.1942")]
)
def test_a_day_in_its_boxes_or_whole_in_one(parts) -> None:
    assert sent(Boxes, *parts).cleaned_data == {"day": dt.date(1942, 4, 28)}


def test_sent_whole_under_its_own_name_too() -> None:
    assert Boxes({"day": "1942-04-28"}).is_valid()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("", "", ""), IN_BOXES),
        (("28", "", "1942"), IN_BOXES),
        (("x", "y\0", "z"), IN_BOXES),
        (("31", "2", "1942"), NO_SUCH_DAY),  # in figures it is: it is the day that is wrong
        (("1" * 10_000, "1", "1"), NO_SUCH_DAY),
    ],
)
def test_what_is_no_day_is_asked_again_with_what_was_typed(parts, words) -> None:
    form = sent(Boxes, *parts)
    assert form.errors["day"] == [words]
    page = str(form["day"])
    assert all(f'value="{part}"' in page for part in parts if part and "\0" not in part)


@pytest.mark.parametrize(
    ("parts", "words"), [(("1", "1", "1800"), "tussen 1900 en 2100"), (("1", "1", "2030"), "tot en met")]
)
def test_a_day_that_can_not_be_true(parts, words) -> None:
    assert words in sent(Boxes, *parts).errors["day"][0]


@pytest.mark.parametrize(
    ("parts", "kept"), [(("", "", "1941"), "1941"), (("", "5", "1941"), "1941-05"), (("", "", ""), None)]
)
def test_of_a_birth_date_as_much_as_is_known(parts, kept) -> None:
    assert sent(Born, *parts).cleaned_data == {"day": kept}


@pytest.mark.parametrize(
    "parts", [("", "13", "1941"), ("", "", "41"), ("", "", "1850"), ("", "", "3000"), ("3", "", "1941"), ("", "", "x")]
)
def test_of_a_birth_date_what_can_not_be(parts) -> None:
    assert "day" in sent(Born, *parts).errors


def test_it_has_three_labels_and_numeric_keys() -> None:
    page = str(Boxes()["day"])
    assert [page.count(f'for="id_day_{part}"') for part in ("day", "month", "year")] == [1, 1, 1]
    assert page.count('inputmode="numeric"') == 3


def test_a_day_that_one_knows_by_heart_or_reads_from_paper_has_boxes_and_one_of_an_agenda_a_picker(
    db, world: World
) -> None:
    """By hand: whoever adds a day says which of the two it is."""
    case, looking = world.case("onderzoek"), sight(world.consulent)
    kinds = (EndForm, ContactForm, RepresentativeForm, PieceForm, CorrectForm, AppointmentForm, WaitForm)
    forms_ = {kind.__name__: kind(obj=case, sight=looking) for kind in kinds}
    boxes = {name: {key for key, field in form.fields.items() if _boxed(field)} for name, form in forms_.items()}
    assert boxes == {
        "EndForm": {"deceased_on"},
        "ContactForm": {"ended_on"},
        "RepresentativeForm": {"since"},
        "PieceForm": {"dated_on"},
        "CorrectForm": {"birth_date"},
        "AppointmentForm": set(),
        "WaitForm": set(),
    }


def _boxed(field: forms.Field) -> bool:
    return isinstance(field.widget, DayBoxes)
