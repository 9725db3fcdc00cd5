"""What is composed once says what the same query says when it is built anew, and writes what Django would write."""

import datetime as dt
import uuid
from collections import OrderedDict
from copy import copy
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import DateField, F, Q, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from psycopg import connect
from psycopg._pipeline_base import BasePipeline
from psycopg.errors import PipelineAborted, UniqueViolation

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from roles import fixed, policy, sending, shape
from roles.fixed import Select, Slot
from roles.models import Reading, User
from tests.factories import World, absent, today
from tests.round_trips import round_trips
from wijkweb.models import Kern

DAY = dt.date(2026, 11, 28)


@pytest.mark.django_db
@pytest.mark.parametrize("at", [dt.time(0), dt.time(14, 30), dt.time(23, 59, 59, 999_999)])
def test_a_time_of_day_is_read_back_as_it_was(at: dt.time):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::time", [sending.as_text(at)])
        assert cursor.fetchone() == (at,)


def by_day(on: dt.date, one: int, many: list[int]):
    found = Kern.objects.filter(Q(pk__in=many) | Q(pk=one), village="Strijen").order_by("-pk")
    return found.annotate(on=Value(on, DateField())).values_list("pk", "name", "on", named=True)


@pytest.mark.django_db
def test_it_says_the_same_for_any_filling():
    kernen = [Kern.objects.create(name=f"Kern {n}", village="Strijen", postcode4="3291").pk for n in range(4)]
    compiled = Select(by_day, on=Slot.DAY, one=Slot.ID, many=Slot.IDS)
    for on in (DAY, DAY + dt.timedelta(days=1)):
        for many in ([], kernen[2:], kernen):
            assert list(compiled.rows(on=on, one=kernen[0], many=many)) == list(by_day(on, kernen[0], many))
    assert [row.name for row in compiled.rows(on=DAY, one=0, many={kernen[1]})] == ["Kern 1"]


def by_words(word: str, start: str):
    found = Kern.objects.filter(Q(name__contains=word) | Q(village=word), name__startswith=start)
    return found.order_by("name").values_list("name", flat=True)


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["%", "_", "\\", "100%", "a_b", "\\%", "'", "-- slot 0 --", ""])
def test_a_text_within_a_pattern_finds_only_what_was_written(word: str):
    names = ["K", "K %", "K _", "K \\", "K 100%", "K a_b", "K axb", "K \\%", "K '", "K -- slot 0 --", "L %"]
    for place, name in enumerate(names):
        Kern.objects.create(name=name, slug=f"kern-{place}", village="Strijen", postcode4="3291")
    compiled = Select(by_words, word=Slot.TEXT, start=Slot.TEXT)

    def found(word: str, start: str) -> set[str]:
        return {row.name for row in compiled.rows(word=word, start=start)}

    assert found("x", "K") == {"K axb"}
    assert found(word, "K") == {name for name in names if name[0] == "K" and word in name}
    assert found("%", "_") == set()


@pytest.mark.django_db
def test_how_many_there_are_is_estimated_of_what_fills_it_and_nothing_is_read():
    keys = [Kern.objects.create(name=f"Kern {n}", village="Strijen", postcode4="3291").pk for n in range(40)]
    by_key = Select(lambda among: Kern.objects.filter(pk__in=among).order_by().values("pk"), among=Slot.IDS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE wijkweb_kern")
    with CaptureQueriesContext(connection) as asked:
        assert by_key.estimate(among=keys[:1]) < by_key.estimate(among=keys)
    assert [one["sql"].startswith("EXPLAIN (FORMAT json)") for one in asked.captured_queries] == [True, True]


@pytest.mark.django_db
def test_a_plan_made_anew_isnt_kept(settings):
    settings.DATABASE_PREPARES = True
    for anew, kept in ((True, 0), (False, 1)):
        compiled = Select(by_words, anew=anew, word=Slot.TEXT, start=Slot.TEXT)
        for word in ("een", "twee", "drie"):
            assert list(compiled.rows(word=word, start="K")) == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%wijkweb_kern%LIKE $1%'")
            assert cursor.fetchone() == (kept,)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "build",
    [
        lambda on: Kern.objects.filter(pk__gt=on.year).values_list("pk"),
        lambda on: Kern.objects.order_by("pk" if on.year == 1000 else "-pk").values_list("pk"),
    ],
    ids=["a value made from the day", "another query on another day"],
)
def test_what_cant_be_compiled_once_is_refused(build):
    with pytest.raises(ValueError, match="fill"):
        Select(build, on=Slot.DAY).rows(on=DAY)


def test_the_queries_of_policy_say_what_they_are_built_from(world: World) -> None:
    absent(world.consulent.memberships.get(), cover=world.teamlid)
    absent(world.teamleider.memberships.get(), since=today() - dt.timedelta(days=9), until=today())
    case = world.case()
    world.grant(case)
    case.recusals.create(user=world.inwoner)
    for on in (today(), today() - dt.timedelta(days=5)):
        for name in ("teamlid", "consulent", "teamleider", "middenveld", "inwoner", "left"):
            filling = {"user": getattr(world, name).pk, "on": on}
            assert list(policy._DRAWN.rows(**filling)) == list(policy._drawn(**filling))
        for teams, organisations, users in (
            ([world.team.pk], [], []),
            ([], [], []),
            ([world.other_team.pk], [world.partner.pk, world.nursing.pk], [world.consulent.pk]),
        ):
            filling = {"on": on, "teams": teams, "organisations": organisations, "users": users}
            assert sorted(policy._POSTS.rows(**filling)) == sorted(policy._staffed(**filling))


# --- what is sent ------------------------------------------------------------------------------------------------


def prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements ORDER BY prepare_time")
        return [row[0] for row in cursor.fetchall()]


def of_kernen() -> Select:
    return Select(
        lambda one, many: Kern.objects.filter(Q(pk=one) | Q(pk__in=many), village="Strijen%'s"),
        one=Slot.ID,
        many=Slot.IDS,
    )


@pytest.mark.django_db
def test_a_statement_is_one_statement_whatever_it_is_filled_with():
    before, compiled = set(prepared()), of_kernen()
    for one, many in ((1, []), (2**40, [1, 2**40]), (None, range(300)), (-1, {7})):
        list(compiled.objects(one=one, many=many))
    (new,) = set(prepared()) - before
    assert "= $1::bigint" in new
    assert "= ANY($2::bigint[])" in new
    assert "Strijen%''s" in new  # the planner knows what is always the same


@pytest.mark.django_db
def test_nothing_is_prepared_where_a_pooler_forbids_it(settings):
    settings.DATABASE_PREPARES = False
    before = prepared()
    kern = Kern.objects.create(name="Kern", village="Strijen%'s", postcode4="3291")
    assert [one.name for one in of_kernen().objects(one=kern.pk, many=[])] == ["Kern"]
    with fixed.together():
        fixed.insert([Kern(name="Nog een", village="Strijen", postcode4="3291")])
    assert Kern.objects.get(name="Nog een")
    assert prepared() == before


@pytest.mark.django_db
def test_who_sees_nothing_asks_nothing(django_assert_num_queries):
    nothing = Select(lambda: User.objects.none().values_list("pk", named=True))
    with django_assert_num_queries(0):
        assert list(nothing.rows()) == list(nothing.objects()) == []
    nobody = Select(lambda one: Kern.objects.filter(Q(pk=one), pk__in=[]), one=Slot.ID)
    with django_assert_num_queries(0):
        assert list(nobody.objects(one=1)) == []


@pytest.mark.django_db
def test_moments_texts_and_tokens_are_slots_too(world: World) -> None:
    user, token = world.consulent, uuid.uuid4()
    user.date_joined = timezone.now()
    user.public_id = token
    user.save()
    found = Select(
        lambda name, at, token: User.objects.filter(username=name, date_joined=at, public_id=token),
        name=Slot.TEXT, at=Slot.MOMENT, token=Slot.UUID,
    )  # fmt: skip
    assert list(found.objects(name=user.username, at=user.date_joined, token=token)) == [user]
    assert list(found.objects(name=user.username, at=user.date_joined, token=uuid.uuid4())) == []


@pytest.mark.django_db
def test_objects_are_what_django_makes_of_the_same_rows(world: World) -> None:
    """With what is read along, also where there is none; and what isn't read is read when it is asked for."""
    world.case("onderzoek", urgent=True)
    world.case("aanmelding", person=None, provision="Buurttuin")
    beside = ("person", "regisseur", "team", "holder_team", "holder_contact", "looks_like__person")
    for rows in (
        Case.objects.select_related(*beside),
        Case.objects.select_related(*beside).only("ref", "person__family_name", "looks_like__person__town", "team__name",
                                                  "regisseur", "holder_team", "holder_contact"),
    ):  # fmt: skip
        found = list(Select(lambda many, rows=rows: rows.filter(pk__in=many).order_by("pk"), many=Slot.IDS).objects(
            many=list(Case.objects.values_list("pk", flat=True))
        ))  # fmt: skip
        djangos = list(rows.order_by("pk"))
        assert [laid_open(one) for one in found] == [laid_open(one) for one in djangos]
    assert found[0].question == Case.objects.order_by("pk")[0].question


@pytest.mark.django_db
def test_what_stands_beside_several_rows_is_one_object_of_that_answer(world: World) -> None:
    world.case("onderzoek")
    world.case("onderzoek", person=world.person("Anders"))
    both = Select(lambda: Case.objects.select_related("person", "team", "regisseur").order_by("pk"))
    one, other = both.objects()
    assert one.team is other.team
    assert one.person != other.person
    again, _ = both.objects()
    assert again.team == one.team
    assert again.team is not one.team


def laid_open(one: Any) -> Any:
    """All that is known of an object and of what is read along with it."""
    state = one._state
    columns = {name: value for name, value in one.__dict__.items() if name != "_state"}
    beside = {name: other and laid_open(other) for name, other in state.fields_cache.items()}
    return type(one), columns, state.db, state.adding, beside


@pytest.mark.django_db
def test_shapes_are_bounded_and_the_last_used_stay(monkeypatch):
    monkeypatch.setattr(shape, "SHAPES", 2)
    monkeypatch.setattr(shape.Shaped, "_kept", OrderedDict())

    def of(name: str) -> Select:
        return shape.Shaped.of((name,), lambda one: Kern.objects.filter(pk=one), {"one": Slot.ID})

    first, second = of("a"), of("b")
    assert of("a") is first
    of("c")
    assert of("a") is first
    assert of("b") is not second


# --- writing -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_is_written_is_read_back_as_the_orm_writes_it(world: World) -> None:
    case = world.case("onderzoek")
    event = CaseEvent(
        case=case, at=timezone.now(), by=world.consulent, by_name="Ånne 'x' \\ \"y\" %s $1 \n\t€ 😀", verb="case.test",
        label="L", details={"a": [1, None, True, "é"], "b": {"c": "1.50"}}, token=uuid.uuid4(),
    )  # fmt: skip
    other = copy(event)
    other.token = None
    request = copy(world.request(case))
    request.pk, request.public_id, request.amount, request.authors = None, "ander", Decimal("12.30"), [3, 4]
    empty = copy(request)
    empty.pk, empty.public_id, empty.authors = None, "leeg", []
    for rows in ([event, other], [request, empty]):
        fixed.insert(rows)
        for row in rows:
            assert not row._state.adding
            found = type(row).objects.get(pk=row.pk)
            assert values(found) == values(row)
    assert event.pk < other.pk


def values(row: Any) -> dict[str, Any]:
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}


@pytest.mark.django_db
def test_any_number_of_rows_is_one_statement_and_each_gets_its_own(world: World) -> None:
    before = set(prepared())
    for count in (1, 2, 40):
        kernen = [
            Kern(name=f"Kern {count} {n}", slug=f"k{count}-{n}", village="Strijen", postcode4="3291")
            for n in range(count)
        ]
        fixed.insert(kernen)
        for n, kern in enumerate(kernen):
            kern.village = f"Dorp {n}"
        fixed.update(kernen, ["village", "postcode4"])
        assert [Kern.objects.get(pk=one.pk).village for one in kernen] == [f"Dorp {n}" for n in range(count)]
    assert len(set(prepared()) - before) == 2


@pytest.mark.django_db
def test_what_cant_be_written_so_is_refused(world: World) -> None:
    case = world.case("onderzoek")
    case.question = F("ref")
    with pytest.raises(TypeError, match="fixed statement"):
        fixed.update([case], ["question"])


# --- the connection ----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ended", [False, True])
def test_a_connection_that_the_server_ended_is_made_anew_and_no_other_is_asked_for_it(ended: bool) -> None:
    connection.close()  # after an hour a connection is let go by itself: this one is new
    compiled = of_kernen()
    list(compiled.objects(one=1, many=[]))
    pid = connection.connection.info.backend_pid
    if ended:
        with connect(connection.connection.info.dsn) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    connection.close_if_unusable_or_obsolete()  # as at the beginning of each request
    if not ended:
        with round_trips() as trips:
            list(compiled.objects(one=1, many=[]))
        assert len(trips) == 1, str(trips)
    assert list(compiled.objects(one=1, many=[])) == []
    assert (connection.connection.info.backend_pid == pid) is not ended


# --- together ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_what_is_asked_together_is_one_round_trip_with_its_begin():
    compiled = of_kernen()
    list(compiled.objects(one=1, many=[]))  # its text is known from here on
    new = Kern(name="Kern", village="Strijen", postcode4="3291")
    with round_trips() as trips, transaction.atomic():
        with fixed.together():
            fixed.insert([new])
            found = compiled.send(one=1, many=[])
        assert new.pk
        assert list(found.objects()) == []
    assert len(trips) == 2, str(trips)  # and the COMMIT


@pytest.mark.django_db(transaction=True)
def test_all_of_it_goes_to_the_network_in_one_go_and_of_nothing_nothing(monkeypatch: pytest.MonkeyPatch):
    compiled, goes, send = of_kernen(), [], sending.send
    monkeypatch.setattr(sending, "send", lambda pgconn: goes.append(pgconn) or send(pgconn))
    monkeypatch.delattr(BasePipeline, "_communicate_gen")  # by which psycopg sends each by itself
    with fixed.together():
        pass
    assert goes == []
    with fixed.together():
        found = [compiled.send(one=one, many=[]) for one in range(3)]
    assert len(goes) == 1
    assert [list(one.objects()) for one in found] == [[], [], []]


@pytest.mark.django_db(transaction=True)
def test_an_error_in_between_undoes_all_of_it_and_the_connection_goes_on():
    Kern.objects.create(name="Kern", village="Strijen", postcode4="3291")

    def write() -> None:
        with transaction.atomic(), fixed.together():
            fixed.insert([Kern(name="Eerst", slug="eerst", village="Strijen", postcode4="3291")])
            fixed.insert([Kern(name="Kern", slug="weer", village="Strijen", postcode4="3291")])
            fixed.insert([Kern(name="Daarna", slug="daarna", village="Strijen", postcode4="3291")])

    with pytest.raises(IntegrityError):
        write()
    assert [one.name for one in Kern.objects.all()] == ["Kern"]


@pytest.mark.django_db(transaction=True)
def test_what_broke_it_is_told_when_only_its_answer_came_in_time():
    """As psycopg raises it then: the rest was aborted, and that hides why."""

    def end_of_pipeline() -> None:
        try:
            raise UniqueViolation
        finally:
            raise PipelineAborted

    with pytest.raises(IntegrityError) as told, connection.wrap_database_errors, sending._what_broke_it():
        end_of_pipeline()
    assert isinstance(told.value.__cause__, UniqueViolation)


@pytest.mark.django_db
def test_a_few_rows_are_changed_without_reading_the_table():
    Reading.objects.bulk_create(Reading(by_name="Wie", ref="HW-1", part="plan", why="x") for _ in range(3000))
    statement = fixed._update(Reading, ("why",))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE roles_reading")
        cursor.execute("EXPLAIN (GENERIC_PLAN) " + statement)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Scan" in plan
    assert "Seq Scan" not in plan
