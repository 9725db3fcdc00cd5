"""What people wrote on a file and can be wrong: struck it is out of sight, and what it said before is kept."""

import datetime as dt
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from casework.engine.columns import plain
from casework.engine.writes import Write
from roles.actions import Action
from roles.append_only import NotEmptied
from roles.policy import Sight


class Written(models.Model):
    """A row that says something in a file. What mixes it in says whose words they are, and in which file they stand.

    `noun` begins its verbs, and its former words are kept under it; `the` is what it is called, with its article.
    """

    noun: ClassVar[str]
    the: ClassVar[str]
    kept: ClassVar[tuple[str, ...]] = ("text", "shielded", "ground")
    reroutes: ClassVar[bool] = False  # whether turns follow from it
    keeps: ClassVar[Action] = Action.EDIT_FILE  # what one may do in a file to put it right there

    # it doesn't belong in this file: out of sight, until the privacy officer has settled what becomes of it
    struck_at = models.DateTimeField(null=True, editable=False)
    struck_by_name = models.CharField(max_length=150, blank=True, editable=False)
    struck_why = models.CharField(max_length=300, blank=True, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def this(cls) -> str:
        """'Deze notitie', 'Dit bericht'."""
        article, _, name = cls.the.partition(" ")
        return f"{'Deze' if article == 'de' else 'Dit'} {name}"

    @classmethod
    def named(cls) -> str:
        """'Notitie'."""
        return cls.the.partition(" ")[2].capitalize()

    @classmethod
    def all_of(cls) -> Any:
        """With those that were struck."""
        return cls._base_manager.all()

    @classmethod
    def a(cls) -> str:
        """'een notitie'."""
        return f"een {cls.the.partition(' ')[2]}"

    @property
    def stands_in(self) -> Any:
        """The case in which it stands."""
        return self.case

    @property
    def writer_id(self) -> int | None:
        found: int | None = self.by_id  # type: ignore[attr-defined]
        return found

    @property
    def written_at(self) -> dt.datetime:
        moment: dt.datetime = self.at  # type: ignore[attr-defined]
        return moment

    @property
    def written_by(self) -> str:
        return str(self.by_name)  # type: ignore[attr-defined]

    @property
    def said(self) -> str:
        """Its words, for who puts it right or settles it."""
        return str(self.text)  # type: ignore[attr-defined]

    def as_kept(self) -> dict[str, Any]:
        """What it says now, to be kept."""
        return {name: plain(getattr(self, name)) for name in self.kept}

    def put_in(self, file: Any) -> None:
        """The case as it was locked, in place of the one that was read with it."""
        self.case = file

    def go_to(self, file: Any, place: Any) -> None:
        """To another file, which is held; `place` is where in it, of what stands in no file by itself."""
        self.put_in(file)

    @property
    def for_one(self) -> bool:
        """Whether it is for one alone of those who read the file as the citizen, or for them."""
        return False

    def is_kept_from_citizen(self) -> bool:
        return bool(self.shielded)  # type: ignore[attr-defined]

    def keep_from_citizen(self, ground: str) -> None:
        row: Any = self
        row.shielded, row.ground = True, ground

    def may_be_told_by(self, sight: Sight) -> bool:
        """Whether who has no part in the file may tell such a thing, and so put their own words right."""
        return False

    def told_at(self, file: Any) -> str:
        """Where it is read."""
        return str(file.get_absolute_url())

    def told_with(self, why: str) -> str:
        """What the timeline says of a correction: why, and the words where the timeline is where they are read."""
        return why

    def event_of(self) -> dict[str, Any]:
        """Which event told it, where the timeline read its words from that: they don't hold any more."""
        return {}

    def comes_back(self, write: Write) -> None:
        """It belonged here after all."""

    def before(self) -> Any:
        """What it said before, in this file: what stood in another isn't told here."""
        return WrittenBefore.objects.filter(noun=self.noun, key=self.pk, case=self.stands_in.pk)


class WrittenBefore(models.Model):
    """What something said before it was put right, in which file: by whom, when and why it was. Never changed."""

    noun = models.CharField(max_length=20)
    key = models.BigIntegerField()  # of the row, in the table of its noun
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")
    was = models.JSONField()  # by column
    at = models.DateTimeField()  # when it was put right
    by_name = models.CharField(max_length=150)
    why = models.CharField(max_length=300)

    class Meta:
        verbose_name = "wat er eerst stond"
        verbose_name_plural = "wat er eerst stond"
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("noun", "key"), name="written_before_by_row"),)
        triggers = (
            pgtrigger.Protect(name="what_was_written_stands", operation=pgtrigger.Update | pgtrigger.Delete),
            NotEmptied(name="what_was_written_is_not_emptied"),
        )

    def __str__(self) -> str:
        return f"{self.noun} {self.key} van voor {self.at:%d-%m-%Y}"

    @property
    def said(self) -> str:
        """Its words then."""
        return str(self.was.get("said") or self.was.get("text") or self.was.get("title") or "")


def to_settle_index(name: str) -> models.Index:
    """Of what was struck and waits for the privacy officer."""
    return models.Index(fields=("struck_at",), condition=Q(struck_at__isnull=False, settled_at__isnull=True), name=name)
