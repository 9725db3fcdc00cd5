"""The confirmation of a melding, and what the summary says of the case itself."""

import datetime as dt
from typing import Any, Final

from django.db.models import Q

from casework.cases.models import Case
from casework.cases.states import Phase
from casework.engine.noun import Letter, OnSummary, Readers
from casework.engine.words import Json, day_in_words, filled, length_in_words, term_in_words
from casework.law.models import clock
from wijkweb.models import Organisation


def _confirmation(case: Case, obj: Any, on: dt.date) -> Json:
    """Wmo 2015, 2.3.2 lid 1 to 3: received, research within six weeks, personal plan, client support."""
    since = case.clock_from or case.received_on
    return {
        "received": day_in_words(case.received_on),
        "clock_from": day_in_words(since) if since != case.received_on else "",
        # the words of a shielded reporter would tell who they are
        "question": "" if case.reporter_shielded else case.question,
        "within": length_in_words("onderzoek", since),
        "research": term_in_words(clock().term("onderzoek", since, label="melding")),
        "plan_within": length_in_words("persoonlijk_plan", since).replace("kalenderdagen", "dagen"),
        "plan": term_in_words(clock().term("persoonlijk_plan", since, label="melding")),
        "support": _client_support(case),
    }


def _client_support(case: Case) -> Json:
    """The independent client support of the kern, from the list of organisations; empty: the team helps to find it."""
    result = (
        Organisation.objects.filter(
            Q(kernen=case.kern_id) | Q(kernen=None), active=True, what__icontains="cliëntondersteuning"
        )
        .order_by("name")
        .first()
    )
    return {"name": result.name, "phone": result.phone, "email": result.email} if result else {}


CONFIRMATION = "bevestiging"
LETTERS = (
    Letter(
        kind=CONFIRMATION,
        label="Bevestiging van uw melding",
        template="cases/pdf/bevestiging.html",
        content=_confirmation,
        announces=True,
        taken_anew=True,
    ),
)


def _question(case: Case, readers: Readers, on: dt.date) -> Json:
    """Of whom or what the case is, what is asked, and how it stands."""
    return {
        "who": _who(case, on),
        "question": _asked(case, readers),
        "stands": _stands_for_citizen(case) if readers.citizen else _stands(case),
    }


def _who(case: Case, on: dt.date) -> list[list[str]]:
    person = case.person
    if person is None:
        return [["Waar gaat het over", case.provision], ["Kern", case.kern.name]]
    stands_in = "; ".join(f"{one.name} ({one.get_kind_display().lower()})" for one in person.speaking(on))
    return filled(
        ["Naam", person.name],
        ["Geboren", person.born],
        ["Adres", person.address],  # 'geheim adres' where it is secret
        ["Kern", case.kern.name],
        ["Taal", person.language],
        ["Vertegenwoordiger", stands_in],
        ["Overleden", day_in_words(person.deceased_on)],
    )


def _asked(case: Case, readers: Readers) -> Json:
    """The words and the name of a shielded reporter are for who may see what is shielded."""
    hidden = case.reporter_shielded and (readers.citizen or not readers.shielded)
    shown = not (case.reporter_shielded and readers.citizen)  # how it came in tells who brought it
    return {
        "kind": case.get_kind_display(),
        "received": day_in_words(case.received_on),
        "channel": case.get_channel_display() if shown else "",
        "on_behalf": case.get_on_behalf_display() if shown else "",
        "reporter": "" if hidden else case.reporter_name,
        # professionals need the question; the citizen would read in it who reported
        "words": case.question if shown else "",
        "urgent": case.urgent,
    }


def _stands(case: Case) -> list[list[str]]:
    return filled(
        ["Fase", case.get_phase_display()],
        ["Ligt nu bij", case.holder_name],
        ["Laag", case.get_layer_display()],
        ["Casusregisseur", case.regisseur.name if case.regisseur else "nog niemand"],
        ["Wie heeft de regie", " – ".join(filter(None, (case.get_regie_display(), case.regie_name)))],
        ["Wijkteam", case.team.name],
        ["Afgesloten", day_in_words(case.closed_on)],
        ["Uitkomst", case.get_outcome_display() or case.get_ended_reason_display()],
        ["Opgelost op laag", case.get_solved_layer_display() if case.solved_layer else ""],
        ["Toelichting", case.closing_words],
    )


_HOW_FAR: Final = {
    Phase.AANMELDING: "Uw vraag is bij ons binnen.",
    Phase.ONDERZOEK: "Wij zoeken samen met u uit wat u nodig hebt.",
    Phase.PLAN: "Uw plan ligt er.",
    Phase.UITVOERING: "Uw plan loopt.",
    Phase.EVALUATIE: "Wij kijken samen met u hoe het gaat.",
    Phase.AFGESLOTEN: "Uw zaak is afgesloten.",
}


def _stands_for_citizen(case: Case) -> list[list[str]]:
    """The same in the citizen's words."""
    return filled(
        ["Hoe ver zijn wij", _HOW_FAR[Phase(case.phase)]],
        ["Uw vraag ligt nu bij", case.holder_name],
        ["Uw vaste contactpersoon", case.regisseur.name if case.regisseur else "nog niemand"],
        ["Wie het overzicht houdt", case.regie_name or case.get_regie_display()],
        ["Wijkteam", case.team.name],
        ["Afgesloten", day_in_words(case.closed_on)],
        ["Hoe het afliep", case.get_outcome_display() or case.get_ended_reason_display()],
        ["Toelichting", case.closing_words],
    )


def _agreements(case: Case, readers: Readers, on: dt.date) -> Json:
    def when_and_how(day: dt.date | None, how: str) -> str:
        return ", ".join(filter(None, (day_in_words(day), how)))

    rows = filled(
        ["Akkoord met het plan", when_and_how(case.agreed_on, case.agreed_how)],
        ["Persoonlijk plan ontvangen", day_in_words(case.personal_plan_on)],
        ["Latere datum onderzoek", when_and_how(case.research_until, case.research_until_how)],
        ["Verslag van het onderzoek gegeven", day_in_words(case.report_sent_on)],
        ["Evaluatie", day_in_words(case.evaluate_on)],
    )
    return {"agreements": rows}


ON_SUMMARY = (
    OnSummary(chapter="Over wie en wat", template="cases/pdf/on_summary_question.html", content=_question),
    OnSummary(chapter="Afspraken", template="cases/pdf/on_summary_agreements.html", content=_agreements),
)
