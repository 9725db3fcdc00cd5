"""Who holds the question, and on which layer it lies with that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.cases.states import Layer, PartyKind

if TYPE_CHECKING:
    from casework.engine.writes import Write


def layer_of(kind: str, organisation: Any) -> str:
    """The layer follows from the party and from nothing else."""
    if kind in (PartyKind.INWONER, PartyKind.NAASTE):
        return Layer.BURGER
    return str(organisation.layer) if kind == PartyKind.ORGANISATIE else Layer.PROFESSIONAL


def move_holder(write: Write, *, kind: str, contact: Any = None, organisation: Any = None, team: Any = None) -> None:
    """From now on this party holds the question; where it lies is told as a step through the triangle."""
    case = write.anchor
    case.holder_kind, case.holder_contact = kind, contact
    case.holder_organisation, case.holder_team = organisation, team
    case.layer = layer_of(kind, organisation)
    case.held_since = write.on
    write.tell(
        "case.moved",
        f"Ligt nu bij {case.holder_name}",
        citizen="Uw vraag ligt nu bij een ander.",
        layer=case.layer,
        holder=case.holder_name[:160],
    )
