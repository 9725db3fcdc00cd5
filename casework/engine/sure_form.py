"""The forms of the case itself: reporting it, and writing on its file. As short as the thing allows."""

from typing import Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from stdnum.nl import postcode as postcodes

from casework import spans
from casework.fields import DayField, WordsField
from casework.forms import PersonChoice, StepForm, radio
from casework.models import Case, Channel, Contact, OnBehalf, Person, RepresentativeKind
from casework.models.law import clock
from casework.models.person import check_bsn
from casework.office import office_for
from casework.spans import Span
from casework.states import CaseKind
from roles.actions import Action
from roles.matrix import GrantKind
from roles.models import User
from roles.policy import who_may
from wijkweb.models import Kern, LifeDomain, Organisation

BSN_HELP: Final = "Alleen als u het nodig hebt en het mag vragen. Het staat versleuteld in het dossier."


def _clean_postcode(text: str) -> str:
    """'3265aa' as '3265 AA'. Raises ValidationError."""
    if not text:
        return ""
    try:
        return str(postcodes.validate(text))
    except Exception as error:  # stdnum has a family of its own
        raise ValidationError("Vul een postcode in, bijvoorbeeld 3265 AA.") from error


class PersonFields(StepForm):
    """Who someone is and how to reach them; shared by a report and a correction."""

    given_name = WordsField(label="Voornaam", longest=80, required=False)
    family_name = WordsField(label="Achternaam", longest=120)
    street = WordsField(label="Straat en huisnummer", longest=160, required=False)
    postcode = WordsField(label="Postcode", longest=7, required=False)
    town = WordsField(label="Plaats", longest=80, required=False)
    secret_address = forms.BooleanField(label="Geheim adres: nergens tonen", required=False)
    phone = WordsField(label="Telefoon", longest=40, required=False)
    email = WordsField(
        label="E-mail",
        longest=254,
        required=False,
        validators=[EmailValidator("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")],
    )
    language = WordsField(label="Taal", longest=60, required=False, help_text="Alleen als dat geen Nederlands is.")
    safe_moment = WordsField(label="Veilig moment om te bellen", longest=120, required=False)
    bsn = WordsField(
        label="Burgerservicenummer (BSN)", longest=9, required=False, help_text=BSN_HELP, validators=[check_bsn]
    )

    PERSON: Final = (
        "given_name",
        "family_name",
        "birth_date",
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
        span = spans.born(self.case, self.today)
        self.fields["birth_date"] = DayField(label="Geboortedatum", required=False, span=span)

    def clean_postcode(self) -> str:
        return _clean_postcode(cast(str, self.cleaned_data["postcode"]))

    def person_fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.PERSON}


class ReportForm(PersonFields):
    """A care question comes in. The kern follows from the postcode; nothing typed here is looked up."""

    PERSON_KIND, PROVISION_KIND = "persoon", "voorziening"

    kind = radio(
        "Wat is het?",
        [
            (CaseKind.VRAAG, "Een vraag: iemand wil informatie of advies"),
            (CaseKind.MELDING, "Een melding (Wmo): de termijn gaat lopen"),
            (CaseKind.SIGNAAL, "Een signaal: iemand maakt zich zorgen over een ander"),
        ],
    )
    question = WordsField(label="De vraag, in de woorden van de inwoner", long=True)
    about = radio(
        "Over wie of wat gaat het?",
        [(PERSON_KIND, "Een inwoner"), (PROVISION_KIND, "Een voorziening of initiatief")],
        initial=PERSON_KIND,
    )
    provision = WordsField(
        label="Welke voorziening of welk initiatief?",
        longest=160,
        required=False,
        help_text="Bijvoorbeeld: de tillift van het zwembad.",
    )
    kern = forms.ModelChoiceField(
        Kern.objects.all(),
        label="Kern",
        required=False,
        empty_label="Volgt uit de postcode",
        help_text="Kies zelf als er geen postcode is.",
    )
    citizen_knows = WordsField(
        label="Weet de inwoner ervan, en hoe?",
        required=False,
        help_text="Bijvoorbeeld: ja, samen besproken. Of: nee, nog niet.",
    )
    on_behalf = radio("Namens wie?", OnBehalf.choices, initial=OnBehalf.ZELF)
    reporter_name = WordsField(label="Naam van wie meldt, als dat een ander is", longest=120, required=False)
    reporter_shielded = forms.BooleanField(
        label="Vertel de inwoner niet wie meldt", required=False, help_text="Bij een signaal gebeurt dat altijd."
    )
    channel = radio("Hoe kwam het binnen?", Channel.choices, initial=Channel.HUISBEZOEK)
    lies = radio(
        "Waar ligt de vraag nu?",
        [("inwoner", "Bij de inwoner zelf; het team helpt"), ("team", "Bij het wijkteam")],
        initial="inwoner",
    )
    urgent = forms.BooleanField(label="Spoed: dit moet vandaag", required=False)

    def set_up(self) -> None:
        super().set_up()
        self.fields["family_name"].required = False  # not where it is about a provision
        counts_from = clock().counts_from("onderzoek", "persoonlijk_plan")
        self.happened("received_on", "Ontvangen op", span=spans.received(self.today, counts_from=counts_from))
        # the order of the page, so that the errors on top follow it
        self.order_fields(
            [
                "kind",
                "question",
                "urgent",
                "about",
                "given_name",
                "family_name",
                "birth_date",
                "phone",
                "street",
                "postcode",
                "town",
                "kern",
                "language",
                "safe_moment",
                "email",
                "bsn",
                "secret_address",
                "provision",
                "citizen_knows",
            ]
        )

    def part(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def first(self) -> list[forms.BoundField]:
        return self.part("kind", "question", "urgent")

    @property
    def who(self) -> list[forms.BoundField]:
        return self.part("given_name", "family_name", "birth_date", "phone", "street", "postcode", "town", "kern")

    @property
    def reach(self) -> list[forms.BoundField]:
        return self.part("language", "safe_moment", "email", "bsn", "secret_address")

    @property
    def how(self) -> list[forms.BoundField]:
        return self.part(
            "citizen_knows", "on_behalf", "reporter_name", "reporter_shielded", "lies", "channel", "received_on"
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        of_person = found.get("about") != self.PROVISION_KIND
        if of_person:
            self.require("family_name")
            if found.get("received_on"):
                self.day_trouble("birth_date", Span(last=found["received_on"]))
        else:
            self.require("provision")
            if found.get("kind") not in (None, "", CaseKind.VRAAG):
                self.add_error("kind", "Een voorziening of initiatief meldt u als vraag.")
        if found.get("kind") == CaseKind.SIGNAAL and not found.get("citizen_knows"):
            self.add_error("citizen_knows", "Zeg of de inwoner van het signaal weet. ‘Nog niet’ mag ook.")
        if not found.get("kern") and "postcode" not in self.errors:
            self._kern_from(found.get("postcode") or "" if of_person else "")
        return found

    def _kern_from(self, postcode: str) -> None:
        """The kern of the first four digits; one that serves more kernen, or none, asks for a choice."""
        kernen = list(Kern.objects.filter(postcode4=postcode[:4])[:2]) if postcode else []
        if len(kernen) == 1:
            self.cleaned_data["kern"] = kernen[0]
        elif kernen:
            self.add_error("kern", "Bij deze postcode horen meer kernen. Kies er een.")
        else:
            self.add_error("kern", "Vul een postcode uit de gemeente in, of kies de kern.")

    def details(self) -> dict[str, Any]:
        found = self.cleaned_data
        of_person = found["about"] == self.PERSON_KIND
        person = Person(**self.person_fields(), bsn=found["bsn"]) if of_person else None
        return {
            "kind": found["kind"],
            "question": found["question"],
            "urgent": found["urgent"],
            "kern": found["kern"],
            "person": person,
            "provision": "" if of_person else found["provision"],
            "citizen_knows": found["citizen_knows"],
            "on_behalf": found["on_behalf"],
            "reporter_name": found["reporter_name"],
            "reporter_shielded": found["reporter_shielded"] or found["kind"] == CaseKind.SIGNAAL,
            "lies_with_team": found["lies"] == "team",
            "channel": found["channel"],
            "received_on": found["received_on"],
        }


# --- writing on the file ---------------------------------------------------------------------------------------


class NoteForm(StepForm):
    text = WordsField(
        label="Notitie", long=True, help_text="De inwoner mag deze notitie lezen, tenzij u haar afschermt."
    )
    shielded = forms.BooleanField(label="Scherm deze notitie af voor de inwoner", required=False)
    ground = WordsField(
        label="Waarom afschermen?", required=False, help_text="Alleen voor de veiligheid of om een ander te beschermen."
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("shielded") and not found.get("ground"):
            self.add_error("ground", "Zeg waarom de inwoner deze notitie niet mag lezen.")
        return found


class AppointmentForm(StepForm):
    what = WordsField(label="Wat spreekt u af?", longest=160, help_text="Bijvoorbeeld: bel over de huur.")

    def set_up(self) -> None:
        office = office_for(self.case, self.sight, self.today)
        able = who_may(Action.EDIT_FILE, self.case, office.staff, recused=office.recused)
        self.fields["on"] = DayField(label="Wanneer?", span=spans.agreed(self.today))
        self.fields["person"] = PersonChoice(able, label="Wie doet het?", initial=self.sight.user_id)


class ContactForm(StepForm):
    name = WordsField(label="Naam", longest=120)
    relation = WordsField(
        label="Wie is dit voor de inwoner?",
        longest=80,
        required=False,
        help_text="Bijvoorbeeld: zus, buurman, dominee.",
    )
    domain = forms.ChoiceField(label="Levensgebied", choices=LifeDomain.choices)
    strength = forms.TypedChoiceField(
        label="Hoe sterk is de band?",
        coerce=int,
        widget=forms.RadioSelect,
        initial=2,
        choices=Contact._meta.get_field("strength").choices or (),
    )
    phone = WordsField(label="Telefoon", longest=40, required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(active=True), label="Organisatie", required=False, empty_label="Geen"
    )

    def set_up(self) -> None:
        # a form in a page and the one on its own page are the same form: no choice is made beforehand
        self.fields["domain"].choices = [("", "Kies een levensgebied"), *LifeDomain.choices]  # type: ignore[attr-defined]
        if isinstance(self.obj, Contact):
            self.initial = {name: getattr(self.obj, name) for name in self.fields}


class CorrectForm(PersonFields):
    """Put personal data right. An empty number leaves the number as it is; taking it away is said in so many words."""

    def set_up(self) -> None:
        super().set_up()
        person = self.case.person
        assert person is not None
        self.initial = {name: getattr(person, name) for name in self.PERSON} | dict(self.initial)
        self.unshown = {"bsn": person.bsn}
        if person.bsn:
            self.fields[
                "bsn"
            ].help_text = f"Er staat al een nummer, dat eindigt op {person.bsn[-3:]}. Laat leeg om dat te houden."
            self.fields["remove_bsn"] = forms.BooleanField(label="Verwijder dit nummer", required=False)
        self.order_fields(
            [
                "given_name",
                "family_name",
                "birth_date",
                "bsn",
                "remove_bsn",
                "street",
                "postcode",
                "town",
                "secret_address",
                "phone",
                "email",
                "language",
                "safe_moment",
            ]
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("remove_bsn") and found.get("bsn"):
            self.add_error("remove_bsn", "Vul een ander nummer in, of verwijder het nummer. Niet allebei.")
        self.emptied = frozenset({"bsn"} if found.get("remove_bsn") else ())
        return found

    def details(self) -> dict[str, Any]:
        told = self.cleaned_data["bsn"] or self.cleaned_data.get("remove_bsn")
        return self.person_fields() | ({"bsn": self.cleaned_data["bsn"]} if told else {})


class RepresentativeForm(StepForm):
    kind = forms.ChoiceField(
        label="Wat is deze persoon?", choices=[("", "Maak een keuze"), *RepresentativeKind.choices]
    )
    name = WordsField(label="Naam", longest=120)
    address = WordsField(label="Adres voor brieven", required=False)
    phone = WordsField(label="Telefoon", longest=40, required=False)

    def set_up(self) -> None:
        since = Span(spans.died(self.case, self.today).first, spans.agreed(self.today).last)  # not before birth
        self.fields["since"] = DayField(label="Vanaf", initial=self.today, span=since)
        self.fields["until"] = DayField(
            label="Tot", required=False, help_text="De eerste dag waarop het niet meer geldt."
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("until") and found.get("since") and found["until"] <= found["since"]:
            self.add_error("until", "De einddatum moet na de begindatum liggen.")
        return found


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


class AccessForm(StepForm):
    """Open one case to one person by name, with why and until when."""

    to = WordsField(label="Gebruikersnaam", longest=150, help_text="De naam waarmee deze persoon inlogt.")
    surname = WordsField(
        label="Achternaam", longest=150, help_text="Zo weet u zeker dat u niet een ander toegang geeft."
    )
    kind = radio("Wat voor toegang?", GrantKind.choices)
    reason = WordsField(label="Waarom?")

    def set_up(self) -> None:
        self.comes(
            "until",
            "Tot",
            required=False,
            span=spans.lasting(self.today),
            help_text="De eerste dag zonder toegang. Leeg: tot u het beëindigt. Voor een collega vult u altijd een dag in.",
        )

    def clean_to(self) -> User:
        user = User.objects.filter(username__iexact=self.cleaned_data["to"].strip(), is_active=True).first()
        if user is None:
            raise ValidationError("Deze gebruikersnaam kennen wij niet.")
        return user

    def clean(self) -> dict[str, Any]:
        user, surname = self.cleaned_data.get("to"), self.cleaned_data.get("surname", "")
        if user is not None and surname and user.last_name.casefold() != surname.strip().casefold():
            self.add_error(
                "surname", "Deze gebruikersnaam is van iemand met een andere achternaam. Vraag het nog eens na."
            )
        return self.cleaned_data

    def details(self) -> dict[str, Any]:
        names = ("to", "reason", "until")
        return {name: self.cleaned_data[name] for name in names} | {"kind": GrantKind(self.cleaned_data["kind"])}


class SureForm(StepForm):
    """Nothing is asked but whether one is sure."""
