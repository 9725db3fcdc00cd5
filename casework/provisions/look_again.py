"""Looking again at what somebody needs (Wmo 2015, 2.3.9): a research that begins with what the last one found."""

from typing import Any

from casework.engine.writes import Write
from casework.provisions.models import Provision
from casework.research.models import Need, Research
from casework.research.states import ResearchKind

_OF_THE_WHOLE = ("person", "person_mark", "carer", "carer_mark", "contribution", "contribution_mark")


def opened(write: Write, provision: Provision, before: str, details: dict[str, Any]) -> None:
    """What was found stands there to be changed, and isn't typed again; the one before stays beside it. Its report is owed
    to nobody by itself: what comes of it is told by the decision."""
    case = write.anchor
    last = case.researches.order_by("-pk").first()
    again = Research.objects.create(
        case=case,
        kind=ResearchKind.HERONDERZOEK,
        begun_on=write.on,
        state_since=write.on,
        owed=False,
        free=details["changed"],
        **{name: getattr(last, name) for name in _OF_THE_WHOLE if last is not None},
    )
    needs = list(last.needs.all()) if last is not None else []
    for need in needs:
        need.pk, need.research = None, again
        need.public_id = Need._meta.get_field("public_id").get_default()
    Need.objects.bulk_create(needs)
