"""What a day too late costs: dated, each with where it stands."""

from typing import Any

from django.contrib import admin
from django.utils import timezone

from casework.defaults.models import DwangsomAmount
from wijkteam.admin.base import BeheerAdmin
from wijkteam.admin.site import site


@admin.register(DwangsomAmount, site=site)
class DwangsomAmountAdmin(BeheerAdmin):
    fields = ("since", "first", "second", "third", "source")
    list_display = ("since", "first", "second", "third", "source")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """What holds already was counted with: other amounts come from a later day."""
        return self.fields if obj is not None and obj.since <= timezone.localdate() else ()
