"""The three questions must agree: which ones? equals the set for which may? is true, for every persona and action."""

import datetime as dt
from copy import deepcopy

import pytest

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.provisions.models import Provision
from casework.vangnet.models import VangnetRequest
from roles.actions import Action
from roles.matrix import GrantKind, Role
from roles.models import Team
from roles.policy import basis, may, sight, which
from roles.shape import Seen, Shaped
from tests.factories import World, absent, member, today, user
from tests.roles.of_a_child import ONLY

PERSONAS = (
    "eerstecontact", "teamlid", "consulent", "consulent2", "consulent3", "teamleider", "teamleider3",
    "afdelingshoofd", "financien", "beheer", "privacy", "middenveld", "uitvoerder", "inwoner", "outsider", "left",
    "cover", "recused", "double", "limited", "was_representative", "read_along",
)  # fmt: skip


@pytest.fixture(scope="module")
def kept_cast(kept_rows) -> World:
    """Everyone who is easily judged wrong, and cases that could leak to them."""
    world = World()
    own, other = world.case(), world.case(team=world.other_team, kern=world.other_kern, holder_team=world.other_team)
    world.case("aanmelding", reported_by=world.consulent3)
    world.indicatie(own, "afgegeven")
    world.indicatie(other, "voorgelegd", submitted_to=world.eerstecontact, made_by=world.consulent3)
    world.handover(own)
    world.handover(other, "overgegaan", shared_until=today())
    world.handover(
        world.case(),
        "aanvaard",
        to_organisation=None,
        to_team=world.other_team,
        to_kind="team",
        to_layer="professional",
    )
    for shared in (dt.date.max, today(), None):
        world.goal(own, "loopt", carrier_kind="organisatie", carrier_organisation=world.partner, shared_until=shared)
    for shared in (dt.date.max, today(), None):
        world.provision(own, shared_until=shared)
    for shared in (dt.date.max, today(), None):
        world.force_field(own, shared_until=shared)
    world.request(own, "aangevraagd", requested_by=world.eerstecontact)
    world.request(world.case())
    world.grant(own)
    world.cover, world.recused, world.double = user("cover"), user("recused"), user("double")
    world.limited, world.was_representative, world.read_along = (
        user("limited"),
        user("wasvertegenwoordiger"),
        user("leest"),
    )
    member(world.cover, Role.TEAMLID, team=world.other_team)
    absent(world.consulent3.memberships.get(), cover=world.cover)
    member(world.recused, Role.WMO_CONSULENT, team=world.team)
    own.recusals.create(user=world.recused)
    member(world.double, Role.TEAMLEIDER, team=world.team)
    member(world.double, Role.MIDDENVELD, organisation=world.partner)
    member(world.limited, Role.WMO_CONSULENT, team=world.team, kernen=(world.other_kern,))
    world.grant(own, world.was_representative, GrantKind.REPRESENT, since=today() - dt.timedelta(days=9), until=today())
    world.grant(other, world.read_along, GrantKind.READ_ALONG)
    return world


@pytest.fixture
def cast(kept_cast: World, db) -> World:
    return deepcopy(kept_cast)


@pytest.mark.parametrize("name", PERSONAS)
def test_which_ones_agrees_with_may(cast: World, name: str) -> None:
    who = sight(getattr(cast, name))
    for model, path in (
        (Case, ""),
        (Handover, "case__"),
        (Goal, "case__"),
        (VoorlopigeIndicatie, "case__"),
        (VangnetRequest, "case__"),
        (Provision, "case__"),
    ):
        rows = list(model.objects.all() if model is Case else model.objects.select_related("case"))
        assert len(rows) > 1
        for action in Action:
            if ONLY.get(action, model) is not model:
                continue
            found = set(model.objects.filter(which(who, action, path)).values_list("pk", flat=True))
            judged = {row.pk for row in rows if may(who, action, row) and _has_an_object(who, action, row)}
            assert found == judged, f"{name}: {action} on {model.__name__}"


def _seen(who, model, action: Action, path: str):
    return model.objects.filter(which(who, action, path)).order_by("pk")


SEEN = Seen("in these tests", _seen)


@pytest.mark.parametrize("name", PERSONAS)
def test_by_shape_everybody_sees_what_they_see(cast: World, name: str, caplog) -> None:
    """Composed once for each sort of sight, and filled in with somebody's ids: also with one composed for another."""
    who = sight(getattr(cast, name))
    for model, path in (
        (Case, ""),
        (Handover, "case__"),
        (Goal, "case__"),
        (VangnetRequest, "case__"),
        (Provision, "case__"),
    ):
        for action in (one for one in Action if ONLY.get(one, model) is model):
            found = list(SEEN.objects(who, model, action, path))
            assert found == list(_seen(who, model, action, path)), f"{name}: {action} on {model.__name__}"
    assert not caplog.records, "each shape composes"


EVENTS = Seen("events in these tests", lambda sight: CaseEvent.objects.visible_to(sight).order_by("pk"))


@pytest.mark.parametrize("places", [1, 2, 7, 30])
def test_for_how_many_somebody_covers_it_composes(cast: World, places: int, caplog) -> None:
    """The people whose place they may take are a set: it has one order, whatever the ids."""
    cover = user("waarneemt")
    member(cover, Role.TEAMLID, team=cast.team)
    for number in range(places):
        absent(member(user(f"weg{number}"), Role.TEAMLID, team=cast.team), cover=cover)
    who = sight(cover)
    assert len(who.acts_for) == places + 1
    assert list(EVENTS.objects(who)) == list(CaseEvent.objects.visible_to(who).order_by("pk"))
    assert not caplog.records


def test_two_of_one_shape_share_a_statement_and_see_their_own(cast: World) -> None:
    one, other = sight(cast.teamleider), sight(cast.teamleider3)
    args = (Case, Action.VIEW_CASE, "")
    mine, theirs = list(SEEN.objects(one, *args)), list(SEEN.objects(other, *args))
    before = len(Shaped._kept)
    assert mine == list(SEEN.objects(one, *args)) != theirs == list(SEEN.objects(other, *args))
    assert len(Shaped._kept) == before


def test_somebody_with_fifty_places_sees_by_shape_too(cast: World, caplog) -> None:
    many = user("overal")
    for number in range(25):
        team = Team.objects.create(name=f"Team {number}")
        for role in (Role.TEAMLID, Role.WMO_CONSULENT):
            member(many, role, team=team, kernen=(cast.kern,) if number % 2 else ())
    member(many, Role.TEAMLID, team=cast.other_team)
    who = sight(many)
    assert len(who.holdings) == 51
    found = list(SEEN.objects(who, Case, Action.VIEW_CASE, ""))
    assert found == list(_seen(who, Case, Action.VIEW_CASE, "")) != []
    assert not caplog.records


def _has_an_object(who, action: Action, row) -> bool:
    """An action that needs no object ('report a case') is allowed in general, and is no ground to list objects."""
    return basis(who, action, row).relation != "none"


def test_a_global_permission_opens_nothing(cast: World) -> None:
    from django.contrib.auth.models import Permission

    cast.outsider.user_permissions.set(Permission.objects.filter(content_type__app_label="casework"))
    who = sight(type(cast.outsider).objects.get(pk=cast.outsider.pk))
    assert not Case.objects.visible_to(who).exists()


def test_a_membership_that_ended_yesterday_opens_nothing(cast: World) -> None:
    assert sight(cast.left).holdings == ()


def test_consent_that_ran_out_ends_the_sight_that_day(cast: World) -> None:
    goal = Goal.objects.filter(shared_until=dt.date.max).get()
    goal.shared_until = today() + dt.timedelta(days=1)
    goal.save()
    assert may(sight(cast.middenveld), Action.VIEW_GOAL, goal)
    assert not may(sight(cast.middenveld, today() + dt.timedelta(days=1)), Action.VIEW_GOAL, goal)


def test_nobody_is_superuser(cast: World) -> None:
    from django.db import IntegrityError, transaction

    cast.beheer.is_superuser = True
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.beheer.save()
