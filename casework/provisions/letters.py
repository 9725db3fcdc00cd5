"""What the letters about help say that was granted before: each later decision, and what comes towards its end."""

import datetime as dt
from typing import Any, Final

from casework.engine.noun import Letter, Paragraph
from casework.engine.words import Json, day_in_words, euros
from casework.law.days import sentence
from casework.law.models import clock
from casework.provisions import possible_days
from casework.provisions.models import Provision
from casework.provisions.states import Form, NotHeard, ReviewGround, VersionKind
from casework.provisions.versions import ProvisionVersion, before, on_day

EXTENDED, BRIDGED, CHANGED = "voorziening_verlengd", "voorziening_overbrugd", "voorziening_gewijzigd"
CORRECTED, WITHDRAWN, REVIEWED = "voorziening_hersteld", "voorziening_ingetrokken", "voorziening_herzien"
SUSPENDED, RECOVERED = "voorziening_opgeschort", "voorziening_teruggevorderd"
ENDS_SOON, WILL_STOP, STOPPED = "voorziening_loopt_af", "voorziening_stopt", "voorziening_gestopt"

_LAW: Final = "van de Wet maatschappelijke ondersteuning 2015 (Wmo 2015)"
_ON_GROUND: Final = {
    ReviewGround.A: "de gegevens die wij van u kregen niet klopten of niet volledig waren",
    ReviewGround.B: "u deze hulp niet meer nodig hebt",
    ReviewGround.C: "deze hulp niet meer genoeg is",
    ReviewGround.D: "u zich niet houdt aan de voorwaarden die bij deze hulp horen",
    ReviewGround.E: "u deze hulp niet gebruikt, of voor iets anders gebruikt",
}
_NOT_HEARD: Final = {
    NotHeard.SPOED: "Wij hebben u hierover niet eerst gehoord, omdat het besluit niet kon wachten (artikel 4:11 van de Awb).",
    NotHeard.EERDER: "Wij hebben u hierover niet opnieuw gehoord: u vertelde het ons al eerder, en er is niets nieuws "
    "(artikel 4:11 van de Awb).",
    NotHeard.DOEL: "Wij hebben u hierover niet eerst gehoord, omdat het besluit dan zijn doel mist (artikel 4:11 van de Awb).",
}


def _help(one: Provision) -> Json:
    return {
        "what": one.what,
        "provider": one.provider.name if one.provider else "",
        "much": one.how_much,
        "once": one.once,
        "starts": sentence(one.starts_on) if one.starts_on else "",
        "ends": sentence(one.ends_on) if one.ends_on else "",
        "pgb": one.form == Form.PGB,
        "pgb_holder": one.pgb_holder,
        "number": one.application.number if one.application else "",
    }


def _decided(case: Any, provision: Provision, on: dt.date) -> Json:
    """What the last decision made otherwise, line by line, with its ground and how the citizen was heard."""
    versions = list(provision.versions.all())
    version = versions[-1]
    # the letter tells what will hold by this decision, not what holds today
    now = on_day(provision, versions, max(version.since, on))
    return {
        "help": _help(now),
        "lead": _lead(version, now),
        "changes": [] if version.kind == VersionKind.INGETROKKEN else _changes(version, now),
        "why": version.why,
        "law": _law(version, provision, on),
        "heard": _heard(version),
        "goes_on": version.kind not in (VersionKind.INGETROKKEN, VersionKind.TERUGGEVORDERD),
        "contribution": _contribution(now),
    }


def _lead(one: ProvisionVersion, now: Provision) -> list[str]:
    """The decision in the first sentence, and what is said beside it."""
    since, ends = sentence(one.since), sentence(now.ends_on) if now.ends_on else ""
    match one.kind:
        case VersionKind.VERLENGD if not ends:
            return [
                "U houdt uw hulp zoals zij is.",
                f"Op {sentence(now.review_on)} bekijken wij opnieuw met u wat nodig is." if now.review_on else "",
            ]
        case VersionKind.VERLENGD:
            return [f"Uw hulp loopt door tot en met {ends}.", "Verder verandert er niets."]
        case VersionKind.OVERBRUGD:
            return [
                f"Uw hulp loopt door tot en met {ends}.",
                "Wij bekijken nog met u welke hulp u nodig hebt. Zo krijgt u hulp tot wij daarover besluiten.",
            ]
        case VersionKind.HERSTELD:
            return ["Wij hebben een fout in ons besluit over uw hulp hersteld.", "Wat er staat in deze brief, geldt."]
        case VersionKind.HERZIEN:
            return [f"Wij herzien het besluit over uw hulp vanaf {since}."]
        case VersionKind.INGETROKKEN:
            last = (
                f"De laatste dag met hulp is {ends}."
                if now.ends_on and now.starts_on and now.ends_on >= now.starts_on
                else ""
            )
            return [f"Wij trekken het besluit over uw hulp in vanaf {since}.", last]
        case VersionKind.OPGESCHORT:
            return [
                f"De betaling van uw pgb staat stil tot en met {sentence(now.payment_stops_until or one.since)}.",
                "Wij vroegen de Sociale Verzekeringsbank (SVB) om tot en met die dag niet te betalen.",
            ]
        case VersionKind.TERUGGEVORDERD:
            return [
                f"Wij vragen {euros(one.recovered)} van u terug.",
                "U krijgt nog een rekening. Daarop staat hoe u betaalt.",
            ]
    return [f"Uw hulp verandert vanaf {since}."]


def _changes(one: ProvisionVersion, now: Provision) -> list[Json]:
    """Each line that isn't the same any more, in the words of the whole: '2 uur per week', not '2'."""
    was, becomes = _lines(before(now, one)), _lines(now)
    return [{"name": name, "was": was[name], "now": becomes[name]} for name in becomes if was[name] != becomes[name]]


def _lines(one: Provision) -> dict[str, str]:
    return {
        "Welke hulp": one.what,
        "Wie geeft de hulp": one.provider.name if one.provider else "",
        "Hoeveel": one.counted,
        "Wat er gebeurt": one.frequency,
        "Begint op": day_in_words(one.starts_on),
        "Loopt tot en met": day_in_words(one.ends_on),
        "Wij bekijken het opnieuw op": day_in_words(one.review_on),
        "Eigen bijdrage": "ja" if one.contribution else "nee",
    }


def _law(one: ProvisionVersion, provision: Provision, on: dt.date) -> str:
    verordening = f" en in {provision.verordening}" if provision.verordening else ""
    match one.kind:
        case VersionKind.HERZIEN | VersionKind.INGETROKKEN:
            ground = ReviewGround(one.ground)
            return (
                f"Wij doen dit omdat {_ON_GROUND[ground]}. Dat staat in artikel 2.3.10, eerste lid, onder {ground.value}, "
                f"{_LAW}{verordening}."
            )
        case VersionKind.OPGESCHORT:
            return f"Dat mag volgens {_verordening_of_suspension(on)}. Het duurt hoogstens dertien weken."
        case VersionKind.TERUGGEVORDERD:
            return (
                "U gaf ons met opzet gegevens die niet klopten of niet volledig waren. Daarom trokken wij het besluit in "
                f"of herzagen wij het. Dat wij dan geld terugvragen, staat in artikel 2.4.1 {_LAW}{verordening}."
            )
    return f"Dat staat in artikel 2.3.5, derde lid, {_LAW}{verordening}."


def _verordening_of_suspension(on: dt.date) -> str:
    return clock().rule(possible_days.SUSPENSION, on).article or "de verordening van de gemeente"


def _heard(one: ProvisionVersion) -> str:
    if one.heard_on and one.heard_how:
        return (
            f"Wij hebben u hierover gehoord op {day_in_words(one.heard_on)} ({one.heard_how}). Wat u zei, hebben wij "
            "meegenomen in dit besluit."
        )
    return _NOT_HEARD[NotHeard(one.not_heard)] if one.not_heard else ""


def _contribution(one: Provision) -> str:
    if not one.contribution:
        why = f": {one.no_contribution_why}" if one.no_contribution_why else ""
        return f"Nee. Voor deze hulp betaalt u geen eigen bijdrage{why}."
    return (
        "Ja, een eigen bijdrage. Het CAK stelt het bedrag vast en stuurt u de rekening. Bent u het niet eens met het bedrag? "
        "Dan kunt u bij het CAK bezwaar maken."
    )


def _about_its_end(case: Any, provision: Provision, on: dt.date) -> Json:
    """`until`: the day that comes; it says so of a set day to look at help that has no end, too."""
    return {
        "help": _help(provision),
        "looks_on": "" if provision.ends_on else day_in_words(provision.review_on),
        "why": provision.looked_why,
    }


def _decision(kind: str, label: str) -> Letter:
    return Letter(
        kind=kind,
        label=label,
        template="provisions/pdf/besluit.html",
        content=_decided,
        clause=True,
        announces=True,
    )


_FIELDS: Final = {"hulp": "help.what", "aanbieder": "help.provider", "laatste dag": "help.ends"}
LETTERS: Final = (
    _decision(EXTENDED, "Uw hulp is verlengd"),
    _decision(BRIDGED, "Uw hulp loopt door tot ons nieuwe besluit"),
    _decision(CHANGED, "Uw hulp verandert"),
    _decision(CORRECTED, "Uw hulp: een fout hersteld"),
    _decision(WITHDRAWN, "Wij trekken het besluit over uw hulp in"),
    _decision(REVIEWED, "Wij herzien het besluit over uw hulp"),
    _decision(SUSPENDED, "De betaling van uw pgb staat stil"),
    _decision(RECOVERED, "Wij vragen geld van u terug"),
    Letter(
        kind=ENDS_SOON,
        label="Uw hulp: wij bekijken met u wat nodig is",
        template="provisions/pdf/loopt_af.html",
        content=_about_its_end,
        paragraphs=(
            Paragraph(
                "nu",
                "Wat gebeurt er nu?",
                "Wij bellen u om te vragen hoe het gaat, en wat er is veranderd. U hoeft zelf nog niets te doen. Wilt u niet"
                " wachten? Bel ons dan gerust.\n\nEen onafhankelijke cliëntondersteuner kan met u meedenken. Dat kost u"
                " niets. Wij zeggen u graag wie dat is.",
                _FIELDS,
            ),
        ),
    ),
    Letter(
        kind=WILL_STOP,
        label="Uw hulp stopt op de afgesproken dag",
        template="provisions/pdf/stopt.html",
        content=_about_its_end,
        paragraphs=(
            Paragraph(
                "later",
                "Hebt u later toch weer hulp nodig?",
                "Meld u dan opnieuw bij het wijkteam. Wij kijken dan samen met u wat kan.",
                _FIELDS,
            ),
        ),
    ),
    Letter(
        kind=STOPPED,
        label="Uw hulp is gestopt",
        template="provisions/pdf/gestopt.html",
        content=_about_its_end,
        paragraphs=(
            Paragraph(
                "nodig",
                "Hebt u nog hulp nodig?",
                "Bel ons dan meteen. Wij kijken samen met u wat nu nodig is. U kunt zich ook opnieuw melden bij het"
                " wijkteam.",
                _FIELDS,
            ),
        ),
    ),
)
