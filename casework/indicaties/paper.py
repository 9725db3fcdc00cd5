"""What the letters about temporary help say, and the summary."""

import datetime as dt
from typing import Any, Final

from django.db.models import Prefetch

from casework.cases.models import Case
from casework.engine.noun import Letter, OnSummary, Paragraph, Readers
from casework.engine.words import Json, day_in_words, term_in_words
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.law.days import sentence
from casework.provisions.granted import GRANTED


def _help(indicatie: VoorlopigeIndicatie) -> Json:
    return {
        "what": indicatie.what,
        "provider": indicatie.provider.name,
        "frequency": indicatie.frequency,
        "starts": sentence(indicatie.starts_on),
        "ends": sentence(indicatie.ends_on),
        "agreed_with": indicatie.agreed_with,
        "issued": day_in_words(indicatie.issued_on),
    }


def _issued(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    research = case.research_term
    return {
        "help": _help(indicatie),
        "why": indicatie.why_now,
        "research": term_in_words(research) if research else {},
    }


def _withdrawn(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    return {
        "help": _help(indicatie),
        "why": indicatie.withdrawn_why,
        "heard_how": indicatie.heard_how,
        "heard_on": day_in_words(indicatie.heard_on),
    }


def _extended(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    """Until there is a decision; where there is one already, until that begins."""
    decided = indicatie.taken_over_by
    begins = decided.starts_on if decided is not None and decided.state in GRANTED else None
    return {"help": _help(indicatie), "decision_starts": day_in_words(begins)}


_SAID: Final = {
    "what": "Welke hulp",
    "provider": "Wie geeft de hulp",
    "frequency": "Hoeveel",
    "starts": "Begint op",
    "ends": "Loopt tot en met",
    "agreed_with": "Afgesproken met",
}


def _corrected(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    """What replaced what, line by line. An amount isn't told: letters never name it."""
    wrong = indicatie.replaces
    assert wrong is not None
    was, now = _help(wrong), _help(indicatie)
    changes = [{"name": name, "was": was[key], "now": now[key]} for key, name in _SAID.items() if was[key] != now[key]]
    return _issued(case, indicatie, on) | {
        "replaces": {"issued": was["issued"], "why": wrong.replaced_why, "changes": changes}
    }


def _about_the_help(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    return {"help": _help(indicatie)}


_FIELDS: Final = {
    "hulp": "help.what",
    "aanbieder": "help.provider",
    "begin": "help.starts",
    "laatste dag": "help.ends",
}
ISSUED, EXTENDED = "indicatie_afgegeven", "indicatie_verlengd"
WITHDRAWN, ENDED = "indicatie_ingetrokken", "indicatie_geeindigd"
CORRECTED = "indicatie_hersteld"
LETTERS = (
    Letter(
        kind=ISSUED,
        label="U krijgt tijdelijk hulp",
        template="indicaties/pdf/afgegeven.html",
        content=_issued,
        clause=True,
        announces=True,
        paragraphs=(
            Paragraph(
                "begin", "Bovenaan", "U krijgt tijdelijk hulp. Wij noemen dat een voorlopige indicatie.", _FIELDS
            ),
            Paragraph(
                "hierna",
                "Wat gebeurt er hierna?",
                "Loopt de hulp bijna af? Dan bespreken wij met u hoe het verder gaat. De hulp stopt nooit zonder dat wij"
                " u dat laten weten.",
                _FIELDS,
            ),
        ),
    ),
    Letter(
        kind=CORRECTED,
        label="Uw tijdelijke hulp: een fout hersteld",
        template="indicaties/pdf/hersteld.html",
        content=_corrected,
        clause=True,
        announces=True,
    ),
    Letter(
        kind=EXTENDED,
        label="Uw tijdelijke hulp is verlengd",
        template="indicaties/pdf/verlengd.html",
        content=_extended,
        clause=True,
        announces=True,
    ),
    Letter(
        kind=WITHDRAWN,
        label="Uw tijdelijke hulp stopt",
        template="indicaties/pdf/ingetrokken.html",
        content=_withdrawn,
        clause=True,
        announces=True,
    ),
    Letter(
        kind=ENDED,
        label="Uw tijdelijke hulp is gestopt",
        template="indicaties/pdf/geeindigd.html",
        content=_about_the_help,
        paragraphs=(
            Paragraph(
                "nu",
                "Wat gebeurt er nu?",
                "[wijkteam] bespreekt met u hoe het verder gaat. Hebt u nog hulp nodig, of gaat het niet goed? Bel ons"
                " dan meteen. Wij kunnen opnieuw tijdelijke hulp geven.",
                _FIELDS,
            ),
        ),
    ),
)


_GIVEN: Final = (IndicatieState.AFGEGEVEN, IndicatieState.OMGEZET, IndicatieState.INGETROKKEN, IndicatieState.GEEINDIGD)


def _prefetch() -> tuple[Any, ...]:
    return (Prefetch("indicaties", VoorlopigeIndicatie.objects.select_related("provider")),)


def _given(case: Case, readers: Readers, on: dt.date) -> Json:
    """What was issued; a draft promises nothing."""
    return {"indicaties": [_help_given(one, on) for one in case.indicaties.all() if one.state in _GIVEN]}


def _help_given(one: VoorlopigeIndicatie, on: dt.date) -> Json:
    return {
        "what": one.what,
        "provider": one.provider.name,
        "frequency": one.frequency,
        "state": one.stands(on).capitalize(),
        "from": day_in_words(one.starts_on),
        "to": day_in_words(one.ends_on),
        "why": one.withdrawn_why or one.why_now,
    }


ON_SUMMARY = (
    OnSummary(
        chapter="Besluiten",
        template="indicaties/pdf/on_summary.html",
        content=_given,
        prefetch=_prefetch,
    ),
)
