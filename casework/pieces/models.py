"""What comes in: a scan, a photo of a letter, an e-mail."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from casework.cases.child import CaseChild
from casework.cases.written import Written, to_settle_index
from casework.engine.conditions import says_why
from casework.engine.errors import NotNow, Reason
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.missing_files import is_there
from casework.engine.public_id import public_id
from casework.engine.writes import Write
from casework.pieces.conditions import its_file_is_kept, stays_not_away
from casework.pieces.querysets import PieceQuerySet
from casework.pieces.states import PieceKind, PieceState, SeenBy
from roles.actions import Action as A
from roles.models import User


class Piece(Written, CaseChild):
    """One file that came in, with what one must know of it. The file itself is never changed; `sha256` is of it.

    `mail`, of an e-mail: from, to, subject, date, text (plain) and the names of what was attached.
    """

    noun = "piece"
    the = "het stuk"
    kept = ("title", "from_whom", "seen_by", "ground")
    keeps = A.KEEP_PIECE
    reroutes = True
    objects = PieceQuerySet.as_manager()
    view = A.VIEW_PIECE
    titles = Titles("Stuk", "Stuk over")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="pieces", db_index=False)
    kind = models.CharField("soort", max_length=20, choices=PieceKind.choices)
    title = models.CharField("titel", max_length=160)
    from_whom = models.CharField("van wie", max_length=160, blank=True)
    dated_on = models.DateField("datum op het stuk", null=True)
    received_on = models.DateField("binnengekomen op")
    seen_by = models.CharField("wie mag het zien", max_length=20, choices=SeenBy.choices, default=SeenBy.TEAM)
    ground = models.CharField("waarom afgeschermd", max_length=200, blank=True)
    state = machine_state("stand", PieceState, PieceState.OPGENOMEN)
    file = models.FileField("bestand", upload_to="stukken/%Y/%m/", blank=True)
    small = models.FileField("verkleind", upload_to="stukken/%Y/%m/", blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    mail = models.JSONField(null=True)
    checked_at = models.DateTimeField("op virussen gecontroleerd", null=True)
    claimed_until = models.DateTimeField(null=True)  # after a look that failed: not tried again before this
    trouble = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    added_by_name = models.CharField(max_length=150)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "stuk"
        verbose_name_plural = "stukken"
        ordering = ("-received_on", "-pk")
        constraints = (
            models.CheckConstraint(name="piece_state_is_known", condition=Q(state__in=PieceState.values)),
            models.CheckConstraint(
                name="a_shielded_piece_has_its_ground", condition=~Q(seen_by=SeenBy.AFGESCHERMD) | ~Q(ground="")
            ),
            models.CheckConstraint(
                name="a_piece_in_the_file_has_its_file", condition=~Q(state=PieceState.OPGENOMEN) | ~Q(file="")
            ),
        )
        indexes = (
            models.Index(fields=("case", "-received_on", "-id"), name="pieces_of_a_case"),
            models.Index(fields=("claimed_until",), condition=Q(state="wacht"), name="pieces_to_look_at"),
            to_settle_index("pieces_to_settle"),
        )

    def __str__(self) -> str:
        return f"stuk {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/stukken/{self.public_id}/"

    @property
    def writer_id(self) -> int | None:
        return self.added_by_id

    @property
    def written_at(self) -> dt.datetime:
        return self.added_at

    @property
    def written_by(self) -> str:
        return self.added_by_name

    @property
    def said(self) -> str:
        return f"{self.title} ({self.get_kind_display()}{f', van {self.from_whom}' if self.from_whom else ''})"

    def is_kept_from_citizen(self) -> bool:
        return bool(self.seen_by != SeenBy.INWONER)

    def keep_from_citizen(self, ground: str) -> None:
        self.seen_by, self.ground = SeenBy.AFGESCHERMD, ground

    def go_to(self, file: Any, place: Any) -> None:
        """There it is for the team, until somebody shows it to whose file that is."""
        super().go_to(file, place)
        if self.seen_by == SeenBy.INWONER:
            self.seen_by = SeenBy.TEAM

    def told_at(self, file: Any) -> str:
        return f"{file.get_absolute_url()}stukken/"

    def comes_back(self, write: Write) -> None:
        if not self.file:
            raise NotNow([Reason("Het bestand is weggegooid: er zat een virus in.")])
        write.cascade([self], "restore", why="De privacy officer zette het terug.")

    def titled(self, *, named: bool) -> str:
        return f"{self.title}, {self.case.subject}" if named else self.title

    @property
    def shielded(self) -> bool:
        return self.seen_by == SeenBy.AFGESCHERMD

    @property
    def ending(self) -> str:
        """'pdf'."""
        return str(self.file.name).rpartition(".")[2]

    @property
    def opens(self) -> bool:
        """Whether its file may be handed out: it was looked at, and belongs here."""
        return bool(self.state == PieceState.OPGENOMEN)

    @property
    def file_is_gone(self) -> bool:
        """The row tells of a file that isn't there; nobody can make it again."""
        return bool(self.file) and not is_there(self.file)

    @step(
        state,
        [PieceState.OPGENOMEN, PieceState.GEWEIGERD],
        PieceState.GESCHRAPT,
        "Hoort niet bij deze zaak",
        done="Het stuk is uit het dossier. U kunt het nog terugzetten.",
        happened="Stuk uit het dossier gehaald",
        by=[may(A.KEEP_PIECE)],
        needs=[says_why],
        form="WhyForm",
    )
    def strike(self, *, at: dt.datetime, by: User | None = None, why: str = "", **details: Any) -> None:
        """Out of sight, with why, and on the privacy officer's list. The file is kept: that it was here may have to be
        accounted for."""
        self.trouble = why[:200]
        self.struck_at, self.struck_by_name, self.struck_why = at, by.name if by else "", why[:300]

    @step(
        state,
        [PieceState.GESCHRAPT],
        PieceState.OPGENOMEN,
        "Zet terug in het dossier",
        done="Het stuk staat weer in het dossier.",
        happened="Stuk teruggezet in het dossier",
        by=[may(A.KEEP_PIECE)],
        needs=[its_file_is_kept, stays_not_away, says_why],
        form="WhyForm",
    )
    def restore(self, **details: Any) -> None:
        self.trouble, self.struck_at, self.struck_by_name, self.struck_why = "", None, "", ""

    @step(
        state,
        [PieceState.WACHT],
        PieceState.OPGENOMEN,
        "Viruscontrole gedaan",
        done="Het bestand is gecontroleerd.",
        happened="Bestand op virussen gecontroleerd",
    )
    def pass_check(self, *, at: dt.datetime, looked_at: bool = True, **details: Any) -> None:
        """By the worker. `looked_at` False: there is no scanner any more."""
        self.claimed_until, self.checked_at = None, at if looked_at else None

    @step(
        state,
        [PieceState.WACHT],
        PieceState.GEWEIGERD,
        "Bestand geweigerd",
        done="Het bestand is geweigerd.",
        happened="Bestand geweigerd: er zat een virus in",
    )
    def fail_check(self, *, virus: str, at: dt.datetime, **details: Any) -> None:
        """By the worker, which throws the file away."""
        self.file.name, self.small.name, self.claimed_until, self.checked_at = "", "", None, at
        self.trouble = f"De viruscontrole vond {virus}."[:200]
