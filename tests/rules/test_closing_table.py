"""State × closing and ending, written by hand: what an open case waits for, what ends with it, what lives on.

One block per noun, with a row for each of its states. *Closing* (Sluit af, Handel af met advies, Voeg samen) `waits`
for some; ending waits for none. Else the cell is the state it is in afterwards.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

import pytest

from casework.cases.models import Case
from casework.engine import closing
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.engine.registry import hanging_on, model_of
from tests.factories import World, today

WAITS: Final = "waits"

TABLE: Final = {
    "handover": """
                closing       ending
aangeboden      waits         ingetrokken
aanvaard        aanvaard      aanvaard
overgegaan      overgegaan    overgegaan
teruggegeven    teruggegeven  teruggegeven
geweigerd       geweigerd     geweigerd
ingetrokken     ingetrokken   ingetrokken
""",
    "sharing": """
                closing       ending
gegeven         gegeven       gegeven
ingetrokken     ingetrokken   ingetrokken
verlopen        verlopen      verlopen
""",
    "indicatie": """
                closing       ending
concept         waits         vervallen
voorgelegd      waits         vervallen
afgegeven       waits         ingetrokken
omgezet         omgezet       omgezet
ingetrokken     ingetrokken   ingetrokken
geeindigd       geeindigd     geeindigd
vervallen       vervallen     vervallen
vervangen       vervangen     vervangen
""",
    "application": """
                closing       ending
ontvangen       waits         ingetrokken
voorbereid      waits         ingetrokken
besloten        besloten      besloten
ingetrokken     ingetrokken   ingetrokken
buiten_behandeling  buiten_behandeling  buiten_behandeling
""",
    "default_notice": """
                closing       ending
ontvangen       ontvangen     ontvangen
vastgesteld     vastgesteld   vastgesteld
vervallen       vervallen     vervallen
geen_dwangsom   geen_dwangsom  geen_dwangsom
""",
    "objection": """
                closing       ending
ontvangen       ontvangen     ontvangen
in_behandeling  in_behandeling  in_behandeling
gegrond         gegrond       gegrond
deels_gegrond   deels_gegrond  deels_gegrond
ongegrond       ongegrond     ongegrond
niet_ontvankelijk  niet_ontvankelijk  niet_ontvankelijk
ingetrokken     ingetrokken   ingetrokken
""",
    "complaint": """
                closing       ending
ontvangen       ontvangen     ontvangen
in_behandeling  in_behandeling  in_behandeling
afgehandeld     afgehandeld   afgehandeld
ingetrokken     ingetrokken   ingetrokken
""",
    "force_field": """
                closing       ending
gevraagd        ingetrokken   ingetrokken
in_de_maak      ingetrokken   ingetrokken
terug           ingetrokken   ingetrokken
besproken       besproken     besproken
ingetrokken     ingetrokken   ingetrokken
""",
    "meldcode": """
                closing       ending
signalen        signalen      signalen
advies          advies        advies
gesprek         gesprek       gesprek
wegen           wegen         wegen
beslissen       beslissen     beslissen
afgerond        afgerond      afgerond
""",
    "provision": """
                closing       ending
gevraagd        waits         afgewezen
toegekend       toegekend     toegekend
afgewezen       afgewezen     afgewezen
gestart         gestart       gestart
beeindigd       beeindigd     beeindigd
""",
    "vangnet": """
                closing       ending
concept         waits         ingetrokken
aangevraagd     waits         ingetrokken
goedgekeurd     waits         ingetrokken
in_betaling     waits         in_betaling
vrijgegeven     waits         vrijgegeven
uitbetaald      uitbetaald    uitbetaald
verantwoord     verantwoord   verantwoord
verrekend       verrekend     verrekend
afgewezen       afgewezen     afgewezen
ingetrokken     ingetrokken   ingetrokken
""",
    "goal": """
                closing       ending
voorgesteld     gestopt       gestopt
loopt           gestopt       gestopt
behaald         behaald       behaald
bijgesteld      bijgesteld    bijgesteld
gestopt         gestopt       gestopt
""",
    "appointment": """
                closing       ending
gepland         vervallen     vervallen
gedaan          gedaan        gedaan
vervallen       vervallen     vervallen
""",
    "visit": """
                closing       ending
bezig           klaar         klaar
klaar           klaar         klaar
""",
    "advice": """
                closing       ending
gevraagd        ingetrokken   ingetrokken
ontvangen       ontvangen     ontvangen
niet_gekomen    niet_gekomen  niet_gekomen
ingetrokken     ingetrokken   ingetrokken
""",
    "wait": """
                closing       ending
loopt           gestopt       gestopt
gekomen         gekomen       gekomen
gestopt         gestopt       gestopt
""",
    "call_back": """
                closing       ending
open            waits         vervallen
gebeld          gebeld        gebeld
vervallen       vervallen     vervallen
""",
    "piece": """
                closing       ending
wacht           wacht         wacht
opgenomen       opgenomen     opgenomen
geweigerd       geweigerd     geweigerd
geschrapt       geschrapt     geschrapt
""",
    "research": """
                closing       ending
loopt           loopt         loopt
vastgesteld     vastgesteld   vastgesteld
verstuurd       verstuurd     verstuurd
""",
    "document": """
                closing       ending
gevraagd        gevraagd      gevraagd
klaar           klaar         klaar
verstuurd       verstuurd     verstuurd
vervallen       vervallen     vervallen
mislukt         mislukt       mislukt
achterhaald     achterhaald   achterhaald
""",
}
# where a case ends because its citizen died; the other nouns end as they always do
BY_DEATH: Final = {
    "document": {"klaar": "vervallen", "mislukt": "vervallen"},
    "provision": {"toegekend": "beeindigd", "gestart": "beeindigd"},
}

REASON: Final = {
    "handover": "Er staat een overdracht open.",
    "indicatie": "Er loopt een voorlopige indicatie, of er ligt een concept. Rond die eerst af.",
    "application": "Er staat een aanvraag open.",
    "provision": "Er is hulp gevraagd waarover nog niet is besloten.",
    "call_back": "Iemand wil nog teruggebeld worden. Bel terug, of laat het verzoek vervallen.",
    "vangnet": "Er staat nog een vangnetaanvraag open die niet is uitbetaald.",
}
# told before the case is ended, of what is in that state
TOLD: Final = {
    **dict.fromkeys(
        [("force_field", state) for state in ("gevraagd", "in_de_maak", "terug")],
        "De krachtenveldanalyse die nog loopt, wordt ingetrokken.",
    ),
    ("handover", "aangeboden"): "Het aanbod dat nog openstaat, wordt ingetrokken.",
    ("indicatie", "afgegeven"): "De tijdelijke hulp eindigt op de dag die u hieronder invult. De inwoner krijgt daar "
    "een brief over.",
    ("application", "ontvangen"): "De aanvraag die nog openstaat, wordt ingetrokken.",
    ("application", "voorbereid"): "De aanvraag die nog openstaat, wordt ingetrokken.",
    **dict.fromkeys(
        (("provision", "toegekend"), ("provision", "gestart")),
        "De hulp die is toegekend, loopt door: die stopt alleen door een besluit. Wie mag besluiten, krijgt dat te doen.",
    ),
    ("vangnet", "concept"): "Wat uit het vangnet is gevraagd en nog niet is betaald, wordt ingetrokken.",
    ("vangnet", "aangevraagd"): "Wat uit het vangnet is gevraagd en nog niet is betaald, wordt ingetrokken.",
    ("vangnet", "goedgekeurd"): "Wat uit het vangnet is gevraagd en nog niet is betaald, wordt ingetrokken.",
    ("goal", "voorgesteld"): "Eén doel stopt.",
    ("goal", "loopt"): "Eén doel stopt.",
}

ROWS: Final = {
    (noun, *line.split()) for noun, block in TABLE.items() for line in block.strip().splitlines()[1:]
}  # noun, state, closing, ending
CELLS: Final = sorted(ROWS)


# --- each noun in each state -----------------------------------------------------------------------------------


def application(case: Case, *, state: str, world: World) -> Any:
    decided = {
        "decided_by": world.consulent,
        "decided_on": today(),
        "number": "BB1",
        "mandate": world.besluit_mandate(),
    }
    return world.application(case, state, **decided if state == "buiten_behandeling" else {})


def default_notice(case: Case, *, state: str, world: World) -> Any:
    """Of an application on which nothing waits any more."""
    return world.default_notice(case, world.application(case, state="ingetrokken"), state=state)


def approved(case: Case, *, state: str, world: World) -> Any:
    """What was approved is reserved, and can be released."""
    if state != "goedgekeurd":
        return world.request(case, state)
    return perform(world.request(case, "aangevraagd"), "approve", by=world.teamleider).obj


# a noun whose state asks for more than that state
MAKE: Final[dict[str, Callable[..., Any]]] = {
    "indicatie": lambda case, state, world: world.indicatie(case, state, submitted_to=world.consulent2),
    "application": application,
    "default_notice": default_notice,
    "vangnet": approved,
}


def made(noun: str, case: Case, state: str, world: World) -> Any:
    return MAKE[noun](case, state=state, world=world) if noun in MAKE else world.make(noun, case, state=state)


CLOSED_BY: Final[dict[str, Callable[[World], tuple[Case, dict[str, Any]]]]] = {
    "close": lambda world: (world.case(report_sent_on=today()), {"outcome": "advies", "solved_layer": "burger"}),
    "advise": lambda world: (world.case("aanmelding", kind="vraag"), {"outcome": "advies", "advice": "Bel haar"}),
    "merge": lambda world: (world.case("aanmelding", looks_like=world.case()), {}),
}


def who(step: str, world: World) -> Any:
    return world.consulent if step == "close" else world.consulent2


def test_every_state_of_every_noun_has_its_row() -> None:
    nouns = [one for one in hanging_on(Case) if one.closing is not None]
    assert {one.name for one in nouns} == set(TABLE)
    for noun in nouns:
        field = model_of(noun)._meta.get_field(model_of(noun).state_field)
        assert {state for state, _ in field.choices} == {row[1] for row in ROWS if row[0] == noun.name}, noun.name


@pytest.mark.parametrize("step", CLOSED_BY)
@pytest.mark.parametrize(("noun", "state", "after", "ended"), CELLS)
def test_closing(town: World, step: str, noun: str, state: str, after: str, ended: str) -> None:
    case, given = CLOSED_BY[step](town)
    child = made(noun, case, state, town)
    if after == WAITS:
        with pytest.raises(NotNow) as refused:
            perform(case, step, by=who(step, town), **given)
        assert [reason.text for reason in refused.value.reasons] == [REASON[noun]]
        return
    perform(case, step, by=who(step, town), **given)
    assert type(child).objects.get(pk=child.pk).state == after


@pytest.mark.parametrize(("noun", "state", "after", "ended"), CELLS)
def test_ending(town: World, noun: str, state: str, after: str, ended: str) -> None:
    case = town.case()
    child = made(noun, case, state, town)
    perform(case, "end", by=town.consulent, ended_reason="verhuisd", closing_words="Dag")
    assert type(child).objects.get(pk=child.pk).state == ended


@pytest.mark.parametrize(("noun", "state", "after", "ended"), CELLS)
def test_ending_by_death(town: World, noun: str, state: str, after: str, ended: str) -> None:
    case = town.case()
    child = made(noun, case, state, town)
    perform(case, "end", by=town.consulent, ended_reason="overleden", closing_words="Dag", deceased_on=today())
    assert type(child).objects.get(pk=child.pk).state == BY_DEATH.get(noun, {}).get(state, ended)


@pytest.mark.parametrize(("noun", "state", "after", "ended"), CELLS)
def test_what_ending_brings_about_is_told_beforehand(
    town: World, noun: str, state: str, after: str, ended: str
) -> None:
    case = town.case()
    made(noun, case, state, town)
    told = TOLD.get((noun, state))
    assert closing.warnings(case) == ([told] if told else [])


# --- what isn't a state ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["close", "end"])
def test_nobody_outside_sees_a_closed_case(town: World, step: str) -> None:
    case, given = CLOSED_BY["close"](town)
    held = town.handover(case, "aanvaard")
    if step == "end":
        given = {"ended_reason": "verhuisd", "closing_words": "Dag"}
    perform(case, step, by=town.consulent, **given)
    assert type(held).objects.get(pk=held.pk).shared_until == today()


def test_paper_that_nobody_sends_is_kept_as_it_is_when_somebody_died(town: World) -> None:
    case = town.case()
    summary = town.document(case, "samenvatting_professional")
    perform(case, "end", by=town.consulent, ended_reason="overleden", closing_words="Dag", deceased_on=today())
    assert type(summary).objects.get(pk=summary.pk).state == "klaar"


@pytest.mark.parametrize(
    ("help_until", "ends_on"),
    [
        (None, today()),
        (today() + dt.timedelta(weeks=2), today() + dt.timedelta(weeks=2)),
        (today() + dt.timedelta(weeks=30), today() + dt.timedelta(weeks=8)),  # never longer than it was
    ],
)
def test_running_help_ends_on_the_day_that_was_chosen(
    town: World, help_until: dt.date | None, ends_on: dt.date
) -> None:
    case = town.case()
    running = town.indicatie(case, "afgegeven")
    perform(case, "end", by=town.consulent, ended_reason="verhuisd", closing_words="Dag", help_until=help_until)
    assert type(running).objects.get(pk=running.pk).ends_on == ends_on


def test_several_goals_are_counted(town: World) -> None:
    case = town.case()
    town.goal(case)
    town.goal(case, "loopt")
    assert closing.warnings(case) == ["2 doelen stoppen."]
