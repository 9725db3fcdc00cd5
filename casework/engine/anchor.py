"""What steps, turns and events hang on: the row that is locked, and whose open work is derived.

An anchor is a model of its own room. Its events and its open work stand in tables of its own, each with a foreign key
to it: no row can belong to two anchors or to none, and the lists of one kind don't grow slower by another (ADR 7).
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models

from casework.engine.machine import Machine
from casework.engine.possible_days import Days
from casework.engine.telling import Reader, Told
from roles.policy import which


class Anchor(Machine):
    """The row that is locked first. `open_states` are those in which its own turns count.

    `str()` of it is what the reading log calls it: at most 20 letters, nothing personal. Its manager knows `for_page` (with all that its page and its letters read) and `visible_to`.
    """

    event_model: ClassVar[str]  # 'app.Model' of its events, a subclass of `events.Event`
    work_model: ClassVar[str]  # 'app.Model' of its open work, a subclass of `work.OpenWork`
    open_states: ClassVar[tuple[str, ...]] = ()
    # by how many people outside the team it is carried: columns with organisations, and with people
    outside_organisations: ClassVar[tuple[str, ...]] = ()
    outside_people: ClassVar[tuple[str, ...]] = ()
    beside_child: ClassVar[tuple[str, ...]] = ()  # what a page of what hangs on it reads with it
    on_a_list: ClassVar[tuple[str, ...]] = ()  # what a row of open work shows of it; () where that is all of it
    on_a_team_list: ClassVar[tuple[str, ...]] = ()  # and beside that, of work that is others'
    # columns that others of its kind read for whose turn it is there, and (below) which others those are
    read_elsewhere: ClassVar[tuple[str, ...]] = ()
    names_other: ClassVar[
        dict[str, str]
    ] = {}  # per step that is taken beside another of its kind: the column that names it
    file_id: Any = None  # under which key grants by name, recusals and readings know it; None: it has none of those
    citizen_url: Any = ""  # the citizen's own page of it

    class Meta:
        abstract = True

    @property
    def anchor(self) -> "Anchor":
        """So that an anchor and what hangs on it can be judged alike."""
        return self

    @property
    def anchor_id(self) -> Any:
        return self.pk

    @classmethod
    def seen(cls, sight: Any, path: str = "") -> models.Q:
        """Which rows are about one that this person may see, where `path` leads to it: as `visible_to` without a join of its own."""
        return which(sight, cls.view, path, named=cls.file_id is not None)

    @property
    def is_open(self) -> bool:
        return self.standing in self.open_states

    @property
    def subject(self) -> str:
        """Who or what it is about, for pages of those who may see it."""
        return ""

    @property
    def listed(self) -> str:
        """The same in a list, where people stand by their main name."""
        return self.subject

    @property
    def held_by(self) -> str:
        """Where it lies now, in words; empty where no such thing is."""
        return ""

    @classmethod
    def sorted_by(cls, what: str, path: str) -> Any:
        """By which expression a list puts these in order, where `path` leads to one: by 'name', by 'holder' or by
        'lead'. None where there is no such thing."""
        return None

    @classmethod
    def led_by(cls, people: Iterable[int], path: str) -> models.Q | None:
        """Which are led by one of these people, or with nobody given which wait for somebody to lead them."""
        return None

    @classmethod
    def in_own_words(cls, sight: Any, path: str, length: int) -> Any:
        """The first letters of what was asked, in the words of who asked, for whoever may read all of it; None where
        there is no such thing."""
        return None

    def happened_within(self, on: dt.date) -> Days:
        """Between which days something on it can have happened."""
        return Days(last=on)

    def told_by(self, text: str, reader: Reader, sight: Any) -> Iterable[Told]:
        """What these words give away that this reader isn't to know; `sight` is who writes them."""
        return ()

    def lock_with_it(self) -> None:
        """Rows of its own that a form changes in place; called under its lock."""

    def other_of(self, step: str) -> int | None:
        """The key of the other of its kind beside which this step is taken, as the database has it now."""
        column = self.names_other.get(step)
        if column is None:
            return None
        return type(self)._default_manager.filter(pk=self.pk).order_by().values_list(column, flat=True).first()

    def held_with(self, step: str, details: dict[str, Any], other: int | None) -> Iterable[int]:
        """The keys of others of its kind that this step rests on, or changes: they are locked together with it.
        `other` is the one beside which it is taken."""
        return ()

    def read_by(self) -> Iterable[int]:
        """The keys of those others."""
        return ()

    @classmethod
    def closed_to_some(cls) -> models.QuerySet[Any]:
        """Those open ones that somebody may not see whatever their roles: where nobody could be left first."""
        return cls._default_manager.none()

    def closed_to(self) -> frozenset[int]:
        """The ids of colleagues who may not see it, whatever their roles."""
        return frozenset()
