"""Notes on the file."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from casework.cases.querysets import EventQuerySet
from casework.contacts.models import ContactMoment
from roles.append_only import NotEmptied
from roles.models import User
from roles.policy import Sight


class NoteQuerySet(EventQuerySet):
    """What was struck is read by nobody but who settles it."""

    def standing(self) -> Any:
        return self.filter(struck_at=None)

    def visible_to(self, sight: Sight) -> Any:
        return super().visible_to(sight).filter(struck_at=None)

    def for_citizen(self, sight: Sight) -> Any:
        return super().for_citizen(sight).filter(struck_at=None)


class Note(models.Model):
    """A note on the file. Open to the citizen unless it is shielded, with its ground (Wmo 5.3.2, AVG 23).

    What was said in a contact is a note that names it.
    """

    objects = NoteQuerySet.as_manager()

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="notes")
    contact_moment = models.OneToOneField(ContactMoment, on_delete=models.CASCADE, null=True, related_name="note")
    text = models.TextField("notitie")
    shielded = models.BooleanField("afgeschermd voor de inwoner", default=False)
    ground = models.CharField("waarom afgeschermd", max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()
    # it doesn't belong in this file: out of sight, until the privacy officer has settled what becomes of it
    struck_at = models.DateTimeField(null=True, editable=False)
    struck_by_name = models.CharField(max_length=150, blank=True, editable=False)
    struck_why = models.CharField(max_length=300, blank=True, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "notitie"
        verbose_name_plural = "notities"
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(
                fields=("struck_at",),
                condition=Q(struck_at__isnull=False, settled_at__isnull=True),
                name="notes_to_settle",
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="a_shielded_note_has_its_ground",
                condition=Q(shielded=False) | ~Q(ground=""),
                violation_error_message="Zeg waarom de inwoner deze notitie niet mag lezen.",
            ),
        )

    def __str__(self) -> str:
        return f"notitie {self.pk}"

    @property
    def anchor(self) -> Any:
        return self.case


class NoteBefore(models.Model):
    """What a note said before it was put right, in which file: by whom, when and why it was. Never changed."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="before")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    shielded = models.BooleanField()
    ground = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()  # when it was put right
    by_name = models.CharField(max_length=150)
    why = models.CharField(max_length=300)

    class Meta:
        ordering = ("-at", "-pk")
        triggers = (
            pgtrigger.Protect(name="what_was_said_stands", operation=pgtrigger.Update | pgtrigger.Delete),
            NotEmptied(name="what_was_said_is_not_emptied"),
        )

    def __str__(self) -> str:
        return f"notitie {self.note_id} van voor {self.at:%d-%m-%Y}"
