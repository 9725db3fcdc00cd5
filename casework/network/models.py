"""The person's own web of people."""

from typing import Any, Final

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casework.cases.querysets import CaseChildQuerySet
from casework.people.phones import PhoneField
from roles.actions import Action
from roles.policy import Sight, which
from wijkweb.models import LifeDomain, Organisation

# what one looks for first when something is the matter, in that order; who speaks by law stands with the person
FIXED_ROLES: Final = {"is_gp": "Huisarts", "is_carer": "Mantelzorger", "for_emergency": "Contact in nood"}


class Tie(models.TextChoices):
    """How it stands between the two. Who died, or with whom it is over, stays in the web: it is part of the story."""

    NU = "nu", "Er is contact"
    VOORBIJ = "voorbij", "Het contact is voorbij"
    OVERLEDEN = "overleden", "Overleden"


class ContactQuerySet(CaseChildQuerySet):
    """The web, for whoever may see the whole file; and its part for whose web it is."""

    def visible_to(self, sight: Sight) -> Any:
        shown = Q(shielded=False) | which(sight, Action.VIEW_SHIELDED, "case__")
        return super().visible_to(sight).filter(shown)

    def for_citizen(self, sight: Sight) -> Any:
        """Never who is shielded, or was taken off."""
        return self.filter(which(sight, Action.VIEW_OWN, "case__"), shielded=False, removed_at=None)


class Contact(models.Model):
    """One dot in the person's own web, in a life domain. No domain ever has to be filled.

    How strong a tie is, is asked only where the web is drawn together with whose it is. What a contact was on an
    earlier day follows from its events: see `then.py`.
    """

    objects = ContactQuerySet.as_manager()

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField("naam", max_length=120)
    relation = models.CharField("wie is dit voor de inwoner", max_length=80, blank=True)
    domain = models.CharField("levensgebied", max_length=20, choices=LifeDomain.choices)
    strength = models.PositiveSmallIntegerField(
        "hoe sterk is de band", choices=((1, "Zwak"), (2, "Gewoon"), (3, "Sterk")), null=True, blank=True
    )
    tie = models.CharField("hoe staat het ermee", max_length=20, choices=Tie.choices, default=Tie.NU)
    ended_on = models.DateField("sinds wanneer", null=True, blank=True)
    phone = PhoneField("telefoon", max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name="organisatie", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # the fixed roles, each of nobody, one or several
    is_gp = models.BooleanField("huisarts", default=False)
    is_carer = models.BooleanField("mantelzorger", default=False)
    for_emergency = models.BooleanField("contact in nood", default=False)
    shielded = models.BooleanField("afgeschermd voor de inwoner", default=False)
    ground = models.CharField("waarom afgeschermd", max_length=200, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "contact"
        verbose_name_plural = "contacten"
        ordering = ("domain", F("strength").desc(nulls_last=True), "name", "pk")
        constraints = (
            models.CheckConstraint(
                name="contact_strength_is_one_to_three", condition=Q(strength=None) | Q(strength__range=(1, 3))
            ),
            models.CheckConstraint(
                name="only_a_tie_that_ended_has_its_day", condition=~Q(tie=Tie.NU) | Q(ended_on=None)
            ),
            models.CheckConstraint(
                name="a_shielded_contact_has_its_ground", condition=Q(shielded=False) | ~Q(ground="")
            ),
        )

    def __str__(self) -> str:
        return f"contact {self.pk}"

    @property
    def anchor(self) -> Any:
        """So that its form is judged and locked as those of a case are."""
        return self.case

    @property
    def is_there(self) -> bool:
        """Whether one can count on them: in the web, alive, and still in contact."""
        return self.removed_at is None and self.tie == Tie.NU

    @property
    def can_carry(self) -> bool:
        """Whether the question or a goal can lie with them: the citizen reads by name who has it."""
        return self.is_there and not self.shielded

    @property
    def fixed_roles(self) -> list[str]:
        return [label for column, label in FIXED_ROLES.items() if getattr(self, column)]

    @property
    def about(self) -> str:
        """Who this is, in few words and each once: 'buurvrouw, mantelzorger', 'echtgenoot, overleden'."""
        words = [self.relation, *(role.lower() for role in self.fixed_roles)]
        if self.tie != Tie.NU:
            words.append("overleden" if self.tie == Tie.OVERLEDEN else "contact voorbij")
        return ", ".join({word.casefold(): word for word in words if word}.values())
