"""What the page of a visit sends."""

import uuid
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from casework.cases.put_right import Remedy
from casework.cases.put_right_form import PutRightForm
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import StepForm
from casework.engine.telling import Reader
from casework.visits.operations import Typed
from casework.visits.questions import GuidingQuestion
from casework.visits.states import LONGEST

MOST_COUNTED: Final = 9  # digits of a version or a number of savings that a page may send
TOO_LONG: Final = (
    "Dit zijn meer dan 20.000 tekens. Maak het korter, of druk op Klaar en schrijf verder in een nieuw bezoek."
)


class SpokenField(WordsField):
    """What was said. Above what fits one hears what to do with the rest."""

    def run_validators(self, value: Any) -> None:
        if len(value) > LONGEST:
            raise ValidationError(TOO_LONG)
        super().run_validators(value)


class VisitForm(StepForm):
    """The field and the questions. What the page sends besides is read as far as it makes sense: it isn't typed."""

    def set_up(self) -> None:
        self.fields["text"] = SpokenField(
            label="Schrijf op wat u hoort, in hun woorden",
            longest=LONGEST,
            required=False,
            widget=forms.Textarea(attrs={"rows": 14}),
        )
        self.fields["on"] = DayField(
            label="Dag", span=self.anchor.happened_within(self.today), required=False, widget=forms.HiddenInput
        )
        self.questions = list(GuidingQuestion.objects.on(self.today))

    @property
    def typed(self) -> Typed:
        key, window = _uuid(self.data.get("key")), _uuid(self.data.get("window"))
        return Typed(
            key=key or uuid.uuid4(),
            text=self.cleaned_data["text"],
            on=self.cleaned_data.get("on") or self.today,
            asked=self.asked,
            seen=_number(self.data.get("version")),
            window=window,
            seq=_number(self.data.get("seq")),
        )

    @property
    def asked(self) -> tuple[int, ...]:
        """Which questions were ticked away; one that isn't asked any more is no mistake."""
        sent = set(self.data.getlist("asked")) if hasattr(self.data, "getlist") else set()
        return tuple(one.pk for one in self.questions if str(one.pk) in sent)


def _uuid(text: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text or ""))
    except ValueError:
        return None


def _number(text: Any) -> int:
    said = str(text or "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_COUNTED else 0


class PutVisitRightForm(PutRightForm):
    """Of what was written during a visit: nobody but who works in the file reads it, so there is nothing to shield."""

    def set_up(self) -> None:
        super().set_up()
        what: Any = self.fields["what"]
        what.choices = [one for one in what.choices if one[0] != Remedy.SHIELD]
        self.fields.pop("ground", None)

    def words(self) -> dict[str, Any]:
        return {"wording": self.cleaned_data.get("text")}

    def reader_of(self, name: str) -> Reader | None:
        return None if name == "text" else super().reader_of(name)
