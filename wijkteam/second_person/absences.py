"""Writing an absence: being away is known at once; who acts in that place meanwhile can wait for a second person."""

from roles.models import Absence
from roles.proposals import ABSENCE
from wijkteam.second_person.changes import Values, change, values_of
from wijkteam.second_person.proposing import can_stand


def without_cover(row: Absence) -> Values | None:
    """Saved without its cover, which waits; where nobody would be left in that role, all of it waits. Gives what waits."""
    wanted, cover = values_of(row), row.cover_id
    row.cover = None
    if cover is None or can_stand(row):
        row.save()
        return change(ABSENCE, row.pk, {"cover": None}, {"cover": cover}, wanted) if cover else None
    return change(ABSENCE, None, {}, wanted, wanted)
