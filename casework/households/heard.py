"""What follows for a household from what happens to a case of one of them: whose turn it is there may be another.

The database writes it down, whoever changes the case and by whatever statement; the sweep brings the household in line.
So a step of a case costs no question more, and a case knows nothing of households.
"""

from typing import Final

import pgtrigger

_ASK: Final = """
INSERT INTO casework_toreroute (anchor, anchor_id, asked_at)
SELECT DISTINCT 'casework.Household', member.household_id, now()
  FROM casework_member AS member
 WHERE member.until IS NULL AND member.person_id IN ({people});
RETURN NULL;
"""
_NEW: Final = "SELECT person_id FROM rows WHERE person_id IS NOT NULL"
_CHANGED: Final = """
SELECT one.person_id FROM rows JOIN was ON was.id = rows.id, LATERAL (VALUES (rows.person_id), (was.person_id)) AS one (person_id)
 WHERE rows.phase IS DISTINCT FROM was.phase OR rows.person_id IS DISTINCT FROM was.person_id
"""
_KNOWN: Final = "SELECT of.person_id FROM rows JOIN casework_case AS of ON of.id = rows.case_id"


def when_a_case_changes() -> tuple[pgtrigger.Trigger, ...]:
    """Of the table of cases: one is begun, opened or closed, or is of somebody else."""
    return (
        _trigger("household_hears_of_a_new_case", pgtrigger.Insert, _NEW, new="rows"),
        _trigger("household_hears_of_a_case", pgtrigger.Update, _CHANGED, old="was", new="rows"),
    )


def when_somebody_is_known() -> tuple[pgtrigger.Trigger, ...]:
    """Of the table of recusals: a colleague knows one of them privately."""
    return (_trigger("household_hears_of_a_recusal", pgtrigger.Insert, _KNOWN, new="rows"),)


def _trigger(name: str, operation: pgtrigger.Operation, people: str, **tables: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),  # type: ignore[no-untyped-call]
        func=_ASK.format(people=people),
    )
