"""The terms of a case: those of the law on the research, and what the house has agreed."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from casework.cases.states import Phase
from casework.engine.noun import RunningTerm
from casework.law.models import clock
from casework.law.terms import WMO, Clock, Term, Unit, house, law

RULES = (
    law("onderzoek", 6, Unit.WEEKS, WMO + "2.3.2", "Wmo 2015 2.3.2 lid 1"),
    law("persoonlijk_plan", 7, Unit.CALENDAR_DAYS, WMO + "2.3.2", "Wmo 2015 2.3.2 lid 2"),
    house("bel_en_weeg", 5),
    house("overlijden_afronden", 5),
    house("toewijzen", 5),
    house("oppakken", 2),
    house("oppakken_escalatie", 5),
    house("dubbel", 2),
    house("kennismaken", 5),
    house("uitvoering_starten", 10),
    house("evaluatie_afronden", 10),
)


def research(clock: Clock, clock_from: dt.date, *, agreed_until: dt.date | None = None) -> Term:
    """The last day of the research after a report (Wmo 2015 2.3.2 lid 1).

    Only the citizen can agree to a later date; the right to apply once the six weeks are over stays (lid 9).
    """
    return clock.agreeable("onderzoek", clock_from, label="melding", agreed_until=agreed_until)


def may_apply_without_report(case: Any, on: dt.date) -> bool:
    """Whether six weeks went by without a report that was sent: an application is possible then anyway (2.3.2 lid 9)."""
    if case.report_sent_on is not None or case.clock_from is None or not case.is_open:
        return False
    return on > research(clock(), case.clock_from).on


def running(case: Any, on: dt.date, printed: bool) -> Iterator[RunningTerm]:
    """The research until it is reported, the citizen's own plan while it is awaited, and the evaluation."""
    if case.report_sent_on is None and (research := case.research_term):
        yield RunningTerm("Onderzoek klaar", ("uiterlijk", "wij sturen u het verslag van het onderzoek"), research, 0)
        plan = clock().term("persoonlijk_plan", case.clock_from, label="melding")
        if not printed and case.personal_plan_on is None and plan.on >= on:
            yield RunningTerm(
                "Persoonlijk plan inleveren", ("tot en met", "u kunt uw eigen plan inleveren"), plan, 10, ours=False
            )
    if case.phase == Phase.UITVOERING and case.evaluate_on:
        why = "zo afgesproken bij het plan" if printed else "de datum die met de inwoner is afgesproken"
        yield RunningTerm(
            "Evaluatie", ("uiterlijk", "wij kijken samen met u hoe het gaat"), Term(case.evaluate_on, why), 40
        )
