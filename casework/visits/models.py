"""What a colleague writes down during a visit: one free field, in the words of whoever they are with."""

from typing import Any

from django.db import models
from django.db.models import Q

from casework.cases.child import CaseChild
from casework.cases.conditions import is_regisseur
from casework.cases.querysets import CaseChildQuerySet
from casework.cases.written import Written, to_settle_index
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.people.bsn import EncryptedTextField
from casework.visits.conditions import is_writer
from casework.visits.sentences import marked_anew
from casework.visits.states import VisitState
from roles.actions import Action as A
from roles.models import User
from roles.policy import Sight


class VisitQuerySet(CaseChildQuerySet):
    """For who works in the file. What was struck is read by nobody but who settles it."""

    action = A.EDIT_FILE

    def visible_to(self, sight: Sight) -> Any:
        return super().visible_to(sight).filter(struck_at=None)

    def standing(self) -> Any:
        return self.filter(struck_at=None)


class Visit(Written, CaseChild):
    """One visit of one colleague on one day. The citizen reads what was taken over of it in the research, not this.

    `text` stands encrypted. `filed` says which of its words were put at which part of the research: a list of `from`
    and `to` (as a slice, by character), `part` (a letter) and `need` (key, or null). `asked` are keys of guiding
    questions that were ticked away. `key` is what the page called it before it was stored; `version` counts how often it
    was, `window` which page did so last, and `seq` up to which of that one's savings.
    """

    noun = "visit"
    the = "het bezoek"
    kept = ("text",)
    reroutes = True
    objects = VisitQuerySet.as_manager()
    alongside = ("by",)
    view = A.EDIT_FILE
    titles = Titles("Bezoek", "Bezoek aan")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="visits", db_index=False)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    on = models.DateField("op")
    at = models.DateTimeField(editable=False)  # when it was begun
    saved_at = models.DateTimeField(editable=False)
    text = EncryptedTextField("wat er gezegd is")
    asked = models.JSONField(default=list, editable=False)
    filed = models.JSONField(default=list, editable=False)
    key = models.UUIDField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    window = models.UUIDField(null=True, editable=False)
    seq = models.PositiveIntegerField(default=0, editable=False)
    state = machine_state("stand", VisitState, VisitState.BEZIG)

    class Meta:
        verbose_name = "bezoek"
        verbose_name_plural = "bezoeken"
        ordering = ("-on", "-pk")
        indexes = (
            to_settle_index("visits_to_settle"),
            models.Index(fields=("case", "by"), condition=Q(state="bezig"), name="visits_being_written"),
        )
        constraints = (
            models.CheckConstraint(name="visit_state_is_known", condition=Q(state__in=VisitState.values)),
            models.UniqueConstraint(fields=("case", "by", "key"), name="one_visit_of_a_page"),
        )

    def __str__(self) -> str:
        return f"bezoek {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/bezoeken/{self.public_id}/"

    @property
    def writes(self) -> bool:
        return bool(self.state == VisitState.BEZIG and self.struck_at is None)

    # --- as something that was written ------------------------------------------------------------------------------

    @property
    def wording(self) -> str:
        return self.text

    @wording.setter
    def wording(self, words: str) -> None:
        """Put right; what was put elsewhere of it stays marked as far as it still stands here."""
        self.filed = marked_anew(self.text, words, self.filed)
        self.text, self.version = words, self.version + 1

    def is_kept_from_citizen(self) -> bool:
        """The whole of it is of who works in the file."""
        return True

    def go_to(self, file: Any, place: Any) -> None:
        """What was taken over of it stays in the research it stands in, until somebody takes it out there."""
        super().go_to(file, place)
        self.filed = []

    def told_at(self, file: Any) -> str:
        return self.get_absolute_url()

    # --- its one step -------------------------------------------------------------------------------------------------

    @step(
        state,
        [VisitState.BEZIG],
        VisitState.KLAAR,
        "Klaar",
        done="Het bezoek is bewaard. Zet nu zinnen waar zij horen.",
        happened="Huisbezoek opgeschreven",
        by=[may(A.EDIT_FILE, is_writer), may(A.LEAD_CASE, is_regisseur)],
        primary=True,
        citizen="Wij hebben met u gesproken.",
    )
    def finish(self, **details: object) -> None:
        """Nothing is added to it any more. What it says isn't told with it: that is read where it stands."""
