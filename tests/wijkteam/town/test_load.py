"""The load database: made in bulk, and yet such as the product itself could have left it."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.states import Phase
from casework.cases.work import WorkItem
from casework.engine import by_date, passing_days, rerouting
from casework.goals.models import Goal
from casework.people.bsn import check_bsn
from casework.people.models import WORKED_OUT, Person
from casework.people.names import name_key
from casework.vangnet.models import LedgerEntry
from roles.models import Mandate, Membership, RosterChange, Team, User
from tests.factories import law, put_in_line
from tests.indexes import with_only
from wijkteam.town.load import fill as load

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NOW = dt.datetime(2026, 11, 19, 12, tzinfo=dt.UTC)


def fill(cases: int) -> None:
    load.fill(cases, at=NOW)


def told() -> list[tuple]:
    return list(Case.objects.order_by("ref").values_list("ref", "phase", "question", "layer", "state_since"))


def test_what_was_written_in_bulk_is_what_routing_says():
    fill(150)
    assert Case.objects.count() == 150
    assert {phase for phase in Phase if not Case.objects.filter(phase=phase).exists()} <= {Phase.PLAN, Phase.AANMELDING}
    assert put_in_line(Case, list(Case.objects.values_list("pk", flat=True)), NOW) == 0
    led = Case.objects.open().values_list("pk", flat=True)
    assert set(WorkItem.objects.open().values_list("case_id", flat=True)) >= set(led)


def test_the_night_need_not_look_at_all_of_it():
    fill(40)
    assert not rerouting.waiting()
    assert passing_days.through() == timezone.localdate(NOW)
    assert by_date.run(NOW) == 0
    assert not rerouting.waiting()
    assert put_in_line(Case, list(Case.objects.values_list("pk", flat=True)), NOW) == 0


def test_growing_leaves_what_others_asked_for():
    fill(20)
    RosterChange.objects.create(at=NOW)
    fill(30)
    assert RosterChange.objects.filter(team_id=None, organisation_id=None, user_id=None).exists()


def test_people_are_found_by_name_and_compared_as_those_who_were_saved():
    fill(30)
    for person in Person.objects.all():
        found = {name: getattr(person, name) for name in ("phone", *WORKED_OUT)}
        person.work_out()
        assert found == {name: getattr(person, name) for name in found}
        assert person in Person.objects.filter(search_name__contains=name_key(person.family_name).split()[-1])


def test_the_history_says_that_it_was_filled():
    fill(20)
    for model in (Person, User, Membership, Mandate):
        events = model.pgh_event_models["insert"].objects
        made_by = set(events.values_list("pgh_context__metadata__by", flat=True))
        assert events.count() == model.objects.count()
        assert made_by == {"belastinggegevens"}


def test_many_teams_at_once_are_routed_as_each_case_alone(monkeypatch):
    monkeypatch.setattr(load, "CASES_PER_TEAM", 15)
    fill(60)
    assert Team.objects.filter(name__startswith="Wijkteam").count() == 4
    open_cases = list(Case.objects.open().values_list("pk", flat=True))
    assert sum(put_in_line(Case, [key], NOW) for key in open_cases) == 0


def test_the_same_seed_tells_the_same_stories_and_growing_adds_only():
    fill(30)
    first = told()
    load.empty()
    fill(20)
    assert not set(told()) - set(first)
    fill(30)
    assert told() == first


def test_it_holds_what_the_product_promises():
    fill(60)
    for column in ("free", "reserved"):
        sums = LedgerEntry.objects.order_by().values("budget").annotate(sum=Sum(column)).values_list("sum", flat=True)
        assert all(one >= 0 for one in sums)
    assert Goal.objects.filter(state="loopt", case__phase=Phase.AFGESLOTEN).count() == 0
    assert 8 < CaseEvent.objects.count() / 60 < 25
    for person in Person.objects.all()[:10]:
        check_bsn(person.bsn)


def test_a_database_with_other_teams_is_left_alone():
    Team.objects.create(name="Wijkteam van hier")
    with pytest.raises(CommandError, match="andere teams"):
        call_command("seed_load", "--cases", "10")
    call_command("seed_load", "--cases", "10", "--reset", verbosity=0)
    assert Case.objects.count() == 10
    assert not Team.objects.filter(name="Wijkteam van hier").exists()


def test_shares_together_are_what_one_alone_writes():
    def in_three(standing: int, cases: int, at: dt.datetime, ready: load.Ready) -> None:
        for place in (2, 0, 1):
            load.write_share(standing, cases, at, place, 3)
        ready()

    law()
    fill(40)
    alone = told()
    load.empty()
    load.fill(40, at=NOW, beside=in_three)
    assert told() == alone
    assert put_in_line(Case, list(Case.objects.values_list("pk", flat=True)), NOW) == 0
    fill(50)  # whoever goes on finds no id that is taken
    Person.objects.create(given_name="Bep", family_name="Visser")


def indexes_that_are_not_whole() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT (indisvalid AND indisready AND indislive)"
        )
        return [name for (name,) in cursor.fetchall()]


def test_every_index_is_whole_after_many_at_once(monkeypatch):
    meanwhile = []

    def beside(standing: int, cases: int, at: dt.datetime, ready: load.Ready) -> None:
        meanwhile.extend(indexes_that_are_not_whole())
        load.write_share(standing, cases, at, ready=ready)

    monkeypatch.setattr(load, "CASES_PER_COPY", 20)
    load.fill(45, at=NOW, beside=beside)
    assert "work_open_by_day" in meanwhile
    assert indexes_that_are_not_whole() == []
    with_only("casework_caseevent", ["casework_ca_case_id_4146e9_idx"])
    case = Case.objects.first()
    assert case.events.count() == sum(one.case_id == case.pk for one in CaseEvent.objects.all())
    assert put_in_line(Case, list(Case.objects.values_list("pk", flat=True)), NOW) == 0


def test_who_was_broken_off_leaves_it_to_the_next(monkeypatch):
    def breaks_off(standing: int, cases: int, at: dt.datetime, ready: load.Ready) -> None:
        load.write_share(standing, cases, at)

    monkeypatch.setattr(load, "CASES_PER_COPY", 20)
    load.fill(45, at=NOW, beside=breaks_off)
    assert indexes_that_are_not_whole()
    load.fill(50, at=NOW)
    assert indexes_that_are_not_whole() == []


@pytest.mark.django_db(transaction=True)
def test_what_is_pointed_to_exists():
    law()
    fill(60)
    for model in (model for app in ("casework", "roles") for model in apps.get_app_config(app).get_models()):
        for field in model._meta.concrete_fields:
            if field.many_to_one or field.one_to_one:
                there = field.related_model._base_manager.filter(pk=OuterRef(field.attname))
                lost = model._base_manager.exclude(**{field.attname: None}).filter(~Exists(there))
                assert not lost.exists(), field


def test_it_is_refused_outside_demo_and_test(settings):
    settings.DEMO = settings.TESTING = False
    with pytest.raises(CommandError, match="demo- of testdatabase"):
        call_command("seed_load", "--cases", "10")
