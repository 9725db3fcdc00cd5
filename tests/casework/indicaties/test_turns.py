"""Whose turn a voorlopige indicatie makes it, by when, until after its end."""

import datetime as dt

import pytest

from casework.engine.door import perform
from casework.engine.errors import NotNow
from roles.matrix import Role
from tests.casework.on_the_lists import CONSULENTS, LEADER, MONDAY, day, in_days, items, who_by_when
from tests.factories import World, fresh, today
from tests.pages.browser import as_, words


def test_the_turns_of_an_indicatie(world: World, new_case) -> None:
    case = new_case()
    one = world.indicatie(case, state_since=MONDAY)
    assert who_by_when(case)["indicatie.discard"] == ("eerstecontact", day(4))
    one.delete()
    one = world.indicatie(case, "voorgelegd", state_since=MONDAY)
    assert who_by_when(case)["indicatie.issue"] == ("consulent", MONDAY)
    one.delete()
    world.indicatie(case, "afgegeven", issued_on=MONDAY, starts_on=MONDAY, ends_on=dt.date(2026, 4, 30))
    now = who_by_when(case)
    assert now["indicatie.confirm_start"] == ("eerstecontact", day(3))
    assert now["indicatie.review"] == (CONSULENTS, day(4))
    assert now["indicatie.withdraw"] == ("consulent", dt.date(2026, 4, 20))
    assert "indicatie.withdraw (leader)" not in who_by_when(case, dt.date(2026, 4, 26))
    assert who_by_when(case, dt.date(2026, 4, 27))["indicatie.withdraw (leader)"][0] == LEADER


def test_a_short_indicatie_leaves_two_days_after_the_issue(world: World, new_case) -> None:
    case = new_case()
    world.indicatie(case, "afgegeven", issued_on=MONDAY, starts_on=MONDAY, ends_on=day(8))
    assert who_by_when(case)["indicatie.withdraw"] == ("consulent", day(4))


def test_an_ended_indicatie_is_for_the_leader_today(world: World, new_case) -> None:
    case = new_case()
    world.indicatie(case, "geeindigd", state_since=MONDAY, starts_on=day(1), ends_on=day(1))
    assert who_by_when(case)["indicatie.decide_after_end"] == (LEADER, MONDAY)


# --- B2, B3: from help to decision -------------------------------------------------------------------------------


def test_help_goes_on_until_the_decision_begins(world: World) -> None:
    case = world.case()
    indicatie = world.indicatie(case, "afgegeven", ends_on=in_days(14))
    world.decided(case, starts_on=in_days(30), ends_on=in_days(300), instead_of=indicatie)
    turn = items(case, today())["indicatie.extend"]
    assert turn.what == "Verleng de hulp tot het besluit begint"
    assert turn.for_role == Role.WMO_CONSULENT
    with pytest.raises(NotNow, match="de dag voordat het besluit begint"):
        perform(indicatie, "extend", by=world.consulent, until=in_days(30))
    perform(indicatie, "extend", by=world.consulent, until=in_days(29))
    assert not {"indicatie.extend", "indicatie.withdraw"} & items(case).keys()
    assert case.documents.get().snapshot["decision_starts"]


def test_no_extension_once_the_decision_runs_or_says_no(world: World) -> None:
    for outcome in ("toegekend", "afgewezen"):
        case = world.case()
        indicatie = world.indicatie(case, "afgegeven", ends_on=in_days(14))
        world.decided(case, outcome, instead_of=indicatie if outcome == "toegekend" else None)
        with pytest.raises(NotNow, match=r"al begonnen|afgewezen"):
            perform(indicatie, "extend", by=world.consulent, until=in_days(20))


def test_an_answer_of_an_earlier_time_does_not_stop_an_extension(world: World) -> None:
    case = world.case()
    indicatie = world.indicatie(case, "afgegeven", ends_on=in_days(14))
    world.decided(case, "afgewezen", on=in_days(-90))
    perform(indicatie, "extend", by=world.consulent, until=in_days(20))
    assert fresh(indicatie).ends_on == in_days(20)


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
