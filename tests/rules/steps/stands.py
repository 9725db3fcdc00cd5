"""How a table of steps is written down, and how somebody comes to stand to an object as it says.

A `Table` holds, for one machine, in which states each step exists, and per `Stand` a block of text with a row per step
and a column per role (see `tests.truth`). `keep@aanmelding` is a row for that state alone, before the row `keep`.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from casework.cases.models import Case
from casework.engine.anchor import Anchor
from casework.engine.registry import noun_of
from casework.households.models import Household
from roles.matrix import MUNICIPALITY_ROLES, ORGANISATION_ROLES, GrantKind, Role
from roles.models import Mandate, MandateKind, User
from roles.policy import Sight, sight
from tests.casework.householdplans.household import Family
from tests.factories import World, mandate, member, user
from tests.truth import read
from wijkweb.models import Organisation


@dataclass(frozen=True)
class Stand:
    """How somebody stands to the object, and what each role may do there.

    Their id goes in the columns `on_case` and `on_it`; `also` does what else is needed, on an object that is a copy.
    `states` are those in which one can stand so (all, if empty); `saved` where the database must know of it.
    """

    words: str
    may: str
    on_case: tuple[str, ...] = ()
    on_it: tuple[str, ...] = ()
    mandate: bool = False
    nobody_leads: bool = False
    saved: bool = False
    states: str = ""
    also: Callable[["Situation"], None] | None = None

    @cached_property
    def cells(self) -> dict[tuple[str, Role], bool]:
        return read(self.may)

    def says(self, step: str, state: str, role: Role) -> bool:
        row = f"{step}@{state}"
        return self.cells[row if (row, role) in self.cells else step, role]


@dataclass(frozen=True)
class Table:
    """One machine: the states in which each step exists, and who may take it."""

    model: type[Any]
    steps: dict[str, str]
    stands: tuple[Stand, ...]

    @property
    def name(self) -> str:
        return noun_of(self.model).name

    def states(self, stand: Stand) -> list[str]:
        """Those in which that stand can take any step at all."""
        there = {state for states in self.steps.values() for state in states.split()}
        return sorted(there & set(stand.states.split()) if stand.states else there)

    def steps_in(self, state: str) -> set[str]:
        return {step for step, states in self.steps.items() if state in states.split()}


@dataclass
class Situation:
    """One person before one object. The object and its case are copies: a stand may change them."""

    scene: "Scene"
    obj: Any
    user: User
    sight: Sight

    def case_in(self, phase: str) -> Case:
        return copy.copy(self.scene.saved(Case, phase))


class Scene:
    """A world with somebody of every role, with and without a mandate, and elsewhere; objects are made once."""

    def __init__(self) -> None:
        self.world = world = World()
        Mandate.objects.all().delete()  # whoever has one here has it by name
        self.other = user("ander")
        member(self.other, Role.TEAMLID, team=world.team)
        self.elders = Organisation.objects.create(name="Elders", layer="middenveld", domain="kerk")
        self.people = {(role, held): self._person(role, held) for role in Role for held in (False, True)}
        self.saved, self.sight = cache(self._saved), cache(self._sight)

    def _person(self, role: Role, mandated: bool) -> User:
        """At the place where the role belongs; whoever comes by a grant gets that with each case."""
        who = user(f"{role}_{'met' if mandated else 'zonder'}")
        world = self.world
        places: dict[Role, Any] = {
            Role.EERSTE_CONTACT: {"organisation": world.nursing},
            Role.MIDDENVELD: {"organisation": self.elders},
            Role.UITVOERDER: {"organisation": world.provider},
            Role.MEELEZER: {"team": world.other_team},  # only a colleague reads along
        } | {one: {"team": world.gemeente} for one in MUNICIPALITY_ROLES}
        if role is not Role.BURGER:
            place = places.get(role, {"team": world.team})
            member(who, Role.TEAMLID if role is Role.MEELEZER else role, **place)
        if mandated:
            mandate(MandateKind.INDICATIE, who=who, amount="500", weeks=12)
            mandate(MandateKind.VANGNET, who=who, amount="25000")
            mandate(MandateKind.BESLUIT, who=who)
            mandate(MandateKind.BEZWAAR, who=who)
        return who

    def _saved(self, model: type, state: str) -> Any:
        """One row of that machine in that state, with everyone's grants on its case. Asked once for each."""
        if getattr(model, "anchor_field", "") == Household.anchor_field and not issubclass(model, Anchor):
            return self._of_a_household(model, state)
        world, by = self.world, {"reported_by": self.other}
        case = world.case(state, **by) if model is Case else world.case(**by)
        for kind, role in ((GrantKind.OWN, Role.BURGER), (GrantKind.READ_ALONG, Role.MEELEZER)):
            for held in (False, True):
                world.grant(case, self.people[role, held], kind)
        self.sight.cache_clear()
        if model is Case:
            return Case.objects.for_page().get(pk=case.pk)
        if issubclass(model, Anchor):  # of another kind: of whom this case is about
            return model.objects.for_page().get(pk=world.make(noun_of(model).name, case.person).pk)
        made = self._child(model, case, state)
        child = model._default_manager.select_related(*model.alongside).get(pk=made.pk)
        child.case = Case.objects.for_page().get(pk=case.pk)
        return child

    def _of_a_household(self, model: Any, state: str) -> Any:
        """One that hangs on a household, with everyone's grants on the cases of who lives there."""
        family = Family(self.world)
        for case in (family.case, family.girls):
            for kind, role in ((GrantKind.OWN, Role.BURGER), (GrantKind.READ_ALONG, Role.MEELEZER)):
                for held in (False, True):
                    self.world.grant(case, self.people[role, held], kind)
        self.sight.cache_clear()
        made = family.meeting(state) if noun_of(model).name == "meeting" else family.plan(state)
        child = model._default_manager.select_related(*model.alongside).get(pk=made.pk)
        child.anchor = Household.objects.for_page().get(pk=family.row.pk)
        return child

    def _child(self, model: type, case: Case, state: str) -> Any:
        """One that is somebody else's."""
        theirs = {
            "handover": {"offered_by": self.other},
            "indicatie": {"made_by": self.other},
            "vangnet": {"requested_by": self.other},
            "document": {"asked_by": self.other},
            "appointment": {"person": self.other},
        }
        noun = noun_of(model).name
        more: dict[str, Any] = theirs.get(noun, {})
        if noun == "indicatie" and state == "voorgelegd":
            more["submitted_to"] = self.world.consulent2
        if noun == "indicatie" and state in ("afgegeven", "geeindigd"):
            more["issued_by"] = self.other
        return self.world.make(noun, case, state=state, **more)

    def _sight(self, role: Role, who: User) -> Sight:
        """As they come in; of who reads along without the place that lets them: that has a column of its own."""
        found = sight(who)
        return replace(found, holdings=()) if role is Role.MEELEZER else found

    def situation(self, table: Table, stand: Stand, state: str, role: Role) -> Situation:
        """A person of that role who stands so to an object in that state."""
        obj = copy.copy(self.saved(table.model, state))
        who = self.people[role, stand.mandate]
        case = obj
        if not isinstance(obj, Anchor):
            obj.anchor = case = copy.copy(obj.anchor)
        if stand.nobody_leads:
            case.regisseur_id = None
        for column in stand.on_case:
            setattr(case, column, who.pk)
        for column in stand.on_it:
            setattr(obj, column, who.pk)
            if stand.saved:
                table.model._default_manager.filter(pk=obj.pk).update(**{column: who.pk})
        here = Situation(self, obj, who, self.sight(role, who))
        if stand.also is not None:
            stand.also(here)
        return here

    @cached_property
    def elsewhere(self) -> tuple[tuple[str, Sight], ...]:
        return tuple(self._elsewhere())

    def _elsewhere(self) -> Iterator[tuple[str, Sight]]:
        """Those of another team, another organisation, another case, no place at all, or a place no more."""
        world = self.world
        for role in (Role.TEAMLID, Role.WMO_CONSULENT, Role.TEAMLEIDER):
            who = user(f"{role}_elders")
            member(who, role, team=world.other_team)
            yield role, sight(who)
        for role in ORGANISATION_ROLES:
            who = user(f"{role}_elders")
            member(who, role, organisation=self.elders)
            yield role, sight(who)
        other_case, who = world.case(), user("andere_inwoner")
        world.grant(other_case, who)
        yield Role.BURGER, sight(who)
        world.grant(other_case, world.consulent3, GrantKind.READ_ALONG)
        yield Role.MEELEZER, sight(world.consulent3)
        yield "no place", sight(world.outsider)
        yield "until yesterday", sight(world.left)
