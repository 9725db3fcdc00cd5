"""The person a case is about, and who may speak for them."""

import datetime as dt
import re
from typing import Any

import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper

from casework.engine.public_id import public_id
from casework.people.bsn import EncryptedTextField, check_bsn, digest
from roles.models import User, ends_after_it_starts


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
