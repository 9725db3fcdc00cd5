"""What the words of a part rest on (Awb 3:2): the conversation, what is known, or what another told."""

from collections.abc import Iterator
from typing import Any, Final

from casework.research.known import known_of
from casework.research.models import Basis, Need, Research
from casework.research.parts import Part
from roles.policy import Sight

CONVERSATION: Final = "gesprek"
OTHER: Final = "ander"  # who may only be asked, and quoted, with consent
LONGEST: Final = 300


def basis_of(row: Research | Need, part: Part) -> Basis | None:
    """Of the rows that were read with it."""
    need = row.pk if isinstance(row, Need) else None
    return next((one for one in row.bases.all() if one.part == part and one.need_id == need), None)


def sources(case: Any, sight: Sight, stands: Basis | None) -> Iterator[tuple[str, str]]:
    """What can be chosen, each with its words; what was chosen before stays, also where it is known no more."""
    yield CONVERSATION, "Het gesprek"
    offered = {CONVERSATION, OTHER}
    for key, one in known_of(case, sight):
        offered.add(key)
        yield key, f"{one.source}: {one.words}"[:LONGEST]
    yield OTHER, "Een ander, met toestemming"
    if stands is not None and stands.source not in offered:
        yield stands.source, stands.words


def put_basis(research: Research, need: Need | None, part: Part, basis: tuple[str, str]) -> None:
    """What it rests on now: a source with its words; nothing for an empty one."""
    source, words = basis
    rows = Basis.objects.filter(research=research, need=need, part=part)
    if not source:
        rows.delete()
        return
    told = {"source": source, "words": words[:LONGEST]}
    if not rows.update(**told):
        Basis.objects.create(research=research, need=need, part=part, **told)
