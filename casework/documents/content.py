"""What a document says, frozen at the moment it was asked for: plain JSON, in ready Dutch words.

A template gets this and nothing else, so the same snapshot gives the same text again, whatever has changed since.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings

from casework.cases.models import Case
from casework.documents.kinds import kind_of
from casework.engine.events import Event
from casework.engine.noun import Letter
from casework.engine.words import Json, day_in_words, length_in_words
from casework.households.walls import is_kept, says_where, shares_a_letterbox
from casework.law.days import sentence
from casework.people.models import Person, Representative, RepresentativeKind
from casework.people.window import lines_in, lines_of
from casework.wording.texts import said_in_order, worded, wordings
from roles.models import Team, User


@dataclass(frozen=True, slots=True)
class Deciding:
    """Who would decide it, for a letter that is looked at beforehand: as the event says it afterwards."""

    by: User
    by_role: str
    mandate: Any


VERSION: Final = 1  # of this shape: a template must go on reading what was frozen before


def letter_content(kind: Letter, case: Case, obj: Any, *, on: dt.date, step: Event | Deciding | None = None) -> Json:
    """The frozen content of a letter of this kind; `obj` is what it is about, if not the case itself.

    `step` is the event of the decision it tells of: by whom it was taken, and under which mandate.
    """
    assert kind.content is not None
    said = kind.content(case, obj, on)
    if kind.clause:
        said |= _decided(step, on) | _objection(on)
    if kind.appeal:
        said |= _decided(step, on) | appeal(on)
    return in_words_of(kind, letterhead(kind, case, on) | {"to": addressee(case, on)} | said, on)


def in_words_of(kind: Letter, content: Json, on: dt.date) -> Json:
    """With the paragraphs that the municipality words itself, as they are that day: frozen with the rest."""
    return content | worded(kind, content, wordings(kind, on))


def readdressed(before: Json, kind: Letter, case: Case, *, on: dt.date) -> Json:
    """A letter that is made a second time: to whom, where and from whom as it is now; what was decided as it was then.

    What decides nothing, a confirmation, is taken anew as a whole.
    """
    if kind.taken_anew:
        return letter_content(kind, case, None, on=on)
    to = before["to"] if goes_outside(before) else addressee(case, on)
    return in_words_of(kind, before | letterhead(kind, case, on) | {"to": to}, on)


def goes_outside(snapshot: Json) -> bool:
    """Addressed to somebody else than the person or who speaks for them: it follows neither when they move."""
    return bool((snapshot.get("to") or {}).get("outside"))


def stamped(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat()


def with_part(decision: Json, part: Json, *, at: dt.datetime) -> Json:
    """A decision that also says what would have been a letter by itself; asked for at that moment."""
    said = [one for one in decision.get("also", ()) if one["kind"] != part["kind"]]
    one = {
        "kind": part["kind"],
        "title": part["title"],
        "texts": said_in_order(part, kind_of(part["kind"])),
        "at": stamped(at),
    }
    return decision | {"also": [*said, one], "unfilled": [*decision.get("unfilled", ()), *part["unfilled"]]}


def without_parts(decision: Json, *, at: dt.datetime) -> Json:
    """The same without what was put into it at that moment."""
    return decision | {"also": [one for one in decision["also"] if one["at"] != stamped(at)]}


def copied(before: Json, to: Json, *, sent_on: dt.date, object_until: dt.date | None) -> Json:
    """What was sent, word for word, for who came to speak for the person since. It starts no term: that runs already."""
    until = sentence(object_until) if object_until else ""
    return before | {
        "to": to,
        "copied": {"sent_on": day_in_words(sent_on), "first_to": before["to"]["name"], "until": until},
    }


def letterhead(kind: Letter, case: Case | None, on: dt.date, team: Team | None = None) -> Json:
    """What every paper has: its kind and title, of which case or team, from whom, and the day."""
    team = team or (case.team if case else None)
    return {
        "version": VERSION,
        "kind": kind.kind,
        "title": kind.label,
        "office": kind.office,
        "municipality": settings.WIJKTEAM_MUNICIPALITY,
        "college": _college(),
        "post": settings.WIJKTEAM_POST_ADDRESS,
        "ref": case.ref if case else f"Overleg {team}",
        "on": on.isoformat(),
        "date": day_in_words(on),
        "team": {"name": team.name, "phone": team.phone, "email": team.email} if team else {},
        "contact": _contact(case),
    }


def _contact(case: Case | None) -> Json:
    """Whom the citizen may ring about it: who watches over the case, at their own number or the team's; else the team."""
    if case is None:
        return {}
    who = case.regisseur
    return {"name": who.name if who else case.team.name, "phone": (who.phone if who else "") or case.team.phone}


def _college() -> str:
    place = settings.WIJKTEAM_MUNICIPALITY.removeprefix("Gemeente ")
    return f"het college van burgemeester en wethouders van de gemeente {place}"


# who speaks for someone in everything comes before who does so in part
_STANDS_IN: Final = (
    RepresentativeKind.CURATOR,
    RepresentativeKind.OUDER,
    RepresentativeKind.MENTOR,
    RepresentativeKind.GEMACHTIGDE,
    RepresentativeKind.BEWINDVOERDER,
    RepresentativeKind.PARTNER,
)
_LIVES_THERE: Final = (RepresentativeKind.OUDER, RepresentativeKind.PARTNER)


def representative(person: Person, on: dt.date) -> Representative | None:
    """Who gets the person's letters that day, of two of a kind the one who came last; None is the person. Who was
    written down under the person's own name stands in for nobody: 'Bep namens Bep' is on no letter."""
    result = {one.kind: one for one in person.speaking(on) if not _same_name(one.name, person.name)}
    return next((result[kind] for kind in _STANDS_IN if kind in result), None)


def _same_name(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def addressee(case: Case, on: dt.date) -> Json:
    """Name and address. Without lines the letter is given by hand: a secret address is never printed."""
    person = case.person
    if person is None:
        return {
            "name": case.provision,
            "greeting": "Geachte lezer",
            "person": case.provision,
            "stands_in": "",
            "lines": [],
        }
    other = representative(person, on)
    return {
        "name": other.name if other else person.name,
        "greeting": f"Geachte {other.name}" if other else person.greeting,
        "person": person.name,
        "stands_in": other.get_kind_display().lower() if other else "",
        "lines": _address(person, other),
    }


def _address(person: Person, other: Representative | None) -> list[str]:
    if other and other.address:
        # a representative under the same roof would give the secret away
        if person.secret_address and person.street and person.street.casefold() in other.address.casefold():
            return []
        if says_where(person, other.address):
            return []
        return lines_in(other.address)
    if (
        person.secret_address
        or is_kept(person)
        or shares_a_letterbox(person)
        or (other and other.kind not in _LIVES_THERE)
    ):
        return []
    return lines_of(person.street, person.postcode, person.town)


def _decided(step: Event | Deciding | None, on: dt.date) -> Json:
    """By whom and under which mandate: never the mandate of an earlier decision under the name of who took this one."""
    mandate = step.mandate if step else None
    return {
        "decided": {
            "on": day_in_words(on),
            "by": step.by.name if step and step.by else "",
            "role": step.by_role if step and step.by else "",
            "mandate": mandate.in_words() if mandate else "",
            "employer": mandate.employer if mandate else "",
            "employer_consent_on": day_in_words(mandate.employer_consent_on) if mandate else "",
        }
    }


def _objection(on: dt.date) -> Json:
    """Awb 3:45: that one may object, within which term and where. The day it ends follows from the day of sending."""
    return {"objection": {"within": length_in_words("bezwaar", on)}}


def appeal(on: dt.date) -> Json:
    """Awb 3:45 and 7:12: that one may go to the court, within which term and where."""
    return {"appeal": {"within": length_in_words("beroep", on), "court": settings.WIJKTEAM_COURT}}
