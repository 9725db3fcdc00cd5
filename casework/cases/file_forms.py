"""What writing on the file of a case asks."""

from typing import Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError

from casework.cases.doubles import hold_what_it_becomes
from casework.cases.models import Case
from casework.cases.places import NO_KERN, kernen_at
from casework.cases.speaking import OF_AGE
from casework.engine import possible_days
from casework.engine.day_boxes import FarDayField
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When
from casework.engine.possible_days import Days
from casework.people import possible_days as people_days
from casework.people.forms import WholePersonFields
from casework.people.models import Representative, RepresentativeKind
from casework.people.phones import PhoneWords
from casework.people.window import TOO_LONG, fits, lines_in, lines_of
from roles.actions import Action
from roles.matrix import GrantKind
from roles.models import User
from wijkweb.models import Kern


class CorrectForm(WholePersonFields):
    """Put personal data right. An empty number leaves the number as it is; taking it away is said in so many words."""

    move_kern = forms.BooleanField(
        label="Verhuisd: laat de kern van deze zaak meegaan met het adres",
        required=False,
        help_text="Hoort die kern bij een ander wijkteam? Draag de zaak daarna over.",
    )

    def set_up(self) -> None:
        super().set_up()
        person = self.anchor.person
        assert person is not None
        self.initial = {name: getattr(person, name) for name in self.PERSON} | dict(self.initial)
        self.unshown = {"bsn": person.bsn}
        if person.bsn:
            self.fields[
                "bsn"
            ].help_text = f"Er staat al een nummer, dat eindigt op {person.bsn[-3:]}. Laat leeg om dat te houden."
            self.fields["remove_bsn"] = forms.BooleanField(label="Verwijder dit nummer", required=False)
        order = list(self.PERSON)
        for name, after in (("bsn", "birth_about"), ("remove_bsn", "bsn"), ("move_kern", "secret_address")):
            order.insert(order.index(after) + 1, name)
        order.insert(order.index("language") + 1, order.pop(order.index("interpreter")))
        self.order_fields(order)

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        if result.get("remove_bsn") and result.get("bsn"):
            self.add_error("remove_bsn", "Vul een ander nummer in, of verwijder het nummer. Niet allebei.")
        self.emptied = frozenset({"bsn"} if result.get("remove_bsn") else ())
        if result.get("move_kern") and len(kernen_at(result.get("postcode") or "", Kern.objects.all())) != 1:
            self.add_error("move_kern", NO_KERN)
        return result

    def hold_first(self) -> None:  # only of what is true of the person
        person = {name: value for name, value in self.details().items() if name != "move_kern"}
        hold_what_it_becomes(self.anchor, person)

    def details(self) -> dict[str, Any]:
        told = self.cleaned_data["bsn"] or self.cleaned_data.get("remove_bsn")
        moves = {"move_kern": True} if self.cleaned_data.get("move_kern") else {}
        return self.person_fields() | ({"bsn": self.cleaned_data["bsn"]} if told else {}) | moves


class RepresentativeForm(StepForm):
    """Who speaks for the citizen; also to put that right, or to end it."""

    NAMES: Final = ("kind", "name", "address", "phone", "since", "until")

    kind = forms.ChoiceField(
        label="Wat is deze persoon?", choices=[("", "Maak een keuze"), *RepresentativeKind.choices]
    )
    name = WordsField(label="Naam", longest=120)
    address = WordsField(label="Adres voor brieven", required=False)
    phone = PhoneWords(required=False)

    def set_up(self) -> None:
        since = Days(
            people_days.died(self.anchor, self.today).first, possible_days.agreed(self.today).last
        )  # not before birth
        self.fields["since"] = FarDayField(label="Vanaf", initial=self.today, span=since)
        self.fields["until"] = DayField(
            label="Tot", required=False, help_text="De eerste dag waarop het niet meer geldt."
        )
        if isinstance(self.obj, Representative):
            self.initial = {name: getattr(self.obj, name) for name in self.NAMES}
        elif speaking := self.anchor.person.speaking(self.today):
            self.fields["replaces"] = forms.ModelChoiceField(
                Representative.objects.filter(pk__in=[one.pk for one in speaking]),
                label="Komt deze persoon in de plaats van een ander?",
                required=False,
                empty_label="Nee, erbij",
                help_text="Die spreekt dan niet meer vanaf de dag waarop deze begint.",
            )
            self.fields["replaces"].label_from_instance = (  # type: ignore[attr-defined]
                lambda one: f"{one.name}, {one.get_kind_display().lower()}"
            )

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        since, until = result.get("since"), result.get("until")
        if until and since and until < since:
            self.add_error("until", "De einddatum moet op of na de begindatum liggen.")
        if result.get("kind") == RepresentativeKind.OUDER and since and self.anchor.person.is_adult(since):
            self.add_error("kind", OF_AGE)
        if "address" not in self.errors and not fits(result.get("name", ""), self._lines(result.get("address", ""))):
            self.add_error("address", TOO_LONG)
        return result

    def _lines(self, address: str) -> list[str]:
        """Without an address of their own a letter may go where the citizen lives."""
        person = self.anchor.person
        return lines_in(address) or lines_of(person.street, person.postcode, person.town)


class PersonalPlanForm(StepForm):
    def set_up(self) -> None:
        self.happened("on", "Ontvangen op")


class LinkForm(StepForm):
    """Another case by its reference, if the visitor may see that one; else it isn't there."""

    ref = WordsField(label="Zaaknummer van de andere zaak", longest=20, help_text="Bijvoorbeeld: HW-2026-7KQ4M.")

    def clean_ref(self) -> Case:
        rows = Case.objects.visible_to(self.sight, Action.VIEW_FILE)
        other = rows.filter(ref__iexact=self.cleaned_data["ref"].strip()).first()
        if other is None:
            raise ValidationError("Dit zaaknummer kennen wij niet, of u mag die zaak niet zien.")
        return cast(Case, other)

    def details(self) -> dict[str, Any]:
        return {"other": self.cleaned_data["ref"]}


class UnlinkForm(StepForm):
    why = WordsField(label="Waarom horen deze zaken niet bij elkaar?", longest=200)

    def details(self) -> dict[str, Any]:
        return {"other": self.obj.other, "why": self.cleaned_data["why"]}


class CorrectReportedForm(StepForm):
    """What whoever reported may put right themselves: name, birth date, phone."""

    given_name = WordsField(label="Voornaam", longest=80, required=False)
    family_name = WordsField(label="Achternaam", longest=120)
    birth_date = FarDayField(label="Geboortedatum", required=False)
    phone = PhoneWords(required=False)

    def set_up(self) -> None:
        person = self.anchor.person
        self.initial = {name: getattr(person, name) for name in self.fields}
        self.fields["birth_date"] = FarDayField(
            label="Geboortedatum", required=False, span=people_days.born(self.anchor, self.today)
        )

    def hold_first(self) -> None:
        hold_what_it_becomes(self.anchor, self.details())


class AccessForm(StepForm):
    """Open one case to one person by name, with why and until when."""

    to = WordsField(label="Gebruikersnaam", longest=150, help_text="De naam waarmee deze persoon inlogt.")
    surname = WordsField(
        label="Achternaam", longest=150, help_text="Zo weet u zeker dat u niet een ander toegang geeft."
    )
    kind = radio("Wat voor toegang?", GrantKind.choices)
    reason = WordsField(label="Waarom?")
    NEEDED = {
        "born": When("verplicht bij de eigen zaak", "kind", (GrantKind.OWN,)),
        "until": When("verplicht voor een collega", "kind", (GrantKind.READ_ALONG,)),
    }

    def set_up(self) -> None:
        self.comes(
            "until",
            "Tot",
            required=False,
            span=possible_days.lasting(self.today),
            help_text="De eerste dag zonder toegang. Leeg: tot u het beëindigt.",
        )

        if self.anchor.person is not None and self.anchor.person.born:
            self.fields["born"] = FarDayField(
                label="Geboortedatum van wie dit account heeft",
                required=False,
                help_text="Vraag het na. Zo komt een naamgenoot niet in dit dossier.",
            )

    def clean_to(self) -> User | None:
        return User.objects.filter(username__iexact=self.cleaned_data["to"].strip(), is_active=True).first()

    def clean(self) -> dict[str, Any]:
        """One answer to a name that isn't there and to one of somebody else: who only guesses learns neither."""
        user, surname = self.cleaned_data.get("to"), self.cleaned_data.get("surname", "").strip()
        typed = "to" in self.cleaned_data and surname
        if typed and (user is None or user.last_name.casefold() != surname.casefold()):
            self.add_error(
                "surname",
                "Deze gebruikersnaam en achternaam horen niet bij elkaar. Vraag ze nog eens na bij deze persoon.",
            )
        match self.cleaned_data.get("kind"):
            case GrantKind.OWN:
                self.require("born")
            case GrantKind.READ_ALONG:
                self.require("until")
        return self.cleaned_data

    def details(self) -> dict[str, Any]:
        names = ("to", "reason", "until", *(("born",) if "born" in self.fields else ()))
        return {name: self.cleaned_data[name] for name in names} | {"kind": GrantKind(self.cleaned_data["kind"])}
