"""The letters of a case itself (its confirmation, who helps now, its end), and what the summary says of it."""

import datetime as dt
from typing import Any, Final

from django.db.models import Q

from casework.cases.models import Case
from casework.cases.states import EndReason, Outcome, PartyKind, Phase
from casework.engine.noun import Letter, OnSummary, Paragraph, Readers
from casework.engine.words import Json, day_in_words, filled, length_in_words, term_in_words
from casework.households.walls import address_of, speaking_on_paper
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


def _helps_now(case: Case, obj: Any, on: dt.date) -> Json:
    return {"holder": case.holder_name, "since": day_in_words(case.held_since), "reached": _reached(case)}


def _reached(case: Case) -> str:
    """A whole sentence: a partner may have no number that we know."""
    party = case.holder_organisation or case.holder_team
    phone = party.phone if party else ""
    if phone:
        return f"U kunt bellen met {case.holder_name}: {phone}."
    if case.holder_kind == PartyKind.NAASTE:
        return f"Lukt het niet om {case.holder_name} te bereiken? Bel dan met ons."
    return f"{case.holder_name} neemt contact met u op. Hoort u niets? Bel dan met ons."


# to the reader, and never in the words that a colleague wrote for colleagues
_BECAUSE: Final[dict[str, str]] = {
    Outcome.ADVIES: "u advies of informatie van ons kreeg",
    Outcome.EIGEN_KRACHT: "het u zelf is gelukt",
    Outcome.NETWERK: "mensen om u heen u helpen",
    Outcome.MIDDENVELD: "een organisatie bij u in de buurt u helpt",
    Outcome.ALGEMEEN: "u hulp krijgt die voor iedereen open is",
    Outcome.MAATWERK: "u de hulp krijgt die in ons besluit staat. Die hulp loopt gewoon door",
    Outcome.VANGNET: "het is opgelost met geld uit het vangnet",
    Outcome.NIET_NODIG: "er geen hulp nodig bleek",
    EndReason.VERHUISD: "u verhuist of bent verhuisd",
    EndReason.INGETROKKEN: "u uw vraag hebt ingetrokken",
    EndReason.ANDERE_WET: "uw vraag bij een andere wet hoort",
    EndReason.ONBEREIKBAAR: "het ons niet lukte om u te bereiken",
    EndReason.STEMT_NIET_IN: "u niet met het plan instemt",
}


def _closed(case: Case, obj: Any, on: dt.date) -> Json:
    because = _BECAUSE.get(case.ended_reason or case.outcome or "", "uw vraag is behandeld")
    return {"closed": day_in_words(case.closed_on or on), "because": because}


CONFIRMATION, HELPS_NOW, CLOSED = "bevestiging", "wie_u_nu_helpt", "afsluiting"
LETTERS = (
    Letter(
        kind=CONFIRMATION,
        label="Bevestiging van uw melding",
        template="cases/pdf/bevestiging.html",
        content=_confirmation,
        announces=True,
        taken_anew=True,
        paragraphs=(
            Paragraph(
                "gesprek",
                "Wat gebeurt er nu?",
                "Iemand van [wijkteam] belt u voor een gesprek. Samen met u onderzoeken wij wat er nodig is."
                " Wij kijken ook wat u zelf kunt en wie u kan helpen.",
            ),
            Paragraph(
                "persoonlijk_plan",
                "U kunt een persoonlijk plan maken",
                "In een persoonlijk plan schrijft u zelf op wat er aan de hand is en welke hulp u het beste vindt."
                " Het hoeft niet.",
            ),
            Paragraph(
                "clientondersteuner",
                "Gratis hulp van een cliëntondersteuner",
                "Een cliëntondersteuner denkt met u mee en kan bij de gesprekken zijn. Deze hulp is gratis en"
                " onafhankelijk: een cliëntondersteuner staat aan uw kant en werkt niet voor de gemeente.",
            ),
            Paragraph(
                "wachten",
                "Kan het niet wachten?",
                "Is er al eerder hulp nodig, of verandert er iets? Bel ons dan meteen.",
            ),
        ),
    ),
    Letter(
        kind=HELPS_NOW,
        label="Wie u nu helpt",
        template="documents/pdf/paragraphs.html",
        content=_helps_now,
        joins=True,
        paragraphs=(
            Paragraph(
                "wie",
                "Bij wie uw vraag nu ligt",
                "Uw vraag ligt sinds [dag] bij [wie]. [bereikbaar]",
                {"wie": "holder", "dag": "since", "bereikbaar": "reached"},
            ),
            Paragraph(
                "wij",
                "Wat wij blijven doen",
                "Gaat het niet zoals u wilt? Dan kunt u ook altijd bij ons terecht.",
                {"wie": "holder", "dag": "since", "bereikbaar": "reached"},
            ),
        ),
    ),
    Letter(
        kind=CLOSED,
        label="Wij sluiten uw zaak af",
        template="documents/pdf/paragraphs.html",
        content=_closed,
        joins=True,
        paragraphs=(
            Paragraph(
                "waarom",
                "Waarom wij afsluiten",
                "Wij sluiten uw zaak af op [dag]. Dat doen wij omdat [reden].",
                {"dag": "closed", "reden": "because"},
            ),
            Paragraph(
                "later",
                "Als er later iets is",
                "Hebt u later weer hulp nodig, of verandert er iets? Bel ons dan. Wij kijken opnieuw met u mee."
                "\n\nVindt u dat wij uw zaak te vroeg afsluiten? Laat het ons weten. Dan bespreken wij het met u.",
                {"dag": "closed"},
            ),
        ),
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
    stands_in = "; ".join(speaking_on_paper(person, on))
    return filled(
        ["Naam", person.name],
        ["Geboren", person.born],
        ["Adres", address_of(person)],  # 'geheim adres' where it is secret
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
