"""The person a case is about, and who may speak for them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from casework.engine.public_id import public_id
from casework.engine.words import day_in_words
from casework.people.births import age_on, days_of, partly_in_words
from casework.people.bsn import EncryptedTextField, check_bsn, digest, nine_digits, todays_digests
from casework.people.names import folded, in_two, name_key, search_words, with_capital
from casework.people.phones import PhoneField, normal_phone
from casework.people.same import TRAITS, Compared, address_key, surnames, why_same
from casework.people.searched import NameKeys, searched_address
from roles.models import User

# what is worked out from the rest of the row, to find and compare by
WORKED_OUT: Final = (
    "bsn_digest",
    "family_key",
    "other_names",
    "given_key",
    "address_key",
    "sort_name",
    "search_name",
    "search_address",
)
# of what a name is made: a list that shows names reads these
NAME: Final = ("given_name", "surname_prefix", "family_name", "partner_prefix", "partner_name", "name_use")
ADULT: Final = 18
_FROM: Final = frozenset({*NAME, "bsn", "street", "postcode", "town", "secret_address"})


class NameUse(models.TextChoices):
    """Which name somebody goes by: *naamgebruik*, as in the municipal register (BRP 61.10)."""

    OWN = "E", "De eigen naam"
    PARTNER = "P", "De naam van de partner"
    PARTNER_OWN = "V", "De naam van de partner, dan de eigen"
    OWN_PARTNER = "N", "De eigen naam, dan die van de partner"


class Addressed(models.TextChoices):
    """How somebody wants to be addressed in a letter; not said is the whole name: nobody's gender is guessed."""

    BY_NAME = "", "Geachte, en dan de hele naam"
    MRS = "mevrouw", "Geachte mevrouw"
    MR = "heer", "Geachte heer"


class PersonQuerySet(models.QuerySet[Any]):
    """Every way of writing several people at once keeps what is worked out of them in step, or is refused."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        for row in rows:
            row.work_out()
        return super().bulk_create(rows, *args, **kwargs)

    def update(self, **columns: Any) -> int:
        if not _FROM.isdisjoint(columns):
            raise TypeError("a name, address or number is written with save(), which keeps its keys in step")
        return super().update(**columns)

    def same_as(self, person: Any) -> list[int]:
        """The keys of those who may be this person, as it is now, stored or not: see `same.why_same`."""
        person.work_out()
        digests = todays_digests([person.bsn])
        maybe = Q(pk=person.pk)
        if person.bsn_digest:
            maybe |= Q(bsn_digest__in=digests)
        if person.birth_date:
            maybe |= Q(birth_date=person.birth_date)
        if names := sorted(surnames(person)):
            unborn = {"birth_date": None} if person.birth_date else {}
            maybe |= Q(family_key__in=names, **unborn) | Q(other_names__overlap=names, **unborn)
        rows = [Compared.of(row, digests) for row in self.filter(maybe).values_list("pk", *TRAITS)]
        return [row.pk for row in rows if row.pk == person.pk or why_same(person, row)]


@pghistory.track(exclude=["bsn", "walled", *WORKED_OUT])
class Person(models.Model):
    """Someone who lives here. Corrections are kept by the database: who, when and what it was."""

    objects = PersonQuerySet.as_manager()

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    given_name = models.CharField("voornaam", max_length=80, blank=True)
    initials = models.CharField("voorletters", max_length=20, blank=True, default="", db_default="")
    surname_prefix = models.CharField("voorvoegsel", max_length=30, blank=True, default="", db_default="")
    family_name = models.CharField("achternaam", max_length=120)
    partner_prefix = models.CharField(
        "voorvoegsel van de partner", max_length=30, blank=True, default="", db_default=""
    )
    partner_name = models.CharField("achternaam van de partner", max_length=120, blank=True, default="", db_default="")
    name_use = models.CharField(
        "naamgebruik", max_length=1, choices=NameUse.choices, default=NameUse.OWN, db_default=NameUse.OWN
    )
    addressed = models.CharField(
        "aanhef", max_length=7, choices=Addressed.choices, blank=True, default=Addressed.BY_NAME, db_default=""
    )
    birth_date = models.DateField("geboortedatum", null=True, blank=True)
    birth_about = models.CharField("wat van de geboortedatum bekend is", max_length=8, blank=True)
    bsn = EncryptedTextField("burgerservicenummer", blank=True, validators=[check_bsn])
    bsn_digest = models.CharField(max_length=64, blank=True, editable=False)
    street = models.CharField("straat en huisnummer", max_length=160, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    town = models.CharField("plaats", max_length=80, blank=True)
    secret_address = models.BooleanField("geheim adres", default=False)
    phone = PhoneField("telefoon", max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    language = models.CharField("taal", max_length=60, blank=True)
    interpreter = models.BooleanField("tolk nodig", default=False, db_default=False)
    safe_moment = models.CharField("veilig moment om te bellen", max_length=120, blank=True)
    deceased_on = models.DateField("overleden op", null=True, blank=True)

    family_key = models.CharField(max_length=200, blank=True, editable=False)
    # by which surnames they can be written down besides: the partner's, and both together
    other_names = ArrayField(models.CharField(max_length=260), default=list, db_default=[], blank=True, editable=False)
    given_key = models.CharField(max_length=120, blank=True, editable=False)
    address_key = models.CharField(max_length=260, blank=True, editable=False)
    sort_name = models.CharField(max_length=320, blank=True, default="", db_default="", editable=False)
    search_name = models.CharField(max_length=320, blank=True, editable=False)
    # a wall stands between them and another, or in their household: who shows something of them asks `households.walls`
    walled = models.BooleanField(default=False, db_default=False, editable=False)
    # empty where it is secret
    search_address = models.CharField(max_length=320, blank=True, default="", db_default="", editable=False)

    class Meta:
        verbose_name = "inwoner"
        verbose_name_plural = "inwoners"
        constraints = (
            models.CheckConstraint(
                name="birth_is_known_in_full_or_partly", condition=Q(birth_date=None) | Q(birth_about="")
            ),
            models.CheckConstraint(
                name="who_goes_by_a_partners_name_has_one", condition=Q(name_use=NameUse.OWN) | ~Q(partner_name="")
            ),
        )
        indexes = (
            models.Index(fields=("birth_date",)),
            models.Index(fields=("bsn_digest",), name="person_by_bsn"),
            models.Index(fields=("family_key", "birth_date"), name="person_by_name_and_birth"),
            # as `contains` asks: LIKE '%part%'
            GinIndex(fields=("search_name",), opclasses=("gin_trgm_ops",), name="person_by_part_of_name"),
            GinIndex(fields=("search_address",), opclasses=("gin_trgm_ops",), name="person_by_part_of_address"),
            # whole words of a name, and every way to write one of them with one letter wrong
            GinIndex(NameKeys("search_name"), name="person_by_words_of_name"),
            GinIndex(fields=("other_names",), name="person_by_other_names"),
            # who else lives there; a secret address is nobody's
            models.Index(fields=("address_key",), condition=Q(secret_address=False), name="person_by_address"),
            models.Index(fields=("phone",), condition=~Q(phone=""), name="person_by_phone"),
            models.Index(fields=("birth_about",), condition=~Q(birth_about=""), name="person_by_birth_about"),
            # of a death that was told in one place the night looks whether it was heard in the others
            models.Index(fields=("deceased_on",), condition=Q(deceased_on__isnull=False), name="person_by_death"),
        )

    def __str__(self) -> str:
        return f"inwoner {self.public_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.work_out()
        fields = kwargs.get("update_fields")
        if fields is not None and not _FROM.isdisjoint(fields):
            kwargs["update_fields"] = {*fields, *WORKED_OUT}
        super().save(*args, **kwargs)

    def work_out(self) -> None:
        """The numbers in their one form, and what the person is found and compared by."""
        self.surname_prefix, self.family_name = in_two(self.surname_prefix, self.family_name)
        self.partner_prefix, self.partner_name = in_two(self.partner_prefix, self.partner_name)
        self.bsn, self.phone = nine_digits(self.bsn), normal_phone(self.phone)
        self.bsn_digest = digest(self.bsn)
        self.family_key, self.given_key = name_key(self.family_name), folded(self.given_name)
        self.other_names = self._other_names()
        self.address_key = address_key(self.street, self.postcode, self.town)
        self.sort_name = " ".join([*search_words(self._main_name), *search_words(self.given_name)])[:320]
        self.search_name = " ".join(search_words(f"{self.given_name} {self._own_name} {self._partners_name}"))[:320]
        self.search_address = searched_address(self)

    def _other_names(self) -> list[str]:
        if not self.partner_name:
            return []
        return [name_key(self.partner_name), name_key(f"{self.family_name} {self.partner_name}")]

    @property
    def name(self) -> str:
        """'Toos de Wit-Vermaat': as this person goes by it."""
        return f"{self.given_name} {self.surname}".strip()

    @property
    def surname(self) -> str:
        """'de Wit-Vermaat'."""
        own, partners = self._own_name, self._partners_name
        if not partners or self.name_use == NameUse.OWN:
            return own
        if self.name_use == NameUse.PARTNER:
            return partners
        return f"{partners}-{own}" if self.name_use == NameUse.PARTNER_OWN else f"{own}-{partners}"

    @property
    def surname_keys(self) -> set[str]:
        """By every surname that this person can have written down elsewhere."""
        return {name_key(one) for one in (self.family_name, self.partner_name, self.surname) if one}

    @property
    def listed(self) -> str:
        """'De Wit-Vermaat, Toos': in lists, which are in order of the name without its prefix."""
        return ", ".join(part for part in (with_capital(self.surname), self.given_name) if part)

    @property
    def greeting(self) -> str:
        """'Geachte mevrouw De Wit-Vermaat' for who wants that; else 'Geachte Toos de Wit-Vermaat'."""
        return f"Geachte {self.addressed} {with_capital(self.surname)}" if self.addressed else f"Geachte {self.name}"

    @property
    def _own_name(self) -> str:
        return f"{self.surname_prefix} {self.family_name}".strip()

    @property
    def _partners_name(self) -> str:
        return f"{self.partner_prefix} {self.partner_name}".strip()

    @property
    def _main_name(self) -> str:
        """What one looks for first: the name one goes by, without the prefix in front of it."""
        goes_by_partners = self.partner_name and self.name_use in (NameUse.PARTNER, NameUse.PARTNER_OWN)
        return self.partner_name if goes_by_partners else self.family_name

    def age(self, on: dt.date) -> int | None:
        """Whole years on that day; None where the birth date isn't known."""
        return age_on(self.birth_date, on) if self.birth_date else None

    def ages(self, on: dt.date) -> tuple[int, int] | None:
        """The least and the most that they can be on that day; None where nothing is known of it."""
        if self.birth_date:
            return age_on(self.birth_date, on), age_on(self.birth_date, on)
        if not self.birth_about:
            return None
        first, last = days_of(self.birth_about)
        return max(age_on(last, on), 0), age_on(first, on)

    @property
    def born(self) -> str:
        """'4 december 1941', 'mei 1941', '1941' or 'rond 1941': no more than is known."""
        return day_in_words(self.birth_date) if self.birth_date else partly_in_words(self.birth_about)

    def age_in_words(self, on: dt.date) -> str:
        """'85 jaar', '84 of 85 jaar', 'ongeveer 85 jaar'."""
        ages = self.ages(on)
        if ages is None:
            return ""
        least, most = ages
        if least == most:
            return f"{least} jaar"
        return f"{least} of {most} jaar" if most - least == 1 else f"ongeveer {(least + most) // 2} jaar"

    def may_be_minor(self, on: dt.date) -> bool:
        """Whether what is known of the birth date leaves open on which side of 18 they are: nothing follows from it."""
        ages = self.ages(on)
        return ages is not None and ages[0] < ADULT <= ages[1]

    def is_minor(self, on: dt.date) -> bool:
        """Whether it is sure that they are not 18."""
        ages = self.ages(on)
        return ages is not None and ages[1] < ADULT

    def is_adult(self, on: dt.date) -> bool:
        """Whether it is sure that they are."""
        ages = self.ages(on)
        return ages is not None and ages[0] >= ADULT

    def speaking(self, on: dt.date) -> list["Representative"]:
        """Who speaks for them on that day, the latest last."""
        rows = sorted(self.representatives.all(), key=lambda one: (one.since, one.pk))  # read ahead, on a list
        for one in rows:
            one.person = self
        return [one for one in rows if one.speaks(on)]

    @property
    def address(self) -> str:
        """One line, or a notice: a secret address shows nowhere but on the page where it is kept."""
        if self.secret_address:
            return "geheim adres"
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.town}".strip()) if part)


@pghistory.track()
class OtherPhone(models.Model):
    """A number by which a person is reached besides their own: whose it is, and when one may call."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="other_phones")
    number = PhoneField("telefoon", max_length=40)
    whose = models.CharField("van wie", max_length=120)
    when = models.CharField("wanneer bellen", max_length=120, blank=True)

    class Meta:
        verbose_name = "ander telefoonnummer"
        verbose_name_plural = "andere telefoonnummers"
        ordering = ("pk",)
        indexes = (models.Index(fields=("number",), name="other_phone_by_number"),)

    case: Any = None  # on whose page it is

    def __str__(self) -> str:
        return f"telefoonnummer {self.pk}"

    @property
    def anchor(self) -> Any:
        return self.case


class SafetyNote(models.Model):
    """What a visitor must know at the door ('hond, kom met twee personen'), and until when. For colleagues alone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="safety_notes", db_index=False)
    text = models.CharField("waar moet een bezoeker op letten", max_length=200)
    since = models.DateField("vanaf")
    until = models.DateField("tot")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "let op bij bezoek"
        verbose_name_plural = "let op bij bezoek"
        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(
                name="safety_note_does_not_end_before_it_starts", condition=Q(until__gte=F("since"))
            ),
        )
        indexes = (models.Index(fields=("person", "until"), name="safety_notes_by_person"),)

    case: Any = None  # on whose page it is

    def __str__(self) -> str:
        return f"let op {self.pk}"

    @property
    def anchor(self) -> Any:
        return self.case


class RepresentativeKind(models.TextChoices):
    CURATOR = "curator", "Curator"
    MENTOR = "mentor", "Mentor"
    BEWINDVOERDER = "bewindvoerder", "Bewindvoerder"
    GEMACHTIGDE = "gemachtigde", "Gemachtigde"
    PARTNER = "partner", "Partner of familielid"
    OUDER = "ouder", "Ouder of voogd"


class Representative(models.Model):
    """Who stands in for the person: for consent, and as the one letters are addressed to."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="representatives")
    kind = models.CharField("soort", max_length=20, choices=RepresentativeKind.choices)
    name = models.CharField("naam", max_length=120)
    address = models.CharField("adres voor brieven", max_length=200, blank=True)
    phone = PhoneField("telefoon", max_length=40, blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="represents")
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)

    case: Any = None  # on whose page it is

    class Meta:
        verbose_name = "vertegenwoordiger"
        verbose_name_plural = "vertegenwoordigers"
        constraints = (
            # one that ended on its first day was a mistake: it stays on record, and never spoke for anybody
            models.CheckConstraint(
                name="representative_does_not_end_before_it_starts",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message="De einddatum moet op of na de begindatum liggen.",
            ),
        )
        # who speaks because somebody isn't eighteen yet: the night looks when they are
        indexes = (models.Index(fields=("until", "person"), condition=Q(kind="ouder"), name="parents_by_last_day"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def anchor(self) -> Any:
        return self.case

    def speaks(self, on: dt.date) -> bool:
        """Whether they speak for this person on that day."""
        runs = self.since <= on and (self.until is None or self.until > on)
        of_age = self.kind == RepresentativeKind.OUDER and self.person.is_adult(on)
        return runs and not of_age and self.person.deceased_on is None
