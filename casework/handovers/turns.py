"""Whose turn an open offer makes it."""

from casework.cases.states import PartyKind
from casework.engine.facts import Fact
from casework.engine.turns import Roster, Seat, Turn, _term, _turn
from roles.matrix import Role


def _handovers(roster: Roster) -> list[Turn]:
    found = []
    for one in roster.case.handovers:
        key = f"handover:{one.id}"
        if one.anonymous and one.willing_on:
            found.append(
                _turn(
                    roster,
                    f"{key}:name",
                    "handover.name",
                    "Vraag toestemming en noem de naam",
                    "De ander kan helpen.",
                    roster.offering(),
                    _term(roster, "andere_partij", one.willing_on, "toezegging"),
                    obj=one,
                    place="overdrachten",
                )
            )
            continue
        step = "handover.promise" if one.anonymous else "handover.accept"
        what = "Laat weten of u kunt helpen" if one.anonymous else "Neem over of weiger"
        due = _term(roster, "overdracht", one.offered_on, "aangeboden")
        found.append(
            _turn(
                roster,
                f"{key}:answer",
                step,
                what,
                "Aan u aangeboden.",
                _receivers(roster, one),
                due,
                obj=one,
                place="overdrachten",
            )
        )
        late = _term(roster, "overdracht_escalatie", one.offered_on, "aangeboden")
        if roster.on > late.on:
            found.append(
                _turn(
                    roster,
                    f"{key}:leader",
                    "handover.withdraw",
                    "Overdracht blijft liggen: grijp in",
                    "De ander antwoordt niet.",
                    roster.leaders(),
                    late,
                    obj=one,
                    place="overdrachten",
                )
            )
    return found


def _receivers(roster: Roster, one: Fact) -> list[Seat]:
    """Who answers; for a party without an account the regisseur records it."""
    seats: list[Seat] = []
    shared = one.shared_until is not None and one.shared_until > roster.on
    if one.to_kind == PartyKind.ORGANISATIE and shared:
        seats = roster.organisation(one.to_organisation_id, Role.MIDDENVELD)
    elif one.to_kind == PartyKind.TEAM and (shared or one.to_team_id == roster.row.team_id):
        seats = [roster.role(role, team=one.to_team_id) for role in (Role.WMO_CONSULENT, Role.TEAMLID, Role.TEAMLEIDER)]
    elif one.to_kind == PartyKind.INWONER:
        seats = roster.citizen()
    return [*seats, *roster.offering()]
