"""Sentences of a visit, chosen and put where they belong in the research: by form, without a script."""

import pytest

from casework.cases.models import Case
from casework.research.models import Basis, Need, Research
from casework.visits.models import Visit
from casework.visits.sentences import sentences
from roles.matrix import GrantKind
from tests.factories import World, fresh
from tests.pages.browser import as_, send, words
from tests.pages.looked_at import page_of

pytestmark = pytest.mark.django_db

SAID = (
    "Zij durft niet alleen. Corrie komt vrijdag slapen.\nHij kookte altijd. Ans brengt soep. Van geld weet zij niets."
)


@pytest.fixture
def case(world: World) -> Case:
    found = world.case("onderzoek", regisseur=world.consulent)
    Need.objects.all().delete()
    return found


def test_sentences_are_put_where_they_belong_and_taken_away(client, world: World, case: Case) -> None:
    research = Research.objects.get(case=case)
    visit = world.visit(case, "klaar", text=SAID)
    at = {one.text: one.start for one in sentences(SAID)}
    as_(client, world.teamlid)
    url = f"{case.get_absolute_url()}onderzoek/uit-het-gesprek/"

    def puts(part: str, *said: str, row: str = "") -> None:
        chosen = [str(at[one]) for one in said]
        assert send(client, url, bezoek=visit.public_id, deel=part, rij=row, zin=chosen).status_code == 303

    page = page_of(client, world.teamlid, case, "onderzoek/")
    assert [one.words for one in page.all(".wt-talk__sentence")] == list(at)
    assert [one.words for one in page.all(".wt-talk__keys button")] == [
        "a. Wat is er nodig?", "b. Zelf en thuis", "c. Mensen dichtbij", "d. De mantelzorger", "e. In de kern",
        "f. Andere wet", "g. Eigen bijdrage",
    ]  # fmt: skip
    puts("c", "Corrie komt vrijdag slapen.")
    assert "Kies bij wat nodig is dit hoort." in words(client.get(f"{case.get_absolute_url()}onderzoek/"))
    puts("a", "Zij durft niet alleen.")
    need = Need.objects.get()
    assert (need.what, need.extent) == ("Zij durft niet alleen.", "Zij durft niet alleen.")
    Need.objects.update(network="Uw dochter helpt.")
    puts("c", "Corrie komt vrijdag slapen.", "Ans brengt soep.", row=need.public_id)
    puts("c", "Ans brengt soep.", row=need.public_id)  # once more
    assert "Dit staat daar al." in words(client.get(f"{case.get_absolute_url()}onderzoek/"))
    puts("d", "Corrie komt vrijdag slapen.", row=need.public_id)
    puts("g", "Van geld weet zij niets.")
    need, research = fresh(need), fresh(research)
    assert need.network == "Uw dochter helpt.\nCorrie komt vrijdag slapen. Ans brengt soep."
    assert (research.carer, research.contribution) == ("Corrie komt vrijdag slapen.", "Van geld weet zij niets.")
    assert set(Basis.objects.values_list("part", "words")) == {(one, "Het gesprek") for one in "cdg"}
    assert [(one["part"], one["need"]) for one in fresh(visit).filed] == [
        ("a", need.public_id), ("c", need.public_id), ("d", None), ("c", need.public_id), ("g", None),
    ]  # fmt: skip
    page = page_of(client, world.teamlid, case, "onderzoek/")
    assert [one.words for one in page.all(".wt-talk__mark")] == ["a", "c", "d", "c", "g"]

    keys = [one["value"] for one in page.all(".wt-talk button[name=weg]")]
    assert len(keys) == 5
    Research.objects.update(contribution="U hoort nog wat u betaalt.")  # in other words by now
    for key in keys[1:]:
        send(client, url, bezoek=visit.public_id, weg=key)
    need, research = fresh(need), fresh(research)
    assert (need.network, research.carer) == ("Uw dochter helpt.", "")
    assert research.contribution == "U hoort nog wat u betaalt."
    assert [one["part"] for one in fresh(visit).filed] == ["a"]
    assert "staat het in andere woorden" in words(client.get(f"{case.get_absolute_url()}onderzoek/"))


def test_what_makes_no_sense_is_told_and_who_may_not_sees_nothing(client, world: World, case: Case) -> None:
    visit = world.visit(case, "klaar", text=SAID)
    being_written = world.visit(case, text="Nog bezig.", by=world.consulent2)
    url = f"{case.get_absolute_url()}onderzoek/uit-het-gesprek/"
    as_(client, world.teamlid)
    for typed, said in (
        ({}, "Kies eerst een zin"), ({"zin": "0"}, "Kies waar de zin hoort"), ({"zin": "0", "deel": "\0"}, "Kies waar"),
        ({"zin": "7", "deel": "g"}, "Dit bezoek is net veranderd"), ({"zin": "9" * 30, "deel": "g"}, "Kies eerst"),
        ({"weg": "x"}, "stond daar al niet meer"), ({"zin": "0", "deel": "c", "rij": "\0"}, "Kies bij wat nodig is"),
    ):  # fmt: skip
        assert send(client, url, bezoek=visit.public_id, **typed).status_code == 303, typed
        assert said in words(client.get(f"{case.get_absolute_url()}onderzoek/")), typed
    for key in ("", "\0", "x" * 400):
        assert send(client, url, bezoek=key, zin="0", deel="g").status_code == 404
    send(client, url, bezoek=being_written.public_id, zin="0", deel="g")
    assert Visit.objects.filter(filed=[]).count() == 2
    page = words(client.get(f"{case.get_absolute_url()}onderzoek/"))
    assert "Nog bezig." not in page
    assert "schrijft nog" in page
    world.grant(case, world.consulent3, GrantKind.READ_ALONG)
    for who, status in (("consulent3", 403), ("administratie", 404), ("middenveld", 404), ("inwoner", 404)):
        as_(client, getattr(world, who))
        assert (who, send(client, url, bezoek=visit.public_id, zin="0", deel="g").status_code) == (who, status)
    as_(client, world.consulent3)
    assert "Corrie" not in words(client.get(f"{case.get_absolute_url()}onderzoek/"))
