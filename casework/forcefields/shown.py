"""Of a krachtenveld what one reader may see: who stands in it, how they are tied, and the words.

Kept from the citizen is whoever was shielded here, or in the wijkweb. Of whom a safety wall hides nobody reads who may not
know of them; and where there is such a one, not the words either: those may be about anybody.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from casework.forcefields.states import ForceFieldState, Influence, Regie, Stance, There, TieKind
from casework.households.walls import is_called, strangers
from casework.people.names import name_key
from roles.actions import Action
from roles.policy import Sight, may


@dataclass(frozen=True, slots=True)
class Standing:
    """One of them, as they stand in one of the two pictures; the words are ready, and empty where nothing was said."""

    key: int
    name: str
    role: str
    influence: str
    stance: str
    directs: bool
    ground: str = ""  # why the citizen doesn't read of them; for who may know that

    @property
    def influence_in_words(self) -> str:
        return Influence(self.influence).label if self.influence else ""

    @property
    def stance_in_words(self) -> str:
        return Stance(self.stance).label if self.stance else ""


@dataclass(frozen=True, slots=True)
class Tied:
    """How it is between two; `other` None is the citizen."""

    one: int
    other: int | None
    kind: str
    between: str

    @property
    def kind_in_words(self) -> str:
        return TieKind(self.kind).label


@dataclass(frozen=True, slots=True)
class Picture:
    """The field at one of two moments."""

    label: str
    subject: str
    there: tuple[Standing, ...]
    ties: tuple[Tied, ...]
    regie: str  # who holds it, in words; empty where nobody said


@dataclass(frozen=True, slots=True)
class Shown:
    now: Picture
    then: Picture
    change: str
    said: str
    reads_words: bool

    @property
    def is_empty(self) -> bool:
        return not (self.now.there or self.then.there)


def shown(field: Any, sight: Sight) -> Shown:
    """Two queries, two more where a wall stands near, and one for who may not read what is kept from the citizen. What is to
    change they read once it was talked over: until then it may name anybody."""
    unknown = strangers(field.case.person, sight)
    there = _known(field, unknown)
    ties = list(field.ties.select_related("one", "other"))
    knows = _knows_why(field, sight) and not may(sight, Action.VIEW_OWN, field)
    if not knows:
        kept = {name_key(name) for name in shielded_in_the_web(field.case)}
        there = [one for one in there if not one.shielded and name_key(one.name) not in kept]
    reads_change = not unknown and (knows or field.state == ForceFieldState.BESPROKEN)
    grounds = may(sight, Action.VIEW_SHIELDED, field)
    return Shown(
        now=_picture(field, "Nu", there, ties, grounds=grounds, then=False),
        then=_picture(field, "Voorstel", there, ties, grounds=grounds, then=True),
        change=field.change if reads_change else "",
        said=field.said if not unknown else "",
        reads_words=not unknown,
    )


def known_parties(field: Any, sight: Sight) -> list[Any]:
    """Those in it of whom this person may know: in no list to choose from stands another."""
    return _known(field, strangers(field.case.person, sight))


def _known(field: Any, unknown: Collection[Any]) -> list[Any]:
    parties = field.parties.select_related("organisation")
    return [one for one in parties if not any(is_called(who, one.name) for who in unknown)]


def _knows_why(field: Any, sight: Sight) -> bool:
    """Who may read what is kept from the citizen; and whoever drew it themselves."""
    return may(sight, Action.VIEW_SHIELDED, field) or may(sight, Action.MAKE_FORCE_FIELD, field)


def shielded_in_the_web(case: Any) -> list[str]:
    """The names in its wijkweb that are kept from the citizen."""
    return list(case.contacts.filter(shielded=True).values_list("name", flat=True))


def _picture(field: Any, label: str, parties: list[Any], ties: list[Any], *, grounds: bool, then: bool) -> Picture:
    gone = There.NU if then else There.STRAKS
    here = [one for one in parties if one.there != gone]
    regie, directs = (field.regie_then, field.regie_then_party) if then else (field.regie_now, field.regie_now_party)
    keys = {one.pk for one in here}
    standing = tuple(
        Standing(
            key=one.pk,
            name=one.name,
            role=one.role,
            influence=(then and one.influence_then) or one.influence,
            stance=(then and one.stance_then) or one.stance,
            directs=directs is not None and directs.pk == one.pk,
            ground=one.ground if grounds and one.shielded else "",
        )
        for one in here
    )
    tied = tuple(
        Tied(one.one_id, one.other_id, kind, f"{one.one.name} en {one.other.name if one.other else field.case.subject}")
        for one in ties
        if (kind := one.then if then else one.now) and {one.one_id, one.other_id} - {None} <= keys
    )
    return Picture(label, field.case.subject, standing, tied, _regie(field, regie, directs, keys))


def _regie(field: Any, regie: str, party: Any, keys: set[int]) -> str:
    if regie == Regie.INWONER:
        return str(field.case.subject)
    if regie == Regie.NIEMAND:
        return "Niemand"
    return party.name if party is not None and party.pk in keys else ""
