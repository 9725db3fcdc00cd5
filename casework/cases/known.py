"""What a report tells already, for who researches."""

from collections.abc import Iterator
from typing import Any

from casework.engine.noun import Known
from casework.engine.words import day_in_words
from roles.policy import Sight


def known(case: Any, sight: Sight) -> Iterator[Known]:
    """The question as it came in, unless its words tell who is shielded; and what it turned out to be about."""
    if not case.reporter_shielded:
        yield Known("vraag", case.question, f"melding, {day_in_words(case.received_on)}")
    if case.really_asked:
        yield Known("weging", case.really_asked, f"eerste gesprek, {day_in_words(case.weighed_on)}")
