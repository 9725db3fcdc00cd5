"""Paper: asked for → a row with a frozen snapshot → made by the worker → stored → sent."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from casework.cases.child import CaseChild
from casework.documents.conditions import (
    addressed_as_it_is_now,
    asked_for_it,
    does_the_post,
    is_a_letter,
    its_file_is_gone,
    no_newer_letter,
    none_waits_already,
    nothing_is_left_open,
    nothing_to_the_deceased,
    posted_to_an_address,
    sent_after_made,
    works_on_the_file,
)
from casework.documents.kinds import kind_of
from casework.documents.querysets import DocumentQuerySet
from casework.documents.states import MADE, UNSENT, DocumentState
from casework.engine.conditions import says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.missing_files import is_there
from casework.engine.public_id import public_id
from roles.actions import Action as A
from roles.models import Team, User


class SentHow(models.TextChoices):
    POST = "post", "Per post"
    UITGEREIKT = "uitgereikt", "Persoonlijk gegeven"
    MAIL = "mail", "Veilig gemaild"


class Document(CaseChild):
    """A PDF and the frozen snapshot it is made of: the same snapshot gives the same text again.

    One worker at a time is at it (`engine.alone`), so a killed worker's document is made by the next.
    """

    objects = DocumentQuerySet.as_manager()
    alongside = ("team",)
    view = A.VIEW_DOCUMENT
    titles = Titles("Document", "Document over")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, null=True, related_name="documents")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")  # for a batch
    kind = models.CharField("soort", max_length=30)  # each noun brings its own: see `kinds`
    about = models.CharField(max_length=40, blank=True)  # 'indicatie:ab12': what the letter is about
    shielded = models.BooleanField(default=False)  # holds what is kept from the citizen
    state = machine_state("stand", DocumentState, DocumentState.GEVRAAGD)
    snapshot = models.JSONField(editable=False)
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_by_name = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)  # after a try that failed: not tried again before this
    to_reprint = models.BooleanField(default=False, editable=False)  # its file is gone and is being made again
    trouble = models.CharField(max_length=200, blank=True)
    file = models.FileField(upload_to="documenten/%Y/%m/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField(null=True)
    # whoever asked for it hands it over as soon as it is there: said beforehand, recorded when it is made
    give_when_made = models.BooleanField(default=False, db_default=False, editable=False)
    sent_on = models.DateField("verstuurd of gegeven op", null=True)
    sent_how = models.CharField("hoe", max_length=20, choices=SentHow.choices, blank=True)
    # of a letter that was sent before: the same for who came to speak for the person since
    copy_of = models.ForeignKey("self", on_delete=models.CASCADE, null=True, editable=False, related_name="copies")
    object_until = models.DateField("bezwaar kan tot en met", null=True)
    object_why = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(name="document_state_is_known", condition=Q(state__in=DocumentState.values)),
            models.CheckConstraint(
                name="a_document_is_of_a_case_or_a_batch",
                condition=Q(case__isnull=False, team__isnull=True) | Q(case__isnull=True, team__isnull=False),
            ),
            models.CheckConstraint(
                name="a_ready_document_has_its_file",
                condition=~Q(state__in=(DocumentState.KLAAR, DocumentState.VERSTUURD)) | ~Q(sha256=""),
            ),
            models.CheckConstraint(
                name="a_sent_document_says_when_and_how",
                condition=~Q(state=DocumentState.VERSTUURD) | Q(sent_on__isnull=False) & ~Q(sent_how=""),
            ),
            models.UniqueConstraint(
                name="one_waiting_document_of_its_kind",
                fields=("case", "kind", "about", "shielded"),
                condition=Q(state=DocumentState.GEVRAAGD, copy_of=None),
            ),
            models.UniqueConstraint(
                name="one_waiting_copy_of_a_letter",
                fields=("copy_of",),
                condition=Q(state=DocumentState.GEVRAAGD, copy_of__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=("state", "claimed_until"), condition=Q(state="gevraagd"), name="documents_waiting"),
            models.Index(fields=("state",), condition=Q(state="mislukt"), name="documents_failed"),
            models.Index(fields=("claimed_until",), condition=Q(to_reprint=True), name="documents_to_reprint"),
        )

    def __str__(self) -> str:
        return f"document {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/documenten/{self.public_id}/"

    @property
    def caption(self) -> str:
        """Which document, for the timeline."""
        return self.get_kind_display()

    def titled(self, *, named: bool) -> str:
        return f"{self.caption}, {self.case.subject}" if named and self.case else self.caption

    @property
    def kept_apart(self) -> str:
        return self.about if kind_of(self.kind).apart else ""

    @property
    def is_letter(self) -> bool:
        return kind_of(self.kind).letter

    @property
    def has_objection_clause(self) -> bool:
        return kind_of(self.kind).clause

    @property
    def is_copy(self) -> bool:
        return self.copy_of_id is not None

    def get_kind_display(self) -> str:
        label = kind_of(self.kind).label
        return f"Kopie: {label}" if self.is_copy else label

    @property
    def can_be_posted(self) -> bool:
        """Without lines of an address the letter is given by hand: it may be that nobody should know where they live."""
        to = self.snapshot.get("to")
        return to is None or bool(to["lines"])

    @property
    def is_later(self) -> bool:
        """Paper for oneself waits for letters, which somebody waits for and which start terms."""
        return not self.is_letter

    @property
    def file_is_gone(self) -> bool:
        """The row tells of a file that isn't there: a disk was lost, or an older copy put back."""
        return bool(self.file) and not is_there(self.file)

    @step(
        state,
        [DocumentState.GEVRAAGD],
        DocumentState.KLAAR,
        "Document gemaakt",
        done="Het document is klaar.",
        happened="Document gemaakt",
    )
    def ready(self, *, file: str, sha256: str, size: int, at: dt.datetime, **details: Any) -> None:
        """By the worker: the file is stored."""
        self.file.name, self.sha256, self.size, self.made_at = file, sha256, size, at
        self.claimed_until, self.trouble, self.done = None, "", self.total

    @step(
        state,
        [DocumentState.GEVRAAGD],
        DocumentState.MISLUKT,
        "Document niet gelukt",
        done="Het document is niet gelukt.",
        happened="Document niet gelukt",
    )
    def fail(self, *, trouble: str, **details: Any) -> None:
        """By the worker, after too many attempts; with the reason in plain words."""
        self.trouble, self.claimed_until = trouble, None

    @step(
        state,
        [DocumentState.MISLUKT],
        DocumentState.GEVRAAGD,
        "Probeer opnieuw",
        done="Het document wordt opnieuw gemaakt.",
        happened="Document opnieuw gevraagd",
        by=[may(A.SEND_DOCUMENT, works_on_the_file), may(A.MAKE_BATCH, asked_for_it), may(A.PRINT_POST, asked_for_it)],
        needs=[none_waits_already],
        primary=True,
    )
    def retry(self, **details: Any) -> None:
        self.attempts, self.trouble, self.claimed_until = 0, "", None

    @step(
        state,
        MADE,
        None,
        "Maak het bestand opnieuw",
        done="Het bestand wordt opnieuw gemaakt. De tekst blijft dezelfde.",
        happened="Bestand opnieuw gevraagd",
        by=[may(A.SEND_DOCUMENT, works_on_the_file), may(A.MAKE_BATCH, asked_for_it), may(A.PRINT_POST, asked_for_it)],
        needs=[its_file_is_gone],
        primary=True,
    )
    def reprint(self, **details: Any) -> None:
        """From its snapshot: what was told, and when it was sent, stays as it was."""
        self.to_reprint, self.attempts, self.trouble, self.claimed_until = True, 0, "", None

    @step(
        state,
        MADE,
        None,
        "Bestand opnieuw gemaakt",
        done="Het bestand is opnieuw gemaakt.",
        happened="Bestand opnieuw gemaakt",
    )
    def reprinted(self, *, file: str, sha256: str, size: int, **details: Any) -> None:
        """By the worker. The text is the same; its bytes, and so the control number, may not be."""
        self.file.name, self.sha256, self.size = file, sha256, size
        self.to_reprint, self.claimed_until, self.trouble = False, None, ""

    @step(
        state,
        [DocumentState.KLAAR],
        DocumentState.VERSTUURD,
        "Verstuur of reik uit",
        done="Vastgelegd dat de brief is verstuurd of gegeven.",
        happened="Brief verstuurd of gegeven",
        by=[may(A.SEND_DOCUMENT, works_on_the_file), may(A.SEND_DOCUMENT, does_the_post)],
        needs=[
            is_a_letter,
            nothing_to_the_deceased,
            addressed_as_it_is_now,
            nothing_is_left_open,
            sent_after_made,
            posted_to_an_address,
        ],
        form="SendForm",
        primary=True,
        citizen="Wij hebben u een brief gestuurd of gegeven.",
    )
    def send(self, *, sent_on: dt.date, sent_how: str, **details: Any) -> None:
        """That date starts the term for objections."""
        self.sent_on, self.sent_how = sent_on, sent_how

    @step(
        state,
        [DocumentState.KLAAR, DocumentState.MISLUKT],
        DocumentState.VERVALLEN,
        "Verstuur niet",
        done="De brief wordt niet verstuurd.",
        happened="Brief niet verstuurd",
        by=[may(A.SEND_DOCUMENT, works_on_the_file)],
        needs=[is_a_letter, says_why],
        form="WhyForm",
    )
    def drop(self, **details: Any) -> None:
        """Overtaken by events, with why. What must be announced then waits to be made again."""

    @step(
        state,
        UNSENT,
        DocumentState.ACHTERHAALD,
        "Achterhaald",
        done="De brief gaat niet meer uit.",
        happened="Brief achterhaald, niet verstuurd",
    )
    def overtake(self, **details: Any) -> None:
        """By the system: what it tells was put right before it reached anybody. Nobody makes it again."""
        self.claimed_until = None

    @step(
        state,
        [DocumentState.KLAAR, DocumentState.MISLUKT, DocumentState.VERVALLEN],
        DocumentState.VERVALLEN,
        "Maak opnieuw",
        done="De brief wordt opnieuw gemaakt, met de gegevens van nu.",
        happened="Brief opnieuw gemaakt",
        by=[may(A.SEND_DOCUMENT, works_on_the_file)],
        needs=[is_a_letter, nothing_to_the_deceased, no_newer_letter],
    )
    def remake(self, **details: Any) -> None:
        """This one isn't sent; another takes its place, with names and addresses as they are now."""
