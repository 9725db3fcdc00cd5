"""What was written stays, also for whoever reaches the database past the product: every column, every row."""

import datetime as dt
import uuid

import pghistory
import pghistory.models
import pytest
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from casework.cases.access import Recusal
from casework.cases.events import CaseEvent
from casework.contacts.models import TextBlock
from casework.law.models import DayOff
from casework.people.models import OtherPhone, Person
from casework.products.models import Product, ProductPrice
from casework.vangnet.models import LedgerEntry
from roles.models import HistoryContext, Membership, Reading, User
from tests.casework.households.four import Four
from tests.factories import World, absent
from wijkweb.models import Kern

# a value that no row of these tests has, for each type of column
ANOTHER = {
    models.BigAutoField: 0,
    models.BigIntegerField: 7,
    models.BooleanField: True,
    models.CharField: "anders",
    models.DateTimeField: dt.datetime(2001, 1, 1, tzinfo=dt.UTC),
    models.ForeignKey: 7,
    models.JSONField: {"anders": True},
    models.PositiveIntegerField: 7,
    models.TextField: "anders",
    models.UUIDField: uuid.uuid4(),
}


def refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError as error:
        return "pgtrigger: Cannot" in str(error)
    return False


def truncate(tables: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else what is pending is the reason
        cursor.execute(f"TRUNCATE {tables}")


def event(world: World, by: User | None) -> CaseEvent:
    return CaseEvent.objects.create(
        case=world.case(), at=timezone.now(), by=by, by_name="Bep Test", verb="case.plan", label="Plan"
    )


def reading(world: World, by: User | None) -> Reading:
    return Reading.objects.create(
        by=by, by_name="Bep Test", role="regie", ref="HW-2026-0001", part="dossier", why="team"
    )


@pytest.mark.parametrize("make", [event, reading])
def test_no_column_changes(world: World, make) -> None:
    row = make(world, None)  # without an account nothing but the column itself can be what is refused
    others = [field for field in row._meta.concrete_fields if field.name != "by"]
    passed = [
        field.name
        for field in others
        if not refused(lambda field=field: type(row).objects.update(**{field.attname: ANOTHER[type(field)]}))
    ]
    assert len(others) >= 10
    assert passed == []


@pytest.mark.parametrize("make", [event, reading])
def test_a_row_never_becomes_another_account_s(world: World, make) -> None:
    table = type(make(world, world.outsider)).objects
    assert refused(lambda: table.update(by=world.consulent))
    assert refused(lambda: table.update(by=None, by_name="Iemand anders"))
    assert set(table.values_list("by__username", "by_name")) == {("outsider", "Bep Test")}


@pytest.mark.parametrize("make", [event, reading])
def test_a_row_outlives_the_account(world: World, make) -> None:
    row = make(world, world.outsider)
    world.outsider.delete()
    row.refresh_from_db()
    assert (row.by, row.by_name) == (None, "Bep Test")


def test_no_row_goes(world: World) -> None:
    Recusal.objects.create(case=event(world, None).case, user=world.teamlid)
    reading(world, None)
    for model in (CaseEvent, Reading, LedgerEntry, Recusal):
        assert model.objects.exists()
        assert refused(lambda model=model: model.objects.all().delete()), model
        assert refused(lambda model=model: truncate(model._meta.db_table)), model


def test_what_hangs_on_a_case_is_not_emptied_along_with_it(world: World) -> None:
    assert refused(lambda: truncate("casework_case CASCADE"))
    assert refused(lambda: truncate("casework_vangnetbudget CASCADE"))


def test_the_history_keeps_every_row(world: World) -> None:
    world.person()
    absent(Membership.objects.get(user=world.teamlid))
    DayOff.objects.create(day=dt.date(2027, 5, 6), name="Bevrijding", source="besluit")
    product = Product.objects.create(name="Dagbesteding")
    ProductPrice.objects.create(product=product, provider=world.provider, year=2027, price=40)
    TextBlock.objects.create(name="Huisbezoek", text="Gezien:")
    OtherPhone.objects.create(person=world.person(), number="0612345678", whose="Anja")
    Four(world).wall()
    world.partner.kernen.add(world.kern)
    for row in (Membership.objects.first(), world.indicatie_mandate()):
        row.kernen.add(world.kern)
    tables = pghistory.core.event_models()
    assert len(tables) >= 14
    for table in tables:
        assert table.objects.exists(), table
        assert refused(lambda table=table: table.objects.update(pgh_label="anders")), table
        assert refused(lambda table=table: table.objects.all().delete()), table


def test_who_made_a_change_stays_who_it_was(world: World) -> None:
    with pghistory.context(url="/beheer/"):
        Kern.objects.filter(pk=world.kern.pk).update(village="Piershil-Noord")
        pghistory.context(user=world.beheer.pk)  # known only now: the row is completed
        Person.objects.create(family_name="Jansen")
    (row,) = HistoryContext.objects.all()
    assert row.metadata == {"url": "/beheer/", "user": world.beheer.pk}
    for metadata in ({"url": "/beheer/", "user": world.consulent.pk}, {"url": "/beheer/", "user": None}, {}):
        assert refused(lambda metadata=metadata: HistoryContext.objects.update(metadata=metadata))
    assert refused(lambda: HistoryContext.objects.update(created_at=timezone.now()))
    assert refused(lambda: HistoryContext.objects.all().delete())
    assert refused(lambda: truncate("pghistory_context"))
