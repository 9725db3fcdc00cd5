"""Whose turn an open offer makes it."""

from collections.abc import Sequence

from casework.cases.seats import citizen, offering
from casework.cases.states import PartyKind
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Seat, Turn
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from roles.matrix import Role

OPEN_ROWS = OpenRows(
    rows=lambda on: Handover.objects.filter(state=HandoverState.AANGEBODEN),
    columns=(
        "to_kind",
        "to_organisation_id",
        "to_team_id",
        "anonymous",
        "willing_on",
        "offered_on",
        "offered_by_id",
        "shared_until",
        "goal_id",
    ),
    organisations=("to_organisation_id",),
    teams=("to_team_id",),
    # who offered it acts as regisseur or as whoever reported; where it returns to is the team's turn by then
    not_asked=("offered_by_id", "from_team_id"),
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    if not rows:
        return _seek(roster)
    return [turn for one in rows for turn in (_willing(roster, one) or _answer(roster, one))]


def _seek(roster: Roster) -> list[Turn]:
    """An offer came to nothing, and no other stands open."""
    since = roster.row.seeking_since
    if since is None:
        return []
    what, why = "Zoek een andere partij, of houd zelf", "De overdracht ging niet door."
    due = roster.term("andere_partij", since, "niet doorgegaan")
    return [roster.turn("case", "seek", "hold", what, why, offering(roster), due)]


def _willing(roster: Roster, one: OpenRow) -> list[Turn]:
    """They can help somebody without a name: now the citizen is asked."""
    if not (one.anonymous and one.willing_on):
        return []
    what, why = "Vraag toestemming en noem de naam", "De ander kan helpen."
    due = roster.term("andere_partij", one.willing_on, "toezegging")
    # they wait for us
    return [roster.turn("handover", "name", "name", what, why, offering(roster), due, of=one, can_wait=False)]


def _answer(roster: Roster, one: OpenRow) -> list[Turn]:
    step = "promise" if one.anonymous else "accept"
    what = "Laat weten of u kunt helpen" if one.anonymous else "Neem over of weiger"
    due = roster.term("overdracht", one.offered_on, "aangeboden")
    seats = _receivers(roster, one)
    if _answers_itself(roster, one) and not any(seat.able for seat in seats):
        what, why = "Daar kan niemand antwoorden: trek in, en zoek een ander", "Bij de ontvanger is nu niemand."
        turns = [roster.turn("handover", "nobody", "withdraw", what, why, offering(roster), due, of=one)]
    else:
        seats += offering(roster)  # without an account: who offered writes the answer down
        turns = [roster.turn("handover", "answer", step, what, "Aan u aangeboden.", seats, due, of=one)]
    late = roster.term("overdracht_escalatie", one.offered_on, "aangeboden")
    if roster.is_past(late.on):
        what, why = "Overdracht blijft liggen: grijp in", "De ander antwoordt niet."
        turns.append(roster.turn("handover", "leader", "withdraw", what, why, roster.leaders(), late, of=one))
    return turns


def _receivers(roster: Roster, one: OpenRow) -> list[Seat]:
    """Who answers themselves."""
    shared = one.shared_until is not None and not roster.has_come(one.shared_until)
    if one.to_kind == PartyKind.ORGANISATIE and shared:
        return roster.organisation(one.to_organisation_id, Role.MIDDENVELD)
    if one.to_kind == PartyKind.TEAM and (shared or one.to_team_id == roster.row.team_id):
        return [roster.role(role, team=one.to_team_id) for role in (Role.WMO_CONSULENT, Role.TEAMLID, Role.TEAMLEIDER)]
    return citizen(roster) if one.to_kind == PartyKind.INWONER else []


def _answers_itself(roster: Roster, one: OpenRow) -> bool:
    """Nobody else may write the answer down (see the condition `receiver_has_no_account`)."""
    if one.to_kind == PartyKind.ORGANISATIE:
        there = [post for post in roster.staff if post.organisation_id == one.to_organisation_id]
        return any(post.role == Role.MIDDENVELD and post.acting_ids for post in there)
    return bool(one.to_kind == PartyKind.TEAM)
