"""What must hold before a krachtenveldanalyse is asked, drawn, handed in and talked over."""

import datetime as dt
from typing import Any, Final

from django.utils.crypto import salted_hmac

from casework.cases import possible_days as cases_days
from casework.cases.conditions import instead_of_undoing, is_regisseur
from casework.engine import possible_days
from casework.engine.conditions import can_be_true, says
from casework.engine.machine import Attempt, condition
from casework.engine.possible_days import Days
from casework.engine.undo import act_of, changed_by
from casework.forcefields.shown import shielded_in_the_web
from casework.forcefields.states import ForceFieldState
from casework.households.walls import is_called, strangers
from casework.people.names import name_key, name_words
from roles.actions import Action
from roles.policy import may as allowed

KEPT_AT_MOST: Final = dt.timedelta(days=92)  # from the citizen, before somebody looks again whether that must be


@condition("Dit is aan de casusregisseur, of aan de teamleider.")
def is_regisseur_or_leader(attempt: Attempt) -> bool:
    if is_regisseur.test(attempt):
        return True
    return attempt.sight is not None and allowed(attempt.sight, Action.ASSIGN_CASE, attempt.anchor)


def days_to_make(attempt: Attempt) -> Days:
    """To come, and not further off than people agree on."""
    return Days(attempt.on + possible_days.DAY, possible_days.agreed(attempt.on).last)


def days_to_make_longer(attempt: Attempt) -> Days:
    """Within what the maker may see it: longer than that is agreed on by sharing longer."""
    last = attempt.obj.shared_until or attempt.on
    return Days(attempt.on + possible_days.DAY, min(last - possible_days.DAY, days_to_make(attempt).last))


def days_of_talking(attempt: Attempt) -> Days:
    """Not before it was handed in, nor before the case came in."""
    happened = cases_days.happened(attempt.anchor, attempt.on)
    return Days(max(happened.first, attempt.obj.made_on or happened.first), happened.last)


def review_days(on: dt.date) -> Days:
    """To come, and not far off."""
    return Days(on + possible_days.DAY, on + KEPT_AT_MOST)


due_can_be_true = can_be_true("due_on", days_to_make_longer)
talked_can_be_true = can_be_true("discussed_on", days_of_talking)
review_is_near = can_be_true("review_on", lambda attempt: review_days(attempt.on), required=False)


@condition("De maker leverde de analyse al op.", moot=True)
def is_being_drawn(attempt: Attempt) -> bool:
    return attempt.obj.made_on is None


@condition("De maker leverde de analyse nog niet op.")
def was_handed_in(attempt: Attempt) -> bool:
    return attempt.obj.made_on is not None


@condition("De maker leverde de analyse nog niet op.", moot=True)
def can_be_sent_back(attempt: Attempt) -> bool:
    return attempt.obj.made_on is not None


@condition("Zet er eerst bij wie er om de inwoner heen staat.")
def somebody_is_there(attempt: Attempt) -> bool:
    return bool(attempt.obj.parties.exists())


@condition("Zeg wat er zou moeten veranderen.", asks=True)
def says_what_should_change(attempt: Attempt) -> bool:
    return says(attempt, "change")


@condition("Zeg wat de inwoner ervan vond.", asks=True)
def says_what_was_said(attempt: Attempt) -> bool:
    return says(attempt, "said")


@condition("Kies twee verschillende mensen.", asks=True)
def is_between_two(attempt: Attempt) -> bool:
    one, other = attempt.details.get("one"), attempt.details.get("other")
    return one is not None and (other is None or one.pk != other.pk)


@condition("Zeg hoe het nu is, of hoe het in het voorstel is.", asks=True)
def says_how_it_is(attempt: Attempt) -> bool:
    return bool(attempt.details.get("now") or attempt.details.get("then"))


@condition("Wat u koos, is intussen weggehaald. Open dit formulier opnieuw.", asks=True)
def are_still_there(attempt: Attempt) -> bool:
    """Who was chosen, under the lock: somebody may have taken them out meanwhile."""
    named = ("one", "other", "party", "regie_now_party", "regie_then_party")
    chosen = {one.pk for name in named if (one := attempt.details.get(name)) is not None}
    chosen |= {one.pk for one in attempt.details.get("kept") or ()}
    return bool(attempt.obj.parties.filter(pk__in=chosen).count() == len(chosen))


@condition("Er is niets afgeschermd.", moot=True)
def something_is_kept(attempt: Attempt) -> bool:
    return bool(attempt.obj.parties.filter(shielded=True).exists())


def kept_now(field: Any) -> str:
    """Who is kept from the citizen, as a form remembers it: a mark that tells of nobody, nor how many they are."""
    rows = field.parties.filter(shielded=True).order_by("pk").values_list("pk", flat=True)
    return salted_hmac("casework.forcefields.kept", " ".join(map(str, rows))).hexdigest()[:16]


@condition("Een collega schermde intussen iemand af, of juist niet meer. Kijk wie er nu is afgeschermd.", asks=True)
def is_kept_as_it_was_seen(attempt: Attempt) -> bool:
    """Whoever isn't ticked is read by the citizen from now on: that is of who stood in the form, and of nobody else."""
    seen = attempt.details.get("kept_seen")
    return seen is None or seen == kept_now(attempt.obj)


@condition("Zeg waarom de inwoner dit niet mag lezen.", asks=True)
def says_the_ground(attempt: Attempt) -> bool:
    return says(attempt, "ground")


@condition("Zeg op welke dag u opnieuw kijkt naar wat is afgeschermd.", asks=True)
def says_when_it_is_looked_at(attempt: Attempt) -> bool:
    """Nothing is kept for ever: with a ground, until a day."""
    if "kept" in attempt.details:
        kept = bool(attempt.details["kept"])
    else:
        kept = attempt.details.get("party") is not None or attempt.obj.parties.filter(shielded=True).exists()
    return not kept or attempt.details.get("review_on") is not None


def _given_away(attempt: Attempt) -> list[str]:
    """Who is kept from the citizen, here or in the wijkweb, and is named in what they read."""
    one, extra = attempt.obj, attempt.details.get("party")
    rows = list(one.parties.all())
    web = shielded_in_the_web(attempt.anchor)
    in_web = {name_key(name) for name in web}
    kept = [
        row
        for row in rows
        if row.shielded or name_key(row.name) in in_web or (extra is not None and row.pk == extra.pk)
    ]
    read: list[Any] = [one.change, attempt.details.get("said") or one.said]
    read += [text for row in rows if row not in kept for text in (row.name, row.role)]
    words = {word for text in read for word in name_words(text)}
    names = dict.fromkeys([*(row.name for row in kept), *web])
    return [name for name in names if _telling(name) & words]


def _telling(name: str) -> set[str]:
    """The words of it that tell who it is: those with a capital, else all of them."""
    capital = {word for part in name.split() if not part.islower() for word in name_words(part)}
    return capital or set(name_words(name))


def _named_to_them(attempt: Attempt) -> str:
    """Of whom this person may know nothing, no name either."""
    unknown = strangers(attempt.anchor.person, attempt.sight) if attempt.sight is not None else []
    names = [name for name in _given_away(attempt) if not any(is_called(who, name) for who in unknown)]
    whom = ", ".join(names) or "iemand die is afgeschermd"
    return f"In wat de inwoner leest, staat de naam van {whom}. Vraag de maker om dat aan te passen."


@condition(_named_to_them, asks=True)
def names_nobody_who_is_kept(attempt: Attempt) -> bool:
    return not _given_away(attempt)


@condition(
    "Er loopt al een krachtenveldanalyse. Rond die eerst af, of trek die vraag in.", where="wijkweb#krachtenveld"
)
def none_is_out(attempt: Attempt) -> bool:
    """One at a time; what came back is settled by asking anew."""
    return not attempt.anchor.force_fields.filter(state__in=ForceFieldState.AT_THE_MAKER).exists()


def _stopped(attempt: Attempt) -> str:
    return (
        f"Wat voor de krachtenveldanalyse werd gedeeld, wordt niet meer gedeeld. {instead_of_undoing(attempt.anchor)}"
    )


@condition(_stopped)
def makers_can_return(attempt: Attempt) -> bool:
    """Where the end of a case stopped what a maker saw: that is shared still."""
    model = attempt.anchor.force_fields.model
    changed = changed_by(act_of(attempt.anchor, attempt.on), model)
    saw = [one.pk for one in changed if (until := one.was.get("shared_until")) and until > attempt.on]
    if not saw:
        return True
    return all(one.sharing.valid(attempt.on) for one in model.objects.filter(pk__in=saw).select_related("sharing"))
