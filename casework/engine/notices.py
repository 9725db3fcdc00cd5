"""That somebody hears of what happened: a row for each, written with the step itself; and what of it they may know.

Who hears of what, each noun says (`Noun.notices`). Besides that, whoever is given a turn by a colleague hears of it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import Case, Value, When
from django.utils import timezone

from casework.engine.anchor import Anchor
from casework.engine.registry import model_of, noun_named, step_of, told_of
from casework.engine.work import OpenWork
from roles.models import Notice, NoticeKind
from roles.policy import Sight

NEWS: Final = dt.timedelta(days=14)  # what is put down as older than this is no news to anybody


def told(write: Any, verb: str, about: Any) -> list[Notice]:
    """Who hears of this, as it stands now; whoever began the write knows it already."""
    found: dict[int, Notice] = {}
    for one in told_of(verb) if is_news(write.at) else ():
        for who in one.to(write, about):
            if who is not None and who != write.began:
                found.setdefault(who, _notice(write, who, one.kind, verb, about))
    return list(found.values())


def is_news(at: dt.datetime) -> bool:
    return at > timezone.now() - NEWS


def _notice(write: Any, who: int, kind: NoticeKind, verb: str, about: Any) -> Notice:
    return Notice(
        to_id=who,
        kind=kind,
        verb=verb,
        file_id=write.anchor.file_id,
        anchor_id=write.anchor.pk,
        object_id=getattr(about, "public_id", ""),
        url=about.get_absolute_url(),
        at=write.at,
    )


def given(write: Any, turns: Iterable[OpenWork]) -> list[Notice]:
    """Whoever these turns became, by what a colleague did: one notice of all that it brought. Who hears of the same act
    in other words hears it once, and what somebody gave themselves is no news; nor what time brought."""
    found: dict[int, Notice] = {one.to_id: one for one in write.notices}
    heard = set(found)
    if write.began is None or not is_news(write.at):
        return []
    for turn in sorted(turns, key=lambda one: one.due_on):
        who = turn.handed_to_id or turn.for_user_id
        if who is not None and who != write.began:
            found.setdefault(who, of_turn(write, turn, who))
    return [one for who, one in found.items() if who not in heard]


def of_turn(write: Any, turn: OpenWork, who: int) -> Notice:
    return Notice(
        to_id=who,
        kind=NoticeKind.WORK,
        verb=turn.step,
        file_id=write.anchor.file_id,
        anchor_id=write.anchor.pk,
        object_id=turn.object_id,
        url=turn.url,
        at=write.at,
    )


# --- what of it somebody may know --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class About:
    """A notice that its reader may still know of: what happened, and on what. `named`: whether they may know whom it
    is about."""

    notice: Notice
    words: str
    anchor: Any = None
    named: bool = False


# of what is about no row: it concerns its reader alone
WORDS: Final = {"absence.over": "U bent er weer. Kijk wat er in uw zaken is gedaan."}
_ELSE: Final = "Er is iets gedaan"
_WORK: Final = "Er is werk voor u"


def known(sight: Sight, notices: Iterable[Notice]) -> Iterator[About]:
    """Of these, what this person may see today, in their order: asked once per kind of row, however many there are."""
    rows = list(notices)
    found = {key: one for model, theirs in _by_model(rows).items() for key, one in _seen(sight, model, theirs)}
    for one in rows:
        if one.anchor_id is None:
            yield About(one, _words(one))
        elif (row := found.get(_key(one))) is not None:
            yield About(one, _words(one), row.anchor, row.named)


def _words(notice: Notice) -> str:
    if notice.anchor_id is None:
        return WORDS.get(notice.verb, _ELSE)
    step = step_of(notice.verb)
    if notice.kind == NoticeKind.WORK:
        return f"{_WORK}: {step.label.lower()}" if step else _WORK
    said = (one.words for one in told_of(notice.verb) if one.kind == notice.kind)
    return next(said, step.happened if step else _ELSE)


def _key(notice: Notice) -> tuple[Any, str | int | None]:
    """What it is about: the model, and by what a row of it is known. A noun that is no more has none."""
    noun = noun_named(notice.verb.partition(".")[0])
    if noun is None or not noun.anchor:
        return None, None
    model = model_of(noun)
    if notice.object_id and model is not None and not issubclass(model, Anchor):
        return model, notice.object_id
    return apps.get_model(noun.anchor), notice.anchor_id


def _by_model(rows: Iterable[Notice]) -> dict[Any, set[str | int | None]]:
    found = defaultdict(set)
    for model, key in (_key(one) for one in rows if one.anchor_id is not None):
        if model is not None:
            found[model].add(key)
    return found


def _seen(sight: Sight, model: Any, keys: set[Any]) -> Iterator[tuple[tuple[Any, Any], Any]]:
    own = issubclass(model, Anchor)
    anchor = model if own else model._meta.get_field(model.anchor_field).related_model
    path, by = ("", "pk") if own else (f"{model.anchor_field}__", "public_id")
    shown = [f"{path}{one}" for one in anchor.on_a_list or [one.name for one in anchor._meta.concrete_fields]]
    beside = {one.rpartition("__")[0] for one in shown} - {""}
    named = Case(When(anchor.seen(sight, path), then=Value(True)), default=Value(False))
    rows = model._default_manager.visible_to(sight).filter(**{f"{by}__in": keys}).order_by()
    for row in rows.select_related(*beside).only(by, *shown).annotate(named=named):
        yield (model, getattr(row, by)), row
