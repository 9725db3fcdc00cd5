"""What the bench measures still works: each thing of it once, on one town, without looking at the clock."""

import pytest

from casework.law.models import clock
from tests.bench import pages, paper, steps
from tests.bench.http import Server
from tests.factories import law
from wijkteam.town.load import fill

pytestmark = pytest.mark.slow


@pytest.fixture
def town(transactional_db, settings, monkeypatch) -> None:
    law()
    settings.ROOT_URLCONF = "tests.bench.urls"
    monkeypatch.setattr(fill, "CASES_PER_TEAM", 300)
    fill.fill(310)
    clock()


def test_each_thing_and_its_floor(town) -> None:
    server = Server()
    for page in pages.PAGES:
        measured = pages.of(page, server)
        measured.ours()
        measured.floor()
        assert measured.statements <= (page.most or 20), page.name
    for measured in (steps.form(Server(), 1), steps.door(1)):
        measured.ours()
        measured.floor()
        assert measured.statements <= 25
    measured = paper.summary()
    for pdf in (measured.ours(), measured.floor()):
        assert pdf.startswith(b"%PDF")


def test_finding_is_measured_for_each_kind_of_what_one_has_in_hand() -> None:
    """By hand: the one of the whole municipality is the worst of its kind."""
    kinds = {one.name.removeprefix("Zoeken: ") for one in pages.PAGES if one.name.startswith("Zoeken: ")}
    seven = {"naam", "tikfout", "postcode", "telefoon", "woord uit de vraag", "geboortedatum"}
    assert {f"{one}{where}" for one in seven for where in ("", ", hele gemeente")} <= kinds
    assert next(one.asks for one in pages.PAGES if one.name == "Zoeken: naam, hele gemeente") == "Jansen"
