"""What somebody has typed of a decision that isn't taken yet: kept for them alone, encrypted, and never for long."""

import datetime as dt
import json
from typing import Any, Final

from django.db import models

from casework.applications.models import Application
from casework.people.bsn import EncryptedTextField
from roles.models import User

KEPT: Final = dt.timedelta(days=7)  # after it was last typed in
LONGEST: Final = 60_000  # characters of all that was typed


class DecisionDraft(models.Model):
    """`words` is what stands in the form, by field, as JSON: each field has a list of what was sent in it."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="+", editable=False, db_index=False
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="decision_drafts", editable=False)
    words = EncryptedTextField(editable=False)
    saved_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = "concept van een besluit"
        verbose_name_plural = "concepten van besluiten"
        ordering = ("-saved_at", "pk")
        constraints = (models.UniqueConstraint(fields=("application", "user"), name="one_draft_of_a_decision"),)
        indexes = (models.Index(fields=("saved_at",), name="decision_drafts_by_age"),)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def typed(self) -> dict[str, list[str]]:
        result: dict[str, list[str]] = json.loads(self.words)
        return result


def draft_of(application: Any, user: User, at: dt.datetime) -> DecisionDraft | None:
    return DecisionDraft.objects.filter(application=application.pk, user=user, saved_at__gt=at - KEPT).first()


def keep(application: Any, user: User, typed: dict[str, list[str]], *, at: dt.datetime) -> DecisionDraft | None:
    """Keep what was typed, in the place of what was kept before; None where it is too long, or the decision was taken
    meanwhile: what is typed of it then leads nowhere."""
    words = json.dumps(typed, ensure_ascii=False)
    if len(words) > LONGEST or not application.is_open:
        return None
    kept = {"words": words, "saved_at": at}
    row, _ = DecisionDraft.objects.update_or_create(application_id=application.pk, user=user, defaults=kept)
    return row


def forget(application: Any) -> None:
    """Of everybody: it was prepared or decided."""
    DecisionDraft.objects.filter(application=application.pk).delete()


def forget_the_old(at: dt.datetime) -> int:
    """How many were too old."""
    return DecisionDraft.objects.filter(saved_at__lte=at - KEPT).delete()[0]
