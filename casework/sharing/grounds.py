"""Who may get what, for what, on which ground: written by hand, each row with its article.

The citizen's say reaches whom they name. An article reaches one kind of party, for one kind of purpose, and no further
than the parts it is needed for; how these articles are read is for the municipality to confirm (docs/beheer.md).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from casework.law.terms import WMO
from casework.sharing.receivers import Receiver
from casework.sharing.states import FilePart as Part
from casework.sharing.states import Purpose, Rests
from wijkweb.models import OrganisationLayer

_ALL_BUT_ELSEWHERE: Final = frozenset(set(Part) - {Part.ELDERS})


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One row: `asked` says that the citizen is asked; `provider` and `outside` to whom it reaches (a professional
    organisation; a party that has no account here, by its name); neither is anybody."""

    article: str
    asked: bool = False
    provider: bool = False
    outside: str = ""
    purposes: frozenset[Purpose]
    parts: frozenset[Part]

    def reaches(self, to: Receiver) -> bool:
        if self.provider:
            return to.organisation is not None and to.organisation.layer == OrganisationLayer.PROFESSIONAL
        return not self.outside or self.outside.casefold() in to.name.casefold()


GROUNDS: Final = {
    Rests.TOESTEMMING: Ground(article=WMO + "5.2.5", asked=True, purposes=frozenset(Purpose), parts=_ALL_BUT_ELSEWHERE),
    Rests.GEMEENTE: Ground(
        article=WMO + "5.1.1 lid 4",
        asked=True,
        purposes=frozenset({Purpose.HULP, Purpose.ADVIES, Purpose.AFSTEMMEN}),
        parts=frozenset({Part.VRAAG, Part.ELDERS}),
    ),
    Rests.AANBIEDER: Ground(
        article=WMO + "5.2.1",
        provider=True,
        purposes=frozenset({Purpose.UITVOEREN}),
        parts=frozenset({Part.VRAAG, Part.BEREIKEN, Part.BESLUIT}),
    ),
    Rests.CAK: Ground(
        article=WMO + "5.2.1",
        outside="CAK",
        purposes=frozenset({Purpose.BETALEN}),
        parts=frozenset({Part.BEREIKEN, Part.BESLUIT}),
    ),
    Rests.SVB: Ground(
        article=WMO + "5.2.1",
        outside="SVB",
        purposes=frozenset({Purpose.BETALEN}),
        parts=frozenset({Part.BEREIKEN, Part.BESLUIT}),
    ),
    Rests.TOEZICHT: Ground(
        article=WMO + "5.2.2",
        purposes=frozenset({Purpose.TOEZICHT}),
        parts=frozenset({Part.VRAAG, Part.BESLUIT, Part.STUKKEN}),
    ),
    Rests.VEILIG_THUIS: Ground(
        article=WMO + "5.2.6",
        outside="Veilig Thuis",
        purposes=frozenset({Purpose.VEILIGHEID}),
        parts=_ALL_BUT_ELSEWHERE,
    ),
    Rests.TAAK: Ground(
        article=WMO + "5.3.3 lid 3",
        purposes=frozenset({Purpose.ADVIES, Purpose.AFSTEMMEN, Purpose.VEILIGHEID}),
        parts=frozenset({Part.VRAAG, Part.BEREIKEN}),
    ),
}
ASKED: Final = tuple(str(one) for one, ground in GROUNDS.items() if ground.asked)


def refusals(rests: str, purpose: str, parts: Collection[str], to: Receiver) -> Iterator[tuple[str, str]]:
    """Why this can't be shared so: the field that is wrong ('rests', 'purpose' or 'what'), with the sentence."""
    ground = GROUNDS[Rests(rests)]
    if not ground.reaches(to):
        whom = "een aanbieder" if ground.provider else ground.outside
        yield "rests", f"Op deze grond deelt u alleen met {whom}. Kies een andere grond, of vraag toestemming."
    if purpose not in ground.purposes:
        fits = ", ".join(one.label.lower() for one in Purpose if one in ground.purposes)
        yield "purpose", f"Op deze grond deelt u alleen voor: {fits}."
    too_much = [Part(one).label for one in parts if one not in ground.parts]
    if too_much:
        yield "what", f"Op deze grond mag u dit niet delen: {'; '.join(too_much).lower()}."
