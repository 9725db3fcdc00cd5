"""What is known of a case already, ready to be taken over in its research: each noun tells its own (`Noun.known`)."""

from collections.abc import Iterator
from typing import Any

from casework.engine.noun import Known
from casework.engine.registry import hanging_on
from roles.policy import Sight


def known_of(case: Any, sight: Sight) -> Iterator[tuple[str, Known]]:
    """Each with the key by which its page finds it again."""
    for noun in hanging_on(type(case)):
        if noun.known is not None:
            for one in noun.known(case, sight):
                yield f"{noun.name}-{one.key}", one


def known_by(case: Any, sight: Sight, key: str) -> Known | None:
    return next((one for name, one in known_of(case, sight) if name == key), None)
