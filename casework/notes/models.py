"""Notes on the file."""

from django.db import models
from django.db.models import Q

from casework.cases.querysets import EventQuerySet
from casework.contacts.models import ContactMoment
from roles.models import User


class Note(models.Model):
    """A note on the file. Open to the citizen unless it is shielded, with its ground (Wmo 5.3.2, AVG 23).

    What was said in a contact is a note that names it.
    """

    objects = EventQuerySet.as_manager()

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
        constraints = (
            models.CheckConstraint(
                name="a_shielded_note_has_its_ground",
                condition=Q(shielded=False) | ~Q(ground=""),
                violation_error_message="Zeg waarom de inwoner deze notitie niet mag lezen.",
            ),
        )

    def __str__(self) -> str:
        return f"notitie {self.pk}"
