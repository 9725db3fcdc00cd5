"""Mandates: what a role or a person may decide alone."""

from typing import Any

from django.contrib import admin
from django.utils import timezone

from casework.engine.words import euros
from roles.models import Mandate, User
from roles.proposals import Standing
from wijkteam.admin.base import BeheerAdmin
from wijkteam.admin.fields import StrictForm
from wijkteam.admin.site import Request, site


class MandateForm(StrictForm):
    actor: User

    def clean(self) -> Any:
        """Nobody mandates themselves: not by name, and not through a role they hold."""
        data = super().clean() or self.cleaned_data
        if mandates_to(self.actor, data.get("user"), data.get("role"), data.get("team"), data.get("organisation")):
            self.add_error(None, "Dit mandaat geldt ook voor uzelf. Laat een collega het vastleggen.")
        return data


def mandates_to(person: User, user: Any, role: Any, team: Any, organisation: Any) -> bool:
    """Whether a mandate like this would be that person's own: by name, by their role, or by one they cover for."""
    return Standing.of(person).holds(
        user.pk if user else None, role or "", team.pk if team else None, organisation.pk if organisation else None
    )


@admin.register(Mandate, site=site)
class MandateAdmin(BeheerAdmin):
    changes_roster = second_person = True
    form = MandateForm
    fields = (
        "kind",
        "user",
        "role",
        "team",
        "organisation",
        "kernen",
        "max_amount",
        "max_weeks",
        "since",
        "until",
        "decision_number",
        "decision_on",
        "employer",
        "employer_consent_on",
    )
    list_display = ("kind", "van", "bedrag", "max_weeks", "since", "until", "decision_number")
    list_filter = ("kind", "team")
    list_select_related = ("user", "team", "organisation")
    search_fields = ("decision_number", "user__username", "user__last_name")

    @admin.display(description="van wie")
    def van(self, mandate: Mandate) -> str:
        return mandate.holder

    @admin.display(description="hoogste bedrag", ordering="max_amount")
    def bedrag(self, mandate: Mandate) -> str:
        return euros(mandate.max_amount)

    def is_own_right(self, request: Request, obj: Mandate) -> bool:
        return mandates_to(request.user, obj.user, obj.role, obj.team, obj.organisation)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """A decision that rests on it names it: whose mandate it is, and for what, stays."""
        return ("kind", "van") if obj else ()

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return ("kind", "van", *self.fields[5:]) if obj else self.fields

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.actor = request.user
        return form

    def has_delete_permission(self, request: Request, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def why_not_removed(self, obj: Mandate) -> str:
        begun = obj.since < timezone.localdate()
        return "Dit mandaat is al ingegaan. Vul bij ‘tot’ een einddatum in." if begun else ""
