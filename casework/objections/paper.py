"""The letters of an objection, and what the summary says of it."""

import datetime as dt
from typing import Any, Final

from django.db.models import Prefetch

from casework.cases.models import Case
from casework.engine.noun import Letter, OnSummary, Paragraph, Readers
from casework.engine.words import Json, day_in_words, euros
from casework.law.days import sentence
from casework.objections.models import Objection
from casework.objections.states import Costs, HearingBy, ObjectionState, RepairKind
from casework.objections.terms import FILE_LIES_OPEN, PAPERS_UNTIL

RECEIVED: Final = "bezwaar_ontvangen"
REPAIR: Final = "bezwaar_herstel"
INVITED: Final = "bezwaar_uitnodiging"
ADJOURNED: Final = "bezwaar_verdaagd"
DECISION: Final = "beslissing_op_bezwaar"
OFFICE: Final = "Juridische zaken"  # in whose name they go: not of the team that took the decision


def _about(case: Case, objection: Objection, on: dt.date) -> Json:
    due = objection.decide_by(on)
    return {
        "against": objection.against.get_kind_display(),
        "sent": day_in_words(objection.against.sent_on),
        "received": day_in_words(objection.received_on),
        "due": {"on": sentence(due.on), "why": due.why},
        "in_time": objection.in_time,
        "in_time_why": objection.in_time_why,
        "handled_by": _handler(case, objection),
    }


def _handler(case: Case, objection: Objection) -> Json:
    """Whom one may ring about it, by now: not who watches over the case, who may have prepared the decision."""
    who = objection.handler
    return {"name": who.name, "phone": who.phone or case.team.phone} if who else {}


def _received(case: Case, objection: Objection, on: dt.date) -> Json:
    return _about(case, objection, on) | {
        "text": objection.text,
        "pro_forma": objection.pro_forma,
        "late_why": objection.late_why,
    }


def _repair(case: Case, objection: Objection, on: dt.date) -> Json:
    """All that one can still put right: the letter before may not have gone out yet."""
    asked = [
        {"missing": one.missing, "until": sentence(one.until)} for one in objection.asked_to_repair if one.runs(on)
    ]
    kinds = {one.kind for one in objection.asked_to_repair if one.runs(on)}
    return _about(case, objection, on) | {"asked": asked, "only_why_late": kinds == {RepairKind.TE_LAAT}}


def _invited(case: Case, objection: Objection, on: dt.date) -> Json:
    """Where and when one is heard, and where and when the file lies open (Awb 7:4 lid 3)."""
    day = objection.hearing_on or on
    return _about(case, objection, on) | {
        "day": sentence(day),
        "at": f"{objection.hearing_at:%H.%M}" if objection.hearing_at else "",
        "phone": objection.hearing_by == HearingBy.TELEFOON,
        "place": objection.hearing_place,
        "file_from": sentence(day - FILE_LIES_OPEN),
        "file_where": objection.file_where,
        "papers_until": sentence(day - PAPERS_UNTIL),
        "handler": objection.handler.name if objection.handler else "",
    }


def _adjourned(case: Case, objection: Objection, on: dt.date) -> Json:
    return _about(case, objection, on) | {"why": objection.adjourned_why}


_SAYS: Final = {
    ObjectionState.GEGROND: "U krijgt gelijk.",
    ObjectionState.DEELS_GEGROND: "U krijgt voor een deel gelijk.",
    ObjectionState.ONGEGROND: "U krijgt geen gelijk.",
    ObjectionState.NIET_ONTVANKELIJK: "Wij kunnen uw bezwaar niet behandelen.",
}
_IN_LAW: Final = {
    ObjectionState.GEGROND: "Uw bezwaar is gegrond. Wij herroepen het besluit (artikel 7:11 van de {awb}).",
    ObjectionState.DEELS_GEGROND: "Uw bezwaar is voor een deel gegrond. Voor dat deel herroepen wij het besluit"
    " (artikel 7:11 van de {awb}).",
    ObjectionState.ONGEGROND: "Uw bezwaar is ongegrond. Het besluit blijft zoals het is (artikel 7:11 van de {awb}).",
    ObjectionState.NIET_ONTVANKELIJK: "Uw bezwaar is niet-ontvankelijk: {why} van de {awb}).",
}
_INADMISSIBLE: Final = {
    "late": "het kwam te laat, zonder goede reden (artikelen 6:7 en 6:11",
    "lacks": "er ontbrak iets, en dat kwam niet op tijd (artikelen 6:5 en 6:6",
    "both": "het kwam te laat, zonder goede reden, en er ontbrak iets (artikelen 6:6, 6:7 en 6:11",
}
_AWB: Final = "Algemene wet bestuursrecht, Awb"


def _in_law(objection: Objection) -> str:
    """What it is called in law. Inadmissible: on which ground, for what is late has another than what lacks something."""
    lacks = any(one.is_awaited and one.kind != RepairKind.TE_LAAT for one in objection.asked_to_repair)
    why = "lacks" if objection.in_time else "both" if lacks else "late"
    return _IN_LAW[ObjectionState(objection.state)].format(awb=_AWB, why=_INADMISSIBLE[why])


def _decision(case: Case, objection: Objection, on: dt.date) -> Json:
    state = ObjectionState(objection.state)
    return _about(case, objection, on) | {
        "number": objection.number,
        "says": _SAYS[state],
        "in_law": _in_law(objection),
        "inadmissible": state == ObjectionState.NIET_ONTVANKELIJK,
        "excused": not objection.in_time and state != ObjectionState.NIET_ONTVANKELIJK,
        "committee": objection.committee,
        "text": objection.text,
        "motivation": objection.motivation,
        "instead": objection.instead,
        "heard": day_in_words(objection.heard_on) if objection.heard_on else "",
        "heard_by": objection.heard_by.rstrip(". "),
        "heard_words": objection.heard_words,
        "not_heard": objection.not_heard,
        "not_heard_ground": objection.waived,
        "not_heard_why": objection.waived_why,
        "costs": euros(objection.costs_amount) if objection.costs == Costs.VERGOED else "",
        "no_costs": objection.costs == Costs.NIET_VERGOED,
    }


LETTERS = (
    Letter(
        kind=RECEIVED,
        label="Wij hebben uw bezwaar ontvangen",
        template="objections/pdf/ontvangen.html",
        content=_received,
        office=OFFICE,
        paragraphs=(Paragraph("bellen", "Wat gebeurt er nu?", "Juridische zaken belt u om te horen wat er speelt."),),
    ),
    Letter(
        kind=REPAIR,
        label="Wij vragen u om iets bij uw bezwaar",
        template="objections/pdf/herstel.html",
        content=_repair,
        office=OFFICE,
        paragraphs=(
            Paragraph("hulp", "Wat gebeurt er als u niets stuurt?", "Bel ons als het u niet lukt: wij helpen u."),
        ),
    ),
    Letter(
        kind=INVITED,
        label="Wij nodigen u uit voor een gesprek over uw bezwaar",
        template="objections/pdf/uitnodiging.html",
        content=_invited,
        office=OFFICE,
        paragraphs=(
            Paragraph(
                "gesprek",
                "Kunt u niet, of wilt u niet komen?",
                "Kunt u niet op deze dag? Bel ons: dan zoeken wij een andere dag. Wilt u geen gesprek? Zeg ons dat ook. Wij beslissen dan met wat u al schreef.",
            ),
        ),
    ),
    Letter(
        kind=ADJOURNED,
        label="Wij beslissen later op uw bezwaar",
        template="objections/pdf/verdaagd.html",
        content=_adjourned,
        office=OFFICE,
        paragraphs=(Paragraph("intussen", "Waarom komt de beslissing later?", ""),),
    ),
    Letter(
        kind=DECISION,
        label="Beslissing op uw bezwaar",
        template="objections/pdf/beslissing.html",
        content=_decision,
        office=OFFICE,
        appeal=True,
        announces=True,
        paragraphs=(Paragraph("uitleg", "Waarom beslissen wij zo?", ""),),
    ),
)


def _on_summary(case: Case, readers: Readers, on: dt.date) -> Json:
    return {"objections": [_told(one) for one in case.objections.all()]}


def _told(one: Objection) -> Json:
    return {
        "received": day_in_words(one.received_on),
        "state": one.get_state_display(),
        "against": one.against.get_kind_display(),
        "decided": day_in_words(one.decided_on) if one.decided_on else "",
    }


def _prefetch() -> tuple[Any, ...]:
    return (Prefetch("objections", Objection.objects.select_related("against")),)


ON_SUMMARY = (
    OnSummary(chapter="Besluiten", template="objections/pdf/on_summary.html", content=_on_summary, prefetch=_prefetch),
)
