"""The neighbourhood: its kernen and the organisations that are there."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.text import slugify

from roles.models import Team, TeamKind
from wijkteam.admin.base import BeheerAdmin
from wijkteam.admin.fields import StrictForm
from wijkteam.admin.site import site
from wijkweb.models import Kern, Organisation


class KernForm(StrictForm):
    def clean(self) -> Any:
        """The address follows from the name, once."""
        self.instance.slug = self.instance.slug or slugify(self.cleaned_data.get("name", ""))
        return super().clean()


@admin.register(Kern, site=site)
class KernAdmin(BeheerAdmin):
    form = KernForm
    fields = ("name", "village", "postcode4")
    list_display = ("name", "village", "postcode4", "wijkteam")
    search_fields = ("name", "village", "postcode4")

    def get_queryset(self, request: Any) -> Any:
        teams = Team.objects.filter(kind=TeamKind.WIJKTEAM)
        return super().get_queryset(request).prefetch_related(Prefetch("teams", queryset=teams, to_attr="wijkteams"))

    @admin.display(description="wijkteam")
    def wijkteam(self, kern: Any) -> str:
        return ", ".join(team.name for team in kern.wijkteams) or "–"


@admin.register(Organisation, site=site)
class OrganisationAdmin(BeheerAdmin):
    fields = ("name", "layer", "domain", "kernen", "what", "contact", "phone", "email", "opening_hours", "active")
    list_display = ("name", "layer", "domain", "active")
    list_filter = ("active", "layer", "domain", "kernen")
    search_fields = ("name", "what")
