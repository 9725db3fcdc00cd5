"""Which kinds of paper there are: each noun brings its own letters (see `casework.engine.noun.Letter`)."""

from typing import Final

from casework.engine import registry
from casework.engine.noun import Letter

POST: Final = "post"  # all that waits to be posted, at one go


def kind_of(kind: str) -> Letter:
    return registry.letters()[kind]


def letters() -> tuple[str, ...]:
    """What is sent or given; whoever reported without seeing the file may read what they asked for of these."""
    return tuple(one.kind for one in registry.letters().values() if one.letter)


def citizen_reads() -> tuple[str, ...]:
    """What the citizen may read, once it is made."""
    return tuple(one.kind for one in registry.letters().values() if one.citizen_reads)


def announcing() -> tuple[str, ...]:
    """What must reach the citizen: a decision counts once it was announced (Awb 3:41)."""
    return tuple(one.kind for one in registry.letters().values() if one.announces)


def deciding() -> tuple[str, ...]:
    """To which one may object."""
    return tuple(one.kind for one in registry.letters().values() if one.letter and one.clause)


def joining() -> tuple[str, ...]:
    """What stands in a decision where one goes out the same day."""
    return tuple(one.kind for one in registry.letters().values() if one.joins)


def sent_by_a_step() -> tuple[str, ...]:
    """What another step sends: while that waits, the letter is nobody's turn by itself."""
    return tuple(one.kind for one in registry.letters().values() if one.sent_by)


def kept_apart() -> tuple[str, ...]:
    """Read by who reads what they are about, and by nobody else."""
    return tuple(one.kind for one in registry.letters().values() if one.apart)


def label_of(kind: str) -> str:
    return kind_of(kind).label
