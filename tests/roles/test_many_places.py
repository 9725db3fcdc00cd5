"""Who has many places sees what each of them shows, by the statement of who has two."""

import itertools
from copy import deepcopy
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.vangnet.models import VangnetRequest
from roles.actions import Action
from roles.matrix import MUNICIPALITY_ROLES, ORGANISATION_ROLES, TEAM_ROLES, Role
from roles.models import Team
from roles.policy import Holding, Sight, may, sight, which
from roles.shape import Seen, Shaped, _Shape
from tests.factories import World, member, put_in_line, today, user

ONE_OF: dict[Any, tuple[Action, ...]] = {
    Case: (Action.VIEW_CASE, Action.VIEW_FILE, Action.CONVERT_CASE, Action.VIEW_DECISION),
    Handover: (Action.VIEW_HANDOVER, Action.ANSWER_HANDOVER),
    Goal: (Action.VIEW_GOAL, Action.REPORT_GOAL),
    VangnetRequest: (Action.VIEW_VANGNET,),
}


class Town(World):
    """Two teams that both serve both kernen, with cases of each team in each kern."""

    def __init__(self) -> None:
        super().__init__()
        self.teams, self.kernen = (self.team, self.other_team), (self.kern, self.other_kern)
        self.organisations = (self.nursing, self.partner, self.provider)
        self.people = (self.teamlid, self.consulent, self.eerstecontact, self.consulent3)
        self.cases = [
            self.case("onderzoek", team=team, kern=kern, holder_team=team, reported_by=reporter)
            for team, kern, reporter in itertools.product(self.teams, self.kernen, self.people[1:3])
        ]
        for number, case in enumerate(self.cases):
            self.indicatie(case, "voorgelegd", submitted_to=self.people[number % 4])
            carrier = self.organisations[number % 3]
            self.goal(
                case, "loopt", carrier_kind="organisatie", carrier_organisation=carrier, shared_until="9999-12-31"
            )
            self.request(case, "aangevraagd", requested_by=self.people[number % 4])
            self.handover(case, to_organisation=carrier)
            closed = self.case("afgesloten", team=case.team, kern=case.kern, holder_team=case.team)
            to = {"to_organisation": None, "to_kind": "team", "to_layer": "professional"}
            self.handover(closed, "aanvaard", to_team=self.teams[number % 2], **to)
        put_in_line(Case, [one.pk for one in self.cases], timezone.now())
        handed = WorkItem.objects.open().order_by("pk")
        for number, item in enumerate(handed):
            if number % 3 == 0:
                WorkItem.objects.filter(pk=item.pk).update(handed_to=self.people[number % 4])


@pytest.fixture(scope="module")
def kept_town(kept_rows) -> Town:
    return Town()


@pytest.fixture
def town(kept_town: Town, db) -> Town:
    return deepcopy(kept_town)


@st.composite
def some_sight(draw: Any, town: Town) -> Sight:
    """Any places, of one's own or of whom one covers for, whole or for some kernen."""
    me, holdings = draw(st.sampled_from(town.people)), []
    kernen = st.frozensets(st.sampled_from([one.pk for one in town.kernen]))
    for _ in range(draw(st.integers(0, 7))):
        role = draw(st.sampled_from([*TEAM_ROLES, *TEAM_ROLES, *ORGANISATION_ROLES, *MUNICIPALITY_ROLES]))
        whose = draw(st.sampled_from([me, *town.people])).pk
        place: dict[str, Any] = {"user_id": whose, "cover": whose != me.pk}
        if role in MUNICIPALITY_ROLES:
            place |= {"team_id": town.gemeente.pk, "everywhere": True}
        elif role in ORGANISATION_ROLES and (role not in TEAM_ROLES or draw(st.booleans())):
            place |= {"organisation_id": draw(st.sampled_from(town.organisations)).pk, "kern_ids": draw(kernen)}
        else:
            place |= {"team_id": draw(st.sampled_from(town.teams)).pk, "kern_ids": draw(kernen)}
        holdings.append(Holding(role, **place))
    recused = draw(st.frozensets(st.sampled_from([one.pk for one in town.cases]), max_size=1))
    return Sight(user=me, on=today(), holdings=tuple(holdings), recused=recused)


def _those(who: Sight, model: Any, action: Action) -> Any:
    path = "" if model is Case else "case__"
    return model.objects.filter(which(who, action, path)).order_by("pk")


_SEEN = Seen("many places", _those)
_EVENTS = Seen("events of many places", lambda who: CaseEvent.objects.visible_to(who).order_by("pk"))
_WORK = Seen("work of many places", lambda who, how: getattr(WorkItem.objects.open(), how)(who).order_by("pk"))


def test_together_places_show_what_they_show_one_by_one(town: Town, caplog) -> None:
    """By shape, by Django itself, and as `may` judges each row."""
    rows = {
        model: list(model.objects.all() if model is Case else model.objects.select_related("case")) for model in ONE_OF
    }
    work = list(WorkItem.objects.open())

    @settings(max_examples=50, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(who=some_sight(town))
    def holds(who: Sight) -> None:
        for model, actions in ONE_OF.items():
            for action in actions:
                found = list(_SEEN.objects(who, model, action))
                assert found == list(_those(who, model, action))
                assert {one.pk for one in found} == {one.pk for one in rows[model] if may(who, action, one)}
        assert list(_EVENTS.objects(who)) == list(CaseEvent.objects.visible_to(who).order_by("pk"))
        for how, judge in (
            ("mine", _is_mine),
            ("personal", _is_personal),
            ("of_my_teams", _of_my_teams),
            ("visible_to", _is_seen),
        ):
            found = list(_WORK.objects(who, how))
            assert found == list(getattr(WorkItem.objects.open(), how)(who).order_by("pk"))
            assert {one.pk for one in found} == {one.pk for one in work if _open_to(one, who) and judge(one, who)}

    holds()
    assert not caplog.records, "each shape composes"


def _open_to(item: WorkItem, who: Sight) -> bool:
    told = item.known_to is None or who.user_id in item.known_to
    return told and item.not_user_id != who.user_id and item.case_id not in who.recused


def _is_personal(item: WorkItem, who: Sight) -> bool:
    return bool({item.for_user_id, item.handed_to_id} & who.acts_for)


def _is_mine(item: WorkItem, who: Sight) -> bool:
    free = item.handed_to_id is None or item.handed_to_id in who.acts_for
    return _is_personal(item, who) or (free and any(_fits(one, item) for one in who.holdings))


def _fits(one: Holding, item: WorkItem) -> bool:
    where = item.for_organisation_id == one.organisation_id if one.organisation_id else item.for_team_id == one.team_id
    return item.for_role == one.role and where and (not one.kern_ids or item.kern_id in one.kern_ids)


def _of_my_teams(item: WorkItem, who: Sight) -> bool:
    colleagues = {Role.TEAMLID, Role.WMO_CONSULENT, Role.TEAMLEIDER}
    return any(
        one.role == Role.AFDELINGSHOOFD
        or (
            one.role in colleagues
            and one.team_id == item.team_id
            and (not one.kern_ids or item.kern_id in one.kern_ids)
        )
        for one in who.holdings
    )


def _is_seen(item: WorkItem, who: Sight) -> bool:
    return _is_mine(item, who) or _of_my_teams(item, who)


def test_a_kern_of_one_team_is_not_that_of_another(town: Town) -> None:
    """Of the one team here, of the other there: not the two the other way about."""
    (team, other), (kern, there) = town.teams, town.kernen
    limited = tuple(
        Holding(Role.TEAMLID, town.teamlid.pk, one.pk, kern_ids=frozenset({where.pk}))
        for one, where in ((team, kern), (other, there))
    )
    who = Sight(user=town.teamlid, on=today(), holdings=limited)
    found = Case.objects.visible_to(who, Action.VIEW_FILE)
    assert {(one.team_id, one.kern_id) for one in found} == {(team.pk, kern.pk), (other.pk, there.pk)}


@pytest.mark.parametrize("kern", [False, True])
def test_fifty_places_have_the_shape_of_two(town: Town, kern: bool) -> None:
    """And so its statements: nothing is composed, planned or kept for the number of somebody's places."""
    kernen = (town.kern,) if kern else ()
    few, many = user("enkele"), user("vele")
    for team in town.teams:
        member(few, Role.TEAMLID, team=team, kernen=kernen)
    for number in range(50):
        member(many, Role.TEAMLID, team=Team.objects.create(name=f"Team {number}"), kernen=kernen)
    two, fifty = sight(few), sight(many)
    assert len(fifty.holdings) == 50
    assert _Shape(two).key == _Shape(fifty).key
    list(_SEEN.objects(two, Case, Action.VIEW_CASE)), list(_WORK.objects(two, "visible_to"))
    kept = len(Shaped._kept)
    list(_SEEN.objects(fifty, Case, Action.VIEW_CASE)), list(_WORK.objects(fifty, "visible_to"))
    assert len(Shaped._kept) == kept
