"""The letters of the two weeks, and what the summary says of the applications."""

import datetime as dt
from typing import Any, Final

from django.db.models import Prefetch

from casework.applications.decision_paper import IN_SHORT
from casework.applications.lines import called, day_of, how_much, is_granted
from casework.applications.models import Application, ApplicationSuspension
from casework.applications.states import SuspensionGround
from casework.applications.terms import leave_out
from casework.cases.models import Case
from casework.engine.noun import Letter, OnSummary, Paragraph, Readers
from casework.engine.words import Json, day_in_words, term_in_words
from casework.law.days import sentence
from casework.law.models import clock


def _asked(application: Application, on: dt.date) -> Json:
    """What was asked for, when it came in, and by when the decision must be there."""
    return {
        "what": application.what,
        "received": day_in_words(application.received_on),
        "signed": application.report_signed,
        "decide": term_in_words(application.decide_by(on)),
    }


def _last(application: Application, *grounds: str) -> ApplicationSuspension:
    rows: Any = application.suspensions.filter(ground__in=grounds) if grounds else application.suspensions.all()
    found: ApplicationSuspension = rows.order_by("pk").last()
    return found


def _received(case: Case, application: Application, on: dt.date) -> Json:
    return _asked(application, on)


def _complete(case: Case, application: Application, on: dt.date) -> Json:
    """Awb 4:5: what is missing, until when, and what happens otherwise."""
    row = _last(application, SuspensionGround.GEGEVENS)
    assert row.asked_until is not None
    return _asked(application, on) | {"missing": row.words, "until": sentence(row.asked_until)}


def _still(case: Case, application: Application, on: dt.date) -> Json:
    row = _last(application)
    return _asked(application, on) | {
        "ground": row.ground,
        "why": row.words,
        "since": sentence(row.since),
        "until": sentence(row.asked_until) if row.asked_until else "",
    }


def _runs_again(case: Case, application: Application, on: dt.date) -> Json:
    row = _last(application)
    return _asked(application, on) | {"since": sentence(row.since), "runs_from": sentence(row.until or on)}


def _delay(case: Case, application: Application, on: dt.date) -> Json:
    assert application.delayed_until is not None
    return _asked(application, on) | {"expected": sentence(application.delayed_until), "why": application.delay_why}


def _left_out(case: Case, application: Application, on: dt.date) -> Json:
    row = _last(application, SuspensionGround.GEGEVENS)
    assert row.asked_until is not None
    return _asked(application, on) | {
        "number": application.number,
        "why": application.motivation,
        "missing": row.words,
        "told": day_in_words(row.told_on),
        "until": sentence(row.asked_until),
        "within": term_in_words(leave_out(clock(), row.asked_until)),
    }


RECEIVED, COMPLETE, DELAY = "aanvraag_ontvangen", "verzoek_om_aanvulling", "bericht_van_uitstel"
STILL, RUNS_AGAIN, LEFT_OUT = "beslistermijn_stil", "beslistermijn_loopt", "buiten_behandeling"
OF_THE_CLOCK: Final = (COMPLETE, DELAY, STILL, RUNS_AGAIN)  # without an open application they tell nothing any more
LETTERS = (
    Letter(
        kind=RECEIVED,
        label="Wij hebben uw aanvraag ontvangen",
        template="applications/pdf/ontvangen.html",
        content=_received,
        paragraphs=(Paragraph("intussen", "Wanneer krijgt u het besluit?", ""),),
    ),
    Letter(
        kind=COMPLETE,
        label="Uw aanvraag is niet compleet",
        template="applications/pdf/aanvullen.html",
        content=_complete,
        announces=True,
        paragraphs=(
            Paragraph(
                "hulp",
                "Wat ontbreekt er?",
                "Lukt het niet op tijd, of weet u niet hoe u eraan komt? Bel ons. Wij helpen u.",
                {"tot en met": "until"},
            ),
        ),
    ),
    Letter(
        kind=STILL,
        label="Uw aanvraag: de termijn staat stil",
        template="applications/pdf/stil.html",
        content=_still,
        paragraphs=(Paragraph("intussen", "Waarom staat de termijn stil?", ""),),
    ),
    Letter(
        kind=RUNS_AGAIN,
        label="Uw aanvraag: de termijn loopt weer",
        template="applications/pdf/loopt_weer.html",
        content=_runs_again,
    ),
    Letter(
        kind=DELAY,
        label="Ons besluit op uw aanvraag komt later",
        template="applications/pdf/uitstel.html",
        content=_delay,
        paragraphs=(Paragraph("intussen", "Waarom duurt het langer?", ""),),
    ),
    Letter(
        kind=LEFT_OUT,
        label="Besluit: wij behandelen uw aanvraag niet verder",
        template="applications/pdf/buiten_behandeling.html",
        content=_left_out,
        clause=True,
        announces=True,
        paragraphs=(
            Paragraph(
                "opnieuw",
                "Hebt u nog hulp nodig?",
                "Dan kunt u opnieuw een aanvraag doen. Bel ons: wij helpen u om alles bij elkaar te krijgen.",
            ),
        ),
    ),
)


def _prefetch() -> tuple[Any, ...]:
    return (Prefetch("applications", Application.objects.prefetch_related("suspensions")),)


def _applications(case: Any, readers: Readers, on: dt.date) -> Json:
    return {"applications": [_application(one) for one in case.applications.all()]}


def _application(one: Application) -> Json:
    return {
        "what": one.what,
        "received": day_in_words(one.received_on),
        "state": one.get_state_display(),
        "number": one.number,
        "decided": day_in_words(one.decided_on),
        "why": one.motivation if not one.content else "",
        "lines": [_line(line) for line in one.content.get("lines", ())] if one.decided_on else [],
    }


def _line(one: Json) -> Json:
    granted = is_granted(one)
    return {
        "what": called(one),
        "outcome": IN_SHORT[one["outcome"]],
        "frequency": ": ".join(filter(None, (how_much(one), one["frequency"]))),
        "from": day_in_words(day_of(one["starts_on"])) if granted else "",
        "to": day_in_words(day_of(one["ends_on"])) if granted else "",
        "ground": one["ground_name"],
        "why": one["motivation"],
    }


ON_SUMMARY = (
    OnSummary(
        chapter="Besluiten",
        template="applications/pdf/on_summary.html",
        content=_applications,
        prefetch=_prefetch,
    ),
)
