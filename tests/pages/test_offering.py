"""Offering the question on the page of the case: who, what for, and one line that says that the citizen agreed."""

import pytest

from casework.handovers.models import Handover
from casework.sharing.models import Sharing
from tests.factories import World, today
from tests.pages.browser import as_, send
from tests.pages.looked_at import LookedAt, page_of


@pytest.fixture
def case(world: World):
    return world.case("onderzoek", person=world.person("Vermaat"))


def new(case) -> str:
    return f"{case.get_absolute_url()}overdrachten/nieuw/"


def offer(client, world: World, case, *, back: str = "?terug", **typed):
    given = {"to": f"organisatie:{world.partner.pk}", "need": "Gezelschap, iets met hout."}
    return send(client, new(case) + back, **given | typed)


def asked(client, case) -> dict[str, str]:
    """What the fields of the citizen's say hold when the form opens."""
    form = client.get(new(case)).context["form"]
    return {field.name: str(field.value() or "") for field in form.consent_fields}


def test_it_opens_where_its_button_stands(client, world: World, case) -> None:
    page = page_of(client, world.consulent, case)
    (link,) = page.all(".wt-next__beside a")
    assert (link["href"], link["hx-get"]) == (new(case), new(case))
    there = client.get(new(case), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in there
    assert LookedAt(there).one("form")["action"] == f"{new(case)}?terug"
    assert "<html" in client.get(new(case)).content.decode(), "and has its own page"


def test_one_line_says_that_they_agreed(client, world: World, case) -> None:
    as_(client, world.consulent)
    answer = offer(client, world, case, consent_said="on", **asked(client, case))
    assert (answer.status_code, answer["Location"]) == (303, case.get_absolute_url())
    given = Sharing.objects.get()
    assert (given.how, given.given_on, given.given_by) == ("mondeling", today(), case.subject)
    assert world.partner.name in given.text
    assert Handover.objects.get().consent == given


def test_from_its_own_page_it_leads_to_what_was_offered(client, world: World, case) -> None:
    as_(client, world.consulent)
    answer = offer(client, world, case, back="", consent_said="on", **asked(client, case))
    assert answer["Location"] == Handover.objects.get().get_absolute_url()


def test_nothing_is_taken_for_said(client, world: World, case) -> None:
    """How, when and by whom are filled in beforehand: that alone is nobody's consent."""
    as_(client, world.consulent)
    answer = offer(client, world, case, **asked(client, case))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["consent_said"]
    assert "Gezelschap, iets met hout." in answer.content.decode()
    assert not Handover.objects.exists()
    assert not Sharing.objects.exists()


def test_what_was_otherwise_is_unfolded_where_it_is_wrong(client, world: World, case) -> None:
    as_(client, world.consulent)
    given = asked(client, case) | {"consent_given_on": "1-1-1800"}
    page = LookedAt(offer(client, world, case, consent_said="on", **given).content.decode())
    assert page.one(".wt-consent details").element.etree_element.get("open") is not None


def test_the_team_itself_asks_for_nobody_s_consent(client, world: World) -> None:
    case = world.case("onderzoek", holder_kind="inwoner", holder_team=None, layer="burger")
    as_(client, world.consulent)
    answer = offer(client, world, case, to=f"team:{world.team.pk}", urgent="on")
    assert answer.status_code == 303
    assert not Sharing.objects.exists()


def test_to_a_professional_the_reason_is_asked_at_its_field(client, world: World) -> None:
    case = world.case("onderzoek", holder_kind="inwoner", holder_team=None, layer="burger")
    as_(client, world.consulent)
    answer = offer(client, world, case, to=f"team:{world.team.pk}")
    assert list(answer.context["form"].errors) == ["reason"]
    page = LookedAt(answer.content.decode())
    assert [one.element.etree_element.get("open") for one in page.all("form > details")] == [""], "it isn't folded away"
