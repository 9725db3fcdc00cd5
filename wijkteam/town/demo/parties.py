"""Who carries a goal, or takes over a question: as the fields that say so."""

from typing import Any, Final

from casework.cases.states import Layer, PartyKind
from casework.goals.models import CarrierKind
from casework.network.models import Contact
from roles.models import Team, User
from wijkweb.models import Organisation

Party = str | Contact | Organisation | Team | User  # a string is 'inwoner'

INWONER: Final = "inwoner"


def carried(carrier: Party) -> dict[str, Any]:
    """The fields of a goal that say who carries it, and on which layer that is."""
    if isinstance(carrier, Organisation):
        return {"carrier_kind": CarrierKind.ORGANISATIE, "carrier_organisation": carrier, "layer": carrier.layer}
    if isinstance(carrier, Contact):
        return {"carrier_kind": CarrierKind.NAASTE, "carrier_contact": carrier, "layer": Layer.BURGER}
    if isinstance(carrier, User):
        return {"carrier_kind": CarrierKind.COLLEGA, "carrier_user": carrier, "layer": Layer.PROFESSIONAL}
    return {"carrier_kind": CarrierKind.INWONER, "layer": Layer.BURGER}


def receiver(to: Party) -> dict[str, Any]:
    """The fields of a hand-over that say to whom."""
    if isinstance(to, Organisation):
        return {"to_kind": PartyKind.ORGANISATIE, "to_organisation": to}
    if isinstance(to, Contact):
        return {"to_kind": PartyKind.NAASTE, "to_contact": to}
    if isinstance(to, Team):
        return {"to_kind": PartyKind.TEAM, "to_team": to}
    return {"to_kind": PartyKind.INWONER}
