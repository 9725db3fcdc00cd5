"""What is asked of a research: the words of its parts, and the day its report went out."""

from functools import cache
from typing import Any, ClassVar, Final

from django import forms
from django.utils import timezone

from casework.documents.models import SentHow
from casework.engine.fields import WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When
from casework.engine.possible_days import Days
from casework.engine.speaks_about import speaks_about
from casework.engine.telling import Reader
from casework.network.models import Contact
from casework.research.basis import OTHER, basis_of, sources
from casework.research.conditions import days_of_signing
from casework.research.held import HeldPart, held_now
from casework.research.models import Need, Research
from casework.research.parts import Part
from casework.research.questions import that_matter
from casework.research.states import Mark
from roles.policy import Sight


class SendReportForm(StepForm):
    """The day on which it was sent or given is the day that counts (Wmo 2015, 2.3.2 lid 1)."""

    sent_how = radio("Hoe?", SentHow.choices)

    def set_up(self) -> None:
        settled = self.obj.settled_on or self.today
        self.happened(
            "sent_on",
            "Wanneer is het verslag gegeven of verstuurd?",
            span=Days(min(settled, self.today), self.today),
            help_text="Met daarbij: u kunt een aanvraag doen.",
        )


class CarerNeedForm(StepForm):
    """One thing that somebody who gives care needs to go on. The citizen reads it in the report."""

    whose = forms.ChoiceField(label="Wie is de mantelzorger?")
    name = WordsField(label="Hoe heet die?", longest=120, required=False, reader=Reader.CITIZEN)
    what = WordsField(
        label="Wat heeft de mantelzorger nodig?",
        longest=160,
        reader=Reader.CITIZEN,
        help_text="Bijvoorbeeld: een avond vrij.",
    )
    extent = WordsField(
        label="Wat lukt niet, en hoeveel hulp vraagt dat?",
        long=True,
        rows=3,
        required=False,
        help_text="Wat zegt de mantelzorger er zelf over? De inwoner leest dit ook.",
    )
    NEEDED: ClassVar = {"name": When("verplicht bij een ander", "whose", (OTHER,))}

    def set_up(self) -> None:
        self.carers = {str(one.pk): one for one in carers_of(self.anchor, self.sight)}
        chosen = [(key, one.name) for key, one in self.carers.items()]
        other = (OTHER, "Iemand die niet als mantelzorger in het wijkweb staat")
        self.fields["whose"].choices = [("", "Maak een keuze"), *chosen, other]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        if result.get("whose") == OTHER:
            self.require("name")
        return result

    def details(self) -> dict[str, Any]:
        data = self.cleaned_data
        carer = self.carers.get(data["whose"])
        name = carer.name if carer else data["name"]
        return {"what": data["what"], "extent": data["extent"], "carer": carer, "carer_name": name}

    def field_of(self, detail: str) -> str:
        return {"carer": "whose", "carer_name": "name"}.get(detail, detail)


def carers_of(case: Any, sight: Sight) -> list[Contact]:
    """Who gives care, of the web; never who is kept from the citizen."""
    rows = Contact.objects.visible_to(sight).filter(case=case, is_carer=True, shielded=False, removed_at=None)
    return list(rows)


class Over(forms.MultipleChoiceField):
    """Taking a part over from whoever writes there: from them, and not from who took it over meanwhile."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, holder: HeldPart) -> None:
        self.holder = holder
        choice = (str(holder.by_id), f"Ik neem het over van {holder.by.name}")
        super().__init__(
            label=f"{holder.words}",
            choices=[choice],
            required=False,
            help_text="Wat er al staat, blijft bewaard bij ‘Eerdere teksten’.",
        )

    def validate(self, value: list[str]) -> None:
        """Whoever was named before is no error here: `taken` tells whether it is this one."""

    def taken(self, value: Any) -> int | None:
        return int(self.holder.by_id) if str(self.holder.by_id) in (value or ()) else None


class PartOfOne(StepForm):
    """The form of one part: where a colleague writes there already one says so on purpose before one's words go there."""

    def ask_over(self, research: Research, part: Part, need: Need | None) -> None:
        holder = held_now(research, part, need, timezone.now())
        if holder is not None and holder.by_id != self.sight.user_id:
            self.fields = {"over": Over(holder)} | self.fields

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        field = self.fields.get("over")
        if isinstance(field, Over) and field.taken(result.get("over")) is None:
            self.add_error(
                "over", "Een collega schrijft hier nu. Wat u typte, staat er nog. Wacht even, of neem het over."
            )
        return result

    @property
    def over(self) -> int | None:
        field = self.fields.get("over")
        return field.taken(self.cleaned_data.get("over")) if isinstance(field, Over) else None


class NeedForm(PartOfOne):
    """One thing that is needed. Written to who reads the report: 'U ziet slecht'."""

    what = WordsField(label="Wat is nodig?", longest=160, reader=Reader.CITIZEN, help_text="Bijvoorbeeld: warm eten.")
    extent = WordsField(
        label="Wat lukt niet, en hoeveel hulp vraagt dat?",
        long=True,
        rows=3,
        required=False,
        help_text="Schrijf het aan de inwoner: ‘U ziet slecht. Elke nacht, van 22 tot 7 uur.’",
    )

    def set_up(self) -> None:
        if isinstance(self.obj, Need):
            self.initial = {"what": self.obj.what, "extent": self.obj.extent}
            self.ask_over(self.obj.research, Part.A, self.obj)

    def details(self) -> dict[str, Any]:
        found = {"what": self.cleaned_data["what"], "extent": self.cleaned_data["extent"]}
        return found | {"over": self.over} if isinstance(self.obj, Need) else found

    def warnings(self) -> list[str]:
        return [*super().warnings(), *_about(self, "what", "extent")]


class PartForm(PartOfOne):
    """The words of one part; which, its page says (`part_form`)."""

    part: ClassVar[Part]

    text = WordsField(label="", long=True, rows=5, required=False)
    source = forms.ChoiceField(label="Waar rust dit op?", required=False)
    other = WordsField(
        label="Wie vertelde het, en hoe vond de inwoner dat goed?",
        required=False,
        help_text="Bijvoorbeeld: de huisarts, aan de telefoon; zij gaf aan tafel toestemming.",
    )
    NEEDED: ClassVar = {"other": When("verplicht bij een ander", "source", (OTHER,))}

    def set_up(self) -> None:
        self.fields["text"].label = self.part.label
        self.fields["text"].help_text = f"{self.part.hint.capitalize()}. Schrijf het aan de inwoner, met ‘u’."
        stands = basis_of(self.obj, self.part)
        self.known = dict(sources(self.anchor, self.sight, stands))
        choices = [("", "Dat staat er niet bij"), *self.known.items()]
        self.fields["source"].choices = choices  # type: ignore[attr-defined]
        self.initial = {
            "text": self.part.text_of(self.obj),
            "source": stands.source if stands else "",
            "other": stands.words if stands and stands.source == OTHER else "",
        }
        need = self.obj if isinstance(self.obj, Need) else None
        self.ask_over(need.research if need else self.obj, self.part, need)

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        if result.get("source") == OTHER and not result.get("other"):
            self.add_error("other", "Zeg wie het vertelde, en hoe de inwoner dat goed vond.")
        return result

    def details(self) -> dict[str, Any]:
        source = self.cleaned_data["source"]
        words = self.cleaned_data["other"] if source == OTHER else self.known.get(source, "")
        return {"text": self.cleaned_data["text"], "basis": (source, words), "over": self.over}

    def field_of(self, detail: str) -> str:
        if detail != "basis":
            return detail
        return "source" if "source" in self.changed_data else "other"

    def warnings(self) -> list[str]:
        return [*super().warnings(), *_about(self, "text")]


@cache
def part_form(part: Part) -> type[PartForm]:
    return type(f"PartForm{part.name.capitalize()}", (PartForm,), {"part": part, "__module__": __name__})


class OptionForm(StepForm):
    what = WordsField(
        label="Op welke manier kan dit ook?",
        longest=300,
        reader=Reader.CITIZEN,
        help_text="Bijvoorbeeld: een maaltijd aan huis, of samen eten in het dorpshuis.",
    )


class FreeForm(StepForm):
    free = WordsField(label="Wat hebt u verder gevonden?", long=True, rows=8, required=False)

    def set_up(self) -> None:
        self.initial = {"free": self.obj.free}

    def warnings(self) -> list[str]:
        return [*super().warnings(), *_about(self, "free")]


class TakeOverForm(StepForm):
    """What is known already, put in a part: after what stands there."""

    text = WordsField(label="Zo komt het in het onderzoek", long=True, rows=4)

    def set_up(self) -> None:
        needs = list(self.obj.needs.all())
        rows = [
            (need.named, [(f"{need.public_id}:{part.value}", part.label) for part in map(Part, Part.OF_A_NEED)])
            for need in needs
        ]
        whole = ("Over alles", [(f":{part.value}", part.label) for part in map(Part, Part.OF_THE_WHOLE)])
        field = forms.ChoiceField(
            label="Waar zet u het?",
            choices=[("", "Kies een plaats"), ("nieuw:a", "Iets nieuws dat nodig is"), *rows, whole],
        )
        self.fields = {"where": field, "text": self.fields["text"]}
        self.needs = {one.public_id: one for one in needs}

    def details(self) -> dict[str, Any]:
        row, _, part = self.cleaned_data["where"].partition(":")
        return {"need": self.needs.get(row), "part": Part(part), "text": self.cleaned_data["text"]}

    def warnings(self) -> list[str]:
        return [*super().warnings(), *_about(self, "text")]


AROUND: Final = (Part.B, Part.C, Part.E, Part.F)
LINES: Final = (Part.PERSON, Part.D, Part.G)
YES, NO = "ja", "nee"


def _words(part: Part) -> WordsField:
    return WordsField(label=str(part.label), long=True, rows=2, required=False, help_text=f"{part.hint.capitalize()}.")


class ShortForm(StepForm):
    """What stays empty was not talked about: the report says so."""

    few_required = True

    what = WordsField(label="Wat is er nodig?", longest=160, reader=Reader.CITIZEN, help_text="Bijvoorbeeld: traplift.")
    extent = WordsField(
        label="Wat lukt niet, en hoeveel hulp vraagt dat?",
        long=True,
        rows=3,
        help_text="Schrijf het aan de inwoner: ‘U komt de trap niet meer op.’",
    )
    leaves = radio("Blijft er iets over voor hulp van de gemeente?", ((YES, "Ja"), (NO, "Nee")))
    left = WordsField(label="Wat blijft er over?", long=True, rows=2, required=False)
    asked = forms.MultipleChoiceField(label="Gevraagd en verteld", required=False, widget=forms.CheckboxSelectMultiple)
    NEEDED = {"left": When("verplicht bij ‘ja’", "leaves", (YES,))}

    def set_up(self) -> None:
        need = first_need(self.obj)
        self.fields |= {part.column: _words(part) for part in (*AROUND, *LINES)}
        around, lines = ([part.column for part in parts] for parts in (AROUND, LINES))
        self.order_fields(["what", "extent", *around, "leaves", "left", *lines, "asked"])
        matter = [*that_matter(self.anchor, carer=True, left=True)]
        self.fields["asked"].choices = [(one.value, one.label) for one in matter]  # type: ignore[attr-defined]
        told = {one.question for one in self.obj.asked.all()}
        self.initial = {
            **{
                name: getattr(need, name, "")
                for name in ("what", "extent", "own", "network", "kern", "other_law", "left")
            },
            **{part.column: part.text_of(self.obj) for part in LINES},
            "leaves": leaves_of(need),
            "asked": [one.value for one in matter if one.value in told],
        }

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        if result.get("leaves") == YES and not result.get("left"):
            self.add_error("left", "Schrijf op wat er overblijft, of kies ‘Nee’.")
        return result

    def warnings(self) -> list[str]:
        names = ("what", "extent", "own", "network", "kern", "other_law", "left", "person")
        return [*super().warnings(), *_about(self, *names)]


def first_need(research: Research) -> Need | None:
    """Of whom it is about."""
    need: Need | None = next((one for one in research.needs.all() if not one.carer_name), None)
    return need


def leaves_of(need: Need | None) -> str:
    if need is None:
        return ""
    return NO if need.left_mark == Mark.NIETS else YES if need.left.strip() else ""


def _about(form: StepForm, *names: str) -> list[str]:
    """Where it speaks about its reader: told, and never refused."""
    person = form.anchor.subject if form.anchor.person_id else ""
    told = [words for name in names for words in speaks_about(form.cleaned_data.get(name) or "", person)]
    if not told:
        return []
    quoted = ", ".join(f"‘{one}’" for one in dict.fromkeys(told[:5]))
    return [
        f"Dit praat óver de inwoner, die het zelf leest: {quoted}. Schrijf liever ‘u’ en ‘uw’. "
        "Gaat het over een ander? Dan is het goed zo."
    ]


class SignForm(StepForm):
    """What was signed on paper: when it was received, and which piece it is. The day counts as receipt."""

    def set_up(self) -> None:
        span = days_of_signing(self.attempt())
        self.happened("signed_on", "Wanneer kreeg u het ondertekende verslag?", span=span)
        pieces = self.anchor.pieces.all().visible_to(self.sight).filter(state="opgenomen")
        self.fields["piece"] = SignedPiece(
            pieces,
            label="Welk stuk is het?",
            required=False,
            empty_label="Nog niet bij de stukken",
            help_text="Scan of fotografeer het eerst bij Stukken.",
        )
        if not self.obj.reaction:
            self.fields["reaction"] = WordsField(
                label="Wat schreef de inwoner erbij?", long=True, rows=3, required=False, reader=Reader.CITIZEN
            )


class SignedPiece(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none at run time
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.said)


class TableForm(StepForm):
    reaction = WordsField(
        label="Wil de inwoner er iets bij zeggen?", long=True, rows=3, required=False, reader=Reader.CITIZEN
    )
