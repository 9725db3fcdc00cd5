"""Whose turn help makes it that was granted: the provider's, the regisseur's, or theirs who may decide. All of them also
on a closed case: help outlives it."""

from collections.abc import Iterator, Sequence

from django.db.models import Q

from casework.cases.seats import leading, regisseur
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Seat, Turn
from casework.law.terms import Term
from casework.provisions.models import Provision
from casework.provisions.states import Form, ProvisionState
from roles.actions import Action
from roles.matrix import Role
from roles.models import MandateKind

_STOP_UNTOLD = Q(
    state=ProvisionState.BEEINDIGD,
    form=Form.ZIN,
    provider__isnull=False,
    told_on__isnull=False,
    started_on__isnull=False,
    stopped_on=None,
)
_STILL_LENT = Q(
    state=ProvisionState.BEEINDIGD,
    form=Form.ZIN,
    once=True,
    lent=True,
    told_on__isnull=False,
    started_on__isnull=False,
    taken_back_on=None,
)
OPEN_ROWS = OpenRows(
    rows=lambda on: Provision.objects.filter(
        Q(state__in=ProvisionState.RUNS) | Q(undecided_since__isnull=False) | _STOP_UNTOLD | _STILL_LENT
    ),
    columns=(
        "state",
        "form",
        "once",
        "lent",
        "ordered_on",
        "deliver_by",
        "taken_back_on",
        "provider_id",
        "told_on",
        "starts_on",
        "ends_on",
        "review_on",
        "started_on",
        "stopped_on",
        "cannot_on",
        "shared_until",
        "paused_until",
        "announced_on",
        "looked_on",
        "looking_by_id",
        "case_ended_on",
        "undecided_since",
    ),
    organisations=("provider_id",),
    people=("looking_by_id",),
    mandates=True,
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [turn for one in rows for turn in _of(roster, one)]


def _of(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    if one.state in ProvisionState.RUNS:
        yield from _provider(roster, one)
        yield from _order(roster, one)
        yield from _start(roster, one)
        yield from _trouble(roster, one)
        yield from _back(roster, one)
        yield from _stopped_early(roster, one)
        yield from _case_ended(roster, one)
        yield from _look_again(roster, one)
    else:
        yield from _undecided(roster, one)
        yield from _last_day(roster, one)


def _delivering(roster: Roster, one: OpenRow) -> list[Seat]:
    """The provider, for as long as they see it; where nobody there has an account, the regisseur."""
    shared = one.provider_id and one.told_on and roster.still_shared(one.shared_until)
    there = roster.organisation(one.provider_id, Role.UITVOERDER) if shared else []
    return [*there, *leading(roster)]


def _deciding(roster: Roster, one: OpenRow) -> list[Seat]:
    """The regisseur who holds the mandate, else whoever holds one and doesn't work there; last of all who leads."""
    but = roster.employees(one.provider_id) if one.provider_id else set()
    seats = roster.mandated(MandateKind.BESLUIT, Action.DECIDE_APPLICATION, but=but)
    directing = regisseur(roster)
    own = [directing] if any(directing.able & seat.able for seat in seats) else []
    return [*own, *seats, *roster.leaders()]


def _provider(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    if one.provider_id or one.form != Form.ZIN or one.once:
        return
    due = roster.term("start_bevestigen", one.since, "besloten")
    what, why = "Zoek een aanbieder", "Er is hulp toegekend, en nog niet van wie."
    yield roster.turn("provision", "provider", "change", what, why, _deciding(roster, one), due, of=one, outlives=True)


def _to_be_ordered(one: OpenRow) -> bool:
    return bool(one.once and one.form == Form.ZIN and one.provider_id and not one.ordered_on)


def _order(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    """What is given once comes of itself nowhere: somebody orders it as soon as the decision was told."""
    if one.state != ProvisionState.TOEGEKEND or not one.told_on or one.cannot_on or not _to_be_ordered(one):
        return
    due = roster.term("start_bevestigen", one.told_on, "besluit verstuurd")
    what, why = "Bestel wat is toegekend", "Er is een hulpmiddel of woningaanpassing toegekend, en nog niet besteld."
    yield roster.turn("provision", "order", "order", what, why, leading(roster), due, of=one, outlives=True)


def _start(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    """Of what was ordered: until the day by which it was to be there the provider's, and then the regisseur's."""
    if one.state != ProvisionState.TOEGEKEND or not one.told_on or one.cannot_on or not roster.has_come(one.starts_on):
        return
    if _to_be_ordered(one):
        return
    due = roster.term("start_bevestigen", max(one.starts_on, one.told_on), "begin van de hulp")
    what, why = "Bevestig de start van de hulp", "De hulp is toegekend."
    seats = _delivering(roster, one)
    if one.ordered_on:
        due = Term(one.deliver_by, "de dag waarop het er uiterlijk is")
        what, why = "Lever, en bevestig de levering", "Er is een hulpmiddel of woningaanpassing besteld."
        if roster.is_past(one.deliver_by):
            what, why, seats = (
                "Nog niet geleverd: bel de leverancier",
                "De afgesproken dag is voorbij.",
                leading(roster),
            )
    yield roster.turn("provision", "start", "confirm_start", what, why, seats, due, of=one, outlives=True)


def _trouble(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    if not one.cannot_on:
        return
    due = Term(one.cannot_on, "vandaag")
    what, why = "De hulp kan niet (op tijd): zeg hoe het verder gaat", "De aanbieder meldde dat het niet lukt."
    yield roster.turn("provision", "trouble", "agree", what, why, leading(roster), due, of=one, outlives=True)


def _back(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    if not one.paused_until or not roster.has_come(one.paused_until):
        return
    due = Term(one.paused_until, "de dag waarop de hulp weer door zou gaan")
    what, why = "Gaat de hulp weer door?", "De hulp staat op pauze."
    yield roster.turn("provision", "back", "resume", what, why, _delivering(roster, one), due, of=one, outlives=True)


def _stopped_early(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    if not one.stopped_on or (one.ends_on and one.stopped_on >= one.ends_on):
        return
    due = roster.term("stop_bevestigen", one.stopped_on, "gestopt")
    what, why = "De hulp is eerder gestopt: besluit", "Wat is toegekend, stopt alleen door een besluit."
    yield roster.turn("provision", "early", "review", what, why, _deciding(roster, one), due, of=one, outlives=True)


def _case_ended(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    if not one.case_ended_on or one.stopped_on:
        return
    due = roster.term("stop_bevestigen", one.case_ended_on, "zaak beëindigd")
    what, why = "De zaak is beëindigd, de hulp loopt nog: besluit", "Beëindigen van een zaak stopt geen hulp."
    yield roster.turn("provision", "case", "keep", what, why, _deciding(roster, one), due, of=one, outlives=True)


def _look_again(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    """In the team's pool, until it is made longer, otherwise, or left to end. The day is the one that comes first."""
    day = min(filter(None, (one.ends_on, one.review_on)), default=None)
    if day is None or not one.announced_on or one.looked_on or one.stopped_on:
        return
    due = roster.clock.before("heronderzoek_besluit", day, label="einde van de hulp")
    what, why = "Bekijk opnieuw welke hulp nodig is", "De hulp loopt af, of het is tijd om opnieuw te kijken."
    yield roster.turn("provision", "again", "extend", what, why, _pool(roster, one), due, of=one, outlives=True)


def _pool(roster: Roster, one: OpenRow) -> list[Seat]:
    """Who took it; of an open case who directs it; else whoever of the team may decide."""
    seats = _deciding(roster, one)
    if one.looking_by_id:
        taken = roster.person(one.looking_by_id, Action.DECIDE_APPLICATION)
        seats = [taken, *seats] if any(taken.able & seat.able for seat in seats) else seats
    return seats if roster.situation.is_open else [one for one in seats if not one.rests]


def _undecided(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    if not one.undecided_since:
        return
    due = Term(one.undecided_since, "vandaag")
    what, why = (
        "De hulp is gestopt: is dat goed?",
        "De hulp eindigde op haar laatste dag. Niemand keek of zij nog nodig is.",
    )
    yield roster.turn("provision", "ended", "let_end", what, why, _deciding(roster, one), due, of=one, outlives=True)


def _bring_back(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    due = roster.term("stop_bevestigen", one.ends_on or one.since, "einde van de hulp")
    what, why = "Haal terug wat in bruikleen was", "De hulp is beëindigd, en het is nog bij de inwoner."
    seats = _delivering(roster, one)
    yield roster.turn("provision", "back_home", "take_back", what, why, seats, due, of=one, outlives=True)


def _last_day(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    if one.once and one.lent:
        if one.form == Form.ZIN and one.told_on and one.started_on and not one.taken_back_on:
            yield from _bring_back(roster, one)
        return
    if one.stopped_on or not (one.provider_id and one.told_on and one.started_on) or one.form != Form.ZIN:
        return
    due = roster.term("stop_bevestigen", one.ends_on or one.since, "einde van de hulp")
    what, why = "Bevestig de laatste dag van de hulp", "De hulp is beëindigd."
    yield roster.turn(
        "provision", "stop", "confirm_stop", what, why, _delivering(roster, one), due, of=one, outlives=True
    )
