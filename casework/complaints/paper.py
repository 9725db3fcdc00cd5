"""The letters of a complaint: that it was received, that it takes longer, and how it was settled."""

import datetime as dt
from typing import Final

from django.conf import settings

from casework.cases.models import Case
from casework.complaints.models import Complaint
from casework.complaints.states import About
from casework.engine.noun import Letter, Paragraph
from casework.engine.words import Json, day_in_words
from casework.law.days import sentence

RECEIVED, ADJOURNED, SETTLED = "klacht_ontvangen", "klacht_verdaagd", "klacht_afgehandeld"
LEFT_OUT: Final = "klacht_niet_behandeld"


def _about(case: Case, one: Complaint, on: dt.date) -> Json:
    term = one.term
    return {
        "received": day_in_words(one.received_on),
        "how": _in_a_sentence(one.get_how_display()),
        "handled_by": _handler(case, one),
        "text": one.text,
        "whom": "" if one.about == About.ONBEKEND and not one.name else one.whom,
        "due": {"on": sentence(term.on), "why": term.why},
    }


def _in_a_sentence(said: str) -> str:
    return said[:1].lower() + said[1:]


def _handler(case: Case, one: Complaint) -> Json:
    """Whom one may ring about it: never who watches over the case by that alone, for it may be about them."""
    who = one.handler
    name, phone = (who.name, who.phone or case.team.phone) if who else (case.team.name, case.team.phone)
    return {"name": name, "phone": phone, "awaited": who is None}


def _adjourned(case: Case, one: Complaint, on: dt.date) -> Json:
    return _about(case, one, on) | {"why": one.adjourned_why}


def _settled(case: Case, one: Complaint, on: dt.date) -> Json:
    return _about(case, one, on) | {
        "resolved": one.to_satisfaction,
        "finding": one.get_finding_display().lower() if one.finding else "",
        "found": one.found,
        "done": one.done,
        "heard": day_in_words(one.heard_on) if one.heard_on else "",
        "heard_words": one.heard if one.heard_on else "",
        "waived": one.not_heard,
        "committee": one.committee,
        "handler": one.handler.name if one.handler else "",
        "ombudsman": _ombudsman(),
    }


def _left_out(case: Case, one: Complaint, on: dt.date) -> Json:
    ground, place = one.not_handled
    return _about(case, one, on) | {"ground": ground, "place": place, "why": one.done, "ombudsman": _ombudsman()}


def _ombudsman() -> Json:
    return {"name": settings.WIJKTEAM_OMBUDSMAN, "address": settings.WIJKTEAM_OMBUDSMAN_ADDRESS}


LETTERS: Final = (
    Letter(
        kind=RECEIVED,
        label="Wij hebben uw klacht ontvangen",
        template="complaints/pdf/ontvangen.html",
        content=_about,
        apart=True,
        paragraphs=(
            Paragraph("gesprek", "Hoe gaat het verder?", "Wij nemen daarvoor contact met u op. U mag iemand meenemen."),
        ),
    ),
    Letter(
        kind=ADJOURNED,
        label="Uw klacht kost ons meer tijd",
        template="complaints/pdf/verdaagd.html",
        content=_adjourned,
        apart=True,
        paragraphs=(Paragraph("intussen", "Waarom duurt het langer?", ""),),
    ),
    Letter(
        kind=LEFT_OUT,
        label="Wij behandelen uw klacht niet",
        template="complaints/pdf/niet_behandeld.html",
        content=_left_out,
        apart=True,
        paragraphs=(Paragraph("wel", "Waarom behandelen wij uw klacht niet?", ""),),
    ),
    Letter(
        kind=SETTLED,
        label="Wat wij met uw klacht deden",
        template="complaints/pdf/afgehandeld.html",
        content=_settled,
        apart=True,
        paragraphs=(Paragraph("hierna", "Wat doen wij nu?", ""),),
    ),
)
