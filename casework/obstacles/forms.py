"""What is asked about an obstacle: what stood in the way (told once, put right by who told it), and how it stands now."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final, cast

from django import forms

from casework.cases.put_right_form import PutRightForm
from casework.engine.fields import DayField, EurosField, NumberField, WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When, needed
from casework.engine.possible_days import Days, years
from casework.engine.words import euros
from casework.notes.forms import READERS, WrittenForm
from casework.obstacles.models import MOST_DAYS, Instead, Obstacle
from casework.vangnet.models import VangnetRequest
from casework.vangnet.schemes import OTHER, Scheme

LOOKS_BACK: Final = 10  # years; a rule can be in the way since long before the case
MOST_EUROS: Final = Decimal("99999999.99")


def began(on: dt.date) -> Days:
    """Since when it can stand in the way."""
    return Days(years(on, -LOOKS_BACK), on)


class RequestChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none at run time
    """A request of this case, by what it is for and how much."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.purpose}, {euros(obj.amount_now)} ({obj.public_id[:4]})"


# --- what stood in the way -------------------------------------------------------------------------------------------


def ask_what(form: StepForm, now: Obstacle | None = None) -> None:
    """`now`: as it was told before, which stays to be chosen when the list no longer has it."""
    rows = Scheme.objects.there_on(form.today)
    if now is not None and now.scheme_id:
        rows = rows | Scheme.objects.filter(pk=now.scheme_id)
    choices = [("", "Kies een regeling"), *((str(one.pk), one.name) for one in rows), (OTHER, "Anders, namelijk")]
    form.fields["scheme"] = forms.ChoiceField(label="Welke regel of regeling?", choices=choices, required=now is None)
    form.fields["unlisted"] = WordsField(label="Anders, namelijk", longest=80, required=False)
    needed(form.fields["unlisted"], When("verplicht bij anders", "scheme", (OTHER,)))
    form.fields["law"] = WordsField(
        label="Wet en artikel", longest=160, required=False, help_text="Als u dat weet. Bijvoorbeeld: Wmo 2015, 2.3.5."
    )
    form.fields["text"] = WordsField(
        label="Hoe stond dit in de weg?",
        long=True,
        rows=3,
        required=now is None,
        help_text="Kort. Het gaat om de regel, niet om de persoon.",
    )


def judge_what(form: StepForm) -> None:
    """A scheme of the list, or words where it isn't there: not both."""
    chosen, named = form.cleaned_data.get("scheme"), form.cleaned_data.get("unlisted")
    if chosen == OTHER:
        form.require("unlisted")
    elif chosen and named:
        form.add_error("unlisted", "U koos een regeling uit de lijst. Haal dit weg, of kies ‘Anders, namelijk’.")


def what(form: StepForm) -> dict[str, Any]:
    """The columns that these answers are of."""
    data = form.cleaned_data
    in_list = data["scheme"] != OTHER
    return {
        "scheme_id": int(data["scheme"]) if in_list else None,
        "unlisted": "" if in_list else data["unlisted"],
        **{name: data[name] for name in ("law", "text")},
    }


# --- how it stands ---------------------------------------------------------------------------------------------------


class StandsForm(StepForm):
    """What it cost so far, and what was done. What nobody knows yet stays empty."""

    few_required = True
    NEEDED = {
        "vangnet": When("verplicht bij het vangnet", "instead", (Instead.VANGNET,)),
        "done": When("verplicht bij iets anders", "instead", (Instead.ANDERS,)),
    }
    STANDS: Final = ("since", "days", "euros", "instead", "vangnet", "done", "solved_on")

    def set_up(self) -> None:
        self.ask_stands()
        self.initial = {name: getattr(self.obj, name) for name in self.STANDS}

    def ask_stands(self) -> None:
        self.fields["since"] = DayField(label="Sinds wanneer?", span=began(self.today))
        self.fields["days"] = NumberField(
            label="Hoeveel dagen gingen er verloren?",
            most=MOST_DAYS,
            required=False,
            help_text="Hele dagen. Laat leeg wat u nog niet weet.",
        )
        self.fields["euros"] = EurosField(
            label="Wat kostte het, in euro's?",
            least=Decimal(0),
            most=MOST_EUROS,
            required=False,
            help_text="Alles bij elkaar. Laat leeg wat u nog niet weet.",
        )
        self.fields["instead"] = radio("Wat is er toen gedaan?", Instead.choices)
        requests = VangnetRequest.objects.visible_to(self.sight).filter(case=self.anchor)
        self.fields["vangnet"] = RequestChoice(
            requests, label="Welke aanvraag bij het vangnet?", required=False, empty_label="Kies een aanvraag"
        )
        self.fields["done"] = WordsField(label="Wat is er gedaan?", long=True, rows=2, required=False)
        self.fields["solved_on"] = DayField(
            label="Opgelost op",
            span=began(self.today),
            required=False,
            help_text="Leeg zolang het nog in de weg staat.",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = data.get("instead")
        if chosen == Instead.VANGNET and not data.get("vangnet") and "vangnet" not in self.errors:
            self.add_error("vangnet", self._no_request())
        if chosen == Instead.ANDERS:
            self.require("done")
        if data.get("since") and data.get("solved_on") and data["solved_on"] < data["since"]:
            self.add_error("solved_on", "Het kan niet zijn opgelost voordat het begon.")
        return data

    def _no_request(self) -> str:
        if cast(Any, self.fields["vangnet"]).queryset.exists():
            return "Kies de aanvraag."
        return "Deze zaak heeft nog geen aanvraag bij het vangnet. Maak die eerst, of kies iets anders."

    def stands(self) -> dict[str, Any]:
        """Only what belongs to what was chosen."""
        result = {name: self.cleaned_data.get(name) for name in self.STANDS}
        if result["instead"] != Instead.VANGNET:
            result["vangnet"] = None
        return result

    def details(self) -> dict[str, Any]:
        return self.stands()


class ObstacleForm(StandsForm, WrittenForm):
    """All of it, when it is told. From a request to the vangnet what that says is filled in already."""

    NEEDED = {**StandsForm.NEEDED, **WrittenForm.NEEDED}

    def set_up(self) -> None:
        ask_what(self)
        self.ask_stands()
        self.fields["shielded"].choices = READERS  # type: ignore[attr-defined]
        first = ("scheme", "unlisted", "law", "text", *self.STANDS)
        self.order_fields([*first, "shielded", "ground"])
        if isinstance(self.obj, VangnetRequest):
            self.initial = {
                "text": self.obj.purpose,
                "euros": self.obj.amount_now,
                "instead": Instead.VANGNET,
                "vangnet": self.obj,
            }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        judge_what(self)
        return data

    def details(self) -> dict[str, Any]:
        return {**self.stands(), **what(self), **self.written()}


class PutObstacleRightForm(PutRightForm):
    """What stood in the way; what it cost and when is brought up to date where it stands."""

    def ask_words(self) -> None:
        ask_what(self, self.obj)
        self.initial = {
            "scheme": str(self.obj.scheme_id or OTHER),
            **{name: getattr(self.obj, name) for name in ("unlisted", "law", "text")},
        }

    def judge_words(self) -> None:
        super().judge_words()
        self.require("scheme")
        judge_what(self)

    def words(self) -> dict[str, Any]:
        return what(self)
