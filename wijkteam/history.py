"""What changed in the configuration: who, when and what, from the tables the database itself fills (django-pghistory)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pghistory.models
from django.apps import apps
from django.db import models

from casework.people.models import Person
from roles.models import User
from wijkteam.called import called

SHOWN = 200  # the latest lines of one object
VERBS = {"insert": "toegevoegd", "update": "gewijzigd", "delete": "verwijderd"}
# what no reader of the history has a use for
PASSED_OVER = {"id", "public_id", "slug", "is_staff", "is_superuser", "date_joined"}
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Change:
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One change: `what` in a few words, and the fields that became different."""

    at: dt.datetime
    who: str
    what: str
    changes: list[Change] = field(default_factory=list)


def lines(obj: models.Model) -> list[Line]:
    """The changes of this object and of what hangs on it (a person's memberships, a team's kernen), latest first."""
    found: list[tuple[Any, Any]] = []
    for event_model, own in _tables(type(obj)):
        rows = event_model.objects.filter(**{own: obj.pk})
        if _tracks_link(event_model):
            found += [(row, None) for row in rows.select_related("pgh_context")]
            continue
        # all versions of each of them, so that a change can be told from the version before it
        whole = event_model.objects.filter(pgh_obj_id__in=rows.values("pgh_obj_id")).select_related("pgh_context")
        found += _with_the_one_before(whole.order_by("pgh_id"))
    found.sort(key=lambda pair: (pair[0].pgh_created_at, pair[0].pgh_id), reverse=True)
    latest = found[:SHOWN]
    names = _names({actor for row, _ in latest for actor in (_actor(row), _asked_by(row))})
    return [_line(row, before, names, obj) for row, before in latest]


def _tables(model: type[models.Model]) -> Iterator[tuple[Any, str]]:
    """Every table of events that names this model, and the column by which. Files of citizens stand apart."""
    for event_model in apps.get_models():
        if not issubclass(event_model, pghistory.models.Event) or not hasattr(event_model, "pgh_tracked_model"):
            continue
        if event_model._meta.proxy or event_model.pgh_tracked_model is Person:
            continue
        for one in event_model._meta.concrete_fields:
            if one.is_relation and one.related_model is model:
                yield event_model, one.name


def _tracks_link(event_model: Any) -> bool:
    """A link between two things (a team and a kern) comes and goes; it has no versions."""
    return not any(one.name == "pgh_obj" for one in event_model._meta.concrete_fields)


def _with_the_one_before(rows: Any) -> list[tuple[Any, Any]]:
    last: dict[int, Any] = {}
    pairs = []
    for row in rows:
        pairs.append((row, last.get(row.pgh_obj_id)))
        last[row.pgh_obj_id] = row
    return pairs


def _actor(row: Any) -> int | None:
    metadata = row.pgh_context.metadata if row.pgh_context else {}
    return metadata.get("user")


def _asked_by(row: Any) -> int | None:
    """Who asked for what a second person confirmed."""
    metadata = row.pgh_context.metadata if row.pgh_context else {}
    return metadata.get("asked_by")


def _who(row: Any, names: dict[int | None, str]) -> str:
    actor = names.get(_actor(row), "het systeem")
    asked = names.get(_asked_by(row))
    return f"{asked}, bevestigd door {actor}" if asked else actor


def _names(ids: set[int | None]) -> dict[int | None, str]:
    return {user.pk: user.name for user in User.objects.filter(pk__in=[one for one in ids if one])}


def _line(row: Any, before: Any, names: dict[int | None, str], obj: models.Model) -> Line:
    who = _who(row, names)
    if _tracks_link(type(row)):
        return Line(row.pgh_created_at, who, _link_words(row, obj))
    name = str(row.pgh_tracked_model._meta.verbose_name).capitalize()
    changes = [] if row.pgh_label == "delete" else list(_changes(row, before))
    what = f"{name} {VERBS.get(row.pgh_label, row.pgh_label)}"
    if row.pgh_obj_id != obj.pk or not isinstance(obj, row.pgh_tracked_model):
        what += f": {_named(row)}"
    return Line(row.pgh_created_at, who, what, changes)


def _named(row: Any) -> str:
    """Which one it was, also after it is gone."""
    values = {one.attname: getattr(row, one.attname) for one in _told(row)}
    try:
        return called(row.pgh_tracked_model(id=row.pgh_obj_id, **values))
    except models.ObjectDoesNotExist:
        return NOTHING


def _link_words(row: Any, obj: models.Model) -> str:
    """'Kern Piershil toegevoegd', or seen from the kern: 'Team Noord toegevoegd'."""
    others = [one for one in _told(row) if one.is_relation and one.related_model is not type(obj)]
    told = " en ".join(f"{one.related_model._meta.verbose_name} {_shown(one, row)}" for one in others)
    return f"{told[:1].upper()}{told[1:]} {VERBS.get(row.pgh_label, row.pgh_label)}"


def _changes(row: Any, before: Any) -> Iterator[Change]:
    for one in _told(row):
        new, old = _shown(one, row), _shown(one, before) if before is not None else NOTHING
        if new != old:
            yield Change(str(one.verbose_name).capitalize(), old if before is not None else "", new)


def _told(row: Any) -> list[Any]:
    return [one for one in row._meta.concrete_fields if not one.name.startswith("pgh_") and one.name not in PASSED_OVER]


def _shown(one: Any, row: Any) -> str:
    value = getattr(row, one.attname)
    if value in (None, ""):
        return NOTHING
    if one.is_relation:
        related = one.related_model._base_manager.filter(pk=value).first()
        return called(related) if related else "(verwijderd)"
    if one.choices:
        return str(dict(one.flatchoices).get(value, value))
    match value:
        case bool():
            return "ja" if value else "nee"
        case dt.date():
            return f"{value:%d-%m-%Y}"
    return str(value)
