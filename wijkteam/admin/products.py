"""What help is called, by what it is counted, and what it costs with whom in which year."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError

from casework.products.models import Product, ProductPrice
from wijkteam.admin.base import BeheerAdmin
from wijkteam.admin.fields import StrictForm
from wijkteam.admin.site import site
from wijkweb.models import Organisation, OrganisationLayer


@admin.register(Product, site=site)
class ProductAdmin(BeheerAdmin):
    fields = ("name", "unit", "active")
    list_display = ("name", "unit", "active")
    list_filter = ("active",)
    search_fields = ("name",)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """What has a price is counted as it was priced."""
        return ("unit",) if obj is not None and obj.prices.exists() else ()


class ProductPriceForm(StrictForm):
    def clean_provider(self) -> Organisation:
        provider: Organisation = self.cleaned_data["provider"]
        if provider.layer != OrganisationLayer.PROFESSIONAL:
            raise ValidationError(f"{provider} is geen professionele aanbieder. Kies een andere organisatie.")
        return provider


@admin.register(ProductPrice, site=site)
class ProductPriceAdmin(BeheerAdmin):
    form = ProductPriceForm
    fields = ("product", "provider", "year", "price")
    list_display = ("product", "provider", "year", "price")
    list_filter = ("year", "product", "provider")
    list_select_related = ("product", "provider")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """Another product, provider or year is another price."""
        return ("product", "provider", "year") if obj is not None else ()
