"""Who writes in a part of a research right now, by name: so that two don't write the same at once."""

import datetime as dt
from typing import Any, Final

from django.db import models

from casework.engine.errors import NotNow, Reason
from casework.engine.writes import Write, write_on
from casework.research.models import Need, Research
from casework.research.parts import Part
from roles.actions import Action
from roles.models import User
from roles.policy import Sight

IDLE: Final = dt.timedelta(minutes=2)  # after which it is anybody's again


class HeldPart(models.Model):
    """One part that somebody writes in. Nobody else's words go there meanwhile, unless they take it over from them; what
    stood there then is kept (`EarlierText`)."""

    research = models.ForeignKey(Research, on_delete=models.CASCADE, related_name="held", db_index=False)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, null=True, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "onderdeel waarin iemand schrijft"
        verbose_name_plural = "onderdelen waarin iemand schrijft"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("research", "need", "part"), nulls_distinct=False, name="one_writes_in_a_part"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_part_display()}"

    @property
    def words(self) -> str:
        """'Hanneke Dekker schrijft nu bij ‘Warm eten’'."""
        place = self.need.what if self.need is not None else Part(self.part).label
        return f"{self.by.name} schrijft nu bij ‘{place}’"


class HeldByOther(NotNow):
    """Somebody else writes there, and it wasn't taken over from them. Nothing was written."""

    def __init__(self, holder: HeldPart) -> None:
        self.holder = holder
        super().__init__([Reason(f"{holder.words}. Wat u typte, staat er nog. Wacht even, of neem het over.")])


def hold_part(
    research: Research,
    part: Part,
    need: Need | None = None,
    *,
    by: User | Sight,
    over: int | None = None,
    at: dt.datetime | None = None,
) -> HeldPart | None:
    """Held by this person from now, or still; or who else does, by whom nothing changes. `over`: from whom it is taken
    over, by key: from nobody else. Raises NotAllowed."""
    with write_on(research.case, by=by, action=Action.EDIT_FILE, at=at) as write:
        write.reroute = False
        assert write.by is not None
        row = _of_another(write, research, part, need)
        if row is not None and row.by_id != over:
            return row
        HeldPart.objects.update_or_create(
            research=research, need=need, part=part, defaults={"by": write.by, "at": write.at}
        )
    return None


def let_write(write: Write, research: Research, part: Part, need: Need | None, *, over: int | None) -> None:
    """Under the lock of `write`: nobody else writes there, or it is taken over from whom this names. Raises HeldByOther."""
    row = _of_another(write, research, part, need)
    if row is None:
        return
    if row.by_id != over:
        raise HeldByOther(row)
    HeldPart.objects.filter(pk=row.pk).update(by=write.by, at=write.at)


def _of_another(write: Write, research: Research, part: Part, need: Need | None) -> HeldPart | None:
    row = held_now(research, part, need, write.at)
    return row if row is not None and row.by_id != getattr(write.by, "pk", None) else None


def leave_part(research: Research, part: Part, need: Need | None = None, *, by: User | Sight) -> None:
    """Theirs no more. Whoever else holds it goes on doing so. Raises NotAllowed."""
    with write_on(research.case, by=by, action=Action.EDIT_FILE) as write:
        write.reroute = False
        HeldPart.objects.filter(research=research, need=need, part=part, by=write.by).delete()


def held_now(research: Research, part: Part, need: Need | None, at: dt.datetime) -> HeldPart | None:
    """Whoever writes there."""
    rows = HeldPart.objects.filter(research=research, need=need, part=part, at__gt=at - IDLE)
    return rows.select_related("by", "need").first()


def held_by_others(research: Research, sight: Sight, at: dt.datetime) -> Any:
    """In which parts somebody else writes now."""
    rows = HeldPart.objects.filter(research=research, at__gt=at - IDLE).exclude(by=sight.user)
    return rows.select_related("by", "need")
