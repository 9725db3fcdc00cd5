"""Who is where: people, their teams, what they hold there from when until when, and who covers while they are away."""

import datetime as dt
import uuid
from typing import Final

import pghistory
import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone

from roles.matrix import MUNICIPALITY_ROLES, NEVER_VACANT, ORGANISATION_ROLES, TEAM_ROLES, Role
from roles.periods import during, ends_after_it_starts, not_ended, period, through_to_the_end
from roles.roster import EVERYWHERE, roster_of
from roles.vacancies import Presence, first_vacancy
from wijkweb.models import Kern, Organisation
from wijkweb.words import PlainWords

EMAIL_RESTS = dt.timedelta(days=3)  # a changed address opens nothing yet
WEEK = "Vul een aantal uren in van 1 tot en met 40."


class Theme(models.TextChoices):
    """In which colours somebody reads; without a choice as their device has it."""

    LIGHT = "licht", "Licht"
    DARK = "donker", "Donker"


PLAIN_NAME: Final = PlainWords(Concat("first_name", Value(" "), "last_name"))  # by which a colleague is found


@pghistory.track(exclude=["password", "last_login", "email_changed_at", "single_keys", "theme", "mails"])
class User(AbstractUser):
    """Someone who can log in. What they may do follows from memberships and grants, never from this row."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    phone = models.CharField(
        "telefoon van het werk",
        max_length=30,
        blank=True,
        db_default="",
        help_text="Het eigen nummer op het werk. Leeg: wie belt, krijgt het nummer van het team.",
    )
    # Only of an account in use; who changed it, and from what, stands in the history.
    email_changed_at = models.DateTimeField("e-mailadres gewijzigd op", null=True, editable=False)
    # Here and not in the browser: whoever speaks to the computer, or shares one, needs it wherever they log in.
    single_keys = models.BooleanField("toetsen zonder Ctrl werken", default=True, db_default=True, editable=False)
    theme = models.CharField("kleuren", max_length=10, choices=Theme.choices, blank=True, db_default="", editable=False)
    # kind of notice → how it is mailed; a kind that isn't there as `notices.BY_MAIL` has it
    mails = models.JSONField("berichten per e-mail", default=dict, db_default={}, editable=False)

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        indexes = (GinIndex(OpClass(PLAIN_NAME, name="gin_trgm_ops"), name="user_by_part_of_name"),)
        constraints = (models.CheckConstraint(name="nobody_works_as_superuser", condition=Q(is_superuser=False)),)
        triggers = roster_of(
            "SELECT NULL::bigint, NULL::bigint, {row}.id",
            columns=("is_active",),
            condition=pgtrigger.Condition("OLD.is_active IS DISTINCT FROM NEW.is_active"),
        )

    def __str__(self) -> str:
        return self.username

    @property
    def name(self) -> str:
        return (self.get_full_name() or self.username)[:150]  # as long as where it is copied to

    @property
    def password_mail_from(self) -> dt.datetime | None:
        """From when a password can be chosen by mail, where that has to wait: a changed address may be somebody else's,
        so whoever reads the former one has time to object."""
        settled = self.email_changed_at + EMAIL_RESTS if self.email_changed_at else None
        return settled if settled and settled > timezone.now() else None

    def clean(self) -> None:
        """The last one of a role that must always be there can't be closed off, nor who covers for them."""
        super().clean()
        if self.pk is None or self.is_active:
            return
        for role in NEVER_VACANT:
            refuse_vacancy(role, presences(role, without=self.pk))


class TeamKind(models.TextChoices):
    WIJKTEAM = "wijkteam", "Wijkteam"
    JEUGDTEAM = "jeugdteam", "Jeugdteam (tot 18 jaar)"
    GEMEENTE = "gemeente", "Gemeente"


@pghistory.track()
class Team(models.Model):
    """A wijkteam serves some kernen; a kern has at most one wijkteam. One team stands for the municipality."""

    name = models.CharField("naam", max_length=80, unique=True)
    kind = models.CharField("soort", max_length=20, choices=TeamKind.choices, default=TeamKind.WIJKTEAM)
    kernen = models.ManyToManyField(Kern, verbose_name="kernen", blank=True, related_name="teams")
    phone = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)

    class Meta:
        verbose_name = "team"
        verbose_name_plural = "teams"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("kind",),
                condition=Q(kind="gemeente"),
                name="one_team_stands_for_the_municipality",
                violation_error_message="Er is al een team voor de gemeente.",
            ),
        )
        triggers = roster_of(
            EVERYWHERE,  # from or to the municipality's
            columns=("kind",),
            condition=pgtrigger.Condition("OLD.kind IS DISTINCT FROM NEW.kind"),
        )

    def __str__(self) -> str:
        return self.name


def once_at_a_time(place: str, *, name: str, words: str) -> ExclusionConstraint:
    """Nobody holds the same role twice in the same team or organisation (`place`) at a time."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (F("user"), RangeOperators.EQUAL),
            (F("role"), RangeOperators.EQUAL),
            (F(place), RangeOperators.EQUAL),
            (period(), RangeOperators.OVERLAPS),
        ],
        condition=Q(**{f"{place}__isnull": False}),
        violation_error_message=words,
    )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Membership(models.Model):
    """One role of one person in one team or organisation, from–until (exclusive), perhaps for some kernen only."""

    user = models.ForeignKey(User, verbose_name="gebruiker", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(
        "rol",
        max_length=20,
        choices=[choice for choice in Role.choices if choice[0] not in (Role.BURGER, Role.MEELEZER)],
    )
    team = models.ForeignKey(
        Team,
        verbose_name="team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        db_index=False,
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisatie",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        db_index=False,
    )
    kernen = models.ManyToManyField(
        Kern, verbose_name="alleen voor deze kernen", blank=True, related_name="memberships"
    )
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True, help_text="De eerste dag waarop de rol niet meer geldt.")
    # opens nothing to anybody: it stands beside how much a colleague has
    hours = models.PositiveSmallIntegerField(
        "contracturen per week",
        null=True,
        blank=True,
        validators=[MinValueValidator(1, WEEK), MaxValueValidator(40, WEEK)],
        help_text="In hele uren, voor dit werk. Staat op de teampagina naast de caseload.",
    )

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        ordering = ("user__username", "role")
        indexes = (models.Index(fields=("team", "role")), models.Index(fields=("organisation", "role")))
        constraints = (
            ends_after_it_starts("membership_ends_after_it_starts"),
            models.CheckConstraint(
                name="membership_is_of_a_team_or_an_organisation",
                condition=Q(team__isnull=True, organisation__isnull=False)
                | Q(team__isnull=False, organisation__isnull=True),
                violation_error_message="Kies een team of een organisatie, niet allebei.",
            ),
            models.CheckConstraint(
                name="membership_role_fits_its_place",
                condition=Q(team__isnull=False, role__in=[*TEAM_ROLES, *MUNICIPALITY_ROLES])
                | Q(organisation__isnull=False, role__in=ORGANISATION_ROLES),
                violation_error_message="Deze rol bestaat niet in een organisatie of niet in een team.",
            ),
            once_at_a_time(
                "team",
                name="membership_once_at_a_time_in_a_team",
                words="Deze collega heeft deze rol in deze periode al in dit team.",
            ),
            once_at_a_time(
                "organisation",
                name="membership_once_at_a_time_in_an_organisation",
                words="Deze collega heeft deze rol in deze periode al in deze organisatie.",
            ),
        )
        triggers = roster_of("SELECT {row}.team_id, {row}.organisation_id, {row}.user_id")

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} – {self.team or self.organisation}"

    def clean(self) -> None:
        """A municipal role belongs in the municipality's team, a team role in another. Nobody leaves a hole behind."""
        check_role_fits(self.role, self.team)
        if self.since is None:
            return
        if self.role in NEVER_VACANT:
            self.check_vacancy(self.presence())
        if self.until is not None and self.pk is not None:
            self._check_covers(self.until)

    def clean_removal(self) -> None:
        """Only what has just begun can be taken away; the rest ends on a date, so that it stays known."""
        if self.since < timezone.localdate():
            raise ValidationError("Deze rol is al ingegaan. Vul bij ‘tot’ de eerste dag in waarop hij niet meer geldt.")
        if self.role in NEVER_VACANT:
            self.check_vacancy(None)
        self._check_covers(self.since)

    def presence(self, *, plus: "Absence | None" = None, without: int | None = None) -> Presence:
        """When somebody acts here: with that absence as it will be, or without that person as a cover."""
        rows = list(self.absences.select_related("cover")) if self.pk else []
        if plus is not None:
            rows = [*(row for row in rows if row.pk != plus.pk), plus]
        away = tuple(
            (row.since, row.until)
            for row in rows
            if row.cover is None or not row.cover.is_active or row.cover_id == without
        )
        return Presence((self.since, self.until), away)

    def check_vacancy(self, becomes: Presence | None) -> None:
        """Raises ValidationError where this membership, as it becomes, leaves its role to nobody on some day."""
        after = presences(self.role)
        after.pop(self.pk or 0, None)
        if becomes is not None and self.user_id and self.user.is_active:
            after[self.pk or 0] = becomes
        refuse_vacancy(self.role, after)

    def _check_covers(self, until: dt.date) -> None:
        """Who covers for a colleague does so as a member of the same team or organisation."""
        others = Membership.objects.filter(
            user=self.user_id, team=self.team_id, organisation=self.organisation_id
        ).exclude(pk=self.pk)
        for absence in self.user.covers.filter(
            not_ended(max(until, timezone.localdate())),
            membership__team=self.team_id,
            membership__organisation=self.organisation_id,
        ).select_related("membership__user"):
            if not others.filter(through_to_the_end(absence.since, absence.until)).exists():
                raise ValidationError(
                    f"Deze collega neemt dan nog waar voor {absence.membership.user.name}. Kies daar eerst een ander."
                )


def presences(role: str, *, without: int | None = None) -> dict[int, Presence]:
    """When somebody acts in that role, per membership; perhaps as if that person were gone."""
    rows = Membership.objects.filter(role=role, user__is_active=True).exclude(user=without)
    return {row.pk: row.presence(without=without) for row in rows}


def refuse_vacancy(role: str, after: dict[int, Presence]) -> None:
    """Raises ValidationError. `after` was judged while the roster was held alone: see `roster.change`."""
    day = first_vacancy(presences(role).values(), after.values(), timezone.localdate())
    if day is not None:
        raise ValidationError(
            f"Dan is er vanaf {day:%d-%m-%Y} niemand als {Role(role).label.lower()}. "
            "Regel eerst een opvolger of een waarnemer."
        )


def check_role_fits(role: str, team: Team | None) -> None:
    """Raises ValidationError where the role doesn't exist in that kind of team; organisations have a constraint."""
    if team is None or not role:
        return
    municipal = team.kind == TeamKind.GEMEENTE
    if municipal != (role in MUNICIPALITY_ROLES):
        raise ValidationError(
            {
                "role": "Deze rol hoort in het team van de gemeente."
                if not municipal
                else "In het team van de gemeente zijn alleen gemeentelijke rollen mogelijk."
            }
        )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Absence(models.Model):
    """A membership that rests for a while; the cover, if there is one, acts in its place."""

    membership = models.ForeignKey(
        Membership, verbose_name="lidmaatschap", on_delete=models.CASCADE, related_name="absences"
    )
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True, help_text="De eerste dag waarop iemand er weer is.")
    cover = models.ForeignKey(
        User, verbose_name="waarnemer", on_delete=models.PROTECT, null=True, blank=True, related_name="covers"
    )

    class Meta:
        verbose_name = "afwezigheid"
        verbose_name_plural = "afwezigheden"
        ordering = ("-since",)
        constraints = (
            ends_after_it_starts("absence_ends_after_it_starts"),
            ExclusionConstraint(
                name="absent_once_at_a_time",
                expressions=[(F("membership"), RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                violation_error_message="Voor deze periode staat al een afwezigheid.",
            ),
        )
        triggers = roster_of(
            "SELECT team_id, organisation_id, user_id FROM roles_membership WHERE id = {row}.membership_id"
            " UNION ALL SELECT NULL, NULL, {row}.cover_id WHERE {row}.cover_id IS NOT NULL"
        )

    def __str__(self) -> str:
        return f"{self.membership} afwezig vanaf {self.since:%d-%m-%Y}"

    def clean(self) -> None:
        """A cover is another, active colleague of the same team or organisation, as long as the absence lasts: sight
        doesn't widen by absence. Roles that must always be there aren't left without one."""
        if self.since is None:
            return
        place = self.membership
        if self.cover is not None:
            colleague = self.cover.memberships.filter(
                through_to_the_end(self.since, self.until), team=place.team_id, organisation=place.organisation_id
            )
            if self.cover_id == place.user_id or not self.cover.is_active or not colleague.exists():
                raise ValidationError(
                    {"cover": "Kies een andere collega uit hetzelfde team of dezelfde organisatie, die er zolang is."}
                )
            if overlapping(self.cover, place, self.since, self.until).exists():
                raise ValidationError({"cover": "Deze collega is er in deze periode zelf niet. Kies een ander."})
        self._check_covering()
        if place.role in NEVER_VACANT:
            place.check_vacancy(place.presence(plus=self))

    def _check_covering(self) -> None:
        """Who holds the place of a role that must always be there, for somebody else, can't just be away too."""
        place = self.membership
        held = Absence.objects.filter(
            during(self.since, self.until),
            cover=place.user_id,
            membership__role__in=NEVER_VACANT,
            membership__team=place.team_id,
            membership__organisation=place.organisation_id,
        )
        for one in held.exclude(pk=self.pk).select_related("membership__user")[:1]:
            raise ValidationError(
                f"Deze collega neemt dan waar voor {one.membership.user.name}. Kies daar eerst een ander."
            )


def overlapping(who: User, place: Membership, since: dt.date, until: dt.date | None) -> models.QuerySet[Absence]:
    """When someone is away from the same team or organisation, in that period."""
    return Absence.objects.filter(
        during(since, until),
        membership__user=who,
        membership__team=place.team_id,
        membership__organisation=place.organisation_id,
    )
