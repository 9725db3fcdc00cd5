"""A research from its beginning to its report and back, what is missing, and what a database of before makes of it."""

import datetime as dt
from importlib import import_module
from types import SimpleNamespace

import pytest

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.engine.rerouting import ToReroute
from casework.research import operations
from casework.research.complete import Stands
from casework.research.models import EarlierText, Need, Research
from casework.research.operations import Meanwhile, add_words, save_part, version_of, write_part
from casework.research.parts import Part
from casework.research.questions import Question
from casework.research.states import Mark
from tests.factories import World, fresh, today


def steps(case: Case) -> set[str]:
    return set(WorkItem.objects.open().filter(case=case).values_list("step", flat=True))


def missing(research: Research) -> list[str]:
    row = Research.objects.get(pk=research.pk)
    return [one.words for one in Stands.of(row, row.case).missing()]


def test_from_taking_it_up_to_a_second_report(world: World) -> None:
    case = world.case("aanmelding")
    perform(case, "take_up", by=world.consulent)
    research = case.researches.get()
    assert (research.kind, research.state, research.begun_on) == ("melding", "loopt", today())
    assert "research.settle" in steps(case)
    with pytest.raises(NotNow, match="wat nodig is"):
        perform(research, "settle", by=world.consulent)
    with pytest.raises(NotNow, match="nog niet verstuurd"):
        perform(case, "close", by=world.consulent, outcome="advies", solved_layer="burger")
    world.written(research)
    perform(research, "settle", by=world.consulent)
    letter = Document.objects.get(kind="onderzoeksverslag")
    assert (letter.about, letter.snapshot["needs"][0]["what"]) == (research.public_id, "Warm eten")
    assert "research.send" in steps(case)
    with pytest.raises(NotNow, match="staat al vast"):
        save_part(research, by=world.consulent, part=Part.G, text="Later")
    with pytest.raises(NotNow, match="wordt nog gemaakt"):
        perform(fresh(research), "send", by=world.consulent, sent_on=today(), sent_how="post")
    perform(letter, "ready", by=None, file="verslag.pdf", sha256="0" * 64, size=1)
    # the letter that waits to be sent is told of once: by what sends it
    assert {"research.send"} == steps(case) & {"research.send", "document.send"}
    perform(fresh(letter), "send", by=world.consulent, sent_on=today(), sent_how="uitgereikt")
    assert (fresh(research).state, fresh(research).sent_on) == ("verstuurd", today())
    assert fresh(case).report_sent_on == today()
    assert "case.set_plan" in steps(case)

    perform(fresh(research), "revise", by=world.consulent, why="De dochter belde.")
    again = fresh(research)
    assert (again.state, again.version, again.sent_on) == ("loopt", 2, today())
    assert "research.settle" in steps(case)
    save_part(again, by=world.teamlid, part=Part.PERSON, text="U wilt thuis blijven.")
    perform(again, "settle", by=world.consulent)
    second = Document.objects.filter(kind="onderzoeksverslag").latest("pk")
    perform(second, "ready", by=None, file="verslag.pdf", sha256="0" * 64, size=1)
    perform(fresh(again), "send", by=world.consulent, sent_on=today(), sent_how="post")
    assert (fresh(second).state, fresh(letter).state) == ("verstuurd", "verstuurd")
    assert (second.snapshot["version"], letter.snapshot["about_you"]) == (2, "")
    assert second.snapshot["about_you"] == "U wilt thuis blijven."
    assert not {"research.settle", "research.send", "document.send"} & steps(case)


def test_before_it_is_sent_a_slip_takes_its_letter_back(world: World) -> None:
    research = world.research(world.case())
    perform(research, "settle", by=world.consulent)
    perform(fresh(research), "revise", by=world.consulent, why="Een fout")
    assert (fresh(research).version, fresh(research).state) == (1, "loopt")
    assert Document.objects.get(kind="onderzoeksverslag").state == "achterhaald"


def test_reopened_there_is_one_more_and_the_old_one_stays(world: World) -> None:
    case = world.case("afgesloten", report_sent_on=today(), closed_on=today())
    old = case.researches.get()
    perform(case, "reopen", by=world.consulent, why="Het is terug")
    new = Research.objects.current(case)
    assert (new.kind, new.state, fresh(old).state) == ("heropening", "loopt", "verstuurd")
    assert fresh(case).report_sent_on is None
    assert "research.settle" in steps(case)


def test_what_the_law_needs_is_missing_and_nothing_else(world: World) -> None:
    case = world.case("aanmelding")
    perform(case, "take_up", by=world.consulent)
    research = case.researches.get()
    assert missing(research) == [
        "wat nodig is", "persoonskenmerken en voorkeuren", "identiteit gezien?", "cliëntondersteuning genoemd?",
    ]  # fmt: skip
    need = operations.add_need(research, by=world.teamlid, what="Post en geld", extent="U ziet de letters niet.")
    assert missing(research)[:5] == [
        f"{one} bij ‘Post en geld’"
        for one in ("b. zelf en thuis", "c. mensen dichtbij", "e. in de kern", "f. andere wet", "wat overblijft")
    ]
    by = {"by": world.teamlid, "need": need}
    save_part(research, part=Part.B, text="U maakt uw post zelf open.", **by)
    save_part(research, part=Part.LEFT, mark=Mark.NIETS, **by)
    assert not [one for one in missing(research) if "Post" in one], (
        "nothing is left because of b: the others don't matter"
    )
    save_part(research, part=Part.C, text="Corrie regelt de bank.", **by)
    assert "d. wat de mantelzorger nodig heeft" in missing(research)
    assert "cliëntondersteuning genoemd, ook voor de mantelzorger?" in missing(research)
    assert "g. eigen bijdrage" not in missing(research)
    save_part(research, part=Part.LEFT, text="2 uur per week", **by)
    assert {"g. eigen bijdrage", "zorg in natura of pgb uitgelegd?", "e. in de kern bij ‘Post en geld’"} <= {
        *missing(research)
    }
    for part in (Part.E, Part.F):
        save_part(research, part=part, mark=Mark.NIET_BESPROKEN, **by)
    for part in (Part.D, Part.G, Part.PERSON):
        save_part(research, by=world.teamlid, part=part, mark=Mark.NIET_BESPROKEN)
    for question in (Question.IDENTITEIT, Question.ONDERSTEUNING, Question.ONDERSTEUNING_NAASTE, Question.VORM):
        operations.put_question(research, by=world.teamlid, question=question)
    assert missing(research) == []
    Case.objects.filter(pk=case.pk).update(personal_plan_on=today())
    assert missing(research) == ["persoonlijk plan meegenomen?"]
    Case.objects.filter(pk=case.pk).update(kind="vraag")
    assert missing(research) == []


def test_nothing_somebody_wrote_is_lost(world: World) -> None:
    research = world.research(world.case())
    need = research.needs.get()
    seen = version_of(need, Part.B)
    save_part(research, by=world.teamlid, part=Part.B, need=need, text="U kookt op zondag.", seen=seen)
    with pytest.raises(Meanwhile, match="Teamlid Test schreef hier intussen ook") as refused:
        save_part(research, by=world.consulent, part=Part.B, need=need, text="U kookt nooit.", seen=seen)
    assert refused.value.theirs == "U kookt op zondag."
    with pytest.raises(Meanwhile):  # nor does a key take it away
        save_part(research, by=world.consulent, part=Part.B, need=need, mark=Mark.NIET_BESPROKEN, seen=seen)
    save_part(research, by=world.consulent, part=Part.B, need=need, text="U kookt op zondag.", seen=seen)  # the same
    now = version_of(fresh(need), Part.B)
    save_part(research, by=world.consulent, part=Part.B, need=need, text="U kookt nooit.", seen=now)
    kept = EarlierText.objects.order_by("pk").values_list("text", "replaced_by_name")
    assert list(kept) == [("U eet bij uw zus.", "Teamlid Test"), ("U kookt op zondag.", "Consulent Test")]
    operations.remove_need(need, by=world.consulent)
    assert not Need.objects.filter(research=research).exists()
    assert EarlierText.objects.filter(about="Warm eten", text="U kookt nooit.").exists()
    with pytest.raises(NotNow, match="haalde deze regel net weg"):
        save_part(research, by=world.teamlid, part=Part.B, need=need, text="Te laat")


def test_words_are_added_after_what_stands_there(world: World) -> None:
    from casework.engine.writes import write_on
    from roles.actions import Action

    research = world.research(world.case())
    need = research.needs.get()
    with write_on(research.case, by=world.teamlid, action=Action.EDIT_FILE) as write:
        add_words(write, research, Part.B, need, text="Brood lukt.")
        made = write_part(write, research, Part.A, text="Zij durft niet alleen. Elke nacht.")
        add_words(write, research, Part.G, text="€ 21 per maand.")
    assert fresh(need).own == "U eet bij uw zus.\nBrood lukt."
    assert (made.what, made.extent) == ("Zij durft niet alleen", "Zij durft niet alleen. Elke nacht.")
    assert fresh(research).contribution == "€ 21 per maand."
    told = research.case.events.filter(verb__in=("research.written", "research.need_added"))
    assert sorted(told.values_list("verb", flat=True)) == ["research.need_added", "research.written"]


def test_a_database_of_before_gets_a_research_for_each_melding(world: World) -> None:
    """As the migration finds it: the case still has what was found in a column of its own."""
    day = today() - dt.timedelta(days=20)
    sent, running, planned = (
        world.case("uitvoering", report_sent_on=day),
        world.case("onderzoek", on=day),
        world.case("plan"),
    )
    asked, reported = world.case("afgesloten", kind="vraag"), world.case("aanmelding")
    goal = world.goal(sent, "loopt")
    Research.objects.all().delete()
    made: list = []
    found = {case.pk: f"Gevonden bij {case.pk}" for case in (sent, running, planned)}
    migration = import_module("casework.migrations." + _named("onderzoek_van_voorheen"))
    migration.begin(_Before(found, made), None)
    rows = {one.case_id: one for one in Research.objects.all()}
    assert set(rows) == {sent.pk, running.pk, planned.pk}
    assert not {asked.pk, reported.pk} & set(rows)
    told = {one.pk: rows[one.pk] for one in (sent, running, planned)}
    assert [(one.state, one.owed, one.sent_on) for one in told.values()] == [
        ("verstuurd", False, day), ("loopt", True, None), ("vastgesteld", False, None),
    ]  # fmt: skip
    assert [one.free for one in told.values()] == list(found.values())
    assert ToReroute.objects.get().anchor_id == running.pk
    assert not Document.objects.exists()
    migration.told_at_evaluation(_Before(found, made), None)
    assert fresh(goal).rhythm_days is None


def _named(end: str) -> str:
    from pathlib import Path

    import casework.migrations

    (path,) = casework.migrations.__path__
    return next(one.stem for one in Path(path).glob("*.py") if one.stem.endswith(end))


class _Before:
    """The models as the migration reads them: cases with the column that is gone."""

    def __init__(self, found: dict[int, str], made: list) -> None:
        self.found = found

    def get_model(self, app: str, name: str):
        from django.apps import apps

        model = apps.get_model(app, name)
        return _Cases(self.found) if name == "Case" else model


class _Cases:
    found = ""

    def __init__(self, found: dict[int, str]) -> None:
        self._found = found

    @property
    def objects(self):
        return _Rows(Case.objects.all(), self._found)


class _Rows:
    def __init__(self, rows, found) -> None:
        self.rows, self.found = rows, found

    def exclude(self, **given):
        return _Rows(self.rows.exclude(**given), self.found)

    def order_by(self, *names):
        return _Rows(self.rows.order_by(*names), self.found)

    def values_list(self, *names, named):
        kept = [name for name in names if name != "found"]
        return _Rows([dict(zip(kept, row, strict=True)) for row in self.rows.values_list(*kept)], self.found)

    def iterator(self, chunk_size):
        return (SimpleNamespace(**row, found=self.found.get(row["pk"], "")) for row in self.rows)
