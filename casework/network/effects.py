"""What happens to the citizen's say when it turns out to be another's."""

from typing import Any

from casework.cases.models import Case
from casework.engine.writes import Write

OF_ANOTHER = "De zaak stond op naam van een ander."


def to_another(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Whoever agreed was somebody else: what rests on it ends, unless it was the right one who agreed. What brought the
    case to the team that has it stays: it would take the case away from who puts it right."""
    if details.get("consents_stand"):
        return
    standing = case.consents.filter(withdrawn_at=None).exclude(until__lte=write.on)
    for consent in standing.exclude(handovers__to_team=case.team_id):
        consent.withdrawn_at = write.at
        consent.save(update_fields=["withdrawn_at"])
        write.tell(
            "consent.ended",
            "Toestemming vervallen",
            text=OF_ANOTHER,
            obj=consent,
            details={"why": OF_ANOTHER},
            url=f"{case.get_absolute_url()}plan/",
        )
