"""Who takes a step of the meldcode, and what must hold first."""

import datetime as dt
from typing import Any, Final

from django.utils.crypto import salted_hmac

from casework.cases.conditions import colleagues_there
from casework.engine import possible_days
from casework.engine.conditions import can_be_true, says
from casework.engine.machine import Attempt, condition
from casework.engine.possible_days import Days
from casework.meldcode.states import MUST_REPORT, Advised
from roles.actions import Action
from roles.policy import may

KEPT_AT_MOST: Final = dt.timedelta(days=92)  # from the citizen, before somebody looks again whether that must be


@condition("Dit is aan wie met deze meldcode werkt.")
def works_on_it(attempt: Attempt) -> bool:
    """By name; or the teamleider of the team."""
    one, sight = attempt.obj, attempt.sight
    if sight is None:
        return False
    if sight.user_id == one.lead_id or sight.user_id in one.others:
        return True
    return may(sight.by_themselves().in_their_teams(), Action.ASSIGN_CASE, one)


@condition("Beschrijf wat u zag en hoorde.", asks=True)
def says_what_was_seen(attempt: Attempt) -> bool:
    return says(attempt, "signals")


@condition("Zeg met wie u overlegde, en wat het advies was.", asks=True)
def says_whose_advice(attempt: Attempt) -> bool:
    return attempt.details.get("advised_by") in Advised.values and says(attempt, "advice")


@condition("Zeg op welke dag u sprak, of waarom dat niet veilig was.", asks=True)
def says_whether_they_talked(attempt: Attempt) -> bool:
    given = attempt.details
    return bool(given.get("talked_on")) != says(attempt, "not_talked_why")


@condition("Zeg waarom u dit zo weegt.", asks=True)
def says_why_so_weighed(attempt: Attempt) -> bool:
    return says(attempt, "weighing")


@condition("Zeg welke hulp u inzet, of dat er geen hulp nodig is.", asks=True)
def says_which_help(attempt: Attempt) -> bool:
    return says(attempt, "helped")


@condition("Zeg wat u aan Veilig Thuis vertelde.", asks=True)
def says_what_was_reported(attempt: Attempt) -> bool:
    return not attempt.details.get("reported_on") or says(attempt, "reported")


@condition("De onveiligheid is acuut of structureel: dan meldt u. Doet u dat niet? Zeg waarom.", asks=True)
def reports_or_says_why_not(attempt: Attempt) -> bool:
    given = attempt.details
    must = attempt.obj.weighed in MUST_REPORT
    return not must or bool(given.get("reported_on")) or says(attempt, "not_reported_why")


@condition("De inwoner leest deze meldcode al.", moot=True)
def is_kept_from_the_citizen(attempt: Attempt) -> bool:
    return attempt.obj.opened_on is None


def kept_as(one: Any) -> str:
    """Why it is kept from the citizen, and until when, as a form remembers it: without the words."""
    return salted_hmac("meldcode kept", f"{one.review_on} {one.kept_why}").hexdigest()[:16]


@condition(
    lambda attempt: (
        f"Een collega schermde dit net opnieuw af: ‘{attempt.obj.kept_why}’. Is het toch veilig? Bevestig"
        " het dan nog een keer."
    ),
    asks=True,
)
def is_kept_as_it_was_read(attempt: Attempt) -> bool:
    """Who opens it judged the danger by what their page said; what a colleague wrote meanwhile they read first."""
    stands = kept_as(attempt.obj)
    return bool(attempt.details.get("kept_seen", stands) == stands)


@condition("Zeg waarom de inwoner dit nog niet mag lezen.", asks=True)
def says_why_it_is_kept(attempt: Attempt) -> bool:
    return says(attempt, "kept_why")


@condition("Kies een collega van dit team die nog niet meewerkt.", asks=True)
def is_another_of_the_team(attempt: Attempt) -> bool:
    person = attempt.details.get("person")
    return person is not None and person.pk in who_can_join(attempt)


def who_can_join(attempt: Attempt) -> set[int]:
    """Those of the team of the case who see its file, and don't work on this."""
    return set(colleagues_there(attempt)) - {attempt.obj.lead_id, *attempt.obj.others}


def until_review(attempt: Attempt) -> Days:
    return review_days(attempt.on)


def review_days(on: dt.date) -> Days:
    """To come, and not far off."""
    return Days(on + possible_days.DAY, on + KEPT_AT_MOST)


review_is_near = can_be_true("review_on", until_review)
