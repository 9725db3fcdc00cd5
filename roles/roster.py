"""Who is where and may decide what, as one thing that is locked: whose turn it is follows from it everywhere.

Whoever derives that holds it shared (`casework.engine.holding`); whoever changes it holds it alone. The database does
so by itself on every way in, counts the changes, and writes down whom each is about, for who brings the lists in line.
"""

import datetime as dt
from typing import Any, Final

import pgtrigger
from django.db import connection, models

ROSTER: Final = 7_341_001  # the key of the advisory lock
PATIENCE: Final = "2s"  # a change that has to wait longer holds up everybody's steps


def version() -> int:
    """How often it changed until now."""
    return RosterVersion.objects.values_list("number", flat=True).first() or 0


def change(patience: str | None = None) -> None:
    """Hold the roster alone until the transaction ends: what is judged from here on stays so.

    Raises OperationalError (lock not available) where somebody's step lasts longer than `patience`, two seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('lock_timeout'), set_config('lock_timeout', %s, true)", [patience or PATIENCE]
        )
        before, _ = cursor.fetchone()
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROSTER])
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [before])


class RosterChange(models.Model):
    """Somewhere the roster changed, and the lists weren't brought in line yet: a team, an organisation, a person, or
    where all are empty everywhere. Written by the triggers only; without foreign keys, for what is gone by now."""

    at = models.DateTimeField()
    team_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "wijziging in wie waar is"
        verbose_name_plural = "wijzigingen in wie waar is"

    def __str__(self) -> str:
        return str(self.pk)


class RosterVersion(models.Model):
    """How often the roster changed: one row, written by the triggers, read by who keeps something of it."""

    number = models.BigIntegerField()

    class Meta:
        verbose_name = "versie van wie waar is"
        verbose_name_plural = "versie van wie waar is"

    def __str__(self) -> str:
        return str(self.number)


class Alone(pgtrigger.Trigger):
    """Before a statement writes the roster, it has it alone, whoever runs it. It doesn't wait for it for ever: who waits
    for it alone keeps everybody after it waiting too."""

    level = pgtrigger.Statement
    when = pgtrigger.Before
    declare = [("patience", "text")]
    func = (
        "patience = current_setting('lock_timeout');"
        " PERFORM set_config('lock_timeout', '5s', true);"
        f" PERFORM pg_advisory_xact_lock({ROSTER});"
        " PERFORM set_config('lock_timeout', patience, true);"
        " RETURN NEW;"
    )


class Counted(pgtrigger.Trigger):
    """After a statement has, the version goes up: what somebody keeps of it is old."""

    level = pgtrigger.Statement
    when = pgtrigger.After
    func = (
        "INSERT INTO roles_rosterversion (id, number) VALUES (1, nextval('wijkteam_roster'))"
        " ON CONFLICT (id) DO UPDATE SET number = excluded.number; RETURN NULL;"
    )  # of a sequence: the number of a change that was rolled back never comes back


_WRITE_DOWN: Final = (
    "IF TG_OP <> '{but}' THEN INSERT INTO roles_rosterchange (at, team_id, organisation_id, user_id)"
    " SELECT now(), about.* FROM ({values}) AS about; END IF;"
)


class WrittenDown(pgtrigger.Trigger):
    """Which team, organisation and person a changed row is about: `values` gives them in SQL, for a {row}."""

    level = pgtrigger.Row
    when = pgtrigger.After

    def __init__(self, values: str, **kwargs: Any) -> None:
        self.values = values
        super().__init__(**kwargs)

    def get_func(self, model: Any) -> str:
        each = [
            _WRITE_DOWN.format(but=but, values=self.values.format(row=row))
            for row, but in (("OLD", "INSERT"), ("NEW", "DELETE"))
        ]
        return f"{' '.join(each)} RETURN NULL;"


EVERYWHERE: Final = "SELECT NULL::bigint, NULL::bigint, NULL::bigint"


def roster_of(
    values: str, *, columns: tuple[str, ...] = (), condition: pgtrigger.Condition | None = None
) -> tuple[pgtrigger.Trigger, ...]:
    """The triggers of a table of the roster. Only for updates of some `columns`, and for rows in one `condition`, where
    not all count: those are judged row by row, because a form saves all columns of a row."""
    some: Any = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    if columns:
        some = pgtrigger.UpdateOf(*columns)  # type: ignore[no-untyped-call]
    each = {"operation": some} | ({"level": pgtrigger.Row, "condition": condition} if condition else {})
    return (
        Alone(name="roster_is_changed_alone", **each),
        WrittenDown(values, name="roster_change_is_written_down", operation=some, condition=condition),
        Counted(name="roster_changes_are_counted", **each),
    )


_BEGAN_OR_ENDED: Final = (
    "INSERT INTO roles_rosterchange (at, team_id, organisation_id, user_id)"
    " SELECT DISTINCT now(), about.* FROM {table} AS it CROSS JOIN LATERAL ({values}) AS about"
    " WHERE it.since > %(after)s AND it.since <= %(on)s OR it.until > %(after)s AND it.until <= %(on)s"
)


def write_down_what_began_or_ended(model: type[models.Model], after: dt.date, on: dt.date) -> None:
    """Whom the rows of a table of the roster are about that began or ended on one of the days after one, through
    another: as if they had been changed on that day."""
    (written,) = (one for one in model._meta.triggers if isinstance(one, WrittenDown))  # type: ignore[attr-defined]
    sql = _BEGAN_OR_ENDED.format(table=model._meta.db_table, values=written.values.format(row="it"))
    with connection.cursor() as cursor:
        cursor.execute(sql, {"after": after, "on": on})
