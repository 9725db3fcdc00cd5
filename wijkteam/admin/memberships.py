"""Memberships: who holds which role where and from when until when, when they are away, and who covers for them."""

import datetime as dt
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import Q

from roles.actions import Action
from roles.models import Absence, Membership, User
from wijkteam.admin.base import Base, PersonChoice, StrictForm, not_ended, others, refused
from wijkteam.admin.rerouting import reroute
from wijkteam.admin.site import Request, site


class AbsenceForms(forms.BaseInlineFormSet):
    actor: User

    def clean(self) -> None:
        """Nobody arranges their own covering, and no two absences at once (the database sees only those stored)."""
        super().clean()
        kept = [
            form for form in self.forms if form.is_valid() and form.instance.since and form not in self.deleted_forms
        ]
        for form in (*kept, *self.deleted_forms):
            if form.has_changed() and self.actor.pk in (form.initial.get("cover"), form.instance.cover_id):
                raise ValidationError("U neemt hier zelf waar. Laat een collega dit wijzigen.")
        periods = sorted((form.instance.since, form.instance.until or dt.date.max) for form in kept)
        for (_, until), (since, _) in pairwise(periods):
            if since < until:
                raise ValidationError("Twee afwezigheden overlappen elkaar. Pas de datums aan.")


class AbsenceInline(admin.TabularInline):
    model = Absence
    form = StrictForm
    formset = AbsenceForms
    extra = 1
    fields = ("since", "until", "cover")
    verbose_name_plural = "afwezigheden"

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        """Covers are colleagues of the same place; who stands there already stays readable."""
        found: Any = super().get_formset(request, obj, **kwargs)
        found.actor = request.user
        if obj is not None and "cover" in found.form.base_fields:
            here = Membership.objects.filter(not_ended(), team=obj.team_id, organisation=obj.organisation_id)
            colleagues = others(request).filter(pk__in=here.values("user_id")).exclude(pk=obj.user_id)
            stored = User.objects.filter(covers__membership=obj)
            found.form.base_fields["cover"].queryset = User.objects.filter(
                Q(pk__in=colleagues.values("pk")) | Q(pk__in=stored.values("pk"))
            )
        return found

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.related_model is User:
            kwargs["form_class"] = PersonChoice
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        found: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if found is not None and isinstance(found.widget, RelatedFieldWidgetWrapper):
            found.widget = found.widget.widget
        return found

    def _allowed(self, request: Request, obj: Any = None) -> bool:
        return site.get_model_admin(Membership).has_change_permission(request, obj)

    has_add_permission = has_change_permission = has_delete_permission = _allowed

    def has_view_permission(self, request: Request, obj: Any = None) -> bool:
        return bool(request.sight.has(Action.CONFIGURE))


class MembershipForm(StrictForm):
    def clean(self) -> Any:
        """A bound to kernen that the team doesn't serve would hide everything."""
        data = super().clean() or self.cleaned_data
        team = data.get("team") or (self.instance.team if self.instance.pk else None)
        kernen = data.get("kernen")
        if team is not None and kernen and team.kernen.exists():
            strange = kernen.exclude(pk__in=team.kernen.values("pk"))
            if strange:
                self.add_error("kernen", f"{', '.join(kern.name for kern in strange)}: niet van {team}.")
        return data


@admin.register(Membership, site=site)
class MembershipAdmin(Base):
    """One role of one person in one place. Another role is another membership, so only its time and kernen change."""

    form = MembershipForm
    fields = ("user", "role", "team", "organisation", "kernen", "since", "until")
    list_display = ("user", "role", "team", "organisation", "since", "until")
    list_filter = ("role", "team")
    list_select_related = ("user", "team", "organisation")
    search_fields = ("user__username", "user__first_name", "user__last_name", "organisation__name")
    date_hierarchy = None

    def own(self, request: Request, obj: Membership) -> bool:
        """One's own place, and one that one covers for: that is one's own right too."""
        return obj.user_id == request.user.pk or obj.absences.filter(not_ended(), cover=request.user).exists()

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ("user", "role", "team", "organisation") if obj else ()

    def get_inlines(self, request: Any, obj: Any) -> Any:
        return (AbsenceInline,) if obj else ()

    def has_delete_permission(self, request: Request, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def why_not_removed(self, obj: Membership) -> str:
        return refused(obj, "clean_removal")

    def rerouted(self, obj: Membership) -> None:
        reroute(teams=[obj.team_id], organisations=[obj.organisation_id])
