"""What advisers said, for who researches: to be taken over, or to rest on."""

from collections.abc import Iterator
from typing import Any, Final

from casework.advice.models import Advice
from casework.advice.states import AdviceState
from casework.engine.noun import Known
from casework.engine.words import day_in_words
from roles.fixed import Slot
from roles.policy import Sight
from roles.shape import Seen

_OF_CASE: Final = Seen(
    "advices on a case",
    lambda sight, *, case: (
        Advice.objects.visible_to(sight)
        .filter(case=case)
        .select_related("piece", "sharing__with_organisation", "sharing__with_team", "sharing__with_contact")
    ),
    case=Slot.ID,
)


def of_case(case: Any, sight: Sight) -> list[Any]:
    """Read once for a page: below the research they stand, and in it is quoted what came of them."""
    kept: list[Any] | None = case.__dict__.get("_advices")
    if kept is None:
        kept = case.__dict__["_advices"] = list(_OF_CASE.objects(sight, case=case.pk))
    return kept


def known(case: Any, sight: Sight) -> Iterator[Known]:
    for one in of_case(case, sight):
        if one.state == AdviceState.ONTVANGEN:
            words = one.answer or (one.piece.title if one.piece else "")
            yield Known(one.public_id, words, f"advies van {one.of_whom}, {day_in_words(one.received_on)}")
