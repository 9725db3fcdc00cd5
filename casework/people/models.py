"""The person a case is about, and who may speak for them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from casework.engine.public_id import public_id
from casework.engine.words import day_in_words
from casework.people.births import age_on, days_of, partly_in_words
from casework.people.bsn import EncryptedTextField, check_bsn, digest, nine_digits, todays_digests
from casework.people.names import folded, name_key, search_words
from casework.people.phones import PhoneField, normal_phone
from casework.people.same import TRAITS, Compared, address_key, why_same
from casework.people.searched import NameKeys, searched_address
from roles.models import User

# what is worked out from the rest of the row, to find and compare by
WORKED_OUT: Final = ("bsn_digest", "family_key", "given_key", "address_key", "search_name", "search_address")
ADULT: Final = 18
_FROM: Final = frozenset({"bsn", "family_name", "given_name", "street", "postcode", "town", "secret_address"})


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
        if person.family_key:
            unborn = {"birth_date": None} if person.birth_date else {}
            maybe |= Q(family_key=person.family_key, **unborn)
        rows = [Compared.of(row, digests) for row in self.filter(maybe).values_list("pk", *TRAITS)]
        return [row.pk for row in rows if row.pk == person.pk or why_same(person, row)]


@pghistory.track(exclude=["bsn", *WORKED_OUT])
class Person(models.Model):
    """Someone who lives here. Corrections are kept by the database: who, when and what it was."""

    objects = PersonQuerySet.as_manager()

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    given_name = models.CharField("voornaam", max_length=80, blank=True)
    family_name = models.CharField("achternaam", max_length=120)
    birth_date = models.DateField("geboortedatum", null=True, blank=True)
    birth_about = models.CharField("wat van de geboortedatum bekend is", max_length=8, blank=True)
    bsn = EncryptedTextField("burgerservicenummer", blank=True, validators=[check_bsn])
    bsn_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    street = models.CharField("straat en huisnummer", max_length=160, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    town = models.CharField("plaats", max_length=80, blank=True)
    secret_address = models.BooleanField("geheim adres", default=False)
    phone = PhoneField("telefoon", max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    language = models.CharField("taal", max_length=60, blank=True)
    safe_moment = models.CharField("veilig moment om te bellen", max_length=120, blank=True)
    deceased_on = models.DateField("overleden op", null=True, blank=True)

    family_key = models.CharField(max_length=200, blank=True, editable=False)
    given_key = models.CharField(max_length=120, blank=True, editable=False)
    address_key = models.CharField(max_length=260, blank=True, editable=False)
    search_name = models.CharField(max_length=320, blank=True, editable=False)
    # empty where it is secret
    search_address = models.CharField(max_length=320, blank=True, default="", db_default="", editable=False)

    class Meta:
        verbose_name = "inwoner"
        verbose_name_plural = "inwoners"
        constraints = (
            models.CheckConstraint(
                name="birth_is_known_in_full_or_partly", condition=Q(birth_date=None) | Q(birth_about="")
            ),
        )
        indexes = (
            models.Index(fields=("birth_date",)),
            models.Index(fields=("family_key", "birth_date"), name="person_by_name_and_birth"),
            # as `contains` asks: LIKE '%part%'
            GinIndex(fields=("search_name",), opclasses=("gin_trgm_ops",), name="person_by_part_of_name"),
            GinIndex(fields=("search_address",), opclasses=("gin_trgm_ops",), name="person_by_part_of_address"),
            # whole words of a name, and every way to write one of them with one letter wrong
            GinIndex(NameKeys("search_name"), name="person_by_words_of_name"),
            # who else lives there; a secret address is nobody's
            models.Index(fields=("address_key",), condition=Q(secret_address=False), name="person_by_address"),
            models.Index(fields=("phone",), condition=~Q(phone=""), name="person_by_phone"),
            models.Index(fields=("birth_about",), condition=~Q(birth_about=""), name="person_by_birth_about"),
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
        self.bsn, self.phone = nine_digits(self.bsn), normal_phone(self.phone)
        self.bsn_digest = digest(self.bsn)
        self.family_key, self.given_key = name_key(self.family_name), folded(self.given_name)
        self.address_key = address_key(self.street, self.postcode, self.town)
        self.search_name = " ".join(search_words(self.name))
        self.search_address = searched_address(self)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

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
        rows = self.representatives.order_by("since", "pk")
        for one in rows:
            one.person = self
        return [one for one in rows if one.speaks(on)]

    @property
    def address(self) -> str:
        """One line, or a notice: a secret address shows nowhere but on the page where it is kept."""
        if self.secret_address:
            return "geheim adres"
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.town}".strip()) if part)


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
