"""The neighbourhood: kernen, and the organisations in them with what they offer."""

import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.text import slugify

from wijkweb.words import PlainWords


class LifeDomain(models.TextChoices):
    """Life domains of the wijkweb, grouped as in the booklet: feet, head and heart, hands and feet."""

    WONEN = "wonen", "Wonen"
    GEMEENTE = "gemeente", "Gemeente"
    VEILIGHEID = "veiligheid", "Veiligheid"
    KERK = "kerk", "Kerk en levensbeschouwing"
    VERENIGING = "vereniging", "Vereniging en sport"
    KUNST = "kunst", "Kunst en cultuur"
    ONDERWIJS = "onderwijs", "Onderwijs"
    ONDERNEMERS = "ondernemers", "Ondernemers"
    EERSTELIJN = "eerstelijn", "Eerstelijnszorg"
    TWEEDELIJN = "tweedelijn", "Tweedelijnszorg"
    FAMILIE = "familie", "Familie en naasten"


class OrganisationLayer(models.TextChoices):
    """Where on the triangle a question rests once this organisation holds it."""

    MIDDENVELD = "middenveld", "Partner in de kern"
    PROFESSIONAL = "professional", "Professional"


@pghistory.track()
class Kern(models.Model):
    """A village or neighbourhood; the Hoeksche Waard has 15 villages and 17 kernen."""

    name = models.CharField("naam", max_length=80, unique=True)
    village = models.CharField("dorp", max_length=80)
    slug = models.SlugField("adres", max_length=80, unique=True, blank=True)
    postcode4 = models.CharField("postcode (cijfers)", max_length=4)

    class Meta:
        verbose_name = "kern"
        verbose_name_plural = "kernen"
        ordering = ("name",)
        indexes = (GinIndex(OpClass(PlainWords("name"), name="gin_trgm_ops"), name="kern_by_part_of_name"),)
        constraints = (
            models.CheckConstraint(
                name="kern_postcode_has_four_digits",
                condition=models.Q(postcode4__regex=r"^[1-9][0-9]{3}$"),
                violation_error_message="Een postcode begint met vier cijfers, zoals 3265.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


@pghistory.track()
class Organisation(models.Model):
    """A club, church, care provider, shop: whoever is there in a kern and can carry something.

    `kernen` empty means: the whole municipality.
    """

    name = models.CharField("naam", max_length=120, unique=True)
    layer = models.CharField("laag", max_length=20, choices=OrganisationLayer.choices)
    domain = models.CharField("levensgebied", max_length=20, choices=LifeDomain.choices)
    kernen = models.ManyToManyField(Kern, verbose_name="kernen", blank=True, related_name="organisations")
    what = models.TextField("wat zij bieden", blank=True)
    contact = models.CharField("contactpersoon", max_length=120, blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    opening_hours = models.CharField("openingstijden", max_length=200, blank=True)
    active = models.BooleanField("actief", default=True)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ("name",)
        indexes = (GinIndex(OpClass(PlainWords("name"), name="gin_trgm_ops"), name="organisation_by_part_of_name"),)

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class OrganisationKern(Organisation.kernen.through):  # type: ignore[name-defined]
    """In which kernen an organisation is there: kept in the history, like the rest of the configuration."""

    class Meta:
        proxy = True
