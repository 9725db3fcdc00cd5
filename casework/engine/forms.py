"""One form per step that asks something, and one per thing that is made. A form asks only what the step needs.

`form_for` gives the form a step names; each takes the object and who fills it in, and answers with `details`:
the keyword arguments of `perform` or of the operation.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final, cast

from django import forms

from casework.engine import possible_days
from casework.engine.day_boxes import FarDayField
from casework.engine.fields import DayField, WordsField, ask_in_dutch
from casework.engine.machine import Attempt, Step
from casework.engine.needed import When, needed
from casework.engine.noun import Asks
from casework.engine.possible_days import Days
from casework.engine.printable import missing
from casework.engine.registry import asked_with, noun_of
from casework.engine.surroundings import looking_at
from casework.engine.telling import Reader
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, may

Choices = list[tuple[str, Any]]


class StepForm(forms.Form):
    """What a step asks. `set_up` adds what depends on the object; `details` is what the step gets."""

    use_required_attribute = False  # see ask_in_dutch
    page = "engine/step.html"  # the template of the page of a step that asks this
    tells_what_is_missing = False  # on its page, while one fills it in: no rule of thumb is read above it
    few_required = False  # of a form that asks much and needs little: what is required is marked, not what isn't
    NEEDED: ClassVar[Mapping[str, When]] = {}  # what may stay empty, but not beside every answer
    may_stay_empty = (
        False  # each answer can be left out: its button takes the step at once, where nothing is told with it
    )
    opened = ""  # of a form that changes something: what it was opened with (see engine.changing)

    def __init__(self, *args: Any, obj: Any, sight: Sight, **kwargs: Any) -> None:
        self.obj, self.sight = obj, sight
        self.unshown: dict[str, Any] = {}  # what the object says in a field that stays empty on the page
        self.emptied: frozenset[str] = frozenset()  # of those, what is taken away in so many words
        self.anchor: Any = obj.anchor if obj is not None else None
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.set_up()
        self.own = frozenset(self.fields)  # without what later nouns ask
        self.more = [asks(self) for asks in self.contributed]
        for one in self.more:
            one.set_up()
        for name in self.NEEDED.keys() & self.fields.keys():
            needed(self.fields[name], self.NEEDED[name])
        ask_in_dutch(self.fields)

    contributed: tuple[type[Asks], ...] = ()  # what later nouns ask with this step

    def set_up(self) -> None:
        """Fields, choices and initial values that follow from the object and the day."""

    def details(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name in self.own}

    def given(self) -> dict[str, Any]:
        """What the step gets: the answers of this form, and of what later nouns ask with it."""
        return {**self.details(), **{name: value for one in self.more for name, value in one.details().items()}}

    excused = False  # the writer said that a word is there for something else

    def reader_of(self, name: str) -> Reader | None:
        """Who reads these words besides the team."""
        return getattr(self.fields[name], "reader", None)

    def _clean_form(self) -> None:
        super()._clean_form()  # type: ignore[misc]
        if self.anchor is not None:
            self._refuse_what_is_not_theirs_to_read()

    def _refuse_what_is_not_theirs_to_read(self) -> None:
        """At the field that tells it. Where every such word can be excused, the form asks for that in so many words."""
        told = [
            (name, one)
            for name in [*self.fields]
            if (reader := self.reader_of(name)) and name in self.cleaned_data
            for one in self.anchor.told_by(self.cleaned_data[name], reader, self.sight)
        ]
        excuses = dict.fromkeys(one.excuse for _, one in told)
        if told and all(excuses):
            self.excused = bool(self.data.get("excused"))
            self.fields["excused"] = forms.BooleanField(label=" ".join(excuses), required=False)
        if self.excused:
            return
        for name in dict.fromkeys(name for name, _ in told):
            self.add_error(name, " ".join(dict.fromkeys(one.sentence for field, one in told if field == name)))

    def hold_first(self) -> None:
        """Of a form that changes something: what is locked before the anchor is."""

    writes_along = False  # it writes something in the same transaction as the step, under the anchor's lock

    def write_along(self) -> dict[str, Any]:
        """Write that, and give what the step gets of it."""
        return {}

    follows_up = False  # another step is taken with it, in the same transaction: both, or neither

    def follow_up(self, obj: Any) -> None:
        """Take that, on what the step left. Raises as `perform` does."""

    @property
    def has_words(self) -> bool:
        """Whether anything was filled in: only then is it told that it isn't lost."""
        return self.is_bound and any(field.value() for field in self.visible_fields())

    @property
    def beforehand(self) -> list[str]:
        """What a step that can't be taken back brings about, told before it is taken."""
        return []

    def warnings(self) -> list[str]:
        """What isn't wrong, and yet worth a look: told when it is written."""
        told = [f"{words}. In een brief of samenvatting staan daar andere woorden." for words in self.not_on_paper()]
        return [*told, *(words for one in self.more for words in one.warnings())]

    def not_on_paper(self) -> list[str]:
        """Of what was filled in: the fields with signs that the fonts don't have, each with those signs."""
        return [
            f"In ‘{self.fields[name].label}’ {'staat een teken dat' if len(signs) == 1 else 'staan tekens die'}"
            f" niet op papier {'kan' if len(signs) == 1 else 'kunnen'}: {' '.join(signs)}"
            for name, value in self.cleaned_data.items()
            if name in self.fields and isinstance(value, str) and (signs := missing(value))
        ]

    def field_of(self, detail: str) -> str:
        """The field that asks for this detail."""
        return detail

    @property
    def today(self) -> dt.date:
        return self.sight.on

    def attempt(self) -> Attempt:
        """Someone at the door with nothing filled in yet, for conditions that name the people to choose from."""
        return looking_at(self.obj, self.sight)

    def happened(self, name: str, label: str, **kwargs: Any) -> None:
        """A day that has been: since what it is about came in, unless the span says otherwise. `by_heart`: one that people
        know so, or read from paper, and don't look up in a calendar."""
        span = kwargs.pop("span", None) or self.anchor.happened_within(self.today)
        kind = FarDayField if kwargs.pop("by_heart", False) else DayField
        self.fields[name] = kind(label=label, span=span, **{"initial": self.today} | kwargs)

    def comes(self, name: str, label: str, *, first: dt.date | None = None, **kwargs: Any) -> None:
        """A day to come: after today, and not further than people agree on."""
        span = kwargs.pop("span", None) or Days(
            first or self.today + possible_days.DAY, possible_days.agreed(self.today).last
        )
        self.fields[name] = DayField(label=label, span=span, **kwargs)

    def refuse_day(self, name: str, span: Days) -> None:
        """A day that only turns out wrong beside another answer is told at its own field too."""
        day = self.cleaned_data.get(name)
        if day and (error := span.refusal(day)):
            self.add_error(name, error)

    def keep(self, name: str, chosen: Any, why: str = "niet meer actief") -> None:
        """What was chosen before can stay, also where it isn't offered any more; the list says why it isn't."""
        field = cast(Any, self.fields[name])
        if chosen is None or field.queryset.filter(pk=chosen.pk).exists():
            return
        named = field.label_from_instance
        field.queryset = field.queryset | type(chosen)._default_manager.filter(pk=chosen.pk)
        field.label_from_instance = lambda row: f"{named(row)} ({why})" if row.pk == chosen.pk else named(row)

    def require(self, *names: str) -> None:
        """Ask for what only this answer needs, with the words of the field itself."""
        for name in names:
            if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none at run time
    """A colleague, by name."""

    def __init__(self, people: Iterable[int], **kwargs: Any) -> None:
        rows = User.objects.filter(pk__in=list(people)).order_by("first_name", "last_name", "pk")
        super().__init__(rows, empty_label="Kies een collega", **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class AsItStandsNow(forms.HiddenInput):
    """Sent back it says what the page showed; shown again it says what holds by then."""

    def __init__(self, stands: str) -> None:
        super().__init__()
        self.stands = stands

    def format_value(self, value: Any) -> str:
        return self.stands


def radio(label: str, choices: Any, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **kwargs)


class ConfirmForm(StepForm):
    """A step that asks nothing."""


class WhyForm(StepForm):
    """Why. A colleague owes a reason; a citizen doesn't."""

    NOT_SAID: Final = "De inwoner gaf geen reden."

    why = WordsField(label="Waarom?", long=True)

    def set_up(self) -> None:
        if self.anchor is not None and may(self.sight, Action.VIEW_OWN, self.anchor):
            self.fields["why"].required = False

    def details(self) -> dict[str, Any]:
        return {"why": self.cleaned_data["why"] or self.NOT_SAID}


class WordForm(StepForm):
    text = WordsField(label="Wilt u er iets bij zeggen?", long=True, required=False)


def _in_order(form: StepForm, first: str, last: str) -> None:
    starts, ends = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if starts and ends and ends < starts:
        form.add_error(last, "De einddatum moet op of na de begindatum liggen.")


class SureForm(StepForm):
    """Nothing is asked but whether one is sure."""


def form_for(model: type[Any], declared: Step) -> type[StepForm]:
    """The form a step names, out of the room of its noun, with what later nouns ask; else it is only confirmed."""
    form = form_named(declared.form, noun_of(model).forms)
    asks = asked_with(model, declared)
    return type(form.__name__, (form,), {"contributed": asks, "__module__": form.__module__}) if asks else form


def form_named(name: str, forms: Any) -> type[StepForm]:
    """By the name that a step says: one of all nouns, or one of this room. Raises LookupError."""
    if not name:
        return ConfirmForm
    found = globals().get(name) or getattr(forms, name, None)
    if found is None:
        raise LookupError(f"there is no form {name}")
    return cast(type[StepForm], found)
