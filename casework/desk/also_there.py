"""*Ook op dit adres*: other cases of the same person, at the same address, or linked, among those that one may see whole.

A secret address is no address here, on either side; and of what somebody may not see there is no word.
"""

from dataclasses import dataclass
from typing import Any, Final

from casework.cases.models import Case
from roles import reading_log
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight
from roles.shape import Seen

MOST: Final = 8  # of each: a house with more is no household
NOWHERE: Final = "-"  # no address has this key
NOBODY: Final = 0


@dataclass(frozen=True, slots=True)
class There:
    """Another case, and why it is named here."""

    case: Any
    why: str


def _others(sight: Sight, *, case: Any) -> Any:
    rows = Case.objects.visible_to(sight, Action.VIEW_FILE).exclude(pk=case).order_by("-received_on", "-pk")
    return rows.select_related("person").only(*_SHOWN)


_SHOWN: Final = ("ref", "phase", "layer", "provision", "received_on", "person__given_name", "person__family_name")
_OF_PERSON: Final = Seen(
    "other cases of a person",
    lambda sight, *, case, person: _others(sight, case=case).filter(person=person)[:MOST],
    case=Slot.ID,
    person=Slot.ID,
)
_AT_ADDRESS: Final = Seen(
    "cases at an address",
    lambda sight, *, case, address: _others(sight, case=case).filter(
        person__address_key=address, person__secret_address=False
    )[:MOST],
    case=Slot.ID,
    address=Slot.TEXT,
)
_LINKED: Final = Seen(
    "linked cases",
    lambda sight, *, case, to: _others(sight, case=case).filter(
        pk__in=Case.linked.through.objects.filter(from_case=to).values("to_case")
    )[:MOST],
    case=Slot.ID,
    to=Slot.ID,
)


class AlsoThere:
    """Asked when it is made, and read when it is looked at."""

    def __init__(self, case: Any, sight: Sight) -> None:
        self._case, self._sight, person = case, sight, case.person
        address = person.address_key if person is not None and not person.secret_address else ""
        self._asked = (
            ("dezelfde inwoner", _OF_PERSON.objects(sight, case=case.pk, person=case.person_id or NOBODY)),
            ("zelfde adres", _AT_ADDRESS.objects(sight, case=case.pk, address=address or NOWHERE)),
            ("gekoppeld", _LINKED.objects(sight, case=case.pk, to=case.pk)),
        )

    def found(self) -> list[There]:
        """Each once, by what binds most. That they were named is remembered."""
        found = [There(case, why) for why, cases in self._asked for case in cases]
        result = list({one.case.pk: one for one in reversed(found)}.values())[::-1]
        reading_log.listed(self._sight, part="ook op dit adres", why=f"bij {self._case.ref}", rows=len(result))
        return result
