"""Two colleagues in one part of a research: held by name, saved while they type, and neither text is lost."""

import datetime as dt
import json
import re

import pytest
from django.test import Client
from django.utils import timezone

from casework.cases.models import Case
from casework.research.held import IDLE, HeldByOther, HeldPart
from casework.research.models import EarlierText, Need, Research
from casework.research.operations import save_part
from casework.research.parts import Part
from casework.research.states import Mark
from tests.at_once import at_once
from tests.factories import World, fresh
from tests.pages.browser import token, words

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db) -> World:
    return World()


class Colleague:
    """With the page of one part before them, and its script."""

    def __init__(self, who, case: Case, place: str) -> None:
        self.client, self.url = Client(), f"{case.get_absolute_url()}onderzoek/{place}"
        self.client.force_login(who)
        self.opens()

    def opens(self) -> str:
        page = self.client.get(self.url)
        self.opened = re.search(r'name="opened" value="([^"]*)"', page.content.decode())[1]
        return words(page)

    def types(self, text: str) -> dict:
        answer = self.client.post(f"{self.url}bewaren/", {"opened": self.opened, "text": text})
        found = json.loads(answer.content)
        self.opened = found.get("opened", self.opened)
        return found | {"status": answer.status_code}

    def beats(self, **more: str) -> int:
        return self.client.post(f"{self.url}bewaren/", more).status_code

    def presses(self, text: str, **more: str):
        return self.client.post(self.url, {"opened": self.opened, "text": text, "token": token()} | more)


def test_a_part_is_held_saved_and_freed_and_both_texts_stay(world: World) -> None:
    case = world.case("onderzoek", regisseur=world.consulent)
    research = Research.objects.get(case=case)
    Need.objects.all().delete()
    need = Need.objects.create(research=research, what="Warm eten")
    place = f"{need.public_id}/c/"
    one, other = (Colleague(who, case, place) for who in (world.consulent, world.teamlid))

    assert sorted(at_once(one.beats, other.beats)) == [200, 409]  # one of them
    HeldPart.objects.update(by=world.consulent)
    assert one.types("Ans brengt soep.")["at"]
    assert one.types("Ans brengt op maandag soep.")["status"] == 200  # it counts as opened with what was saved
    assert fresh(need).network == "Ans brengt op maandag soep."
    said = f"{world.consulent.name} schrijft nu bij ‘Warm eten’."
    assert other.types("Corrie kookt.") == {"held": said, "status": 409}
    assert said in other.opens()
    assert said[:-1] in words(other.client.get(f"{case.get_absolute_url()}onderzoek/"))
    assert said not in one.opens()

    other.opened = one.opened
    one.types("Ans brengt op maandag en dinsdag soep.")
    # told before typing, and refused with what was typed: only on purpose
    assert f"Ik neem het over van {world.consulent.name}" in other.opens()
    answer = other.presses("Corrie kookt.")
    assert (answer.status_code, "Corrie kookt." in words(answer)) == (200, True)
    assert "Een collega schrijft hier nu." in words(answer)
    assert fresh(need).network == "Ans brengt op maandag en dinsdag soep."
    from_her = {"over": str(world.consulent.pk)}
    other.opened = one.opened
    one.types("Ans brengt op maandag, dinsdag en zaterdag soep.")
    answer = other.presses("Corrie kookt.", **from_her)  # she wrote on meanwhile: both stand there
    assert (answer.status_code, "dinsdag en zaterdag" in words(answer)) == (409, True)
    other.opened = re.search(r'name="opened" value="([^"]*)"', answer.content.decode())[1]
    assert other.presses("Corrie kookt.", **from_her).status_code == 303
    assert fresh(need).network == "Corrie kookt."
    assert "Ans brengt op maandag, dinsdag en zaterdag soep." in EarlierText.objects.values_list("text", flat=True)
    # hers no more: told by name, and her words stay with her until she takes it back; an old tick takes it from nobody
    assert one.types("Ans brengt elke dag soep.") == {
        "held": f"{world.teamlid.name} schrijft nu bij ‘Warm eten’.", "status": 409,
    }  # fmt: skip
    answer = one.presses("Ans brengt elke dag soep.", **from_her)
    assert (answer.status_code, fresh(need).network) == (200, "Corrie kookt.")
    assert "Ans brengt elke dag soep." in words(answer)
    # both take it over at the same moment from whoever has it: one of them has it then, and the other is told
    HeldPart.objects.update(by=world.consulent2, at=timezone.now())
    over = {"over": str(world.consulent2.pk)}
    assert sorted(at_once(lambda: one.beats(**over), lambda: other.beats(**over))) == [200, 409]
    HeldPart.objects.update(by=world.teamlid, at=timezone.now())
    with pytest.raises(HeldByOther):
        save_part(research, by=world.consulent, part=Part.C, need=need, mark=Mark.NIET_BESPROKEN)
    got = at_once(
        lambda: save_part(research, by=world.teamlid, part=Part.C, need=need, text="Corrie kookt op vrijdag."),
        lambda: save_part(research, by=world.consulent, part=Part.C, need=need, text="Ans.", over=world.teamlid.pk),
    )
    texts = [fresh(need).network, *EarlierText.objects.values_list("text", flat=True)]
    lost = [isinstance(one, HeldByOther) for one in got]
    assert lost in ([False, False], [True, False]), got
    assert "Ans." in texts
    assert lost[0] or "Corrie kookt op vrijdag." in texts

    assert one.beats(verlaat="1") == 200
    assert other.beats() == 200  # left, so it is theirs
    assert one.beats() == 409
    HeldPart.objects.update(at=timezone.now() - IDLE - dt.timedelta(seconds=1))
    assert one.beats() == 200  # idle, so it is anybody's
    assert at_once(*[one.beats] * 3) == [200] * 3
    assert HeldPart.objects.count() == 1


def test_what_cannot_be_saved_is_told_and_who_may_not_finds_nothing(world: World) -> None:
    case = world.case("onderzoek", regisseur=world.consulent)
    research = Research.objects.get(case=case)
    need = Need.objects.filter(research=research).first() or Need.objects.create(research=research, what="Warm eten")
    one = Colleague(world.consulent, case, "g/")
    assert one.types("x" * 20_001)["why"] == "Maak dit korter: hoogstens 20.000 tekens."
    assert "teken dat wij niet kunnen bewaren" in one.types("een\0twee")["why"]
    row = Colleague(world.consulent, case, f"{need.public_id}/a/")
    sent = {"opened": row.opened, "what": "Warm eten", "extent": "U ziet de pitten niet."}
    assert row.client.post(f"{row.url}bewaren/", sent).status_code == 200
    assert fresh(need).extent == "U ziet de pitten niet."
    for place in ("x", "over", f"{need.public_id}/g", "weg/c", "\0"):
        assert one.client.post(f"{case.get_absolute_url()}onderzoek/{place}/bewaren/", {}).status_code == 404, place
    for who in ("administratie", "consulent3", "middenveld", "inwoner"):
        client = Client()
        client.force_login(getattr(world, who))
        assert client.post(f"{one.url}bewaren/", {"opened": "", "text": "x"}).status_code == 404, who
    Research.objects.update(state="vastgesteld")
    assert "staat vast" in one.types("Later")["why"]
