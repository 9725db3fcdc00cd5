"""Notes on the file."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from casework.cases.for_one import ForOne, for_reader, is_for_one
from casework.cases.querysets import EventQuerySet
from casework.cases.written import Written, to_settle_index
from casework.contacts.models import Contacted, ContactMoment
from roles.models import User
from roles.policy import Sight


class NoteQuerySet(EventQuerySet):
    """What was struck is read by nobody but who settles it."""

    def standing(self) -> Any:
        return self.filter(struck_at=None)

    def visible_to(self, sight: Sight) -> Any:
        return super().visible_to(sight).filter(struck_at=None)

    def for_citizen(self, sight: Sight) -> Any:
        return super().for_citizen(sight).filter(for_reader(sight), struck_at=None)


class Note(ForOne, Written):
    """A note on the file. Open to the citizen unless it is shielded, with its ground (Wmo 5.3.2, AVG 23); or to one alone
    of those who read it for them.

    What was said in a contact is a note that names it.
    """

    noun = "note"
    the = "de notitie"
    objects = NoteQuerySet.as_manager()

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="notes")
    contact_moment = models.OneToOneField(ContactMoment, on_delete=models.CASCADE, null=True, related_name="note")
    text = models.TextField("notitie")
    shielded = models.BooleanField("afgeschermd voor de inwoner", default=False)
    ground = models.CharField("waarom afgeschermd", max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "notitie"
        verbose_name_plural = "notities"
        ordering = ("-at", "-pk")
        indexes = (to_settle_index("notes_to_settle"),)
        constraints = (
            is_for_one("a_note_is_for_one"),
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

    @property
    def told(self) -> Contacted | None:
        """What contact it tells of."""
        return self.contact_moment.told if self.contact_moment else None

    @told.setter
    def told(self, told: Contacted) -> None:
        assert self.contact_moment is not None
        self.contact_moment.tell(told, written_on=timezone.localdate(self.at))
        self.contact_moment.save()

    def as_kept(self) -> dict[str, Any]:
        moment = {"moment": self.contact_moment.words} if self.contact_moment else {}
        return super().as_kept() | moment

    def go_to(self, file: Any, place: Any) -> None:
        super().go_to(file, place)
        if self.contact_moment is not None:  # a name stays, the tie to somebody of the other web doesn't
            self.contact_moment.case, self.contact_moment.contact = file, None
            self.contact_moment.save(update_fields=["case", "contact"])
