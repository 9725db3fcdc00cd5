"""Rows that stand once they are written: what the triggers on such a table refuse. Who may do what: `grant_app_role`."""

from typing import Any

import pgtrigger


class OnlyTheAccountGoes(pgtrigger.ReadOnly):
    """Refuses every UPDATE but one: `by` becomes empty, as SET NULL does when that account is removed."""

    exclude = ["by"]

    def get_condition(self, model: Any) -> pgtrigger.Q:
        anything_else: pgtrigger.Q = super().get_condition(model)  # type: ignore[no-untyped-call]
        return anything_else | pgtrigger.Q(new__by__isnull=False)


class NotEmptied(pgtrigger.Trigger):
    """Refuses TRUNCATE, which passes by the triggers on rows; also where another table's TRUNCATE cascades to it."""

    level = pgtrigger.Statement
    when = pgtrigger.Before
    operation = pgtrigger.Truncate
    func = "RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;"
