"""Whose turn a case makes it, by its phase and by who directs it."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.utils import timezone

from casework.cases.access import CaseGrant, Recusal
from casework.cases.models import Case
from casework.cases.seats import leading, only, regisseur, seeing_both
from casework.cases.states import CaseKind, Phase, Road
from casework.cases.terms import research as research_term
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.terms import Term
from roles.matrix import GrantKind, Relation, Role
from roles.models import running


def _citizens(on: dt.date) -> Any:
    """Who holds a running grant as, or for, the citizen."""
    grants = CaseGrant.objects.filter(
        running(on),
        content_object=OuterRef("pk"),
        user__is_active=True,
        permission__codename__in=(GrantKind.OWN, GrantKind.REPRESENT),
    )
    return ArraySubquery(grants.order_by("pk").values("user_id"))


def _by_name(after: dt.date, on: dt.date) -> Any:
    """Cases that somebody began or ended to see by name on one of these days."""
    began = Q(grants__since__gt=after, grants__since__lte=on)
    ended = Q(grants__until__gt=after, grants__until__lte=on)
    return Case.objects.filter(began | ended).order_by().distinct()


def _closed_to(on: dt.date) -> Any:
    return ArraySubquery(Recusal.objects.filter(case=OuterRef("pk")).values("user_id"))


def _double_closed_to(on: dt.date) -> Any:
    return ArraySubquery(Recusal.objects.filter(case=OuterRef("looks_like")).values("user_id"))


def _named_by_grant(people: Collection[int]) -> Q:
    return Q(grants__user__in=people)


def _read(row: OpenRow) -> None:
    row["reported_on"] = timezone.localtime(row.reported_at).date()
    row["url"] = f"/zaken/{row.ref}/"
    row["presses"] = row.urgent and row.phase in Phase.PRESSING


OPEN_ROWS = OpenRows(
    rows=lambda on: Case.objects.all(),
    columns=(
        "ref",
        "team_id",
        "kern_id",
        "kind",
        "phase",
        "state_since",
        "urgent",
        "received_on",
        "clock_from",
        "reported_at",
        "reported_by_id",
        "regisseur_id",
        "holder_kind",
        "holder_organisation_id",
        "seeking_since",
        "weighed_on",
        "road",
        "looks_like_id",
        "looks_like__team_id",
        "looks_like__kern_id",
        "met_on",
        "research_until",
        "report_sent_on",
        "evaluate_on",
        "goals_agreed_on",
        "closed_on",
        "came_of_age_on",
        "said_who_speaks_on",
        "alive_told_on",
        "alive_told_by_id",
        "person__deceased_on",
    ),
    nested={"citizens": _citizens, "closed_to": _closed_to, "double_closed_to": _double_closed_to},
    other_by_day=_by_name,
    names=_named_by_grant,
    people=("reported_by_id", "regisseur_id"),
    organisations=("holder_organisation_id",),
    teams=("looks_like__team_id",),  # who works in both sees both
    # the first is the team of the case; whoever told has done their part, and is kept from the rest
    not_asked=("holder_team_id", "alive_told_by_id"),
    relations={Relation.REPORTED: ("reported_by_id",)},
    read=_read,
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    if not roster.situation.is_open:
        return _alive(roster)
    theirs = [*_OF_PHASE[roster.row.phase](roster), *_direction(roster), *_double(roster), *_of_age(roster)]
    return [*theirs, *_died(roster)]


def _died(roster: Roster) -> list[Turn]:
    """Told elsewhere: in another of their cases, or where they lived."""
    died_on = roster.row.person__deceased_on
    if died_on is None:
        return []
    due = roster.term("overlijden_afronden", died_on, "overleden")
    what, why = "Beëindig de zaak", "De inwoner is overleden."
    return [roster.turn("case", "died", "end", what, why, leading(roster), due)]


def _reported(roster: Roster) -> list[Turn]:
    row = roster.row
    melding = row.kind == CaseKind.MELDING
    if melding and row.weighed_on:
        return [_to_take_up(roster) if row.regisseur_id else _to_assign(roster)]
    step, what, term = (
        ("weigh", "Bel en weeg", "bel_en_weeg") if melding else ("advise", "Handel af of zet om", "oppakken")
    )
    why = {CaseKind.MELDING: "Nieuwe melding.", CaseKind.VRAAG: "Nieuwe vraag."}.get(row.kind, "Nieuw signaal.")
    why += " Spoed." if row.urgent else ""
    due = _soonest(row, row.reported_on, roster.term(term, row.reported_on, "gemeld"))
    assigned = [regisseur(roster)] if melding and row.regisseur_id else []
    seats = [*assigned, roster.role(Role.WMO_CONSULENT), *roster.leaders()]
    turns = [roster.turn("case", "reported", step, what, why, seats, due)]
    late = roster.term("oppakken_escalatie", row.reported_on, "gemeld")
    if roster.is_past(late.on):
        why = "Dit ligt te lang: nog niet opgepakt."
        turns.append(roster.turn("case", "reported:leader", step, what, why, roster.leaders(), late))
    return turns


def _soonest(row: OpenRow, on: dt.date, due: Term) -> Term:
    """What can't wait is of the day on which it came to somebody."""
    return Term(on, "spoed: vandaag") if row.urgent else due


def _to_assign(roster: Roster) -> Turn:
    """At the weekly division; or whoever of the team takes it up before that."""
    row = roster.row
    why = "Gebeld en gewogen. Er is nog geen regisseur."
    due = _soonest(row, row.weighed_on, roster.term("toewijzen", row.weighed_on, "gewogen"))
    return roster.turn("case", "assign", "assign", "Wijs toe of pak op", why, roster.leaders(), due)


def _to_take_up(roster: Roster) -> Turn:
    """It has no term of its own: the one of the law runs from the report."""
    row = roster.row
    due = _soonest(row, row.weighed_on, research_term(roster.clock, row.clock_from, agreed_until=row.research_until))
    return roster.turn("case", "take_up", "take_up", "Pak op", "Aan u toegewezen.", leading(roster), due)


def _researching(roster: Roster) -> list[Turn]:
    """Until its report is sent, what is next is the research's own."""
    row, turns = roster.row, []
    if row.report_sent_on:
        # the legal term was met by the report; what is left is to plan, or to close
        due = roster.term("uitvoering_starten", row.report_sent_on, "verslag verstuurd")
        step, what, why = "set_plan", "Leg het plan vast, of sluit af", "Het verslag van het onderzoek is verstuurd."
        if row.road == Road.KORT:
            step, what = "close", "Sluit af"
        turns.append(roster.turn("case", "research", step, what, why, leading(roster), due))
    if row.met_on is None:
        why, due = "Het onderzoek is begonnen.", roster.term("kennismaken", row.state_since, "onderzoek begonnen")
        turns.append(roster.turn("case", "meet", "meet", "Maak kennis", why, leading(roster), due))
    return turns


def _planned(roster: Roster) -> list[Turn]:
    due = roster.term("uitvoering_starten", roster.row.state_since, "plan")
    why = "Het plan ligt vast."
    return [roster.turn("case", "start", "start", "Start de uitvoering", why, leading(roster), due)]


def _carried_out(roster: Roster) -> list[Turn]:
    due = Term(roster.row.evaluate_on or roster.row.state_since, "de afgesproken evaluatiedatum")
    return [roster.turn("case", "evaluate", "evaluate", "Evalueer", "De afgesproken evaluatie.", leading(roster), due)]


def _evaluated(roster: Roster) -> list[Turn]:
    due = roster.term("evaluatie_afronden", roster.row.state_since, "evaluatie")
    what, why = "Stel bij, ga door of sluit af", "De evaluatie is begonnen."
    return [roster.turn("case", "conclude", "go_on", what, why, leading(roster), due)]


_OF_PHASE = {
    Phase.AANMELDING: _reported,
    Phase.ONDERZOEK: _researching,
    Phase.PLAN: _planned,
    Phase.UITVOERING: _carried_out,
    Phase.EVALUATIE: _evaluated,
}


def _direction(roster: Roster) -> list[Turn]:
    """Someone must be looking: a led case without a regisseur who is there goes to the teamleider today."""
    row = roster.row
    if regisseur(roster).able or (row.phase == Phase.AANMELDING and row.regisseur_id is None):
        return []
    why = "De regisseur is er niet en niemand neemt waar." if row.regisseur_id else "Deze zaak heeft geen regisseur."
    due = Term(roster.each_day(), "vandaag")
    return [roster.turn("case", "assign", "assign", "Wijs een regisseur toe", why, roster.leaders(), due)]


def _double(roster: Roster) -> list[Turn]:
    """For who may see both, and known to nobody else. Where there is nobody, nothing is said: a report that is refused
    for it would tell its maker that this person has a case elsewhere."""
    if roster.row.looks_like_id is None:
        return []
    both = seeing_both(roster)
    seats = only(both, [roster.role(Role.WMO_CONSULENT), *roster.leaders()])
    if not any(seat.able for seat in seats):
        return []
    what, why = "Mogelijk dubbel: voeg samen of laat staan", "Deze zaak lijkt op een andere."
    due = roster.term("dubbel", roster.row.reported_on, "gemeld")
    return [roster.turn("case", "double", "keep_apart", what, why, seats, due, known_to=both)]


def _of_age(roster: Roster) -> list[Turn]:
    """Whoever spoke for a child doesn't any more; who does now is asked of the citizen."""
    row = roster.row
    if row.came_of_age_on is None or row.said_who_speaks_on is not None:
        return []
    what, why = "Vraag wie er nu spreekt", "De inwoner is 18 geworden. Kijk ook of dit team nog past."
    due = roster.term("kennismaken", row.came_of_age_on, "18 geworden")
    seats = [regisseur(roster), roster.role(Role.WMO_CONSULENT), *roster.leaders()]
    return [roster.turn("case", "adult", "say_who_speaks", what, why, seats, due)]


def _alive(roster: Roster) -> list[Turn]:
    """On a closed case: somebody says that a death was recorded wrongly, and somebody else confirms it today."""
    row = roster.row
    if row.alive_told_on is None:
        return []
    teller = {row.alive_told_by_id}
    but = teller | {user for post in roster.staff if post.user_id in teller for user in post.acting_ids}
    seats = [roster.role(Role.WMO_CONSULENT, but=but), *roster.leaders(but=but)]
    what, why = "Bevestig dat de inwoner leeft, of laat gesloten", "Een collega meldt dat het overlijden niet klopt."
    due = Term(row.alive_told_on, "vandaag")
    return [roster.turn("case", "alive", "confirm_alive", what, why, seats, due, outlives=True)]
