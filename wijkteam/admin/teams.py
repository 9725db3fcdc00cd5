"""Teams, and which kernen they serve."""

from typing import Any

from django.contrib import admin, messages

from roles.models import Team, TeamKind
from wijkteam.admin.base import BeheerAdmin
from wijkteam.admin.fields import StrictForm
from wijkteam.admin.site import site
from wijkweb.models import Kern


class TeamForm(StrictForm):
    def clean(self) -> Any:
        """A kern has at most one wijkteam. Who changes this has the roster alone, so two can't both be first."""
        data = super().clean() or self.cleaned_data
        kernen = data.get("kernen")
        if kernen is None or data.get("kind", self.instance.kind) != TeamKind.WIJKTEAM:
            return data
        taken = Team.objects.filter(kind=TeamKind.WIJKTEAM, kernen__in=kernen).exclude(pk=self.instance.pk).distinct()
        for team in taken:
            names = ", ".join(kern.name for kern in team.kernen.filter(pk__in=[one.pk for one in kernen]))
            self.add_error("kernen", f"{names} hoort al bij {team}. Haal de kern daar eerst weg.")
        return data


@admin.register(Team, site=site)
class TeamAdmin(BeheerAdmin):
    changes_roster = True
    form = TeamForm
    fields = ("name", "kind", "kernen", "phone", "email")
    list_display = ("name", "kind", "phone", "email")
    list_filter = ("kind",)
    search_fields = ("name",)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """What a team is stays: its memberships rest on it."""
        return ("kind",) if obj else ()

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        without = Kern.objects.exclude(teams__kind=TeamKind.WIJKTEAM).values_list("name", flat=True)
        if without:
            messages.warning(request, f"Nog zonder wijkteam: {', '.join(without)}. Daar kan niemand iets melden.")
