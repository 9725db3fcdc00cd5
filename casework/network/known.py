"""Who is around already, for who researches."""

from collections.abc import Iterator
from typing import Any, Final

from casework.engine.noun import Known
from casework.network.models import Contact, Tie
from roles.policy import Sight

MOST: Final = 8  # names in one line


def known(case: Any, sight: Sight) -> Iterator[Known]:
    """In one line, those one is in contact with; nobody who is shielded: the report is read by whose web it is."""
    rows = Contact.objects.visible_to(sight).filter(case=case, shielded=False, removed_at=None, tie=Tie.NU)
    names = [f"{one.name} ({one.relation})" if one.relation else one.name for one in rows[:MOST]]
    if names:
        yield Known("mensen", ", ".join(names), "wijkweb")
