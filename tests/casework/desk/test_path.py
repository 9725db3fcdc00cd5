"""The way of the question beside a case: numbered stops in the band of their layer, and the same in words."""

import datetime as dt
from itertools import pairwise

import pytest
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.desk.path import BANDS, MOST
from tests.factories import World, today
from tests.pages.looked_at import page_of

pytestmark = pytest.mark.django_db

LAYERS = ("burger", "professional", "middenveld", "burger", "professional", "middenveld", "burger", "burger")


def moved(case, number: int, layer: str, holder: str) -> None:
    at = timezone.now() - dt.timedelta(days=20 - number)
    CaseEvent.objects.create(case=case, at=at, by_name="T", verb="x", label="x", layer=layer, holder=holder)


def test_each_stop_has_its_number_in_the_picture_and_in_words(client, world: World) -> None:
    case = world.case("onderzoek")
    for number, layer in enumerate(("burger", "professional", "middenveld")):
        moved(case, number, layer, f"Iemand {number}")
    page = page_of(client, world.consulent, case)
    assert [one.text for one in page.all(".wt-path text")] == ["1", "2", "3"]
    words = [one.text for one in page.all(".wt-path__stops li")]
    assert words[0].startswith("1 Iemand 0 , Inwoner,") or words[0].startswith("1 Iemand 0, Inwoner,")
    assert "sinds" in words[-1]
    assert page.one("svg.wt-path")["aria-hidden"] == "true"


def test_who_has_it_still_is_no_new_stop_and_the_last_ones_fit(client, world: World) -> None:
    case = world.case("onderzoek")
    for number, layer in enumerate(LAYERS):
        moved(case, number, layer, f"Iemand {number}")
        moved(case, number, layer, f"Iemand {number}")
    page = page_of(client, world.consulent, case)
    assert len(page.all(".wt-path circle")) == MOST
    assert "De laatste 6." in page.text
    dots = [(int(one["cx"]), int(one["cy"])) for one in page.all(".wt-path circle")]
    assert {y for _, y in dots} == {y for _, y, _ in BANDS.values()}
    for _, y in dots:
        of_band = [x for x, there in dots if there == y]
        assert all(first < last for first, last in pairwise(of_band)), "later ones stand further to the right"


def test_help_that_runs_stands_beside_the_case(client, world: World) -> None:
    case = world.case("onderzoek")
    world.indicatie(case, "afgegeven", what="Hulp bij het wassen")
    world.indicatie(
        case,
        "geeindigd",
        what="Hulp van vroeger",
        starts_on=today() - dt.timedelta(days=9),
        ends_on=today() - dt.timedelta(days=2),
    )
    aside = page_of(client, world.consulent, case).one(".wt-case__aside")
    assert "Hulp bij het wassen" in aside.text
    assert "Hulp van vroeger" not in aside.text
