"""What somebody has typed of a report that isn't made yet: kept for them alone, encrypted, and never for long.

The key of a draft is the token of its form: once the report is made nothing typed in that form is kept any more.
"""

import datetime as dt
import json
import uuid
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Q

from casework.cases.events import CaseEvent
from casework.engine.holding import hold_token
from casework.people.bsn import EncryptedTextField
from roles.models import User

KEPT: Final = dt.timedelta(days=7)  # after it was last typed in
AT_MOST: Final = 10  # of one person at the same time
LONGEST: Final = 40_000  # characters of all that was typed: the longest question and the rest
APART: Final = dt.timedelta(seconds=1)  # between two times that one draft is kept


class NotKept(Exception):
    """Why not, in Dutch; `again` where trying a little later helps, `over` where the report is made already."""

    def __init__(self, words: str, *, again: bool = False, over: bool = False) -> None:
        self.again, self.over = again, over
        super().__init__(words)


class ReportDraft(models.Model):
    """`words` is what stands in the form, by field, as JSON. `version` counts how often it was kept; `window` is which
    window did so last, by the id that it gave itself."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="report_drafts", editable=False, db_index=False
    )
    key = models.UUIDField(editable=False)
    words = EncryptedTextField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    window = models.UUIDField(null=True, editable=False)
    saved_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = "concept van een melding"
        verbose_name_plural = "concepten van meldingen"
        ordering = ("-saved_at", "pk")
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="one_draft_of_a_form"),)
        indexes = (models.Index(fields=("saved_at",), name="drafts_by_age"),)

    def __str__(self) -> str:
        return str(self.key)

    @property
    def typed(self) -> dict[str, str]:
        result: dict[str, str] = json.loads(self.words)
        return result


def drafts_of(user: User, at: dt.datetime) -> Any:
    """Those that are still kept, newest first; the night takes away the others."""
    return ReportDraft.objects.filter(user=user, saved_at__gt=at - KEPT)


def keep(
    user: User, key: uuid.UUID, typed: dict[str, str], *, seen: int, at: dt.datetime, window: uuid.UUID | None = None
) -> ReportDraft:
    """Keep what was typed under `key`. `seen` is the version that this `window` knows; 0 for none.

    Where another window went on with it, this one gets a draft of its own, under another key: neither is written over.
    Where only the answer got lost, it goes on with what it has. Raises NotKept.
    """
    words = json.dumps(typed, ensure_ascii=False)
    if len(words) > LONGEST:
        raise NotKept("Dit is te lang om als concept te bewaren.")
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two at once: not one more than fit
        _refuse_what_was_sent(user, key)
        mine = {one.key: one for one in drafts_of(user, at).defer("words")}
        row = mine.get(key)
        if row is not None and row.version != seen and not _is_of(row, window):
            row = next((one for one in mine.values() if _is_of(one, window)), None)
            key = row.key if row else uuid.uuid4()
        if row is not None and at - row.saved_at < APART:
            raise NotKept("Dit is net al bewaard.", again=True)
        if row is None and len(mine) >= AT_MOST:
            raise NotKept(f"U hebt al {AT_MOST} concepten. Gooi er eerst een weg.")
        kept = {"words": words, "saved_at": at, "version": row.version + 1 if row else 1, "window": window}
        result, _ = ReportDraft.objects.update_or_create(user=user, key=key, defaults=kept)
    return result


def _is_of(row: ReportDraft, window: uuid.UUID | None) -> bool:
    """Whether this window wrote it last."""
    return window is not None and row.window == window


def _refuse_what_was_sent(user: User, key: uuid.UUID) -> None:
    """It waits for a report that is being made of the same form, as a second click does (see `reporting`)."""
    hold_token(key)
    if CaseEvent.objects.filter(by=user, token=key).exists():
        raise NotKept("Deze melding is al gedaan.", over=True)


def forget(user: User, key: uuid.UUID | None, *, window: uuid.UUID | None = None) -> bool:
    """That one, and what this window kept apart of it. Whether there was one."""
    these = Q(key=key) if key else Q(pk__in=())
    if window is not None:
        these |= Q(window=window)
    return bool(ReportDraft.objects.filter(these, user=user).delete()[0])


def forget_the_old(at: dt.datetime) -> int:
    """How many were too old."""
    return ReportDraft.objects.filter(saved_at__lte=at - KEPT).delete()[0]
