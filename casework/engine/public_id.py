"""The person a case is about, who may speak for them, and their own web of people."""

import datetime as dt
import re
import secrets
from typing import Any

import pghistory
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.crypto import salted_hmac
from stdnum.nl import bsn as bsn_rules

from casework.querysets import CaseChildQuerySet
from roles.models import User, ends_after_it_starts
from wijkweb.models import LifeDomain, Organisation


def public_id() -> str:
    """A random public id: it doesn't tell how many there are."""
    return secrets.token_urlsafe(9).replace("-", "a").replace("_", "b").lower()


def check_bsn(number: str) -> None:
    """The eleven-test. Raises ValidationError in Dutch; the number itself isn't repeated."""
    if not bsn_rules.is_valid(number):
        raise ValidationError("Dit burgerservicenummer klopt niet. Controleer de cijfers.")


def encrypted(text: str) -> str:
    """As it may stand in the database (Fernet, key from the environment)."""
    return Fernet(settings.FIELD_KEY).encrypt(text.encode()).decode()


def decrypted(text: str) -> str:
    """What `encrypted` was given. Raises InvalidToken after a change of key."""
    return Fernet(settings.FIELD_KEY).decrypt(text.encode()).decode()


class EncryptedTextField(models.TextField[str, str]):
    """Text that stands encrypted in the database."""

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return encrypted(text) if text else text

    def from_db_value(self, value: Any, *args: Any) -> Any:
        return decrypted(value) if value else value


@pghistory.track(exclude=["bsn", "bsn_digest"])
class Person(models.Model):
    """Someone who lives here. Corrections are kept by the database: who, when and what it was."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    given_name = models.CharField("voornaam", max_length=80, blank=True)
    family_name = models.CharField("achternaam", max_length=120)
    birth_date = models.DateField("geboortedatum", null=True, blank=True)
    bsn = EncryptedTextField("burgerservicenummer", blank=True, validators=[check_bsn])
    bsn_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    street = models.CharField("straat en huisnummer", max_length=160, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    town = models.CharField("plaats", max_length=80, blank=True)
    secret_address = models.BooleanField("geheim adres", default=False)
    phone = models.CharField("telefoon", max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    language = models.CharField("taal", max_length=60, blank=True)
    safe_moment = models.CharField("veilig moment om te bellen", max_length=120, blank=True)
    deceased_on = models.DateField("overleden op", null=True, blank=True)

    class Meta:
        verbose_name = "inwoner"
        verbose_name_plural = "inwoners"
        indexes = (
            models.Index(fields=("birth_date",)),
            # as `icontains` asks: UPPER(name) LIKE UPPER('%part%')
            GinIndex(OpClass(Upper("family_name"), name="gin_trgm_ops"), name="person_by_part_of_family_name"),
            GinIndex(OpClass(Upper("given_name"), name="gin_trgm_ops"), name="person_by_part_of_given_name"),
        )

    def __str__(self) -> str:
        return f"inwoner {self.public_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.bsn_digest = digest(self.bsn)
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def age(self, on: dt.date) -> int | None:
        """Whole years on that day; None where the birth date isn't known."""
        born = self.birth_date
        if born is None:
            return None
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

    @property
    def address(self) -> str:
        """One line, or a notice: a secret address shows nowhere but on the page where it is kept."""
        if self.secret_address:
            return "geheim adres"
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.town}".strip()) if part)

    def tells_secret_address(self, text: str) -> bool:
        """Whether these words give away where someone lives whose address is secret: the street, or the postcode."""
        if not self.secret_address:
            return False
        street = re.split(r"\s+\d", self.street.strip())[0]
        postcode = self.postcode.replace(" ", "")
        parts = [rf"(?<!\w){re.escape(street)}(?!\w)" if street else "", r"\s*".join(map(re.escape, postcode))]
        return any(re.search(part, text, re.IGNORECASE) for part in parts if part)


def digest(bsn: str) -> str:
    """A keyed fingerprint, to find doubles without reading the number."""
    return salted_hmac("casework.bsn", bsn, secret=settings.FIELD_KEY, algorithm="sha256").hexdigest() if bsn else ""


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
    phone = models.CharField("telefoon", max_length=40, blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="represents")
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "vertegenwoordiger"
        verbose_name_plural = "vertegenwoordigers"
        constraints = (ends_after_it_starts("representative_ends_after_it_starts"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class Contact(models.Model):
    """One dot in the person's own web, in a life domain. No domain ever has to be filled."""

    objects = CaseChildQuerySet.as_manager()

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField("naam", max_length=120)
    relation = models.CharField("wie is dit voor de inwoner", max_length=80, blank=True)
    domain = models.CharField("levensgebied", max_length=20, choices=LifeDomain.choices)
    strength = models.PositiveSmallIntegerField(
        "hoe sterk is de band", choices=((1, "Zwak"), (2, "Gewoon"), (3, "Sterk")), default=2
    )
    phone = models.CharField("telefoon", max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name="organisatie", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "contact"
        verbose_name_plural = "contacten"
        ordering = ("domain", "-strength", "name")
        constraints = (
            models.CheckConstraint(name="contact_strength_is_one_to_three", condition=Q(strength__range=(1, 3))),
        )

    def __str__(self) -> str:
        return f"contact {self.pk}"


class Consent(models.Model):
    """The citizen's say that a party outside the team may see something: the text shown, how, when, until.

    Withdrawn consent ends that sight at once (AVG art. 7 lid 3).
    """

    objects = CaseChildQuerySet.as_manager()

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="consents")
    text = models.TextField("de tekst die is getoond of voorgelezen")
    how = models.CharField("hoe gaf de inwoner toestemming", max_length=120)
    given_by = models.CharField("wie gaf toestemming", max_length=120)
    given_on = models.DateField("op")
    until = models.DateField("tot", null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering = ("-given_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="consent_ends_after_it_is_given",
                condition=Q(until__isnull=True) | Q(until__gt=F("given_on")),
                violation_error_message="De einddatum moet na de datum van toestemming liggen.",
            ),
        )

    def __str__(self) -> str:
        return f"toestemming {self.pk}"

    @property
    def for_whom(self) -> str:
        """To whom it is given: whoever it was asked for, by name."""
        offers = [one.receiver_name for one in self.handovers.all()]
        carried = [one.carrier_organisation.name for one in self.goals.all() if one.carrier_organisation]
        return ", ".join(dict.fromkeys([*offers, *carried]))

    def valid(self, on: dt.date) -> bool:
        return self.withdrawn_at is None and (self.until is None or self.until > on)
