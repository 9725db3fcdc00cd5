"""Memberships: who holds which role where and from when until when, when they are away, and who covers for them."""

import datetime as dt
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from roles.actions import Action
from roles.covering import possible_covers
from roles.models import Absence, Membership, User
from roles.periods import not_ended
from wijkteam.admin.base import BeheerAdmin
from wijkteam.admin.fields import PlainFields, StrictForm
from wijkteam.admin.guard import ABSENCES, print_of_rows
from wijkteam.admin.site import Request, site
from wijkteam.second_person.absences import without_cover
from wijkteam.second_person.changes import values_of
from wijkteam.second_person.proposing import hold_back


class AbsenceForms(forms.BaseInlineFormSet):
    actor: User
    changed_meanwhile = False

    def _stored(self) -> QuerySet[Absence]:
        return Absence.objects.filter(membership=self.instance.pk).select_related("cover").order_by("since")

    @cached_property
    def stands(self) -> str:
        """What is stored: who adds, changes or takes away an absence changes it."""
        return print_of_rows(self._stored().values_list("pk", "since", "until", "cover"))

    @property
    def opened(self) -> str:
        """What this page was opened with; from when a colleague's change was shown, as that stands."""
        sent = self.data.get(f"{self.prefix}-opened") if self.is_bound and not self.changed_meanwhile else ""
        return sent or self.stands

    def clean(self) -> None:
        """Nobody arranges their own covering, and no two absences at once (the database sees only those stored)."""
        super().clean()
        if self.is_bound and self.data.get(f"{self.prefix}-opened", self.stands) != self.stands:
            self.changed_meanwhile = True
            there = "; ".join(in_words(one) for one in self._stored()) or "geen"
            raise ValidationError(ABSENCES.format(there))
        staying = [
            form for form in self.forms if form.is_valid() and form.instance.since and form not in self.deleted_forms
        ]
        for form in (*staying, *self.deleted_forms):
            if form.has_changed() and self.actor.pk in (form.initial.get("cover"), form.instance.cover_id):
                raise ValidationError("U neemt hier zelf waar. Laat een collega dit wijzigen.")
        periods = sorted((form.instance.since, form.instance.until or dt.date.max) for form in staying)
        for (_, until), (since, _) in pairwise(periods):
            if since < until:
                raise ValidationError("Twee afwezigheden overlappen elkaar. Pas de datums aan.")


def in_words(one: Absence) -> str:
    until = f" tot {one.until:%d-%m-%Y}" if one.until else ""
    return f"vanaf {one.since:%d-%m-%Y}{until}{f' (waarnemer: {one.cover.name})' if one.cover else ''}"


class AbsenceInline(PlainFields, admin.StackedInline):
    model = Absence
    template = "admin/absences.html"
    form = StrictForm
    formset = AbsenceForms
    extra = 1
    fields = ("since", "until", "cover")
    verbose_name_plural = "afwezigheden"

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        """Covers are colleagues of the same place; who stands there already stays readable."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.actor = request.user
        if obj is not None and "cover" in formset.form.base_fields:
            formset.form.base_fields["cover"].queryset = _covers(obj, asked_by=request.user)
        return formset

    def _allowed(self, request: Request, obj: Any = None) -> bool:
        """Whoever may change the membership."""
        return self.admin_site.get_model_admin(Membership).has_change_permission(request, obj)

    has_add_permission = has_change_permission = has_delete_permission = _allowed

    def has_view_permission(self, request: Request, obj: Any = None) -> bool:
        return bool(request.sight.has(Action.CONFIGURE))


def _covers(membership: Membership, *, asked_by: User) -> QuerySet[User]:
    """Who can cover there, and who is stored as a cover already."""
    stored = User.objects.filter(covers__membership=membership)
    possible = possible_covers(membership, but=asked_by)
    return User.objects.filter(Q(pk__in=possible.values("pk")) | Q(pk__in=stored.values("pk")))


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
class MembershipAdmin(BeheerAdmin):
    """One role of one person in one place. Another role is another membership, so only its time and kernen change."""

    changes_roster = second_person = True
    form = MembershipForm
    fields = ("user", "role", "team", "organisation", "kernen", "since", "until", "hours")
    list_display = ("naam", "role", "team", "organisation", "since", "until")
    list_filter = ("role", "team")
    list_select_related = ("user", "team", "organisation")
    search_fields = ("user__username", "user__first_name", "user__last_name", "organisation__name")
    date_hierarchy = None

    @admin.display(description="naam", ordering="user__last_name")
    def naam(self, obj: Membership) -> str:
        return obj.user.name

    def is_own_right(self, request: Request, obj: Membership) -> bool:
        """One's own place, and one that one covers for: that is one's own right too."""
        covering = obj.absences.filter(not_ended(timezone.localdate()), cover=request.user)
        return obj.user_id == request.user.pk or covering.exists()

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ("naam", "role", "team", "organisation") if obj else ()

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return ("naam", *self.fields[1:]) if obj else self.fields

    def get_inlines(self, request: Any, obj: Any) -> Any:
        return (AbsenceInline,) if obj else ()

    def save_formset(self, request: Request, form: Any, formset: Any, change: bool) -> None:
        """Being away is known at once; who acts in that place meanwhile waits for a second person."""
        for row in formset.save(commit=False):
            waits = (
                without_cover(row) if row.pk is None else hold_back(row, values_of(Absence.objects.get(pk=row.pk)))[0]
            )
            if waits is not None:
                request.waiting.append(waits)
            if row.pk is not None:
                row.save()
        for row in formset.deleted_objects:
            row.delete()

    def has_delete_permission(self, request: Request, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def why_not_removed(self, obj: Membership) -> str:
        try:
            obj.clean_removal()
        except ValidationError as error:
            return " ".join(error.messages)
        return ""
