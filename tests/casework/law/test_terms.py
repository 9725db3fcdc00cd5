"""The clocks of Wmo and Awb. Every expected date was read from a calendar by hand."""

import pickle
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.applications.terms import decision as decision_term
from casework.cases.terms import research as research_term
from casework.engine.registry import rules
from casework.law.days import sentence
from casework.law.terms import Clock, NoRule, Rule, Suspension, Unit
from tests.casework.law.dates import CLOCK, ONE_DAY, TEN_YEARS, day


def test_a_moment_is_refused_instead_of_counted_wrongly(clock: Clock) -> None:
    moment = datetime(2026, 12, 25, 23, 30)  # noqa: DTZ001  any moment is refused, this one too
    calls = (
        lambda: clock.day_off(moment),
        lambda: clock.next_working_day(moment),
        lambda: clock.add_working_days(moment, 2),
        lambda: clock.term("onderzoek", moment, label="melding"),
        lambda: decision_term(clock, date(2026, 12, 1), on=moment),
        lambda: research_term(clock, date(2026, 12, 1), agreed_until=moment),
        lambda: clock.days_left(moment, date(2026, 12, 1)),
    )
    for call in calls:
        with pytest.raises(TypeError):
            call()


# The rules


def test_the_rule_is_the_one_in_force_on_the_day() -> None:
    old = Rule("besluit", 8, Unit.WEEKS, day("2007-01-01"), day("2015-01-01"), "oud")
    new = Rule("besluit", 2, Unit.WEEKS, day("2015-01-01"), None, "nieuw")
    clock = Clock([new, old])

    assert clock.rule("besluit", day("2014-12-31")) is old
    assert clock.rule("besluit", day("2015-01-01")) is new
    assert decision_term(clock, day("2014-12-31"), on=day("2015-01-01")).on == day("2015-02-25")
    assert decision_term(clock, day("2015-01-01"), on=day("2015-01-01")).on == day("2015-01-15")


def test_no_rule_says_which_and_when(clock: Clock) -> None:
    with pytest.raises(NoRule) as refusal:
        clock.term("onbekend", day("2026-12-04"), label="melding")

    assert str(refusal.value) == ("Er is geen termijn 'onbekend' ingesteld die geldt op vrijdag 4 december 2026.")
    assert (refusal.value.code, refusal.value.on) == ("onbekend", day("2026-12-04"))
    assert str(pickle.loads(pickle.dumps(refusal.value))) == str(refusal.value)


@pytest.mark.parametrize(("since", "until"), [("2026-01-01", "2026-07-01")])
def test_no_rule_in_a_gap(since: str, until: str) -> None:
    clock = Clock([Rule("toets", 2, Unit.WORKING_DAYS, day(since), day(until), "")])
    for on in ("2025-12-31", "2026-07-01"):
        with pytest.raises(NoRule):
            clock.rule("toets", day(on))
    assert clock.rule("toets", day("2026-06-30")).length == 2


def test_two_rules_at_the_same_time_are_refused() -> None:
    first = Rule("toets", 2, Unit.WORKING_DAYS, day("2026-01-01"), None, "")
    second = Rule("toets", 3, Unit.WORKING_DAYS, day("2027-01-01"), None, "")
    with pytest.raises(ValueError, match="vrijdag 1 januari 2027 gelden er twee"):
        Clock([second, first])


def test_a_rule_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="kleiner dan nul"):
        Rule("toets", -1, Unit.WORKING_DAYS, day("2026-01-01"), None, "")
    with pytest.raises(ValueError, match="niet na het begin"):
        Rule("toets", 1, Unit.WEEKS, day("2026-01-01"), day("2026-01-01"), "")
    with pytest.raises(ValueError, match="maanden"):
        Rule("toets", 1, "maanden", day("2026-01-01"), None, "")  # type: ignore[arg-type]


def test_a_unit_may_come_as_the_stored_word() -> None:
    rule = Rule("toets", 2, "werkdagen", day("2026-01-01"), None, "")  # type: ignore[arg-type]
    term = Clock([rule]).term("toets", day("2026-11-20"), label="afgegeven")
    assert term.on == day("2026-11-24")


# an age is reached on its day, and the SVB stops paying until one; the others end on an ordinary day
AS_IT_FALLS = {one.code for one in rules() if one.unit.value == "jaar"} | {"pgb_opschorten"}


def test_the_default_rules_are_what_law_and_house_say() -> None:
    found = {rule.code: (rule.length, rule.unit.value) for rule in rules()}
    assert found == {
        "onderzoek": (6, "weken"),
        "persoonlijk_plan": (7, "kalenderdagen"),
        "besluit": (2, "weken"),
        "bezwaar": (6, "weken"),
        "bezwaar_per_post": (1, "weken"),
        "bezwaar_beslissen": (6, "weken"),
        "bezwaar_verdaagd": (12, "weken"),
        "bezwaar_commissie": (12, "weken"),
        "bezwaar_commissie_verdaagd": (18, "weken"),
        "bezwaar_oppakken": (2, "werkdagen"),
        "bezwaar_uitvoeren": (5, "werkdagen"),
        "beroep": (6, "weken"),
        "terugbellen": (1, "werkdagen"),
        "bel_en_weeg": (5, "werkdagen"),
        "toewijzen": (5, "werkdagen"),
        "oppakken": (2, "werkdagen"),
        "oppakken_escalatie": (5, "werkdagen"),
        "dubbel": (2, "werkdagen"),
        "versturen": (1, "werkdagen"),
        "kennismaken": (5, "werkdagen"),
        "uitvoering_starten": (10, "werkdagen"),
        "evaluatie_afronden": (10, "werkdagen"),
        "overdracht": (5, "werkdagen"),
        "overdracht_escalatie": (10, "werkdagen"),
        "andere_partij": (2, "werkdagen"),
        "indicatie_afmaken": (2, "werkdagen"),
        "hulp_gestart": (1, "werkdagen"),
        "toets": (2, "werkdagen"),
        "indicatie_waarschuwing": (10, "kalenderdagen"),
        "indicatie_escalatie": (3, "kalenderdagen"),
        "indicatie_na_uitgifte": (2, "werkdagen"),
        "indicatie_extra": (2, "weken"),
        "vangnet_afmaken": (2, "werkdagen"),
        "vangnet_beslissen": (1, "werkdagen"),
        "vangnet_escalatie": (2, "werkdagen"),
        "vangnet_betalen": (2, "werkdagen"),
        "vangnet_verantwoorden": (30, "kalenderdagen"),
        "buiten_behandeling": (4, "weken"),
        "ingebrekestelling": (2, "weken"),
        "dwangsom_vaststellen": (2, "weken"),
        "meldcode_stap": (5, "werkdagen"),
        "krachtenveld_antwoord": (5, "werkdagen"),
        "krachtenveld_ingrijpen": (5, "werkdagen"),
        "krachtenveld_bespreken": (10, "werkdagen"),
        "dwangsom_betalen": (6, "weken"),
        "klacht_oppakken": (3, "werkdagen"),
        "klacht": (6, "weken"),
        "klacht_commissie": (10, "weken"),
        "klacht_verdaagd": (4, "weken"),
        "klacht_niet_behandelen": (4, "weken"),
        "heronderzoek": (12, "weken"),
        "heronderzoek_besluit": (2, "weken"),
        "start_bevestigen": (5, "werkdagen"),
        "stop_bevestigen": (5, "werkdagen"),
        "pgb_opschorten": (0, "weken"),
        "deling_loopt_af": (14, "kalenderdagen"),
        "huishouden_regie": (5, "werkdagen"),
        "huishouden_gebeurtenis": (5, "werkdagen"),
        "overlijden_afronden": (5, "werkdagen"),
        "gezinsplan_akkoord": (10, "werkdagen"),
        "gezinsplan_afspreken": (15, "werkdagen"),
        "overleg_vastleggen": (5, "werkdagen"),
        "toestemming_zelf_wmo": (12, "jaar"),
        "toestemming_samen_jeugdwet": (12, "jaar"),
        "toestemming_zelf_jeugdwet": (16, "jaar"),
        "toestemming_samen_wgbo": (12, "jaar"),
        "toestemming_zelf_wgbo": (16, "jaar"),
    }
    assert len(rules()) == len(found)
    for rule in rules():
        assert (rule.since, rule.until) == (date(2015, 1, 1), None)
        assert rule.rolls is (rule.code not in AS_IT_FALLS), rule.code
        assert rule.source


# A term


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-10-05", "2026-11-16"),  # an ordinary Monday
        ("2026-10-10", "2026-11-23"),  # ends on a Saturday
        ("2026-10-11", "2026-11-23"),  # ends on a Sunday
        ("2026-11-20", "2027-01-04"),  # ends on New Year's Day, a Friday
        ("2027-11-20", "2028-01-03"),  # ends on New Year's Day, a Saturday
        ("2026-11-12", "2026-12-24"),  # Christmas Eve is an ordinary day
        ("2026-11-13", "2026-12-28"),  # Christmas 2026: Friday and Saturday
        ("2026-11-14", "2026-12-28"),
        ("2027-11-13", "2027-12-27"),  # Christmas 2027: Saturday and Sunday
        ("2025-11-13", "2025-12-29"),  # Christmas 2025: Thursday and Friday
        ("2026-11-19", "2026-12-31"),  # New Year's Eve is an ordinary day
        ("2026-02-20", "2026-04-07"),  # Good Friday
        ("2026-02-21", "2026-04-07"),  # the Saturday before Easter
        ("2026-02-22", "2026-04-07"),  # Easter Sunday
        ("2026-02-23", "2026-04-07"),  # Easter Monday
        ("2026-03-16", "2026-04-28"),  # Koningsdag on a Monday
        ("2025-03-15", "2025-04-28"),  # Koningsdag on Saturday the 26th
        ("2025-03-16", "2025-04-28"),  # Sunday the 27th
        ("2026-03-24", "2026-05-06"),  # 5 May, no lustrum
        ("2025-03-24", "2025-05-06"),  # 5 May, a lustrum
        ("2027-03-24", "2027-05-07"),  # 5 May, and Ascension the day after
        ("2026-04-02", "2026-05-15"),  # Ascension
        ("2026-04-12", "2026-05-26"),  # Whit Sunday
        ("2026-04-13", "2026-05-26"),  # Whit Monday
        ("2028-01-18", "2028-02-29"),  # a leap day
        ("2028-01-19", "2028-03-01"),
    ],
)
def test_six_weeks_of_research(clock: Clock, start: str, expected: str) -> None:
    assert clock.term("onderzoek", day(start), label="melding").on == day(expected)
    assert research_term(clock, day(start)).on == day(expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-04-02", "2026-05-18"),  # Ascension and the Friday after it
        ("2026-04-03", "2026-05-18"),
        ("2027-03-24", "2027-05-10"),  # 5 May, Ascension, the Friday after it
    ],
)
def test_a_term_rolls_over_a_day_by_decree(decreed: Clock, start: str, expected: str) -> None:
    assert decreed.term("onderzoek", day(start), label="melding").on == day(expected)


@pytest.mark.parametrize(
    ("code", "start", "expected"),
    [
        ("persoonlijk_plan", "2026-11-20", "2026-11-27"),
        ("persoonlijk_plan", "2026-11-21", "2026-11-30"),
        ("persoonlijk_plan", "2026-12-18", "2026-12-28"),
        ("besluit", "2026-12-01", "2026-12-15"),
        ("besluit", "2026-12-11", "2026-12-28"),
        ("besluit", "2026-12-18", "2027-01-04"),
        ("bezwaar", "2026-11-16", "2026-12-28"),
        ("bezwaar", "2026-11-13", "2026-12-28"),
        ("versturen", "2026-12-24", "2026-12-28"),
        ("oppakken", "2026-11-20", "2026-11-24"),
        ("kennismaken", "2026-04-30", "2026-05-08"),
        ("overdracht_escalatie", "2026-05-04", "2026-05-20"),
        ("vangnet_verantwoorden", "2026-11-20", "2026-12-21"),  # a Sunday, so Monday
        ("indicatie_extra", "2027-01-04", "2027-01-18"),
    ],
)
def test_terms_of_law_and_house(clock: Clock, code: str, start: str, expected: str) -> None:
    assert clock.term(code, day(start), label="start").on == day(expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-11-19", "2026-11-23"),  # Thursday: Friday and Monday are in it
        ("2026-11-20", "2026-11-24"),  # Friday: Monday alone is too little
        ("2026-11-21", "2026-11-24"),  # Saturday: Sunday, Monday, Tuesday
        ("2026-04-02", "2026-04-08"),  # before Easter
        ("2026-12-24", "2026-12-29"),  # before Christmas
    ],
)
def test_a_short_term_holds_two_ordinary_days(start: str, expected: str) -> None:
    three_days = Rule("kort", 3, Unit.CALENDAR_DAYS, day("2015-01-01"), None, "")
    assert Clock([three_days]).term("kort", day(start), label="x").on == day(expected)


def test_a_term_of_two_days_need_not_hold_two_ordinary_days() -> None:
    two_days = Rule("kort", 2, Unit.CALENDAR_DAYS, day("2015-01-01"), None, "")
    assert Clock([two_days]).term("kort", day("2026-11-20"), label="x").on == day("2026-11-23")


def test_a_rule_outside_the_termijnenwet_does_not_roll() -> None:
    fixed = Rule("vast", 6, Unit.WEEKS, day("2015-01-01"), None, "artikel 1", rolls=False)
    term = Clock([fixed]).term("vast", day("2026-11-20"), label="melding")
    assert term.on == day("2027-01-01")
    assert term.why == ("melding 20 november 2026 + 6 weken = vrijdag 1 januari 2027 (artikel 1)")


@pytest.mark.parametrize(
    ("code", "start", "label", "why"),
    [
        (
            "onderzoek",
            "2026-11-20",
            "melding",
            "melding 20 november 2026 + 6 weken = vrijdag 1 januari 2027; "
            "1 januari is Nieuwjaarsdag; dus maandag 4 januari 2027 "
            "(Wmo 2015, artikel 2.3.2)",
        ),
        (
            "onderzoek",
            "2026-10-05",
            "melding",
            "melding 5 oktober 2026 + 6 weken = maandag 16 november 2026 (Wmo 2015, artikel 2.3.2)",
        ),
        (
            "bezwaar",
            "2026-11-13",
            "verzonden",
            "verzonden 13 november 2026 + 6 weken = vrijdag 25 december 2026; "
            "25 december is Eerste kerstdag en 26 december is Tweede kerstdag; "
            "dus maandag 28 december 2026 (Awb, artikel 6:7)",
        ),
        (
            "besluit",
            "2026-11-21",
            "aanvraag",
            "aanvraag 21 november 2026 + 2 weken = zaterdag 5 december 2026; "
            "5 december is een zaterdag; dus maandag 7 december 2026 "
            "(Wmo 2015, artikel 2.3.5)",
        ),
        (
            "versturen",
            "2026-11-17",
            "brief klaar",
            "brief klaar 17 november 2026 + 1 werkdag = woensdag 18 november 2026 (werkafspraak)",
        ),
        (
            "oppakken",
            "2026-11-20",
            "melding",
            "melding 20 november 2026 + 2 werkdagen = dinsdag 24 november 2026; "
            "niet meegeteld: het weekend (werkafspraak)",
        ),
        (
            "toets",
            "2026-12-24",
            "afgegeven",
            "afgegeven 24 december 2026 + 2 werkdagen = dinsdag 29 december 2026; "
            "niet meegeteld: het weekend, 25 december (Eerste kerstdag) en "
            "26 december (Tweede kerstdag) (werkafspraak)",
        ),
        (
            "indicatie_escalatie",
            "2026-11-20",
            "begin",
            "begin 20 november 2026 + 3 kalenderdagen = maandag 23 november 2026; "
            "in de termijn zitten ten minste twee gewone dagen; "
            "dus dinsdag 24 november 2026 (werkafspraak)",
        ),
    ],
)
def test_a_term_explains_itself(clock: Clock, code: str, start: str, label: str, why: str) -> None:
    assert clock.term(code, day(start), label=label).why == why


def test_a_term_names_a_day_by_decree(decreed: Clock) -> None:
    assert decreed.term("bezwaar", day("2026-04-02"), label="verzonden").why == (
        "verzonden 2 april 2026 + 6 weken = donderdag 14 mei 2026; "
        "14 mei is Hemelvaartsdag en 15 mei is vrijdag na Hemelvaartsdag; "
        "dus maandag 18 mei 2026 (Awb, artikel 6:7)"
    )


# Counting back


def test_counting_back_does_not_move_off_a_sunday(clock: Clock) -> None:
    warning = clock.before("indicatie_waarschuwing", day("2027-01-20"), label="einde indicatie")
    assert warning.on == day("2027-01-10")
    assert warning.why == (
        "10 kalenderdagen vóór einde indicatie 20 januari 2027 = zondag 10 januari 2027 (werkafspraak)"
    )


@pytest.mark.parametrize(
    ("code", "end", "expected"),
    [
        ("indicatie_escalatie", "2027-01-20", "2027-01-17"),
        ("indicatie_extra", "2027-01-15", "2027-01-01"),
        ("toets", "2026-12-28", "2026-12-23"),  # working days, over Christmas
        ("versturen", "2026-04-07", "2026-04-02"),  # working days, over Easter
    ],
)
def test_counting_back(clock: Clock, code: str, end: str, expected: str) -> None:
    assert clock.before(code, day(end), label="einde").on == day(expected)


def test_a_suspension_that_ends_before_it_began_is_refused() -> None:
    with pytest.raises(ValueError, match="voor het begin"):
        Suspension(day("2026-12-03"), day("2026-12-02"))


CODES = st.sampled_from([rule.code for rule in rules() if rule.code not in AS_IT_FALLS])


@given(CODES, TEN_YEARS)
def test_a_term_ends_on_an_ordinary_day_that_it_names(code: str, start: date) -> None:
    term = CLOCK.term(code, start, label="start")
    assert CLOCK.day_off(term.on) is None
    assert sentence(term.on) in term.why


@given(CODES, TEN_YEARS)
def test_who_starts_later_is_never_due_earlier(code: str, start: date) -> None:
    today = CLOCK.term(code, start, label="start").on
    tomorrow = CLOCK.term(code, start + ONE_DAY, label="start").on
    assert start < today <= tomorrow


@given(TEN_YEARS)
def test_only_days_off_lie_between_six_weeks_and_the_end(start: date) -> None:
    end = research_term(CLOCK, start).on
    between = start + timedelta(weeks=6)
    assert between <= end <= between + timedelta(days=6)
    while between < end:
        assert CLOCK.day_off(between) is not None
        between += ONE_DAY
