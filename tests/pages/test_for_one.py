"""What is for one alone of those who read a case as, or for, the citizen: at every reader, on the screen and on paper."""

import datetime as dt
import json

import pytest

from casework.cases.models import Case
from casework.desk.summary import summary
from casework.engine.door import perform
from casework.goals.models import Goal, ProgressReport
from casework.goals.operations import add_goal
from casework.notes.known import known
from casework.notes.models import Note
from casework.people.models import Representative
from roles.matrix import GrantKind
from roles.policy import sight
from tests.factories import World, today, user
from tests.pages.browser import as_, send, words

pytestmark = pytest.mark.django_db
FOR = ("all", "citizen", "mother", "father")


class Family:
    """A citizen of sixteen whose parents parted: each of the three reads the case, with an account of their own."""

    def __init__(self, world: World) -> None:
        self.world = world
        born = dt.date(today().year - 16, 1, 1)
        self.case: Case = world.case("uitvoering", person=world.person("Vos", given_name="Kim", birth_date=born))
        self.accounts = {"citizen": world.inwoner, "mother": user("moeder"), "father": user("vader")}
        world.grant(self.case)
        self.speak = {}
        for name in ("mother", "father"):
            who = self.accounts[name]
            self.speak[name] = Representative.objects.create(
                person=self.case.person, kind="ouder", name=f"{name.capitalize()} Vos", user=who, since=today()
            )
            world.grant(self.case, who, GrantKind.REPRESENT, reason="ouder")

    def only(self, one: str) -> dict:
        return {"only_citizen": one == "citizen", "only_speaker": self.speak.get(one)}

    def key(self, one: str) -> str:
        return {"all": "", "citizen": "inwoner"}[one] if one not in self.speak else str(self.speak[one].pk)


@pytest.fixture
def family(world: World) -> Family:
    return Family(world)


def may_read(reader: str, written_for: str) -> bool:
    return written_for in ("all", reader)


def test_every_reader_reads_theirs_and_no_more(client, world: World, family: Family) -> None:
    case, goals = family.case, {}
    page = f"{case.get_absolute_url()}notities/nieuw/"
    as_(client, world.consulent)
    asked = words(client.get(page))
    assert "Alleen voor Kim Vos" in asked
    assert "Alleen voor Father Vos, ouder of voogd" in asked
    for one in FOR:
        form = {"text": f"Notitie-{one}", "kind": "", "only_for": family.key(one)}
        assert send(client, page, **form).status_code == 303
        goals[one] = world.goal(case, "loopt", wording=f"Doel-{one}", **family.only(one))
        ProgressReport.objects.create(
            goal=goals[one], on=today(), text=f"Bericht-{one}", by_name="C", at=case.reported_at
        )
    telling = {"kind": "telefoon", "direction": "uit", "with_whom": "inwoner", "on_0": today().day}
    telling |= {"on_1": today().month, "on_2": today().year, "text": "Gebeld-mother", "only_for": family.key("mother")}
    assert send(client, page, **telling).status_code == 303, words(client.get(page))

    for reader, who in family.accounts.items():
        as_(client, who)
        own = words(client.get(f"/mijn/{case.ref}/"))
        for one, goal in goals.items():
            expected = may_read(reader, one)
            assert (f"Notitie-{one}" in own, reader, one) == (expected, reader, one)
            assert (f"Doel-{one}" in own, reader, one) == (expected, reader, one)
            assert (f"Bericht-{one}" in own, reader, one) == (expected, reader, one)
            address = goal.get_absolute_url()
            for place in (address, f"{address}bericht/"):
                assert (client.get(place).status_code == 200, reader, one) == (expected, reader, one)
            assert (f"Doel-{one}" in words(client.get("/doelen/"))) == expected
            assert Goal.objects.in_few_words(sight(who), [goal.public_id]) == (
                {goal.public_id: f"Doel-{one}"} if expected else {}
            )
        assert ("Gebeld-mother" in own) == (reader == "mother")

    as_(client, world.consulent)  # a colleague reads all of it, and for whom it is
    whole = words(client.get(case.get_absolute_url()))
    for one, marked in zip(FOR[1:], ("de inwoner zelf", "Mother Vos", "Father Vos"), strict=True):
        assert f"Notitie-{one}" in whole
        assert f"Alleen voor {marked}" in whole
    assert "Alleen voor Father Vos" in words(client.get(f"{case.get_absolute_url()}plan/"))
    assert "Father Vos" in words(client.get(goals["father"].get_absolute_url()))
    sheet = words(client.get(f"{case.get_absolute_url()}bezoekblad/"))
    assert ("Doel-all" in sheet, "Doel-mother" in sheet) == (True, False)

    to_citizen = {"to_kind": "inwoner", "to_organisation": None, "to_layer": "burger"}
    handover = world.handover(case, "aangeboden", goal=goals["father"], **to_citizen)
    handover.goals.set(goals.values())
    paper = {it: json.dumps(summary(case, for_citizen=it, shielded=False, on=today())) for it in (True, False)}
    for one in FOR:
        for what in ("Notitie", "Doel", "Bericht"):
            assert (f"{what}-{one}" in paper[True], what, one) == (one == "all", what, one)
            assert f"{what}-{one}" in paper[False]
    assert "Alleen voor" in paper[False]
    quoted = [one.words for one in known_notes(case, world)]
    assert "Notitie-all" in quoted
    assert not [one for one in quoted if one in ("Notitie-mother", "Gebeld-mother")]
    told = words(as_(client, family.accounts["mother"]).get(handover.get_absolute_url()))
    assert ("Doel-mother" in told, "Doel-father" in told, "Doel-citizen" in told) == (True, False, False)


def known_notes(case: Case, world: World) -> list:
    return list(known(case, sight(world.consulent)))


def test_what_happened_with_it_is_told_to_none(client, world: World, family: Family) -> None:
    """A goal of one of them: that it was made, reached or put otherwise isn't told where all read; it stays theirs."""
    case, by = family.case, world.consulent
    fields = {"layer": "burger", "ground": world.eigen, "carrier_kind": "inwoner", "budget": 0}
    goal = add_goal(case, by=by, wording="Alleen van haar", **fields, **family.only("mother"))
    perform(goal, "begin", by=None)
    perform(Goal.objects.get(pk=goal.pk), "adjust", by=by, wording="Nog steeds van haar", why="Het past beter")
    after = Goal.objects.get(wording="Nog steeds van haar")
    assert after.only_speaker == family.speak["mother"]
    assert not case.events.filter(verb__startswith="goal.").exclude(citizen="").exists()
    add_goal(case, by=by, wording="Van allen", **fields)
    assert case.events.filter(verb="goal.added").exclude(citizen="").count() == 1
    page = f"{case.get_absolute_url()}doelen/nieuw/"
    assert "Alleen voor Mother Vos" in words(as_(client, by).get(page))
    note = Note.objects.create(
        case=case, text="Van haar", at=case.reported_at, by=by, by_name="C", **family.only("mother")
    )
    put = f"{case.get_absolute_url()}notities/{note.pk}/rechtzetten/"
    assert send(client, put, what="verbeter", text="Beter gezegd", why="Fout").status_code == 303
    assert not case.events.get(verb="note.corrected").citizen


def test_it_is_asked_where_more_than_one_reads_and_not_with_shielding(client, world: World, family: Family) -> None:
    alone = world.case("uitvoering")
    as_(client, world.consulent)
    assert "Voor wie is dit?" not in words(client.get(f"{alone.get_absolute_url()}notities/nieuw/"))
    page = f"{family.case.get_absolute_url()}notities/nieuw/"
    both = {"text": "Woorden", "kind": "", "shielded": "on", "ground": "Veiligheid", "only_for": "inwoner"}
    again = send(client, page, **both)
    assert again.status_code == 200
    assert "Kies een van de twee." in words(again)
    for odd in ("999999", "x\0", "inwoner,1"):
        assert send(client, page, text="Woorden", kind="", only_for=odd).status_code == 200
    assert not Note.objects.filter(case=family.case).exists()
