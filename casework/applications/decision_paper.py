"""The letter of a decision, made of what was decided."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from casework.advice.paper import on_decision
from casework.applications.lines import Form, Kind, called, day_of, how_much, is_granted, is_once, number_of
from casework.applications.rules import DecisionRules
from casework.engine.noun import Letter
from casework.engine.words import Json, day_in_words, euros
from casework.law.days import sentence
from casework.law.models import WMO
from casework.products.models import Unit

DECISION: Final = "besluit"


def _decision(case: Any, application: Any, on: dt.date) -> Json:
    """What it says of each kind of help, with what was weighed and on which articles it rests (Awb 3:46, 3:47)."""
    lines, rules = application.content["lines"], application.rules(on)
    parts = [_part(one, rules) for one in lines]
    return {
        "title": _title(lines),
        "summary": _in_short(lines) if len(lines) > 1 else "",
        "asked": day_in_words(application.received_on),
        "number": application.number,
        "parts": parts,
        "report_sent": day_in_words(case.report_sent_on),
        "care": application.content.get("care", ""),
        "advices": on_decision(case, on),
        "granted": any(is_granted(one) for one in lines),
    }


def gap(words: str, short: str) -> str:
    """What is filled in; else what is missing, between marks that only a preview has: what lacks something isn't sent."""
    return words or f"[[{short}]]"


def _title(lines: list[Json]) -> str:
    if len(lines) == 1 and lines[0]["outcome"]:
        return f"{'U krijgt hulp' if is_granted(lines[0]) else 'U krijgt geen hulp'}: {_name(lines[0])}"
    return "Ons besluit op uw aanvraag"


def _name(one: Json) -> str:
    """Inside a sentence: as a product is called, without its capital."""
    words = called(one)
    return gap(words[:1].lower() + words[1:], "welke hulp")


def _in_short(lines: list[Json]) -> str:
    """'U krijgt: begeleiding thuis, een traplift. Dit krijgt u niet: dagbesteding.' The colon is right before every name,
    with an article or without, one or many."""
    found: dict[str, list[str]] = {}
    for one in lines:
        if one["outcome"]:
            found.setdefault(_SAYS[one["outcome"]], []).append(_name(one))
    return " ".join(f"{says}: {', '.join(names)}." for says, names in found.items())


_SAYS: Final = {
    "toegekend": "U krijgt",
    "deels": "Dit krijgt u voor een deel",
    "afgewezen": "Dit krijgt u niet",
}


def _part(one: Json, rules: DecisionRules) -> Json:
    """One kind of help: what and how much first, and then its questions, each with an answer of some paragraphs."""
    granted = is_granted(one)
    sections = [(("Waarom krijgt u deze hulp?" if granted else "Waarom krijgt u deze hulp niet?"), [*_why(one)])]
    if granted and one["form"] == Form.PGB:
        sections.append(("Wat hoort er bij uw pgb?", [*_pgb(one)]))
    if granted and one["kind"] == Kind.WONING:
        heard = gap(one["owner_heard"], "hoe de eigenaar is gehoord")
        sections.append(("Is de eigenaar van de woning gehoord?", [f"Ja: {heard} (artikel 2.3.7 van de Wmo 2015)."]))
    if granted:
        sections.append(("Moet u zelf iets betalen?", [_contribution(one, rules)]))
    name = called(one)
    return {
        "heading": f"{gap(name, 'welke hulp')}: {IN_SHORT.get(one['outcome'], gap('', 'het besluit'))}",
        "says": " ".join(_says(one)),
        "sections": [{"heading": heading, "paragraphs": said} for heading, said in sections],
    }


IN_SHORT: Final = {
    "toegekend": "dit krijgt u",
    "deels": "dit krijgt u voor een deel",
    "afgewezen": "dit krijgt u niet",
}


def _says(one: Json) -> Iterator[str]:
    if not one["outcome"]:
        yield f"{gap('', 'het besluit')}: {_name(one)}."
        return
    if not is_granted(one):
        yield f"{_SAYS[one['outcome']]}: {_name(one)}."
        return
    yield _what_and_how_much(one)
    if one["outcome"] == "deels":
        yield "Dat is een deel van wat u vroeg."
    if one["frequency"]:
        yield f"Dit gebeurt er: {one['frequency'].rstrip('.')}."
    if is_once(one):
        yield {
            "bruikleen": "U krijgt het te leen.",
            "eigendom": "Het wordt van u.",
        }.get(one["lent"], f"Te leen of van u: {gap('', 'bruikleen of eigendom')}.")
    yield from _from_when(one)


def _what_and_how_much(one: Json) -> str:
    much = how_much(one)
    if not (much or one["frequency"] or is_once(one)):
        much = gap("", "hoeveel")
    if one["form"] == Form.PGB:
        return f"U krijgt een persoonsgebonden budget (pgb) voor: {_name(one)}{', ' if much else ''}{much}."
    who = gap(one["provider_name"], "aanbieder")
    return f"U krijgt: {_name(one)} van {who}{', ' if much else ''}{much}."


def _from_when(one: Json) -> Iterator[str]:
    starts, ends, again = (day_of(one[name]) for name in ("starts_on", "ends_on", "review_on"))
    begins = gap(sentence(starts) if starts else "", "begindatum")
    if is_once(one):
        yield f"U krijgt het vanaf {begins}."
    elif ends:
        yield f"De hulp begint op {begins} en loopt tot en met {sentence(ends)}."
    elif again:
        yield f"De hulp begint op {begins}. Er is geen einddatum."
    else:
        yield f"De hulp begint op {begins} en loopt tot en met {gap('', 'einddatum')}."
    if again:
        yield f"Rond {sentence(again)} kijken wij samen met u of de hulp nog past."


def _why(one: Json) -> Iterator[str]:
    yield gap(one["motivation"].strip(), "waarom")
    law, local = one["article"] or one["ground_name"], one["verordening"]
    law = f"de {law}" if law.startswith(WMO) else law
    yield f"Dat staat in {gap(law, 'artikel van de wet')} en in {gap(local, 'artikel van de verordening')}."


def _pgb(one: Json) -> Iterator[str]:
    """For what, how much, of which quality and how one accounts for it (Wmo 2015, 2.3.6 and 2.6.2)."""
    tariff = number_of(one["pgb_tariff"])
    per = f" per {one['unit']}" if one["unit"] in Unit.values and not is_once(one) else ""
    yield (
        f"U mag het pgb alleen gebruiken voor deze hulp. Het tarief is "
        f"{gap(euros(tariff) + per if tariff else '', 'het tarief van het pgb')}. "
        f"{gap(one['pgb_holder'], 'wie het pgb beheert')} beheert het pgb."
    )
    yield (
        "De hulp die u inkoopt, moet veilig zijn, goed zijn en passen bij wat u nodig hebt (artikel 2.3.6 van de Wmo 2015). "
        "U krijgt het geld niet zelf: de Sociale Verzekeringsbank (SVB) betaalt wie u helpt. Maak daarvoor een "
        "zorgovereenkomst, en stuur de SVB de uren of de rekeningen. Bewaar alles: wij kunnen vragen waaraan het pgb is "
        "besteed."
    )


def _contribution(one: Json, rules: DecisionRules) -> str:
    if one["contribution"] == "nee":
        return f"Nee. {gap(one['no_contribution_why'], 'waarom geen eigen bijdrage').rstrip('.')}."
    return f"Ja, een eigen bijdrage. {rules.contribution}"


DECISION_LETTERS: Final = (
    Letter(
        kind=DECISION,
        label="Besluit op uw aanvraag",
        template="applications/pdf/besluit.html",
        content=_decision,
        clause=True,
        announces=True,
    ),
)
