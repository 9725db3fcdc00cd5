"""A question of the load data that is handed to a partner or to somebody of the network."""

from casework.handovers.models import Handover
from wijkteam.town.load.chronicle import FOREVER, Chronicle
from wijkteam.town.load.copying import Row
from wijkteam.town.load.file import add_sharing
from wijkteam.town.load.words import NEEDS


def hand_over(case: Chronicle) -> None:
    """Offered, and after some days refused or taken over. Raises Tomorrow where nobody answered yet."""
    row, name = _offer(case)
    public_id, offered = row["public_id"], case.day
    case.event(case.regisseur, "handover.offered", "Vraag aangeboden", name, object_id=public_id)
    case.later(1, 9)
    case.turn(
        f"handover:{public_id}:answer",
        "handover.accept",
        "Neem over of weiger",
        offered,
        7,
        case.regisseur,
        ("overdrachten", public_id),
    )
    if case.chance(0.2):
        _refuse(case, row)
    else:
        _take_over(case, row, name)


def _offer(case: Chronicle) -> tuple[Row, str]:
    """The row, and the receiver as the timeline names them."""
    neighbour = bool(case.contacts) and case.chance(0.35)
    party = case.pick(case.team.partners)
    to: Row = {"to_kind": "organisatie", "to_organisation_id": party.pk, "to_layer": party.layer}
    if neighbour:
        to = {"to_kind": "naaste", "to_contact_id": case.pick(tuple(case.contacts)), "to_layer": "burger"}
    shared = {"with_contact_id": to["to_contact_id"]} if neighbour else {"with_organisation_id": party.pk}
    name = "iemand uit het netwerk" if neighbour else party.name
    row = case.tables[Handover].add(
        public_id=case.public_id(),
        case_id=case.row["id"],
        from_name=case.team.team_name,
        from_layer=case.row["layer"],
        **to,
        need=case.pick(NEEDS),
        consent_id=add_sharing(case, name, **shared),
        shared_until=FOREVER,
        state="aangeboden",
        state_since=case.day,
        offered_by_id=case.regisseur.pk,
        offered_on=case.day,
    )
    return row, name


def _refuse(case: Chronicle, row: Row) -> None:
    """And the regisseur keeps it, a few days later. Raises Tomorrow where that is not yet."""
    why = "Geen plaats op korte termijn."
    row |= {
        "state": "geweigerd",
        "state_since": case.day,
        "ended_on": case.day,
        "shared_until": case.day,
        "ended_why": why,
    }
    case.row["seeking_since"] = since = case.day
    case.event(case.regisseur, "handover.refuse", "Weiger", why, object_id=row["public_id"])
    case.later(0, 4)
    case.turn("case:seek", "case.hold", "Zoek een andere partij, of houd zelf", since, 2, case.regisseur)
    case.row["seeking_since"] = None
    case.event(case.regisseur, "case.hold", "Houd zelf")


def _take_over(case: Chronicle, row: Row, name: str) -> None:
    row |= {
        "state": "aanvaard",
        "state_since": case.day,
        "accepted_on": case.day,
        "accepted_by": name,
        "accepted_how": "telefonisch",
    }
    case.row |= {
        "holder_kind": row["to_kind"],
        "holder_contact_id": row["to_contact_id"],
        "held_since": case.day,
        "holder_organisation_id": row["to_organisation_id"],
        "holder_team_id": None,
        "layer": row["to_layer"],
    }
    case.event(
        case.regisseur,
        "handover.accept",
        "Neem over",
        object_id=row["public_id"],
        before="aangeboden",
        after="aanvaard",
        citizen="Uw vraag is overgenomen.",
    )
    case.event(
        case.regisseur,
        "case.moved",
        f"Ligt nu bij {name}",
        layer=case.row["layer"],
        holder=name,
        citizen="Uw vraag ligt nu bij een ander.",
    )
