"""The letter of an indicatie that isn't issued yet, as it would be if the visitor issued it now."""

from copy import copy
from typing import Any

from casework.documents.content import Deciding, letter_content
from casework.documents.kinds import kind_of
from casework.documents.read_first import as_read
from casework.engine.mandates import covers
from casework.engine.noun import ReadByOther
from casework.indicaties import paper
from casework.indicaties.models import VoorlopigeIndicatie
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, basis


def preview(indicatie: VoorlopigeIndicatie, sight: Sight, mandates: list[Any]) -> ReadByOther | None:
    """What the citizen would read. Nothing where there is nobody to write to; without the visitor's name where another
    decides: no mandate of theirs reaches."""
    person = indicatie.case.person
    if person is None or person.deceased_on is not None:
        return None
    issued = copy(indicatie)
    issued.issued_on = sight.on
    mandate = next(
        (one for one in mandates if covers(one, amount=indicatie.amount_per_week, weeks=indicatie.weeks)), None
    )
    step = _deciding(indicatie, sight, mandate) if mandate is not None else None
    return as_read(letter_content(kind_of(paper.ISSUED), indicatie.case, issued, on=sight.on, step=step))


def _deciding(indicatie: VoorlopigeIndicatie, sight: Sight, mandate: Any) -> Deciding:
    ground = basis(sight, Action.ISSUE_INDICATIE, indicatie)
    return Deciding(User.objects.get(pk=sight.user_id), ground.role.label if ground else "", mandate)
