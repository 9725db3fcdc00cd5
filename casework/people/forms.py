"""Who someone is and how to reach them."""

from typing import Any, Final

from django import forms
from django.core.validators import EmailValidator

from casework.engine.fields import DayField, WordsField
from casework.engine.forms import StepForm
from casework.people import possible_days as people_days
from casework.people.births import PartlyField
from casework.people.fields import BsnField, PostcodeField
from casework.people.phones import PhoneWords
from casework.people.window import TOO_LONG, fits, lines_of

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
        validators=[EmailValidator("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")],
    )
    language = WordsField(label="Taal", longest=60, required=False, help_text="Alleen als dat geen Nederlands is.")
    safe_moment = WordsField(label="Veilig moment om te bellen", longest=120, required=False)
    birth_about = PartlyField(help_text="Weet u de dag niet? Bijvoorbeeld: 1941, mei 1941 of rond 1941.")
    bsn = BsnField(label="Burgerservicenummer (BSN)", required=False, help_text=BSN_HELP)

    PERSON: Final = (
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

    def set_up(self) -> None:
        span = people_days.born(self.anchor, self.today)
        self.fields["birth_date"] = DayField(label="Geboortedatum", required=False, span=span)

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        if result.get("birth_date"):  # more is known now
            result["birth_about"] = ""
        lines = lines_of(*(result.get(name) or "" for name in ("street", "postcode", "town")))
        names = (result.get(name) or "" for name in ("given_name", "family_name"))
        if "street" not in self.errors and not fits(" ".join(names).strip(), lines):
            self.add_error("street", TOO_LONG)
        return result

    def person_fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.PERSON}
