"""The letters of an objection, and what the summary says of it."""

import datetime as dt
from typing import Any, Final

from django.db.models import Prefetch

from casework.cases.models import Case
from casework.engine.noun import Letter, OnSummary, Paragraph, Readers
from casework.engine.words import Json, day_in_words, euros
from casework.law.days import sentence
from casework.objections.models import Objection
from casework.objections.states import Costs, ObjectionState

RECEIVED: Final = "bezwaar_ontvangen"
REPAIR: Final = "bezwaar_herstel"
ADJOURNED: Final = "bezwaar_verdaagd"
DECISION: Final = "beslissing_op_bezwaar"


def _about(objection: Objection, on: dt.date) -> Json:
    due = objection.decide_by(on)
    return {
        "against": objection.against.get_kind_display(),
        "sent": day_in_words(objection.against.sent_on),
        "received": day_in_words(objection.received_on),
        "due": {"on": sentence(due.on), "why": due.why},
        "in_time": objection.in_time,
        "in_time_why": objection.in_time_why,
    }


def _received(case: Case, objection: Objection, on: dt.date) -> Json:
    return _about(objection, on) | {
        "text": objection.text,
        "pro_forma": objection.pro_forma,
        "late_why": objection.late_why,
    }


def _repair(case: Case, objection: Objection, on: dt.date) -> Json:
    until = sentence(objection.repair_until) if objection.repair_until else ""
    return _about(objection, on) | {"missing": objection.repair_what, "until": until}


def _adjourned(case: Case, objection: Objection, on: dt.date) -> Json:
    return _about(objection, on) | {"why": objection.adjourned_why}


_SAYS: Final = {
    ObjectionState.GEGROND: "U krijgt gelijk.",
    ObjectionState.DEELS_GEGROND: "U krijgt voor een deel gelijk.",
    ObjectionState.ONGEGROND: "U krijgt geen gelijk.",
    ObjectionState.NIET_ONTVANKELIJK: "Wij kunnen uw bezwaar niet behandelen.",
}
_IN_LAW: Final = {
    ObjectionState.GEGROND: "Uw bezwaar is gegrond. Wij herroepen het besluit (artikel 7:11 van de Awb).",
    ObjectionState.DEELS_GEGROND: "Uw bezwaar is voor een deel gegrond. Voor dat deel herroepen wij het besluit"
    " (artikel 7:11 van de Awb).",
    ObjectionState.ONGEGROND: "Uw bezwaar is ongegrond. Het besluit blijft zoals het is (artikel 7:11 van de Awb).",
    ObjectionState.NIET_ONTVANKELIJK: "Uw bezwaar is niet-ontvankelijk (artikel 6:6 of 6:7 van de Awb).",
}


def _decision(case: Case, objection: Objection, on: dt.date) -> Json:
    state = ObjectionState(objection.state)
    return _about(objection, on) | {
        "number": objection.number,
        "says": _SAYS[state],
        "in_law": _IN_LAW[state],
        "text": objection.text,
        "motivation": objection.motivation,
        "instead": objection.instead,
        "heard": day_in_words(objection.heard_on) if objection.heard_on else "",
        "heard_words": objection.heard_words,
        "not_heard": objection.get_waived_display() if objection.waived else "",
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
        paragraphs=(Paragraph("bellen", "Wat gebeurt er nu?", "Juridische zaken belt u om te horen wat er speelt."),),
    ),
    Letter(
        kind=REPAIR,
        label="Wij vragen u om iets bij uw bezwaar",
        template="objections/pdf/herstel.html",
        content=_repair,
        paragraphs=(
            Paragraph("hulp", "Wat gebeurt er als u niets stuurt?", "Bel ons als het u niet lukt: wij helpen u."),
        ),
    ),
    Letter(
        kind=ADJOURNED,
        label="Wij beslissen later op uw bezwaar",
        template="objections/pdf/verdaagd.html",
        content=_adjourned,
        paragraphs=(Paragraph("intussen", "Waarom komt de beslissing later?", ""),),
    ),
    Letter(
        kind=DECISION,
        label="Beslissing op uw bezwaar",
        template="objections/pdf/beslissing.html",
        content=_decision,
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
