"""The matrix, and the three questions that rest on it, say what the table by hand says: cell by cell, nothing more."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q

from casework.cases.models import Case
from roles.actions import Action
from roles.matrix import MATRIX, GrantKind, Relation, Role
from roles.models import User
from roles.policy import Holding, Post, Sight, may, which, who_may
from tests.factories import World, today, user
from tests.roles.matrix_table import MAY
from tests.roles.of_a_child import ONLY
from tests.truth import read
from wijkweb.models import Organisation

SAID = {(role, row, relation): yes for relation, block in MAY.items() for (row, role), yes in read(block).items()}

BY_GRANT = {GrantKind.OWN: Role.BURGER, GrantKind.REPRESENT: Role.BURGER, GrantKind.READ_ALONG: Role.MEELEZER}


def test_every_role_action_and_relation_has_its_cell() -> None:
    every = {(role, str(action), str(relation)) for role in Role for action in Action for relation in Relation}
    assert sorted(every - SAID.keys()) == [], "not in the table"
    assert sorted(SAID.keys() - every) == [], "in the table, and nowhere else"


@pytest.mark.parametrize("role", Role.values)
def test_the_matrix_has_these_cells_and_no_other(role: str) -> None:
    wrong = []
    for (who, action, relation), said in SAID.items():
        built = relation in MATRIX[Role(role)].get(Action(action), ())
        if who == role and built != said:
            wrong.append(f"{role} · {action} · {relation}: the table says {word(said)}, the matrix {word(built)}")
    assert wrong == []


def word(yes: bool) -> str:
    return "yes" if yes else "no"


# --- what the three questions make of it -----------------------------------------------------------------------


@dataclass(frozen=True)
class Stand:
    """Somebody who stands in exactly one relation, or in none: who, at which place, by which grant.

    `touches` are the objects to which the relation leads.
    """

    words: str
    relation: str  # '' for a stranger
    user: User
    place: dict[str, Any]
    touches: tuple[Any, ...] = ()
    grant: GrantKind | None = None

    def sight(self, role: Role, case: Case) -> Sight:
        if self.grant is not None:
            return Sight(self.user, today(), grants={case.pk: self.grant})
        return Sight(self.user, today(), holdings=(Holding(role, self.user.pk, **self.place),))

    def post(self, role: Role) -> Post:
        place = {"team_id": None, "organisation_id": None, "kern_ids": frozenset(), "everywhere": False} | self.place
        return Post(user_id=self.user.pk, role=role, present=True, cover_id=None, **place)

    def takes(self, role: Role) -> bool:
        """Whether someone of that role can stand here: a grant brings its own role along."""
        return self.grant is None or BY_GRANT[self.grant] == role


class Scene:
    """One case with one child of each kind, and for each relation a person who has that one and no other."""

    def __init__(self) -> None:
        world = World()
        self.reporter, self.issuer, self.asked, self.requester, self.handler = (
            user(name) for name in ("meldde", "gafaf", "kreegvoorgelegd", "vroegaan", "behandelde")
        )
        self.case = case = world.case(reported_by=self.reporter)
        world.indicatie(case, "afgegeven", issued_by=self.issuer)
        world.indicatie(case, "voorgelegd", submitted_to=self.asked)
        self.to_organisation = world.handover(case)
        receiving = {"to_kind": "team", "to_organisation": None, "to_team": world.other_team}
        self.to_team = world.handover(case, "aanvaard", to_layer="professional", **receiving)
        carrying = {"carrier_kind": "organisatie", "carrier_organisation": world.provider}
        self.goal = world.goal(case, "loopt", shared_until=dt.date.max, **carrying)
        self.request = world.request(case, requested_by=self.requester)
        self.provision = world.provision(case, provider=world.nursing, shared_until=dt.date.max)
        world.objection(case, "ongegrond", handler=self.handler)
        self.maker = user("maakt")
        self.field = world.force_field(case, maker=self.maker, maker_organisation=world.church)
        self.objects = (case, self.to_organisation, self.to_team, self.goal, self.request, self.provision, self.field)
        self.stands = (*self._by_relation(world), *self._strangers(world))

    def _by_relation(self, world: World) -> tuple[Stand, ...]:
        someone = user("iemand")
        elsewhere = {"organisation_id": world.church.pk}
        everything = self.objects
        return (
            Stand("of the team", "team", someone, {"team_id": world.team.pk}, everything),
            Stand(
                "of the municipality", "everywhere", someone, {"team_id": world.gemeente.pk, "everywhere": True},
                everything,
            ),
            Stand("who reported it", "reported", self.reporter, elsewhere, everything),
            Stand("who issued", "issued", self.issuer, elsewhere, everything),
            Stand("to whom it was put", "issued", self.asked, elsewhere, everything),
            Stand(
                "of the organisation it is offered to", "receiver", someone, {"organisation_id": world.partner.pk},
                (self.to_organisation,),
            ),
            Stand(
                "of the team that holds it", "receiver", someone, {"team_id": world.other_team.pk}, (self.to_team,)
            ),
            Stand("of the carrier", "carrier", someone, {"organisation_id": world.provider.pk}, (self.goal,)),
            Stand("of the provider", "provider", someone, {"organisation_id": world.nursing.pk}, (self.provision,)),
            Stand("who makes it", "maker", self.maker, {"organisation_id": world.church.pk}, (self.field,)),
            Stand("who asked for the money", "requested", self.requester, elsewhere, (self.request,)),
            Stand("who handled an objection", "objected", self.handler, elsewhere, everything),
            *(Stand(kind.label, "grant", someone, {}, everything, kind) for kind in GrantKind),
        )  # fmt: skip

    def _strangers(self, world: World) -> tuple[Stand, ...]:
        stranger, nobody = (
            user("vreemde"),
            Organisation.objects.create(name="Elders", layer="middenveld", domain="kerk"),
        )
        limited = {"team_id": world.team.pk, "kern_ids": frozenset({world.other_kern.pk})}
        return (
            Stand("of another organisation", "", stranger, {"organisation_id": nobody.pk}),
            Stand("who makes it, at another organisation", "", self.maker, {"organisation_id": nobody.pk}),
            Stand("a colleague of who makes it", "", stranger, {"organisation_id": world.church.pk}),
            Stand("of the team, for another kern", "", stranger, limited),
        )


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """Once for the module: nothing here writes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Scene()
        transaction.set_rollback(True)


def asked(scene: Scene, action: Action, stand: Stand) -> list[Any]:
    """What the action is asked of: its own kind of child, else the case, and the child that this person stands to."""
    if action in ONLY:
        return [one for one in scene.objects if isinstance(one, ONLY[action])]
    return [scene.case, *(one for one in stand.touches if stand.touches != scene.objects)]


def says(stand: Stand, role: Role, action: Action, obj: Any) -> bool:
    """What the table says of this object, by the relation alone."""
    return bool(stand.relation) and obj in stand.touches and SAID[role, str(action), stand.relation]


def cases(scene: Scene, role: Role) -> Iterator[tuple[Stand, Action, Any]]:
    for stand in scene.stands:
        if stand.takes(role):
            for action in Action:
                for obj in asked(scene, action, stand):
                    yield stand, action, obj


def cell(role: Role, stand: Stand, action: Action, obj: Any) -> str:
    return f"{role} · {action} · {stand.relation or 'no relation'} ({stand.words}), of a {type(obj).__name__}"


@pytest.mark.parametrize("role", list(Role))
def test_may_follows_the_table(scene: Scene, role: Role) -> None:
    wrong = []
    for stand, action, obj in cases(scene, role):
        without_object = stand.grant is None and SAID[role, str(action), "none"]
        expected = says(stand, role, action, obj) or without_object
        if may(stand.sight(role, scene.case), action, obj) != expected:
            wrong.append(f"{cell(role, stand, action, obj)}: should be {word(expected)}")
    assert wrong == []


@pytest.mark.parametrize("role", list(Role))
def test_which_follows_the_table(scene: Scene, role: Role) -> None:
    wrong = []
    for stand, action, obj in cases(scene, role):
        found = listed(obj, stand.sight(role, scene.case), action)
        if found != says(stand, role, action, obj):
            wrong.append(f"{cell(role, stand, action, obj)}: should not be {word(found)}")
    assert wrong == []


def listed(obj: Any, who: Sight, action: Action) -> bool:
    """Whether it is in the list that this person gets. A clause that is no by itself asks the database nothing."""
    clause = which(who, action, "" if isinstance(obj, Case) else "case__")
    return clause != Q(pk__in=[]) and type(obj).objects.filter(clause, pk=obj.pk).exists()


@pytest.mark.parametrize("role", list(Role))
def test_who_may_follows_the_table(scene: Scene, role: Role) -> None:
    """Of those at a post: whoever has a grant by name stands at none."""
    wrong = []
    for stand, action, obj in cases(scene, role):
        if stand.grant is not None:
            continue
        expected = says(stand, role, action, obj) or SAID[role, str(action), "none"]
        if who_may(action, obj, [stand.post(role)]) != ({stand.user.pk} if expected else set()):
            wrong.append(f"{cell(role, stand, action, obj)}: should be {word(expected)}")
    assert wrong == []


@pytest.mark.parametrize("role", list(Role))
def test_without_an_object_only_what_needs_none(scene: Scene, role: Role) -> None:
    stand = scene.stands[0]
    wrong = [
        f"{role} · {action} · none"
        for action in Action
        if may(stand.sight(role, scene.case), action) != SAID[role, str(action), "none"]
        or who_may(action, None, [stand.post(role)]) != ({stand.user.pk} if SAID[role, str(action), "none"] else set())
    ]
    assert wrong == []


@pytest.mark.parametrize("role", list(Role))
def test_a_recusal_closes_every_cell(scene: Scene, role: Role) -> None:
    for stand, action, obj in cases(scene, role):
        closed = replace(stand.sight(role, scene.case), recused=frozenset({scene.case.pk}))
        assert not may(closed, action, obj), cell(role, stand, action, obj)
        assert not who_may(action, obj, [stand.post(role)], recused=[stand.user.pk]), cell(role, stand, action, obj)
        if says(stand, role, action, obj):
            assert not listed(obj, closed, action), cell(role, stand, action, obj)
