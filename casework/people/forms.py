"""Who someone is and how to reach them."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.validators import EmailValidator

from casework.engine.fields import WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When
from casework.people import possible_days as people_days
from casework.people.address_service import NoAnswer, house_number, is_asked, look_up
from casework.people.births import BirthField, PartlyField
from casework.people.fields import BsnField, PostcodeField
from casework.people.models import NAME, Addressed, NameUse, OtherPhone, Person
from casework.people.names import folded
from casework.people.phones import PhoneWords
from casework.people.window import TOO_LONG, fits, lines_of
from wijkweb.models import Kern

BSN_HELP: Final = "Alleen als u het nodig hebt en het mag vragen. Het staat versleuteld in het dossier."


class PersonFields(StepForm):
    """Who someone is and how to reach them; shared by a report and a correction."""

    given_name = WordsField(label="Voornaam", longest=80, required=False)
    family_name = WordsField(label="Achternaam", longest=120)
    street = WordsField(label="Straat en huisnummer", longest=160, required=False)
    postcode = PostcodeField(label="Postcode", required=False)
    town = WordsField(label="Plaats", longest=80, required=False)
    secret_address = forms.BooleanField(label="Geheim adres: nergens tonen", required=False)
    phone = PhoneWords(required=False)
    email = WordsField(
        label="E-mail",
        longest=254,
        required=False,
        widget=forms.EmailInput,
        validators=[EmailValidator("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")],
    )
    language = WordsField(label="Taal", longest=60, required=False, help_text="Alleen als dat geen Nederlands is.")
    safe_moment = WordsField(label="Veilig moment om te bellen", longest=120, required=False)
    birth_about = PartlyField(help_text="Bijvoorbeeld: rond 1941.")
    bsn = BsnField(label="Burgerservicenummer (BSN)", required=False, help_text=BSN_HELP)

    PERSON: tuple[str, ...] = (
        "given_name",
        "family_name",
        "birth_date",
        "birth_about",
        "street",
        "postcode",
        "town",
        "secret_address",
        "phone",
        "email",
        "language",
        "safe_moment",
    )

    _kernen: list[Kern] | None = None  # of the postcode, once they were asked for

    def set_up(self) -> None:
        self._odd: list[str] = []
        span = people_days.born(self.anchor, self.today)
        self.fields["birth_date"] = BirthField(
            label="Geboortedatum", required=False, span=span, help_text="Weet u niet alles? Vul in wat u weet."
        )

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        self._complete_address(result)
        self._complete_town(result)
        born = result.get("birth_date")
        if born:  # more is known now, or something else
            result["birth_date"], result["birth_about"] = (None, born) if isinstance(born, str) else (born, "")
        lines = lines_of(*(result.get(name) or "" for name in ("street", "postcode", "town")))
        if "street" not in self.errors and not fits(self._name(result), lines):
            self.add_error("street", TOO_LONG)
        return result

    def _complete_address(self, result: dict[str, Any]) -> None:
        """Street and town of a postcode with a house number, where there is a service for it; what is typed stands."""
        number = house_number(result.get("street") or "")
        postcode = result.get("postcode")
        if not number or not postcode or result.get("secret_address") or not is_asked():
            return
        try:
            place = look_up(postcode, number[0])
        except NoAnswer:
            self._odd.append("De adressendienst antwoordt niet. Vul de straat later zelf aan.")
            return
        if place is None:
            self.add_error(
                "street", f"Bij {postcode} is geen huisnummer {number[0]}. Kijk het na, of vul de straat in."
            )
            return
        result["street"] = " ".join(part for part in (place.street, *number) if part)
        result["town"] = result.get("town") or place.town

    def _complete_town(self, result: dict[str, Any]) -> None:
        """The village of a postcode that is typed with a street: without it a letter has no place on its envelope."""
        typed = result.get("street") and result.get("postcode") and {"street", "postcode"} & set(self.changed_data)
        if typed and not result.get("town") and len(villages := {one.village for one in self._there(result)}) == 1:
            result["town"] = villages.pop()

    def _there(self, result: Mapping[str, Any]) -> list[Kern]:
        """The kernen of the postcode, asked once."""
        if self._kernen is None:
            self._kernen = list(Kern.objects.filter(postcode4=(result.get("postcode") or "")[:4]))
        return self._kernen

    def warnings(self) -> list[str]:
        return [*super().warnings(), *self._odd, *self._odd_town()]

    def _odd_town(self) -> list[str]:
        """A town that isn't the one of its postcode can be right: at a border, or before it is corrected elsewhere."""
        postcode, town = self.cleaned_data.get("postcode") or "", self.cleaned_data.get("town") or ""
        there = {name for kern in self._there(self.cleaned_data) for name in (kern.village, kern.name)}
        if not postcode or not town or not there or folded(town) in {folded(name) for name in there}:
            return []
        return [f"Bij postcode {postcode} hoort {' of '.join(sorted(there))}. U vulde {town} in. Klopt dat?"]

    def _name(self, result: dict[str, Any]) -> str:
        """As it will stand on an envelope."""
        return Person(**{name: result.get(name) or "" for name in NAME if name in self.PERSON}).name

    def person_fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.PERSON}


class WholePersonFields(PersonFields):
    """With what a name is made of, and how somebody wants to be addressed: there is time for it after the report."""

    initials = WordsField(label="Voorletters", longest=20, required=False)
    surname_prefix = WordsField(label="Voorvoegsel", longest=30, required=False, help_text="Bijvoorbeeld: van der.")
    partner_prefix = WordsField(label="Voorvoegsel van de partner", longest=30, required=False)
    partner_name = WordsField(label="Achternaam van de partner", longest=120, required=False)
    name_use = radio("Welke naam gebruikt deze inwoner?", NameUse.choices, initial=NameUse.OWN, required=False)
    addressed = radio("Hoe begint een brief?", Addressed.choices, required=False)
    interpreter = forms.BooleanField(label="Er is een tolk nodig", required=False)
    NEEDED = {
        "partner_name": When(
            "verplicht als deze inwoner die naam gebruikt", "name_use", tuple({*NameUse} - {NameUse.OWN})
        )
    }

    PERSON = (
        "given_name",
        "initials",
        "surname_prefix",
        "family_name",
        "partner_prefix",
        "partner_name",
        "name_use",
        "addressed",
        *PersonFields.PERSON[2:],
        "interpreter",
    )

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        result["name_use"] = result.get("name_use") or NameUse.OWN
        if result["name_use"] != NameUse.OWN and not result.get("partner_name"):
            self.add_error("partner_name", "Vul de naam van de partner in, of kies ‘De eigen naam’.")
        return result


class OtherPhoneForm(StepForm):
    """A number of somebody through whom a person is reached; also to put that right, or to take it away."""

    number = PhoneWords()
    whose = WordsField(label="Van wie is dit nummer?", longest=120, help_text="Bijvoorbeeld: Anja, dochter.")
    when = WordsField(label="Wanneer mag u bellen?", longest=120, required=False, help_text="Bijvoorbeeld: na 17 uur.")

    def set_up(self) -> None:
        if isinstance(self.obj, OtherPhone):
            self.initial = {name: getattr(self.obj, name) for name in ("number", "whose", "when")} | {"gone": False}
            self.fields["gone"] = forms.BooleanField(label="Haal dit nummer weg", required=False)


class SafetyNoteForm(StepForm):
    """What a visitor must know at the door. It ends on a day, so that nobody carries it with them for ever."""

    text = WordsField(
        label="Waar moet een bezoeker op letten?",
        longest=200,
        help_text="Alleen wat nodig is voor een veilig bezoek. Bijvoorbeeld: grote hond, kom met twee personen.",
    )

    def set_up(self) -> None:
        self.comes(
            "until",
            "Tot",
            help_text="De eerste dag waarop dit niet meer geldt. Kijk dan opnieuw of het nodig is.",
        )
