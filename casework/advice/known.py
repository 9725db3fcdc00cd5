"""What advisers said, for who researches: to be taken over, or to rest on."""

from collections.abc import Iterator
from typing import Any

from casework.advice.models import Advice
from casework.advice.states import AdviceState
from casework.engine.noun import Known
from casework.engine.words import day_in_words
from roles.policy import Sight


def known(case: Any, sight: Sight) -> Iterator[Known]:
    rows = Advice.objects.visible_to(sight).filter(case=case, state=AdviceState.ONTVANGEN)
    for one in rows.select_related(*Advice.alongside):
        words = one.answer or (one.piece.title if one.piece else "")
        yield Known(one.public_id, words, f"advies van {one.of_whom}, {day_in_words(one.received_on)}")
