"""What help is called, by what it is counted, and what it costs with whom in which year: configuration of beheer."""

from decimal import Decimal
from typing import Any

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from wijkweb.models import Organisation


class Unit(models.TextChoices):
    UUR = "uur", "uur"
    DAGDEEL = "dagdeel", "dagdeel"
    ETMAAL = "etmaal", "etmaal"
    KEER = "keer", "keer"

    def counted(self, number: Decimal) -> str:
        """'1 dagdeel', '2,5 uur': hours and times have no plural after a number."""
        said = f"{number.normalize():f}".replace(".", ",")
        plural = {Unit.DAGDEEL: "dagdelen", Unit.ETMAAL: "etmalen"}.get(self, self.value)
        return f"{said} {self.value if number == 1 else plural}"


@pghistory.track()
class Product(models.Model):
    """Help as the municipality buys it. Letters take its name over, so that it reads as the resident would say it."""

    name = models.CharField(
        "naam",
        max_length=120,
        unique=True,
        help_text="Zo leest de inwoner het: ‘Hulp bij het huishouden’, ‘Een traplift’.",
    )
    unit = models.CharField("gerekend per", max_length=20, choices=Unit.choices, default=Unit.UUR)
    active = models.BooleanField("in gebruik", default=True)

    class Meta:
        verbose_name = "product"
        verbose_name_plural = "producten"
        ordering = ("name",)
        constraints = (models.CheckConstraint(name="product_unit_is_known", condition=Q(unit__in=Unit.values)),)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class ProductPrice(models.Model):
    """What one unit costs with this provider in that year, in euros. Who has a price delivers it."""

    product = models.ForeignKey(
        Product, verbose_name="product", on_delete=models.PROTECT, related_name="prices", db_index=False
    )
    provider = models.ForeignKey(
        Organisation, verbose_name="aanbieder", on_delete=models.PROTECT, related_name="product_prices"
    )
    year = models.PositiveSmallIntegerField(
        "jaar",
        validators=[
            MinValueValidator(2015, "Vul een jaar vanaf 2015 in."),
            MaxValueValidator(2100, "Vul een jaar in."),
        ],
    )
    price = models.DecimalField(
        "prijs per eenheid, in euro's",
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"), "Vul een bedrag boven nul in.")],
    )

    class Meta:
        verbose_name = "prijs"
        verbose_name_plural = "prijzen"
        ordering = ("-year", "product__name", "provider__name")
        constraints = (
            models.UniqueConstraint(
                name="one_price_of_a_provider_per_year",
                fields=("product", "provider", "year"),
                violation_error_message="Voor dit jaar staat er al een prijs van deze aanbieder. Wijzig die.",
            ),
            models.CheckConstraint(
                name="price_is_above_nought",
                condition=Q(price__gt=0),
                violation_error_message="Vul een bedrag boven nul in.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.product_id}, {self.provider_id}, {self.year}"

    def per_week(self, number: Decimal) -> Any:
        """What so many units a week cost, in euros and cents."""
        return (self.price * number).quantize(Decimal("0.01"))
