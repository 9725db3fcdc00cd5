"""Who reads what is typed, and what of it they aren't to read."""

from dataclasses import dataclass
from enum import StrEnum


class Reader(StrEnum):
    """For whom a text is, besides the team."""

    CITIZEN = "citizen"  # reads the file, and letters
    OUTSIDE = "outside"  # a party that knows the name, and what is needed
    NAMELESS = "nameless"  # a party that isn't to know whom it is about


@dataclass(frozen=True, slots=True)
class Told:
    """Something that isn't for the reader. `excuse` is what the writer may answer, where that is safe."""

    word: str
    sentence: str
    excuse: str = ""
