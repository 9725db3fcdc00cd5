"""Who a case is about after all: somebody of whom there is a case already, or anybody else, as in a new report."""

from typing import Any, Final, cast

from django import forms

from casework.cases.models import Case
from casework.cases.to_right_person import born_by
from casework.engine.fields import WordsField
from casework.engine.forms import radio
from casework.engine.needed import When, needed
from casework.people.births import BirthField
from casework.people.forms import PersonFields
from casework.people.models import Person
from roles.actions import Action

KNOWN, NEW, OTHER = "bekend", "nieuw", "ander"
NOT_THERE: Final = "Dit zaaknummer kennen wij niet, of u mag die zaak niet zien."
MOST_OFFERED: Final = 5


class RightPersonForm(PersonFields):
    """The right person, and what went wrong. `wrong` is whom the page was opened with: a colleague may be first."""

    few_required = True
    NEEDED = {
        "ref": When("verplicht bij iemand die wij kennen", "who", (KNOWN,)),
        "family_name": When("verplicht bij iemand anders", "who", (NEW,)),
    }

    who = radio(
        "Wie is de juiste persoon?",
        [(KNOWN, "Iemand van wie wij al een zaak hebben"), (NEW, "Iemand anders: ik vul de gegevens in")],
    )
    ref = WordsField(
        label="Zaaknummer van die andere zaak",
        longest=20,
        required=False,
        help_text="Bijvoorbeeld: HW-2026-7KQ4M. Zoek op naam, adres of telefoon met het zoekveld bovenaan.",
    )
    why = WordsField(label="Wat ging er mis?", longest=200, help_text="Dit staat op de tijdlijn.")

    def set_up(self) -> None:
        super().set_up()
        born = cast(BirthField, self.fields["birth_date"])
        born.span = born_by(self.anchor, self.today)
        self.fields["family_name"].required = False  # only of who isn't known yet
        self.fields["wrong"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=self.anchor.person.public_id
        )
        standing = self.anchor.sharings.filter(state="gegeven").exclude(until__lte=self.today)
        if standing.exists():
            self.fields["consents_stand"] = forms.BooleanField(
                label="De juiste persoon gaf zelf toestemming om te delen: dat mag doorgaan",
                required=False,
                help_text="Kruist u dit niet aan, dan vervalt de toestemming en stopt het delen meteen.",
            )
        self._offer_who_looks_like_it()

    def _offer_who_looks_like_it(self) -> None:
        """Of what was typed: whom we may know already, within what this person may see. Asked once, and beside it."""
        if self.data.get("who") != NEW:
            return
        typed = {
            name: str(self.fields[name].widget.value_from_datadict(self.data, {}, name) or "")
            for name in ("given_name", "family_name", "birth_date", "phone", "street", "postcode", "town")
        }
        probe = Person(given_name=typed["given_name"][:80], family_name=typed["family_name"][:120])
        for name in ("phone", "street", "postcode", "town"):  # what says it beside a name without a birth date
            setattr(probe, name, _read(self.fields[name], typed[name]) or "")
        born = _read(self.fields["birth_date"], typed["birth_date"])
        probe.birth_date, probe.birth_about = (None, born) if isinstance(born, str) else (born, "")
        alike = Person.objects.same_as(probe) if probe.family_name and "\0" not in "".join(typed.values()) else []
        rows = Case.objects.visible_to(self.sight, Action.VIEW_FILE).filter(person__in=alike).select_related("person")
        self.alike = {one.ref: one for one in rows.exclude(pk=self.anchor.pk).order_by("-pk")[:MOST_OFFERED]}
        if self.alike:
            offered = [
                (ref, f"{one.person.name}, {one.person.born or 'leeftijd onbekend'} ({ref})")
                for ref, one in self.alike.items()
            ]
            self.fields["same"] = radio(
                "Is het een van deze inwoners?", [*offered, (OTHER, "Nee, het is een ander")], required=False
            )
            needed(self.fields["same"], When("verplicht"))

    def clean(self) -> dict[str, Any]:
        result = super().clean()
        self.beside: Case | None = None
        if result.get("who") == KNOWN:
            self._find(result.get("ref") or "")
        elif result.get("who") == NEW:
            self.require("family_name")
            self._which_of_them(result.get("same") or "")
        return result

    def _find(self, ref: str) -> None:
        """A case of a person, if the visitor may see its file; else it isn't there."""
        if "ref" in self.errors:
            return
        rows = Case.objects.visible_to(self.sight, Action.VIEW_FILE).exclude(person=None)
        self.beside = rows.filter(ref__iexact=ref.strip()).first() if ref.strip() else None
        if self.beside is None:
            self.add_error("ref", NOT_THERE)

    def _which_of_them(self, chosen: str) -> None:
        if "same" not in self.fields or "same" in self.errors or self.errors:
            return
        if not chosen:
            self.add_error("same", "Wij kennen iemand die hierop lijkt. Zeg of dit dezelfde inwoner is.")
        self.beside = self.alike.get(chosen)

    def details(self) -> dict[str, Any]:
        data, case = self.cleaned_data, self.anchor
        person = None if self.beside else Person(**self.person_fields(), bsn=data["bsn"])
        opened = data["wrong"] == case.person.public_id
        return {
            "wrong": case.person_id if opened else 0,
            "why": data["why"],
            "person": person,
            "beside": self.beside,
            "consents_stand": bool(data.get("consents_stand")),
        }

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in ("who", "ref")]

    @property
    def person(self) -> list[forms.BoundField]:
        names = ("given_name", "family_name", "birth_date", "birth_about", "phone", "street", "postcode", "town")
        return [self[name] for name in ("same", *names) if name in self.fields]

    @property
    def besides(self) -> list[forms.BoundField]:
        return [self[name] for name in ("secret_address", "language", "safe_moment", "email", "bsn")]

    @property
    def last(self) -> list[forms.BoundField]:
        return [self[name] for name in ("consents_stand", "why") if name in self.fields]


def _read(field: Any, typed: str) -> Any:
    """As it is kept (of a birth date the day, or what is known of it); None where it can't be read."""
    try:
        return field.to_python(typed)
    except forms.ValidationError:
        return None
