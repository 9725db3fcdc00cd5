"""Accounts: who can log in, by what name and address, and the mails about that."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils import timezone

from casework.engine import outbox
from roles.models import EMAIL_RESTS, Membership, User
from roles.periods import running
from roles.proposals import leaders_of
from wijkteam import account_mails
from wijkteam.admin.base import BeheerAdmin
from wijkteam.admin.fields import StrictForm
from wijkteam.admin.site import Request, site


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
            "phone": "Het eigen nummer op het werk. Leeg: wie belt, krijgt het nummer van het team. Bij Juridische zaken is"
            " dat het wijkteam van de zaak: vul het daar altijd in.",
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
class UserAdmin(BeheerAdmin):
    """An account by itself opens nothing: what someone may do follows from memberships."""

    changes_roster = second_person = True
    form = UserForm
    fields = ("username", "first_name", "last_name", "email", "phone", "is_active")
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
        return self.fields if obj else ("username", "first_name", "last_name", "email", "phone")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ("is_active",) if obj is not None and obj.pk == request.user.pk else ()

    def save_model(self, request: Any, obj: User, form: Any, change: bool) -> None:
        """Nobody knows the password of somebody else: a new colleague chooses it through a mail. And nobody becomes
        somebody else by having that mail sent to another address: the former one is told, and it rests, also where the
        account was never used: whoever may open it by that address can be in it before its owner ever was."""
        if not change:
            obj.set_unusable_password()
        former = form.initial.get("email", "")
        moved = change and obj.email.lower() != former.lower()
        if moved:
            obj.email_changed_at = timezone.now()
        if change:
            super().save_model(request, obj, form, change)
        else:
            obj.save()  # by itself it opens nothing
            send_password_mail(request, obj)
        if moved:
            tell_former_address(request, obj, former)

    @admin.action(description="Stuur een e-mail om een wachtwoord te kiezen")
    def send_password_mail(self, request: Any, queryset: Any) -> None:
        for user in queryset.filter(is_active=True):
            send_password_mail(request, user)


def send_password_mail(request: Request, user: User) -> None:
    """The same mail as for a forgotten password: a row first, so that a mail server that is away stops nobody's work."""
    if since := user.password_mail_from:
        messages.error(
            request,
            f"Het e-mailadres van {user.name} is pas gewijzigd. Een e-mail om een wachtwoord te kiezen kan vanaf"
            f" {timezone.localtime(since):%d-%m-%Y %H:%M}.",
        )
        return
    account_mails.ask_to_choose_a_password(user, at=timezone.now())
    messages.success(request, f"{user.name} krijgt een e-mail om een wachtwoord te kiezen.")


def tell_former_address(request: Request, user: User, former: str) -> None:
    """Whoever reads the former address hears that it was changed, and has some days to object."""
    if former:
        account_mails.tell_former_address(user, former, at=timezone.now())
    tell_who_is_over(user)
    messages.info(
        request,
        f"De eerste {EMAIL_RESTS.days} dagen kan {user.name} geen wachtwoord kiezen per e-mail: het adres is gewijzigd.",
    )


def tell_who_is_over(user: User) -> None:
    """Whoever leads where this person works hears it too: a mailbox may be somebody else's."""
    changed = user.email_changed_at or timezone.now()
    rows = Membership.objects.filter(running(timezone.localdate()), user=user).select_related("team")
    for leader in {one for row in rows for one in leaders_of(row.team)} - {user}:
        outbox.notify(
            leader,
            subject="Het e-mailadres van een collega is gewijzigd",
            url="/bevestigen/",
            key=f"address:{user.pk}:{changed:%Y%m%d%H%M%S}:{leader.pk}",
            at=timezone.now(),
        )
