"""Whose turn a case makes it, by when; days are counted by hand (2 March 2026 is a Monday)."""

import datetime as dt

from django.utils import timezone

from casework.cases.models import Case
from casework.engine.door import perform
from tests.casework.on_the_lists import CONSULENTS, LEADER, MONDAY, day, items, who_by_when
from tests.factories import World, fresh, today
from tests.pages.browser import as_, words


def test_a_melding_waits_for_a_consulent_two_working_days(new_case) -> None:
    assert who_by_when(new_case("aanmelding")) == {"case.weigh": (CONSULENTS, day(9))}


def test_spoed_is_today(new_case) -> None:
    assert who_by_when(new_case("aanmelding", urgent=True)) == {"case.weigh": (CONSULENTS, MONDAY)}


def test_after_five_working_days_the_leader_too(new_case) -> None:
    case = new_case("aanmelding")
    assert "case.weigh (leader)" not in who_by_when(case, day(9))
    assert who_by_when(case, day(10))["case.weigh (leader)"] == (LEADER, day(9))


def test_a_question_is_advised_or_converted(new_case) -> None:
    assert who_by_when(new_case("aanmelding", kind="vraag")) == {"case.advise": (CONSULENTS, day(4))}


def test_research_ends_six_weeks_after_the_melding(new_case) -> None:
    # six weeks after 2 March is 13 April 2026, a Monday; Easter Monday was the 6th
    assert who_by_when(new_case("onderzoek", met_on=None)) == {
        "case.meet": ("consulent", day(9)),
        "research.settle": ("consulent", dt.date(2026, 4, 13)),
    }


def test_after_the_report_the_plan_is_what_is_left(new_case) -> None:
    assert who_by_when(new_case("onderzoek", report_sent_on=MONDAY)) == {"case.set_plan": ("consulent", day(16))}


def test_reopened_it_is_back_with_the_team(world: World, new_case) -> None:
    from casework.engine.door import perform

    case = new_case("afgesloten", holder_kind="organisatie", holder_organisation=world.partner, holder_team=None,
                 layer="middenveld")  # fmt: skip
    world.handover(case, "aanvaard", shared_until=MONDAY)
    perform(case, "reopen", by=world.consulent, why="Het ging niet goed")
    back = Case.objects.get(pk=case.pk)
    assert (back.holder_team, back.layer) == (world.team, "professional")
    assert "case.hold" in who_by_when(back, today())


def test_a_plan_starts_within_ten_working_days(new_case) -> None:
    assert who_by_when(new_case("plan")) == {"case.start": ("consulent", day(16))}


def test_an_evaluation_comes_on_the_agreed_day(new_case) -> None:
    assert who_by_when(new_case("uitvoering", evaluate_on=day(30))) == {"case.evaluate": ("consulent", day(30))}


def test_a_double_is_for_a_consulent(new_case) -> None:
    first = new_case("aanmelding")
    assert who_by_when(new_case("aanmelding", looks_like=first))["case.keep_apart"] == (CONSULENTS, day(4))


def test_the_reporter_reads_how_it_ended_and_has_nothing_to_send(client, world: World) -> None:
    other = world.case()
    double = world.case("aanmelding", looks_like=other, regisseur=None)
    letter = world.document(double, asked_by=world.eerstecontact)
    assert items(double, today())["document.send"].for_user == world.eerstecontact
    perform(double, "merge", by=world.consulent)
    assert items(double) == {}
    assert fresh(letter).state == "klaar"
    page = words(as_(client, world.eerstecontact).get(double.get_absolute_url()))
    assert "afgesloten" in page
    assert "Het wijkteam gaat verder met deze vraag" in page
    assert "andere zaak" not in page  # that somebody is known is not theirs to know
    assert other.ref not in page
    advised = world.case("afgesloten", outcome="advies")
    assert "Advies of informatie gegeven" in words(client.get(advised.get_absolute_url()))


def test_reopened_it_has_a_new_confirmation_and_is_not_urgent_by_itself(world: World) -> None:
    case = world.case("afgesloten", urgent=True, on=today() - dt.timedelta(days=200))
    former = world.document(case)
    perform(case, "reopen", by=world.consulent, why="Het ging niet goed")
    back = fresh(case)
    assert (back.urgent, back.clock_from) == (False, timezone.localdate())
    letter = case.documents.exclude(pk=former.pk).get()
    assert (letter.kind, letter.state, fresh(former).state) == ("bevestiging", "gevraagd", "vervallen")
    assert letter.snapshot["clock_from"]
    question = world.case("afgesloten", kind="vraag")
    perform(question, "reopen", by=world.consulent, why="Toch")
    assert not question.documents.exists()
