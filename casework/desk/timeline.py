"""What happened on a case: events and notes as one list, newest first; what one act brought about is one entry of it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django.db.models import BooleanField, CharField, Exists, F, Func, JSONField, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.query import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.for_one import whom
from casework.desk.chip import Chip
from casework.engine.machine import steps_of
from casework.engine.object_page import PER_PAGE
from casework.engine.paging import Ahead, is_first
from casework.engine.registry import machines, nouns, on_timeline, step_of, verb_of
from casework.law.days import sentence
from casework.notes.models import Note
from casework.people.kept_words import words_of
from roles.fixed import Asked, Select, Slot
from roles.policy import Sight
from roles.readings import Reading
from roles.shape import Seen

KINDS: Final = {"contacten": "Contacten", "besluiten": "Besluiten", "geld": "Geld", "inzage": "Inzage"}
LONGEST: Final = 100  # letters of what is looked for
ONE_VISIT: Final = dt.timedelta(hours=1)  # who looks again within it, was still here
PART: Final = "zaak"  # as a look at the page of a case is logged
_NOTE: Final = "note.added"
_WORDS_OF_A_REPORT: Final = ("goal.reported", "report.corrected")

_COLUMNS: Final = (
    "at",
    "order",
    "verb",
    "label",
    "text",
    "by_name",
    "who",
    "role",
    "shielded",
    "ground",
    "only_for",
    "layer",
    "url",
    "about",
    "is_note",
)
_NOTHING: Final = Value("", output_field=CharField())
_NO: Final = Value(False, output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of it is looked at: one kind, or what holds these words. `key` stands for the words in the address."""

    kind: str = ""
    words: str = ""
    key: str = ""

    @property
    def is_all(self) -> bool:
        return not (self.kind or self.words)


def chosen(request: HttpRequest) -> Chosen:
    """As the address says. What it doesn't know is no choice."""
    kind, key = request.GET.get("soort", ""), request.GET.get("v", "")
    words = words_of(request, key)
    return Chosen(kind if kind in KINDS else "", words, key if words else "")


def chips(case: Any, what: Chosen) -> list[Chip]:
    """All of it, or one kind."""
    heard = "in de tijdlijn"
    whole = Chip("Alles", f"{case.get_absolute_url()}#tijdlijn", what.is_all, heard)
    kinds = [Chip(label, f"?soort={key}#tijdlijn", what.kind == key, heard) for key, label in KINDS.items()]
    return [whole, *kinds]


# --- asked ---------------------------------------------------------------------------------------------------------


def rows(case: Any, sight: Sight, what: Chosen | None = None) -> QuerySet[Any, Any]:
    """Of events and notes, in one query, so that a page of it can be cut."""
    what = what or Chosen()
    events = (
        CaseEvent.objects.visible_to(sight)
        .filter(_of_kind(what.kind), _with(what.words), case=case)
        .exclude(verb=_NOTE)  # the note itself stands there
        .exclude(Q(verb__in=_WORDS_OF_A_REPORT) & Exists(_put_right_since()))
        .annotate(
            order=F("pk"),
            who=F("by_id"),
            role=F("by_role"),
            shielded=_NO,
            ground=_NOTHING,
            only_for=_NOTHING,
            about=F("object_id"),
            is_note=_NO,
        )
    )
    notes = (
        Note.objects.visible_to(sight)
        .filter(_with(what.words, "text", "by_name"), case=case)
        .annotate(
            order=F("pk"),
            who=F("by_id"),
            verb=_NOTHING,
            # what was said in a contact: with whom, and how
            label=Coalesce(F("contact_moment__words"), Value("Notitie"), output_field=CharField()),
            role=_NOTHING,
            only_for=whom(),
            layer=_NOTHING,
            url=_NOTHING,
            about=_NOTHING,
            is_note=Value(True, output_field=BooleanField()),
        )
    )
    told = events.order_by().values(*_COLUMNS)
    mark = on_timeline(_NOTE)
    if not what.kind or (mark is not None and mark.kind == what.kind):
        told = told.union(notes.order_by().values(*_COLUMNS), all=True)
    return cast(QuerySet[Any, Any], told.order_by("-at", "-is_note", "-order"))


def _put_right_since() -> Any:
    """Of an event that tells somebody's words: one that says what holds instead."""
    of_it = Func(OuterRef("pk"), function="to_jsonb", output_field=JSONField())
    rows = CaseEvent.objects.filter(case=OuterRef("case"), verb__startswith="report.")
    return rows.filter(details__instead_of__contains=of_it)


def _of_kind(kind: str) -> Q:
    """By their verbs: those that begin as a noun says, but not as it says of another kind."""
    if not kind:
        return Q()
    marks = [one for noun in nouns() for one in noun.on_timeline]
    result = Q(pk__in=[])
    for one in marks:
        if one.kind == kind:
            begins = Q(verb__startswith=one.verb)
            for other in marks:
                if other.kind != kind and other.verb.startswith(one.verb):
                    begins &= ~Q(verb__startswith=other.verb)
            result |= begins
    return result


def _with(words: str, *columns: str) -> Q:
    """Each word somewhere in what is read of it: in these columns, and of an event in what is told that happened."""
    result = Q()
    for word in words.split():
        found = Q() if columns else Q(verb__in=_verbs_told_with(word.lower()))
        for column in columns or ("text", "label", "by_name"):
            found |= Q(**{f"{column}__icontains": word})
        result &= found
    return result


def _verbs_told_with(word: str) -> list[str]:
    """Of a step the timeline says what happened, which stands on its model and not in the row."""
    steps = ((model, one) for model in machines() for one in steps_of(model))
    before = (pair for noun in nouns() for pair in noun.told_before.items())
    return [
        *(verb_of(model, one.name) for model, one in steps if word in one.happened.lower()),
        *(verb for verb, words in before if word in words.lower()),
    ]


_FIRST: Final = Seen(
    "the first page of what happened", lambda sight, *, case: rows(case, sight)[: PER_PAGE + 1], case=Slot.ID
)
_LOOKED: Final = Select(
    lambda *, by, case, before: (
        Reading.objects.filter(by=by, case_id=case, part=PART, refused=False, at__lt=before)
        .order_by("-at")
        .values("at")[:1]
    ),
    by=Slot.ID,
    case=Slot.ID,
    before=Slot.MOMENT,
)


class Happened:
    """What happened on a case, for who looks: asked when it is made, with when they looked before."""

    def __init__(self, request: HttpRequest, case: Any, sight: Sight, what: Chosen) -> None:
        self.what, self._me = what, sight.user_id
        at_once = what.is_all and is_first(request)
        first = _FIRST.rows(sight, case=case.pk) if at_once else None
        self.rows = Ahead(first, lambda: rows(case.pk, sight, what), PER_PAGE)
        self._looked: Asked | None = None
        if at_once and sight.user_id:
            before = timezone.now() - ONE_VISIT
            self._looked = _LOOKED.send(by=sight.user_id, case=case.file_id, before=before)

    def entries(self, page: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """A page of it as it is read, with a line where what is new ends."""
        found = _folded(page)
        before = next((one["at"] for one in self._looked.rows()), None) if self._looked else None
        if before is not None:
            _draw_line(found, before, self._me)
        return found


def _draw_line(entries: list[dict[str, Any]], before: dt.datetime, me: int | None) -> None:
    """Above the first that was there already, if others brought something since."""
    new = [one for one in entries if one["at"] > before]
    if len(new) < len(entries) and any(one["who"] != me for one in new):
        here = timezone.localtime(before)
        today = here.date() == timezone.localdate()
        when = f"vandaag om {here:%H.%M} uur" if today else sentence(here.date())
        entries[len(new)]["before"] = f"Hierboven is nieuw sinds u hier was, {when}"


# --- what one act brought about ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Act:
    """What was written at one moment, by somebody and by what followed from it. The newest first."""

    rows: list[dict[str, Any]]

    @property
    def lead(self) -> dict[str, Any]:
        """What they did: the rest followed from it."""
        return next((one for one in reversed(self.rows) if one["who"] is not None), self.rows[0])

    @property
    def of_a_day(self) -> Any:
        """By what it can be read with other acts: one thing that went on in a day. What people say stands by itself."""
        lead, mark = self.lead, on_timeline(self.lead["verb"])
        if not lead["about"] or (mark is not None and mark.kind == "contacten"):
            return None
        return lead["about"], timezone.localtime(lead["at"]).date()


def _folded(page: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries, the newest first. Only what stands on one page: a page is cut where it is cut."""
    found: list[list[_Act]] = []
    of_a_day: dict[Any, list[_Act]] = {}
    for act in _acts(page):
        key = act.of_a_day
        if key is not None and key in of_a_day:
            of_a_day[key].append(act)
            continue
        found.append([act])
        if key is not None:
            of_a_day[key] = found[-1]
    return [_shown(acts) for acts in found]


def _acts(page: Sequence[dict[str, Any]]) -> Iterable[_Act]:
    """A note stands by itself; and what the system did alone at one moment (the night, to many) are as many acts."""
    somebody = {one["at"]: one["who"] for one in page if one["who"] is not None and not one["is_note"]}
    acts: dict[Any, _Act] = {}
    for number, one in enumerate(page):
        by = one["who"] or somebody.get(one["at"])
        key = number if one["is_note"] or by is None else (one["at"], by)
        if key in acts:
            acts[key].rows.append(one)
        else:
            acts[key] = _Act([one])
    return acts.values()


def _says_of(one: dict[str, Any], lead: dict[str, Any]) -> bool:
    """Whether these words can stand above what `lead` did: what they said themselves, what followed, or what it is all about
    ('Een fiets', when it was asked). What another answered ('Akkoord') would read as said by them."""
    return one["who"] in (lead["who"], None) or step_of(one["verb"]) is None


def _shown(acts: Sequence[_Act]) -> dict[str, Any]:
    """An entry is the newest act, with all it was made of where that is more than one thing."""
    lead, made_of = acts[0].lead, [one for act in acts for one in act.rows]
    mark = on_timeline(_NOTE if lead["is_note"] else lead["verb"])
    return lead | {
        "text": lead["text"] or next((one["text"] for one in made_of if one["text"] and _says_of(one, lead)), ""),
        "layer": next((one["layer"] for one in made_of if one["layer"]), ""),
        "steps": made_of if len(made_of) > 1 else [],
        "icon": mark.icon if mark else "info",
        "before": "",
    }
