"""What must hold before a complaint is written down, taken up, adjourned and settled."""

from casework.complaints.states import About, LeftOut, Waived
from casework.complaints.terms import left_by, settled_by
from casework.engine import possible_days
from casework.engine.conditions import can_be_true, says
from casework.engine.machine import Attempt, condition
from casework.engine.possible_days import DAY, Days
from casework.engine.words import day_in_words


@condition("Kies wie het is, of zeg dat het nog niet duidelijk is.", asks=True)
def says_whom(attempt: Attempt) -> bool:
    given = attempt.details
    return given.get("about") != About.MEDEWERKER or given.get("person") is not None


@condition("Deze klacht gaat over uzelf. Een ander behandelt haar (Awb, artikel 9:7).", asks=True)
def is_about_another(attempt: Attempt) -> bool:
    person = attempt.details.get("person")
    return person is None or person.pk != attempt.user_id


@condition("Deze klacht gaat niet over iemand van ons.", moot=True)
def is_about_somebody(attempt: Attempt) -> bool:
    return attempt.obj.person_id is not None


@condition("Degene over wie de klacht gaat, weet het al.", moot=True)
def not_told_yet(attempt: Attempt) -> bool:
    return attempt.obj.told_on is None


@condition("Vertel het eerst aan degene over wie de klacht gaat: die moet ook gehoord worden (Awb, artikel 9:10).")
def who_it_is_about_knows(attempt: Attempt) -> bool:
    return attempt.obj.person_id is None or attempt.obj.told_on is not None


@condition("Leg eerst vast dat de inwoner is gehoord, of waarom niet (Awb, artikel 9:10).")
def was_heard(attempt: Attempt) -> bool:
    return attempt.obj.heard_on is not None or bool(attempt.obj.waived)


@condition("Zeg op welke dag u de inwoner hoorde, of kies waarom dat niet nodig was.", asks=True)
def says_when_or_why_not(attempt: Attempt) -> bool:
    given = attempt.details
    return bool(given.get("heard_on")) != (given.get("waived") in Waived.values)


@condition("De behandeling is al een keer verdaagd. Langer duurt het alleen als de inwoner dat goedvindt.", moot=True)
def not_adjourned_yet(attempt: Attempt) -> bool:
    return attempt.obj.adjourned_on is None


def _over(attempt: Attempt) -> str:
    last = settled_by(attempt.surroundings.clock, attempt.obj).on
    return f"De termijn liep tot en met {day_in_words(last)}. Daarna kunt u niet meer verdagen: handel de klacht af."


@condition(_over)
def term_runs(attempt: Attempt) -> bool:
    return attempt.on <= settled_by(attempt.surroundings.clock, attempt.obj).on


@condition("Zeg wat u vond en wat wij doen.", asks=True)
def says_what_comes_of_it(attempt: Attempt) -> bool:
    return all(str(attempt.details.get(name, "")).strip() for name in ("finding", "found", "done"))


@condition("Zeg hoe u weet dat de inwoner tevreden is.", asks=True)
def says_how_it_was_put_right(attempt: Attempt) -> bool:
    return says(attempt, "done")


def later_than_the_term(attempt: Attempt) -> Days:
    ahead = possible_days.agreed(attempt.on)
    if attempt.around is None:
        return ahead
    last = settled_by(attempt.around.clock, attempt.obj).on
    return Days(max(last, attempt.on) + DAY, ahead.last)


agreed_is_later = can_be_true("agreed_until", later_than_the_term)


@condition("Zeg hoe en wanneer de inwoner instemde.", asks=True)
def says_how_they_agreed(attempt: Attempt) -> bool:
    return says(attempt, "how")


@condition("Dit staat er al zo.", asks=True)
def differs(attempt: Attempt) -> bool:
    one, given = attempt.obj, attempt.details
    person = given.get("person")
    now = (given.get("about"), person.pk if person else None, given.get("name", ""))
    return now != (one.about, one.person_id, one.name)


def _four_weeks_over(attempt: Attempt) -> str:
    last = day_in_words(left_by(attempt.surroundings.clock, attempt.obj.received_on).on)
    return f"Dat kon tot en met {last}: uiterlijk vier weken na de klacht (Awb, artikel 9:8, derde lid). Handel de klacht af."


@condition(_four_weeks_over)
def can_still_be_left(attempt: Attempt) -> bool:
    return attempt.on <= left_by(attempt.surroundings.clock, attempt.obj.received_on).on


@condition("Kies waarom u de klacht niet behandelt, en leg het uit.", asks=True)
def says_why_left_out(attempt: Attempt) -> bool:
    return attempt.details.get("left_out") in LeftOut.values and says(attempt, "done")
