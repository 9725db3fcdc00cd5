"""At every moment one party holds the question, and somebody's list says whose turn it is: where that went wrong."""

import datetime as dt
import logging
from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.applications.models import Application, ApplicationSuspension
from casework.applications.terms import decision as decision_term
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.documents.models import Document
from casework.engine import by_date, lists
from casework.engine.door import available, perform
from casework.engine.errors import NotNow
from casework.engine.lists import bring_in_line
from casework.engine.notifications import Notification
from casework.engine.turns import turns
from casework.goals.models import Goal
from casework.handovers import operations as handing
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.law.models import clock
from roles.matrix import Role
from roles.models import Absence, Membership
from roles.policy import posts, sight
from tests.factories import World, absent, member, today, user
from tests.pages.test_steps import as_, words

MONDAY = dt.date(2026, 3, 2)
CONSENT = {"text": "delen", "how": "mondeling", "given_by": "zij"}


@pytest.fixture
def world(kept_world: World, db) -> World:
    return deepcopy(kept_world)


def moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)


def items(case: Case, on: dt.date | None = None) -> dict[str, WorkItem]:
    """The open turns by what settles them, on that day or as they stand."""
    if on is not None:
        bring_in_line(Case, [case.pk], moment(on))
    return {one.step: one for one in WorkItem.objects.open().filter(case=case).select_related("for_user", "for_team")}


def fresh(obj):
    return type(obj).objects.get(pk=obj.pk)


def steps_for(obj, who) -> set[str]:
    return {offer.step.name for offer in available(fresh(obj), sight(who))}


# --- A1: the night -----------------------------------------------------------------------------------------------


def test_what_was_due_when_nobody_was_there_is_for_the_people_of_today(world: World) -> None:
    Membership.objects.update(since=dt.date(2026, 1, 1))
    case = world.case(on=dt.date(2020, 1, 6))
    long_ago = dt.date(2020, 2, 1)
    world.indicatie(case, "afgegeven", issued_on=long_ago, starts_on=long_ago, ends_on=long_ago)
    for _ in range(2):
        assert by_date.run() == 0
    ended = case.indicaties.get()
    assert (ended.state, ended.state_since) == ("geeindigd", dt.date(2020, 2, 2))
    assert items(case)["indicatie.decide_after_end"].for_role == Role.TEAMLEIDER
    assert case.events.filter(verb="indicatie.lapse").count() == 1


def test_one_case_that_fails_does_not_stop_the_night(world: World, monkeypatch, caplog) -> None:
    yesterday = today() - dt.timedelta(days=1)
    broken, sound = (
        world.indicatie(world.case(), "afgegeven", issued_on=yesterday, starts_on=yesterday, ends_on=yesterday)
        for _ in range(2)
    )
    WorkItem.objects.all().delete()
    meant = turns

    def trips(case, *rest):
        if case.row.pk == broken.case_id:
            raise RuntimeError("Bep Jansen, Voorstraat 1")
        return meant(case, *rest)

    monkeypatch.setattr(lists, "turns", trips)
    with caplog.at_level(logging.INFO):
        assert by_date.run() == 2  # it could not end, and its list could not be brought in line
    assert (fresh(sound).state, fresh(broken).state) == ("geeindigd", "afgegeven")
    assert "indicatie.decide_after_end" in items(sound.case)
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert any(broken.case.ref in line and "RuntimeError" in line for line in told)
    assert "2 failed" in told[-1]
    assert "Jansen" not in caplog.text
    monkeypatch.setattr(lists, "turns", meant)
    assert by_date.run() == 0
    assert "indicatie.decide_after_end" in items(broken.case)


# --- A8: giving back between teams -------------------------------------------------------------------------------


def test_what_another_team_gives_back_returns_with_its_case(world: World) -> None:
    case = world.case()
    handover = handing.offer_handover(
        case, by=world.consulent, to_kind="team", to_team=world.other_team, need="Iets", reason="Verhuisd",
        consent=CONSENT | {"given_on": today()},
    )  # fmt: skip
    perform(handover, "accept", by=world.consulent3)
    there = fresh(case)
    assert (there.team, there.holder_team) == (world.other_team, world.other_team)
    perform(there, "assign", by=world.teamleider3, regisseur=world.consulent3)
    perform(handover, "give_back", by=world.consulent3, why="Zij woont toch in Piershil")
    back = fresh(case)
    assert (back.team, back.holder_team, back.regisseur) == (world.team, world.team, None)
    assert {one.for_team for one in items(case).values()} == {world.team}
    assert {"case.hold", "case.assign"} <= items(case).keys()
    perform(back, "assign", by=world.teamleider, regisseur=world.consulent)
    assert items(case)["case.hold"].for_user == world.consulent


# --- A9: what must be announced ----------------------------------------------------------------------------------


def issued(world: World) -> tuple[VoorlopigeIndicatie, Document]:
    indicatie = world.indicatie(world.case(), made_by=world.consulent)
    perform(indicatie, "issue", by=world.consulent)
    return fresh(indicatie), indicatie.case.documents.get()


def made(document: Document) -> Document:
    perform(document, "ready", by=None, file="x.pdf", sha256="0" * 64, size=1)
    return fresh(document)


def test_a_dropped_decision_waits_to_be_made_again(world: World) -> None:
    indicatie, letter = issued(world)
    case = indicatie.case
    perform(made(letter), "drop", by=world.consulent, why="Naam fout")
    turn = items(case)["document.remake"]
    assert (turn.for_user, turn.what) == (world.consulent, "Deze brief moet nog naar de inwoner: maak hem opnieuw")
    assert turn.due_on == clock().add_working_days(today(), 2)
    person = case.person
    person.family_name, person.street = "Janssen", "Kerkweg 7"
    person.save()
    perform(letter, "remake", by=world.consulent2)
    again = case.documents.exclude(pk=letter.pk).get()
    assert (again.kind, again.about, again.state) == ("indicatie_afgegeven", indicatie.public_id, "gevraagd")
    assert again.snapshot["to"]["name"] == "Bep Janssen"
    assert again.snapshot["to"]["lines"][0] == "Kerkweg 7"
    assert again.snapshot["decided"] == letter.snapshot["decided"]  # by whom, under which mandate
    assert again.snapshot["decided"]["by"] == world.consulent.name
    assert "document.remake" not in items(case)
    made(again)
    assert items(case)["document.send"].object_id == again.public_id
    perform(again, "send", by=world.consulent2, sent_on=today(), sent_how="post")
    assert not [one for one in items(case) if one.startswith("document")]
    assert "remake" not in steps_for(letter, world.consulent)


def test_a_ready_letter_that_is_out_of_date_is_made_again_in_one_step(world: World) -> None:
    case = world.case()
    letter = world.document(case)
    perform(letter, "remake", by=world.consulent)
    assert fresh(letter).state == "vervallen"
    again = case.documents.exclude(pk=letter.pk).get()
    assert (again.kind, again.state) == ("bevestiging", "gevraagd")
    assert again.snapshot["to"]["name"] == "Bep Jansen"


def test_a_dropped_letter_that_tells_nothing_new_is_nobodys_turn(world: World) -> None:
    case = world.case()
    perform(world.document(case, "indicatie_geeindigd"), "drop", by=world.consulent, why="Gebeld")
    assert "document.remake" not in items(case)
    closed = world.case("afgesloten")
    world.document(closed, state="vervallen")
    assert "document.remake" not in items(closed, today())


def test_a_decision_is_announced_after_the_close_too_but_never_to_the_deceased(world: World) -> None:
    case = world.case("afgesloten")
    letter = world.document(case, "indicatie_ingetrokken")
    perform(letter, "drop", by=world.consulent, why="Fout")
    assert "document.remake" in items(case)
    case.person.deceased_on = today()
    case.person.save()
    assert "document.remake" not in items(case, today())


# --- B1: a suspension ends with its term -------------------------------------------------------------------------


def suspended(world: World, **fields) -> Application:
    """Received on Monday 2 March, data asked on the 4th until the 11th."""
    case = world.case(on=MONDAY, reported_at=moment(MONDAY), met_on=MONDAY)
    found = world.application(case, received_on=MONDAY)
    days = {"ground": "gegevens", "since": dt.date(2026, 3, 5), "asked_until": dt.date(2026, 3, 11)}
    ApplicationSuspension.objects.create(application=found, **days | fields)
    return found


def term(application: Application, on: dt.date) -> dt.date:
    return decision_term(clock(), application.received_on, suspensions=application.intervals, on=on).on


def test_a_set_term_that_goes_by_unused_starts_the_clock_again(world: World) -> None:
    # two weeks from 2 March is the 16th; seven days stood still (5 to 11 March): the 23rd
    found = suspended(world)
    assert term(found, dt.date(2026, 3, 6)) == dt.date(2026, 3, 18)
    assert "geen extra" not in decision_term(clock(), MONDAY, suspensions=found.intervals, on=dt.date(2026, 4, 20)).why
    for late in (dt.date(2026, 3, 12), dt.date(2026, 4, 20)):
        assert term(found, late) == dt.date(2026, 3, 23)
    assert term(suspended(world, ground="overmacht"), dt.date(2026, 4, 20)) > dt.date(2026, 4, 20)


def test_while_the_term_stands_still_the_turn_says_so_and_then_somebody_decides(world: World) -> None:
    found = suspended(world)
    turn = items(found.case, dt.date(2026, 3, 6))["application.grant"]
    assert turn.why == "De termijn staat stil tot en met woensdag 11 maart 2026."
    for _ in range(2):
        by_date.run(moment(dt.date(2026, 4, 1)))
    row = found.suspensions.get()
    assert row.until == dt.date(2026, 3, 12)
    assert found.case.events.get(verb="application.resume").at.date() == dt.date(2026, 3, 11)  # 00.01 here, UTC
    turn = items(found.case)["application.grant"]
    assert (turn.what, turn.due_on) == ("De gevraagde gegevens zijn niet gekomen: beslis", dt.date(2026, 3, 23))
    assert turn.for_user == world.consulent


def test_force_majeure_does_not_end_by_itself_but_somebody_looks(world: World) -> None:
    found = suspended(world, ground="overmacht")
    assert by_date.run(moment(dt.date(2026, 4, 1))) == 0
    assert found.suspensions.get().until is None
    turn = items(found.case)["application.grant"]
    assert turn.what == "De gestelde termijn is voorbij: hervat of beslis"


def test_data_that_came_in_time_is_an_ordinary_turn(world: World) -> None:
    found = suspended(world, until=dt.date(2026, 3, 9))
    assert items(found.case, dt.date(2026, 3, 12))["application.grant"].what == "Beslis op de aanvraag"


# --- B2, B3: from help to decision -------------------------------------------------------------------------------


def decided(world: World, case: Case, state: str = "toegekend", **fields) -> Application:
    given = {
        "decided_by": world.consulent, "decided_on": today(), "number": "B1", "frequency": "1 uur",
        "mandate": world.indicatie_mandate(), "ground": world.maatwerk,
    }  # fmt: skip
    return world.application(case, state=state, **given | fields)


def day(days: int) -> dt.date:
    return today() + dt.timedelta(days=days)


def test_help_goes_on_until_the_decision_begins(world: World) -> None:
    case = world.case()
    indicatie = world.indicatie(case, "afgegeven", ends_on=day(14))
    decided(world, case, starts_on=day(30), ends_on=day(300))
    turn = items(case, today())["indicatie.extend"]
    assert turn.what == "Verleng de hulp tot het besluit begint"
    assert turn.for_role == Role.WMO_CONSULENT
    with pytest.raises(NotNow, match="de dag voordat het besluit begint"):
        perform(indicatie, "extend", by=world.consulent, until=day(30))
    perform(indicatie, "extend", by=world.consulent, until=day(29))
    assert not {"indicatie.extend", "indicatie.withdraw"} & items(case).keys()
    assert case.documents.get().snapshot["decision_starts"]


def test_no_extension_once_the_decision_runs_or_says_no(world: World) -> None:
    for state, fields in (("toegekend", {"starts_on": today(), "ends_on": day(300)}), ("afgewezen", {})):
        case = world.case()
        indicatie = world.indicatie(case, "afgegeven", ends_on=day(14))
        decided(world, case, state, **fields)
        with pytest.raises(NotNow, match=r"al begonnen|afgewezen"):
            perform(indicatie, "extend", by=world.consulent, until=day(20))


def test_an_answer_of_an_earlier_time_does_not_stop_an_extension(world: World) -> None:
    case = world.case()
    indicatie = world.indicatie(case, "afgegeven", ends_on=day(14))
    decided(world, case, "afgewezen", decided_on=day(-90), received_on=day(-100))
    perform(indicatie, "extend", by=world.consulent, until=day(20))
    assert fresh(indicatie).ends_on == day(20)


# --- C1, C3, C4: around an indicatie -----------------------------------------------------------------------------


def test_a_disagreement_is_the_regisseurs_turn_today(world: World) -> None:
    case = world.case()
    indicatie = world.indicatie(case, "afgegeven")
    perform(indicatie, "review", by=world.consulent2, ok=False, review_why="Te veel uren")
    turn = items(case)["indicatie.explain"]
    assert (turn.for_user, turn.due_on) == (world.consulent, today())
    assert turn.what == "Een collega is niet akkoord: trek in, pas aan of leg uit"
    assert case.events.get(verb="indicatie.review").text == "Niet akkoord: Te veel uren"
    perform(indicatie, "explain", by=world.consulent, why="Zij kan het echt niet alleen")
    assert "indicatie.explain" not in items(case)
    assert fresh(indicatie).review_answer == "Zij kan het echt niet alleen"


def test_an_extension_or_an_agreement_leaves_nothing_to_explain(world: World) -> None:
    first, second = world.case(), world.case()
    extended, agreed = world.indicatie(first, "afgegeven"), world.indicatie(second, "afgegeven")
    perform(extended, "review", by=world.consulent2, ok=False, review_why="Te kort")
    perform(extended, "extend", by=world.consulent, until=extended.ends_on + dt.timedelta(days=7))
    perform(agreed, "review", by=world.consulent2, ok=True)
    assert "indicatie.explain" not in {**items(first), **items(second)}
    assert second.events.get(verb="indicatie.review").text == "Akkoord"


def test_after_the_end_it_is_a_new_indicatie_or_accepted_with_why(client, world: World) -> None:
    case = world.case()
    ended = world.indicatie(case, "geeindigd")
    with pytest.raises(NotNow, match="geen nieuwe indicatie"):
        perform(ended, "decide_after_end", by=world.teamleider, renewed=True)
    with pytest.raises(NotNow):
        perform(ended, "decide_after_end", by=world.teamleider)
    url = f"{ended.get_absolute_url()}stap/beslis-na-einde/"
    page = as_(client, world.teamleider).get(url)
    assert [value for value, _ in page.context["form"].fields["after"].choices] == ["gestopt"]
    world.indicatie(case, "afgegeven")
    page = client.get(url)
    assert [value for value, _ in page.context["form"].fields["after"].choices] == ["nieuw", "gestopt"]
    perform(ended, "decide_after_end", by=world.teamleider, renewed=True)
    assert fresh(ended).after_end == "Er is een nieuwe indicatie"
    other = world.indicatie(world.case(), "geeindigd")
    perform(other, "decide_after_end", by=world.teamleider, why="Haar dochter is er weer")
    assert fresh(other).after_end == "Ik accepteer dat de hulp is gestopt: Haar dochter is er weer"


def test_why_it_was_sent_back_is_for_its_maker(client, world: World) -> None:
    case = world.case()
    indicatie = world.indicatie(case, "voorgelegd")
    perform(indicatie, "send_back", by=world.consulent, why="Noem de uren per dag")
    assert "teruggegeven" not in items(case)["indicatie.discard"].why
    assert "gaf haar terug" in items(case)["indicatie.discard"].why
    assert items(case)["indicatie.discard"].for_user == world.eerstecontact
    assert "Noem de uren per dag" in words(as_(client, world.eerstecontact).get(indicatie.get_absolute_url()))
    perform(indicatie, "issue", by=world.eerstecontact)
    assert fresh(indicatie).sent_back_why == ""


# --- C2: a cover who is away -------------------------------------------------------------------------------------


def test_a_cover_who_is_away_does_not_act(world: World) -> None:
    case = world.case("plan")
    away = absent(world.consulent.memberships.get(), cover=world.consulent2)
    assert items(case, today())["case.start"].for_user == world.consulent
    assert "start" in steps_for(case, world.consulent2)
    own = absent(world.consulent2.memberships.get())
    found = items(case, today())
    assert {found["case.start"].for_role, found["case.assign"].for_role} == {Role.TEAMLEIDER}
    assert "start" not in steps_for(case, world.consulent2)
    place = next(one for one in posts(today(), teams=[world.team.pk]) if one.user_id == world.consulent.pk)
    assert place.acting_ids == ()
    own.delete()
    absent(world.consulent2.memberships.get(), since=day(3), until=day(9))
    with pytest.raises(ValidationError, match="zelf niet"):
        away.clean()
    Absence.objects.filter(membership__user=world.consulent2).update(since=day(-9), until=today())
    away.clean()


def test_who_covers_for_the_last_one_there_is_not_away(world: World) -> None:
    second = user("tweede")
    place = member(second, Role.FINANCIEN, team=world.gemeente)
    absent(world.financien.memberships.get(), cover=second)
    with pytest.raises(ValidationError, match="neemt dan waar"):
        Absence(membership=place, since=day(1), until=day(5)).clean()


# --- C5: who asked hears of it -----------------------------------------------------------------------------------


def told(who) -> list[str]:
    return list(Notification.objects.filter(to=who, url__startswith="/vangnet/").values_list("url", flat=True))


def test_who_asked_for_money_hears_what_others_did_with_it(world: World) -> None:
    case = world.case()
    mine = world.request(case, "aangevraagd")
    perform(mine, "withdraw", by=world.consulent)
    assert told(world.consulent) == []
    refused, taken_back = (world.request(case, "aangevraagd", requested_by=world.eerstecontact) for _ in range(2))
    perform(refused, "reject", by=world.teamleider, why="Er is een regeling")
    perform(taken_back, "withdraw", by=world.consulent)
    assert set(told(world.eerstecontact)) == {refused.get_absolute_url(), taken_back.get_absolute_url()}


@pytest.mark.parametrize("ending", ["refuse", "withdraw"])
def test_a_goal_nobody_takes_over_is_looked_after_by_the_regisseur(world: World, ending: str) -> None:
    case = world.case("uitvoering", evaluate_on=day(30))
    goal = world.goal(case, "loopt")
    handover = world.handover(case, goal=goal)
    perform(handover, ending, by=world.middenveld if ending == "refuse" else world.consulent, why="Geen plek")
    turn = items(case)["goal.keep_carrier"]
    assert turn.for_user == world.consulent
    assert turn.what.startswith("Zoek een andere drager")
    assert "case.hold" not in items(case)
    perform(goal, "keep_carrier", by=world.consulent)
    assert "goal.keep_carrier" not in items(case)
    Goal.objects.filter(pk=goal.pk).update(seeking_since=today())
    handing.offer_handover(case, by=world.consulent, to_kind="organisatie", to_organisation=world.church, goal=goal,
                           need="Iets", consent=CONSENT | {"given_on": today()})  # fmt: skip
    assert "goal.keep_carrier" not in items(case)


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
    assert "gaat verder in een andere zaak" in page
    assert other.ref not in page
    advised = world.case("afgesloten", outcome="advies")
    assert "Advies of informatie gegeven" in words(client.get(advised.get_absolute_url()))


# --- C6: what is over for a partner ------------------------------------------------------------------------------


def test_a_link_to_what_is_over_is_answered_without_a_name(client, world: World) -> None:
    case = world.case(person=world.person("Zonneveld"))
    over = world.handover(case, "ingetrokken", shared_until=today(), ended_why="Zij wil het niet")
    goal = world.goal(case, "gestopt", carrier_kind="organisatie", carrier_organisation=world.partner,
                      shared_until=today())  # fmt: skip
    for obj in (over, goal):
        answer = as_(client, world.middenveld).get(obj.get_absolute_url())
        page = words(answer)
        assert answer.status_code == 410
        assert "Deze vraag is er niet meer" in page
        for hidden in ("Zonneveld", case.ref, "Zij wil het niet", "Piershil", goal.wording):
            assert hidden not in page
        for who in (world.outsider, world.consulent3, world.inwoner):
            assert as_(client, who).get(obj.get_absolute_url()).status_code == 404
    assert as_(client, world.uitvoerder).get(over.get_absolute_url()).status_code == 404
    assert as_(client, world.consulent).get(over.get_absolute_url()).status_code == 200
    case.recusals.create(user=world.middenveld)
    assert as_(client, world.middenveld).get(over.get_absolute_url()).status_code == 404


def test_a_goal_that_went_on_is_over_for_who_carried_it(client, world: World) -> None:
    case = world.case("uitvoering", evaluate_on=day(30))
    told, never = world.goal(case, "loopt"), world.goal(case, "loopt")
    told.reports.create(on=today(), text="Goed", by=world.middenveld, told_for=world.partner.name, at=timezone.now())
    never.reports.create(on=today(), text="Goed", by=world.middenveld, told_for="", at=timezone.now())
    assert as_(client, world.middenveld).get(told.get_absolute_url()).status_code == 410
    assert client.get(never.get_absolute_url()).status_code == 404


def test_who_took_over_reads_whom_to_call(client, world: World) -> None:
    world.team.phone = "0186 000 000"
    world.team.save()
    case = world.case()
    handover = world.handover(case)
    assert world.consulent.name not in words(as_(client, world.middenveld).get(handover.get_absolute_url()))
    Handover.objects.filter(pk=handover.pk).delete()
    handover = world.handover(case, "aanvaard", accepted_on=today())
    page = words(client.get(handover.get_absolute_url()))
    assert world.consulent.name in page
    assert "0186 000 000" in page


# --- B9: reopened ------------------------------------------------------------------------------------------------


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
