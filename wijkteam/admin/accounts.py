"""Beheer (`/beheer/`): teams, people, mandates, budgets and lists, for whoever may CONFIGURE. No case is shown here.

What is refused elsewhere is refused here, in words; every change stands in the history; nobody changes their own
rights; and whose turn it is follows in the same transaction.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Prefetch, Q, Sum
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify

from casework import by_date
from casework.errors import NotNow
from casework.mandates import euros
from casework.models import DayOff, Ground, LegalTerm, VangnetBudget
from casework.operations.money import provide_budget
from casework.querysets import Balance
from casework.routing import NobodyThere
from casework.terms import DEFAULT_RULES
from roles.actions import Action
from roles.models import EMAIL_RESTS, Absence, Mandate, Membership, Team, TeamKind, User, running
from wijkteam import history
from wijkteam.accounts import PasswordMailForm
from wijkweb.models import Kern, Organisation

Request = Any  # an HttpRequest that carries `sight` and a `User`
LEDGER_SHOWN = 50
# how Django's filters for columns, choices and relations end what they ask
FILTERED = ("", "__exact", "__id__exact", "__isnull")
WITH_HET = {"account", "lidmaatschap", "mandaat", "team", "vangnetbudget"}
LEFT_OUT = {"logout", "password_change", "password_change_done", "autocomplete", "view_on_site"}


class Beheer(admin.AdminSite):
    """The admin without `is_staff`: who may CONFIGURE is in, whoever it is. Logging in and out happens elsewhere."""

    site_header = "Wijkteam – beheer"
    site_title = "Wijkteam"
    index_title = "Inrichting"
    site_url = None
    enable_nav_sidebar = False
    final_catch_all_view = False

    def has_permission(self, request: Request) -> bool:
        return bool(request.user.is_authenticated and request.sight.has(Action.CONFIGURE))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        inside = super().admin_view(view, cacheable)

        def only_beheer(request: Request, *args: Any, **kwargs: Any) -> Any:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inside(request, *args, **kwargs)

        return only_beheer

    @method_decorator(login_not_required)
    def login(self, request: Request, extra_context: Any = None) -> Any:
        """One door to log in by, with its limits; the admin has none of its own."""
        return redirect_to_login(request.GET.get("next", reverse("admin:index")), reverse("account_login"))

    def get_app_list(self, request: Any, app_label: str | None = None) -> list[Any]:
        """No cases stand here, so no heading says so."""
        found = super().get_app_list(request, app_label)
        for one in found:
            if one["app_label"] == "casework":
                one["name"] = "Geld, termijnen en gronden"
        return found

    def get_urls(self) -> list[Any]:
        return [one for one in super().get_urls() if getattr(one, "name", None) not in LEFT_OUT]


site = Beheer(name="admin")
site.disable_action("delete_selected")  # each removal is judged by itself


# --- forms -----------------------------------------------------------------------------------------------------


class StrictForm(forms.ModelForm):
    """Holds an object to all its constraints, also those about columns that this form doesn't show."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        for check in (self.instance.validate_unique, self.instance.validate_constraints):
            try:
                check()
            except ValidationError as error:
                self.add_error(None, error.messages)


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.username})"


def refused(obj: Any, check: str) -> str:
    """Why a model refuses this, in words; empty where it doesn't."""
    try:
        getattr(obj, check)()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


# --- the base of every page ------------------------------------------------------------------------------------


class Base(admin.ModelAdmin):
    """CONFIGURE instead of Django's own permissions; history from the database; a refusal is never an error page."""

    form = StrictForm
    list_per_page = 50
    view_on_site = False
    save_on_top = False
    show_facets = admin.ShowFacets.NEVER

    def _configures(self, request: Request) -> bool:
        return bool(request.sight.has(Action.CONFIGURE))

    def own(self, request: Request, obj: Any) -> bool:
        """Whether this is about the rights of the one who asks."""
        return False

    def has_module_permission(self, request: Request) -> bool:
        return self._configures(request)

    def has_view_permission(self, request: Request, obj: Any = None) -> bool:
        return self._configures(request)

    def has_add_permission(self, request: Request) -> bool:
        return self._configures(request)

    def has_change_permission(self, request: Request, obj: Any = None) -> bool:
        return self._configures(request) and (obj is None or not self.own(request, obj))

    def has_delete_permission(self, request: Request, obj: Any = None) -> bool:
        """Most things end or are switched off, so that what rested on them stays to be understood."""
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Only what the filters beside the list ask. Django lets any column be asked for, and by asking 'starts with'
        often enough anything can be read: a hash of a password, letter by letter."""
        return lookup in {f"{path}{ending}" for path in self.get_list_filter(request) for ending in FILTERED}

    def why_not_removed(self, obj: Any) -> str:
        return ""

    def get_deleted_objects(self, objs: Any, request: Request) -> Any:
        """What would go with it; and where it can't go, one sentence instead of a list of what hangs on it."""
        _, _, _, protected = super().get_deleted_objects(objs, request)
        reasons = [reason for one in objs if (reason := self.why_not_removed(one))]
        if protected and not reasons:
            reasons = ["Dit is al gebruikt. Vul bij ‘tot’ een einddatum in."]
        return [str(one) for one in objs], {}, set(), reasons

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """No shortcuts to other pages inside a form: one page, one thing."""
        found: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if found is not None and isinstance(found.widget, RelatedFieldWidgetWrapper):
            found.widget = found.widget.widget
        return found

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.related_model is User:
            kwargs["form_class"] = PersonChoice
            kwargs["queryset"] = others(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        found: Any = super().formfield_for_manytomany(
            db_field, request, **{**kwargs, "widget": forms.CheckboxSelectMultiple}
        )
        return found

    # --- saving ------------------------------------------------------------------------------------------------

    def message_user(self, request: Any, message: Any, *args: Any, **kwargs: Any) -> None:
        """Django's own Dutch writes 'De' before every noun."""
        name = str(self.opts.verbose_name)
        if name in WITH_HET:
            message = type(message)(str(message).replace(f"De {name} ", f"Het {name} ", 1))
        super().message_user(request, message, *args, **kwargs)

    def rerouted(self, obj: Any) -> None:
        """Bring the lists in line with this change."""

    def save_related(self, request: Request, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.rerouted(form.instance)

    def delete_model(self, request: Request, obj: Any) -> None:
        super().delete_model(request, obj)
        self.rerouted(obj)

    def changeform_view(
        self, request: Request, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        return self._or_refuse(request, super().changeform_view, object_id, form_url, extra_context)

    def delete_view(self, request: Request, object_id: Any, extra_context: Any = None) -> Any:
        return self._or_refuse(request, super().delete_view, object_id, extra_context)

    def _or_refuse(self, request: Request, view: Any, *args: Any) -> Any:
        """What only the database could know (a colleague saved at the same moment) is told, and nothing is stored."""
        try:
            return view(request, *args)
        except (NotNow, NobodyThere) as error:
            words = str(error)
        except (IntegrityError, models.ProtectedError):
            words = "Dit kon niet worden bewaard: een collega wijzigde het tegelijk. Kijk wat er nu staat."
        messages.error(request, words)
        return HttpResponseRedirect(request.get_full_path())

    # --- history -----------------------------------------------------------------------------------------------

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> Any:
        obj = self.get_object(request, object_id)
        if obj is None:
            return redirect("admin:index")
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"Geschiedenis van {obj}",
            "object": obj,
            "opts": self.opts,
            "lines": history.lines(obj),
            "module_name": str(self.opts.verbose_name_plural),
        }
        return TemplateResponse(request, "admin/history.html", context)

    def log_addition(self, request: Any, obj: Any, message: Any) -> Any:
        """The database keeps the history; a second one beside it could only differ."""

    def log_change(self, request: Any, obj: Any, message: Any) -> Any:
        """See `log_addition`."""

    def log_deletions(self, request: Any, queryset: Any) -> Any:
        """See `log_addition`."""


def others(request: Request) -> Any:
    """Everybody with an open account but the one who asks: nobody gives themselves anything."""
    return (
        User.objects.filter(is_active=True).exclude(pk=request.user.pk).order_by("last_name", "first_name", "username")
    )


def reroute(*, teams: Iterable[int | None] = (), organisations: Iterable[int | None] = ()) -> None:
    """The lists of these teams and organisations, in the transaction of the change itself."""
    at = timezone.now()
    if ids := {one for one in teams if one}:
        by_date.reroute_teams(sorted(ids), at)
    for organisation in {one for one in organisations if one}:
        by_date.reroute_organisation(organisation, at)


def _not_ended() -> Q:
    return Q(until__isnull=True) | Q(until__gt=timezone.localdate())


# --- the neighbourhood -----------------------------------------------------------------------------------------


class KernForm(StrictForm):
    def clean(self) -> Any:
        """The address follows from the name, once."""
        self.instance.slug = self.instance.slug or slugify(self.cleaned_data.get("name", ""))
        return super().clean()


@admin.register(Kern, site=site)
class KernAdmin(Base):
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
class OrganisationAdmin(Base):
    fields = ("name", "layer", "domain", "kernen", "what", "contact", "phone", "email", "opening_hours", "active")
    list_display = ("name", "layer", "domain", "active")
    list_filter = ("active", "layer", "domain", "kernen")
    search_fields = ("name", "what")

    def rerouted(self, obj: Organisation) -> None:
        reroute(organisations=[obj.pk])


# --- people ----------------------------------------------------------------------------------------------------


class TeamForm(StrictForm):
    def clean(self) -> Any:
        """A kern has at most one wijkteam. The kernen are locked, so that two colleagues can't both be first."""
        data = super().clean() or self.cleaned_data
        kernen = data.get("kernen")
        if kernen is None or data.get("kind", self.instance.kind) != TeamKind.WIJKTEAM:
            return data
        list(Kern.objects.select_for_update().filter(pk__in=[kern.pk for kern in kernen]).order_by("pk"))
        taken = Team.objects.filter(kind=TeamKind.WIJKTEAM, kernen__in=kernen).exclude(pk=self.instance.pk).distinct()
        for team in taken:
            names = ", ".join(kern.name for kern in team.kernen.filter(pk__in=[one.pk for one in kernen]))
            self.add_error("kernen", f"{names} hoort al bij {team}. Haal de kern daar eerst weg.")
        return data


@admin.register(Team, site=site)
class TeamAdmin(Base):
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

    def rerouted(self, obj: Team) -> None:
        reroute(teams=[obj.pk])


class UserForm(StrictForm):
    class Meta:
        labels = {
            "username": "Gebruikersnaam",
            "first_name": "Voornaam",
            "last_name": "Achternaam",
            "email": "E-mail",
            "is_active": "Mag inloggen",
        }
        help_texts = {
            "username": "Hiermee logt iemand in.",
            "is_active": "Zet dit uit voor wie weg is. Wat iemand deed, blijft staan.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "email"):
            if name in self.fields:
                self.fields[name].required = True

    def clean_username(self) -> str:
        """Logging in doesn't mind capitals, so a name can't differ by those alone."""
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Iemand anders heeft deze gebruikersnaam al.")
        return username

    def clean_email(self) -> str:
        """Without capitals: allauth looks for an address in small letters, and would silently mail nobody."""
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Iemand anders heeft dit e-mailadres al.")
        return email


@admin.register(User, site=site)
class UserAdmin(Base):
    """An account by itself opens nothing: what someone may do follows from memberships."""

    form = UserForm
    fields = ("username", "first_name", "last_name", "email", "is_active")
    list_display = ("username", "naam", "email", "is_active", "roles")
    list_filter = ("is_active", "memberships__role", "memberships__team")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)
    actions = ("send_password_mail",)

    def get_queryset(self, request: Any) -> Any:
        places = Membership.objects.filter(running(timezone.localdate())).select_related("team", "organisation")
        return (
            super().get_queryset(request).prefetch_related(Prefetch("memberships", queryset=places, to_attr="places"))
        )

    @admin.display(description="naam", ordering="last_name")
    def naam(self, user: Any) -> str:
        return str(user.name)

    @admin.display(description="rollen")
    def roles(self, user: Any) -> str:
        return ", ".join(f"{row.get_role_display()} ({row.team or row.organisation})" for row in user.places) or "–"

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return self.fields if obj else ("username", "first_name", "last_name", "email")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ("is_active",) if obj is not None and obj.pk == request.user.pk else ()

    def save_model(self, request: Any, obj: User, form: Any, change: bool) -> None:
        """Nobody knows the password of somebody else: a new colleague chooses it through a mail. And nobody becomes
        somebody else by having that mail sent to another address: of an account in use, the former address is told."""
        if not change:
            obj.set_unusable_password()
        former = form.initial.get("email", "")
        moved = obj.has_usable_password() and obj.email.lower() != former.lower()
        if moved:
            obj.email_changed_at = timezone.now()
        super().save_model(request, obj, form, change)
        if not change:
            transaction.on_commit(lambda: send_password_mail(request, obj))
        elif moved:
            transaction.on_commit(lambda: tell_former_address(request, obj, former))

    def rerouted(self, obj: User) -> None:
        places = Membership.objects.filter(Q(user=obj) | Q(absences__cover=obj))
        reroute(
            teams=places.values_list("team_id", flat=True),
            organisations=places.values_list("organisation_id", flat=True),
        )

    @admin.action(description="Stuur een e-mail om een wachtwoord te kiezen")
    def send_password_mail(self, request: Any, queryset: Any) -> None:
        for user in queryset.filter(is_active=True):
            send_password_mail(request, user)


def send_password_mail(request: Request, user: User) -> None:
    """The same mail as for a forgotten password. A mail server that is away stops nobody's work."""
    if since := user.password_mail_from:
        messages.error(
            request,
            f"Het e-mailadres van {user.name} is pas gewijzigd. Een e-mail om een wachtwoord te kiezen kan vanaf"
            f" {timezone.localtime(since):%d-%m-%Y %H:%M}.",
        )
        return
    form = PasswordMailForm({"email": user.email})
    try:
        with request_context(request):
            sent = form.is_valid() and form.save(request)
        if sent:
            messages.success(request, f"{user.name} krijgt een e-mail om een wachtwoord te kiezen.")
            return
    except (OSError, SMTPException):
        pass
    messages.error(request, f"De e-mail aan {user.name} kon niet weg. Probeer het later opnieuw vanuit de lijst.")


def tell_former_address(request: Request, user: User, former: str) -> None:
    """Whoever reads the former address hears that it was changed, and has some days to object."""
    try:
        if former:
            with request_context(request):
                get_adapter().send_mail("account/email/address_changed", former, {"url": settings.ADDRESS})
    except (OSError, SMTPException):
        messages.warning(
            request,
            f"De e-mail aan het oude adres kon niet weg. Laat {user.name} zelf weten dat het adres is gewijzigd.",
        )
    messages.info(
        request,
        f"De eerste {EMAIL_RESTS.days} dagen kan {user.name} geen wachtwoord kiezen per e-mail: het adres is gewijzigd.",
    )


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
            here = Membership.objects.filter(_not_ended(), team=obj.team_id, organisation=obj.organisation_id)
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
        return obj.user_id == request.user.pk or obj.absences.filter(_not_ended(), cover=request.user).exists()

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


# --- what may be decided alone ---------------------------------------------------------------------------------


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
    if user is not None:
        return bool(user == person)
    if not role:
        return False
    covered = Absence.objects.filter(_not_ended(), cover=person).values("membership_id")
    places = Membership.objects.filter(_not_ended(), Q(user=person) | Q(pk__in=covered))
    return places.filter(role=role, team=team, organisation=organisation).exists()


@admin.register(Mandate, site=site)
class MandateAdmin(Base):
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

    def own(self, request: Request, obj: Mandate) -> bool:
        return mandates_to(request.user, obj.user, obj.role, obj.team, obj.organisation)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """A decision that rests on it names it: whose mandate it is, and for what, stays."""
        return ("kind", "user", "role", "team", "organisation") if obj else ()

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        found: Any = super().get_form(request, obj, change, **kwargs)
        found.actor = request.user
        return found

    def has_delete_permission(self, request: Request, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def why_not_removed(self, obj: Mandate) -> str:
        begun = obj.since < timezone.localdate()
        return "Dit mandaat is al ingegaan. Vul bij ‘tot’ een einddatum in." if begun else ""

    def rerouted(self, obj: Mandate) -> None:
        """A role's mandate counts in its team; that of the municipality, an organisation or a person anywhere."""
        local = obj.team is not None and obj.team.kind != TeamKind.GEMEENTE
        teams = [obj.team_id] if local else Team.objects.values_list("pk", flat=True)
        reroute(teams=teams)


# --- money -----------------------------------------------------------------------------------------------------


class BudgetForm(StrictForm):
    amount = forms.DecimalField(
        label="Stel beschikbaar (euro)",
        required=False,
        max_digits=10,
        decimal_places=2,
        help_text="Een bedrag onder nul neemt terug wat nog vrij is.",
    )
    words = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=200,
        help_text="Bijvoorbeeld: begroting 2026, raadsbesluit 12 van 4 november.",
    )

    def clean(self) -> Any:
        data = super().clean() or self.cleaned_data
        amount: Decimal | None = data.get("amount")
        if amount is None:
            return data
        if amount == 0:
            self.add_error("amount", "Vul een bedrag in dat niet nul is.")
        if not data.get("words"):
            self.add_error("words", "Zeg waar dit bedrag op rust.")
        free = self.instance.entries.balance().free if self.instance.pk else Decimal(0)
        if amount < 0 and free + amount < 0:
            self.add_error("amount", f"Er is {euros(free)} vrij: meer kan er niet terug.")
        return data


@admin.register(VangnetBudget, site=site)
class BudgetAdmin(Base):
    """The ledger can be read, and grows by what is made available; nothing in it is ever changed."""

    form = BudgetForm
    list_display = ("team", "jaar", "vrij", "gereserveerd", "uitgegeven")
    list_filter = ("team",)
    list_select_related = ("team",)

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        if obj is None:
            return ("team", "year", "amount", "words")
        return ("team", "jaar", "vrij", "gereserveerd", "uitgegeven", "teruggekomen", "amount", "words", "boekingen")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ("team", "jaar", "vrij", "gereserveerd", "uitgegeven", "teruggekomen", "boekingen") if obj else ()

    @admin.display(description="jaar", ordering="year")
    def jaar(self, budget: VangnetBudget) -> str:
        return str(budget.year)

    def get_queryset(self, request: Any) -> Any:
        """With the balance: the sums of the ledger."""
        sums = {f"sum_{name}": Sum(f"entries__{name}", default=Decimal(0)) for name in Balance.__slots__}
        return super().get_queryset(request).annotate(**sums)

    @admin.display(description="vrij")
    def vrij(self, budget: Any) -> str:
        return euros(budget.sum_free)

    @admin.display(description="gereserveerd")
    def gereserveerd(self, budget: Any) -> str:
        return euros(budget.sum_reserved)

    @admin.display(description="uitgegeven")
    def uitgegeven(self, budget: Any) -> str:
        return euros(budget.sum_spent)

    @admin.display(description="teruggekomen")
    def teruggekomen(self, budget: Any) -> str:
        return euros(budget.sum_returned)

    @admin.display(description="laatste boekingen")
    def boekingen(self, budget: Any) -> str:
        """Amounts and moments, never what or whom a request is about."""
        rows = budget.entries.select_related("by")[:LEDGER_SHOWN]
        return format_html(
            "<table><thead><tr><th>Wanneer</th><th>Soort</th><th>Vrij</th><th>Gereserveerd</th><th>Uitgegeven</th>"
            "<th>Door</th><th>Toelichting</th></tr></thead><tbody>{}</tbody></table>",
            format_html_join(
                "",
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                (
                    (
                        f"{timezone.localtime(row.at):%d-%m-%Y %H:%M}",
                        row.get_kind_display(),
                        euros(row.free),
                        euros(row.reserved),
                        euros(row.spent),
                        row.by.name if row.by else "het systeem",
                        row.words if row.request_id is None else "",
                    )
                    for row in rows
                ),
            ),
        )

    def save_model(self, request: Any, obj: VangnetBudget, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if amount := form.cleaned_data.get("amount"):
            provide_budget(obj.team, year=obj.year, amount=amount, by=request.user, words=form.cleaned_data["words"])


# --- the law ---------------------------------------------------------------------------------------------------


class LegalTermForm(StrictForm):
    """A new length follows on the one that runs on that day, and ends where that one would have ended: no holes."""

    former: LegalTerm | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            known = sorted({rule.code for rule in DEFAULT_RULES})
            self.fields["code"] = forms.ChoiceField(label="Termijn", choices=[(code, code) for code in known])

    def clean(self) -> Any:
        data = super().clean() or self.cleaned_data
        if data.get("length") == 0:
            self.add_error("length", "Vul een lengte boven nul in.")
        code, since = data.get("code"), data.get("since")
        if self.instance.pk or not code or not since:
            return data
        self.former = LegalTerm.objects.select_for_update().filter(running(since), code=code).first()
        if self.former is None:
            self.add_error("since", "Op die dag geldt deze termijn nog niet. Kies een latere dag.")
        elif self.former.since == since:
            self.add_error("since", "Vanaf die dag geldt al een lengte.")
        else:
            self.instance.until = self.former.until
        return data

    def _post_clean(self) -> None:
        """The former one makes room in the same transaction; a form that is refused after all leaves it alone."""
        if self.former is None or self.errors:
            super()._post_clean()
            return
        kept = transaction.savepoint()
        LegalTerm.objects.filter(pk=self.former.pk).update(until=self.cleaned_data["since"])
        super()._post_clean()
        if self.errors:
            transaction.savepoint_rollback(kept)
        else:
            transaction.savepoint_commit(kept)


@admin.register(LegalTerm, site=site)
class LegalTermAdmin(Base):
    form = LegalTermForm
    list_display = ("code", "lengte", "since", "until", "article", "source")
    list_filter = ("code",)
    search_fields = ("code", "article")

    @admin.display(description="lengte")
    def lengte(self, term: LegalTerm) -> str:
        return f"{term.length} {term.unit}"

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        dates = ("since", "until") if obj else ("since",)
        return ("code", "length", "unit", "rolls", *dates, "article", "source")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """What has been in force can't be counted otherwise afterwards."""
        if obj is None:
            return ()
        begun = obj.since <= timezone.localdate()
        return ("code", "since", "until", *(("length", "unit", "rolls") if begun else ()))


@admin.register(DayOff, site=site)
class DayOffAdmin(Base):
    fields = ("day", "name", "source")
    list_display = ("day", "name", "source")


@admin.register(Ground, site=site)
class GroundAdmin(Base):
    fields = ("code", "name", "article", "maatwerk", "active")
    list_display = ("name", "article", "maatwerk", "active")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ("code",) if obj else ()
