"""With whom something is shared: an organisation, a team, somebody of the network, or a party without an account."""

from dataclasses import dataclass
from typing import Any

from casework.network.models import Contact
from roles.models import Team
from wijkweb.models import Organisation


@dataclass(frozen=True, slots=True)
class Receiver:
    """One of these; `name` is what they are called."""

    name: str
    organisation: Organisation | None = None
    team: Team | None = None
    contact: Contact | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """As a sharing names them: a name of its own only for who is nowhere else."""
        known = {"with_organisation": self.organisation, "with_team": self.team, "with_contact": self.contact}
        return known | {"with_name": "" if any(known.values()) else self.name}

    @classmethod
    def of(cls, to: Any) -> "Receiver":
        """An organisation, a team, a contact of the network; or in words."""
        if isinstance(to, Organisation):
            return cls(to.name, organisation=to)
        if isinstance(to, Team):
            return cls(to.name, team=to)
        if isinstance(to, Contact):
            return cls(to.name, contact=to)
        return cls(str(to).strip()[:120])
