"""What is asked of a household, and of who lives there."""

from typing import Any, Final

from django import forms

from casework.engine.fields import WordsField
from casework.engine.forms import PersonChoice, StepForm, radio
from casework.engine.possible_days import EARLIEST, Days
from casework.households.conditions import who_can_direct
from casework.households.models import Member
from casework.households.operations import ADDRESS, days_of
from casework.households.querysets import cases
from casework.households.states import Relation
from casework.people.births import BirthField
from casework.people.forms import PersonFields
from casework.people.models import Person
from roles.actions import Action

ANOTHER: Final = "ander"
UNKNOWN, ELSEWHERE = "onbekend", "elders"
NAMED: Final = ("given_name", "family_name", "birth_date", "birth_about")
ABOUT: Final = "Weet u het niet precies? Ongeveer is goed."


class DirectForm(StepForm):
    def set_up(self) -> None:
        self.fields["regisseur"] = PersonChoice(
            who_can_direct(self.attempt()), label="Wie krijgt de regie?", initial=self.anchor.regisseur_id
        )


class BeginForm(StepForm):
    """Of the person of a case: what the household is called, and what they are in it."""

    name = WordsField(label="Hoe noemt u dit huishouden?", longest=120, help_text="Bijvoorbeeld: Gezin De Wit.")
    relation = radio("Wie is dit in het huishouden?", Relation.choices)

    def set_up(self) -> None:
        person = self.anchor.person
        self.initial = {"name": f"Huishouden {person.surname}"[:120]}
        span = days_of(person, self.today)
        self.happened("since", "Woont daar sinds", by_heart=True, initial=None, span=span, help_text=ABOUT)


class _NamedForm(PersonFields):
    """Of a person the name and the birth date alone: the address is the household's."""

    PERSON = NAMED

    def set_up(self) -> None:
        self._odd = []
        self.fields = {name: field for name, field in self.fields.items() if name in NAMED}
        self.fields["birth_date"] = BirthField(
            label="Geboortedatum",
            required=False,
            span=Days(EARLIEST, self.today),
            help_text="Weet u niet alles? Vul in wat u weet.",
        )
        self.order_fields(NAMED)

    def add_error(self, field: str | None, error: Any) -> None:
        """What doesn't fit above an address is told at the name."""
        super().add_error("family_name" if field == "street" and "street" not in self.fields else field, error)

    def ask_authority(self, but: Member | None = None) -> None:
        """Who holds gezag over a minor: some who live here, somebody elsewhere, or nobody knows."""
        rows = Member.objects.visible_to(self.sight).here().filter(household=self.anchor).select_related("person")
        self._adults = [
            one for one in rows if (but is None or one.pk != but.pk) and not one.person.is_minor(self.today)
        ]
        self.fields["holders"] = forms.MultipleChoiceField(
            label="Wie heeft het gezag?",
            choices=[
                *((one.public_id, one.name) for one in self._adults),
                (ELSEWHERE, "Iemand die elders woont"),
                (UNKNOWN, "Dat is niet bekend"),
            ],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Alleen bij iemand onder de 18.",
        )
        self.fields["authority_elsewhere"] = WordsField(
            label="Wie is dat, die elders woont?", longest=120, required=False
        )

    def clean_authority_elsewhere(self) -> str:
        """Whoever it is; said to be unknown together with somebody isn't known at all."""
        who: str = self.cleaned_data["authority_elsewhere"]
        chosen = self.cleaned_data.get("holders", [])
        if ELSEWHERE in chosen and not who:
            raise forms.ValidationError("Vul in wie dat is, of kies ‘Dat is niet bekend’.")
        if UNKNOWN in chosen and (who or len(chosen) > 1):
            raise forms.ValidationError("Kies wie het gezag heeft, of ‘Dat is niet bekend’, en niet allebei.")
        return who

    def authority(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("holders", [])
        return {
            "authority": [one for one in self._adults if one.public_id in chosen],
            "authority_elsewhere": self.cleaned_data["authority_elsewhere"],
            "authority_unknown": UNKNOWN in chosen,
        }


class MemberForm(_NamedForm):
    """One more who lives there. Whoever may be somebody that is known already, is asked for in so many words."""

    asks_relation = True

    def set_up(self) -> None:
        super().set_up()
        self.found: list[Any] = []
        if self.asks_relation:
            self.fields["relation"] = radio("Wie is dit in het huishouden?", Relation.choices)
            span = Days(EARLIEST, self.today)
            self.happened("since", "Woont hier sinds", by_heart=True, initial=None, span=span, help_text=ABOUT)
        self.ask_authority()

    def clean(self) -> dict[str, Any]:
        result = super().clean()
        if not self.errors:
            self._ask_whether_the_same()
        return result

    def _ask_whether_the_same(self) -> None:
        """Of people whose file this person may see: of others nothing tells that they are known."""
        theirs = cases().visible_to(self.sight, Action.VIEW_FILE).filter(person__isnull=False).values("person")
        self.found = list(
            Person.objects.filter(
                pk__in=Person.objects.filter(pk__in=theirs).same_as(self._person()), deceased_on=None
            ).order_by("pk")
        )
        if not self.found:
            return
        choices = [(one.public_id, self._described(one)) for one in self.found]
        self.fields["same"] = radio(
            "Is dit iemand die wij al kennen?",
            [*choices, (ANOTHER, "Nee, dit is een ander")],
            required=False,
            help_text="Kies dezelfde persoon, zodat alles bij elkaar blijft.",
        )
        if self.data.get("same") not in {ANOTHER, *(one.public_id for one in self.found)}:
            self.add_error("same", "Wij kennen iemand die dit kan zijn. Kies of het dezelfde persoon is.")

    @staticmethod
    def _described(person: Any) -> str:
        return f"Ja, {person.name}" + (f", geboren {person.born}" if person.born else "")

    def _person(self) -> Person:
        said = self.cleaned_data
        return Person(
            given_name=said.get("given_name", ""),
            family_name=said.get("family_name", ""),
            birth_date=said.get("birth_date"),
            birth_about=said.get("birth_about", ""),
        )

    def details(self) -> dict[str, Any]:
        known = next((one for one in self.found if one.public_id == self.data.get("same")), None)
        asked: list[str] = [name for name in ("relation", "since") if name in self.fields]
        said = {name: self.cleaned_data[name] for name in asked}
        return {"person": known or self._person(), **said, **self.authority()}


class BornForm(MemberForm):
    """A child is born: whose, and when. Who holds gezag may be asked later."""

    asks_relation = False

    def set_up(self) -> None:
        super().set_up()
        self.fields["birth_date"].required = True

    def clean(self) -> dict[str, Any]:
        result = super().clean()
        if "birth_date" not in self.errors and not self.cleaned_data.get("birth_date"):
            self.add_error("birth_date", "Vul de dag van de geboorte in.")
        return result

    def details(self) -> dict[str, Any]:
        born = self.cleaned_data["birth_date"]
        return super().details() | {"relation": Relation.KIND, "since": born, "born": True}


class ChangeMemberForm(_NamedForm):
    """What somebody is in the household; and the name of who has no case in which that is put right."""

    def set_up(self) -> None:
        super().set_up()
        person = self.obj.person
        in_a_case = cases().visible_to(self.sight, Action.VIEW_FILE).filter(person=person).exists()
        self._own = () if in_a_case else NAMED
        for name in set(NAMED) - {*self._own}:
            del self.fields[name]
        self.initial = {name: getattr(person, name) for name in self._own}
        self.initial |= {"relation": self.obj.relation, "authority_elsewhere": self.obj.authority_elsewhere}
        self.fields["relation"] = radio(f"Wie is {self.obj.name} in het huishouden?", Relation.choices)
        self.happened(
            "since",
            "Woont hier sinds",
            by_heart=True,
            initial=self.obj.since,
            span=days_of(None if self._own else person, self.today),
            help_text=ABOUT,
        )
        if not person.is_adult(self.today):
            self.ask_authority(self.obj)
            self.initial["holders"] = self._said()

    def _said(self) -> list[str]:
        said = [one.public_id for one in self.obj.authority.all()]
        said += [ELSEWHERE] if self.obj.authority_elsewhere else []
        return said or ([UNKNOWN] if self.obj.authority_said_on else [])

    def clean(self) -> dict[str, Any]:
        return super().clean() if self._own else StepForm.clean(self) or self.cleaned_data

    def details(self) -> dict[str, Any]:
        names = ("relation", "since", *self._own)
        authority = self.authority() if "holders" in self.fields else {}
        return {name: self.cleaned_data.get(name) for name in names} | authority


class _AddressForm(PersonFields):
    """An address and no more, with what the service for addresses knows of it."""

    PERSON = ADDRESS

    def set_up(self) -> None:
        self._odd = []
        self.fields = {name: field for name, field in self.fields.items() if name in ADDRESS}

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*ADDRESS, "on")}


class MoveForm(_AddressForm):
    def set_up(self) -> None:
        super().set_up()
        for name in ("street", "postcode", "town"):
            self.fields[name].required = True
        self.happened("on", "Verhuisd op", span=Days(EARLIEST, self.today))


class LeaveForm(_AddressForm):
    def set_up(self) -> None:
        super().set_up()
        self.fields[
            "street"
        ].help_text = (
            "Van het nieuwe adres. Weet u dat niet? Laat het leeg: dan gaat er geen brief meer naar het oude adres."
        )
        self.happened("on", "Woont hier niet meer sinds", span=Days(self.obj.since, self.today))
        self.order_fields(["on"])


class SettleForm(StepForm):
    said = WordsField(
        label="Wat betekent dit voor het huishouden?", longest=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class DiedForm(StepForm):
    """A death, told once: every open case of whoever died hears of it."""

    closing_words = WordsField(label="Licht dat toe", longest=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def set_up(self) -> None:
        born = self.obj.person.birth_date or EARLIEST
        self.happened("deceased_on", "Overleden op", by_heart=True, initial=None, span=Days(born, self.today))

    @property
    def beforehand(self) -> list[str]:
        return [
            "Er gaat geen brief meer uit naar wie is overleden. De zaken die u zelf mag beëindigen, eindigen nu; wie een "
            "andere zaak heeft, hoort het en beëindigt die zelf. Een vergissing zetten twee collega’s samen recht."
        ]
