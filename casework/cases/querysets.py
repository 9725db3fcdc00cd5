"""Cases, their events and their open work as one person may see them. Every read starts from `visible_to`."""

from __future__ import annotations

from typing import Any, Final

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left

from casework.cases.states import Phase
from casework.engine.registry import open_to
from casework.households.walls import other_people
from casework.people.models import NAME, Person
from roles.actions import Action
from roles.matrix import GrantKind
from roles.policy import Sight, which

FIRST_WORDS: Final = 160  # letters of a question that a row has room for


class CaseQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight, action: Action = Action.VIEW_CASE) -> CaseQuerySet:
        """The cases on which this person may do that; by default: know that it exists and where it stands."""
        return self.filter(which(sight, action))

    def open(self) -> CaseQuerySet:
        return self.filter(phase__in=Phase.OPEN)

    def for_page(self) -> CaseQuerySet:
        """With all that the header of a case needs, in the same query."""
        return self.select_related(
            "person",
            "kern",
            "team",
            "regisseur",
            "reported_by",
            "holder_contact",
            "holder_organisation",
            "holder_team",
            "looks_like",
            "double_of",
        )

    def for_triangle(self) -> CaseQuerySet:
        """With what a row of the triangle shows, and no more: of a person no number, of a case not what was asked."""
        beside = {
            "person": NAME,
            **dict.fromkeys(("kern", "holder_contact", "holder_organisation", "holder_team"), ("name",)),
        }
        return self.select_related(*beside).only(
            *("ref", "provision", "layer", "phase", "held_since", "holder_kind"),
            *(f"{one}__{name}" for one, names in beside.items() for name in names),
        )

    def for_caseload(self) -> CaseQuerySet:
        """With what a row of one's own cases shows, and no more: of the question only what it begins with."""
        beside = {
            "person": NAME,
            "regisseur": ("first_name", "last_name", "username"),
            **dict.fromkeys(("kern", "holder_contact", "holder_organisation", "holder_team"), ("name",)),
        }
        shown = ("ref", "provision", "layer", "phase", "urgent", "holder_kind", "evaluate_on")
        columns = (f"{one}__{name}" for one, names in beside.items() for name in names)
        rows: CaseQuerySet = self.annotate(begins=Left("question", FIRST_WORDS))
        return rows.select_related(*beside).only(*shown, *columns)

    def looking_like(self, case: Any) -> CaseQuerySet:
        """Cases about the same provision, or about who may be the same person (read first, so that each way to be
        the same has its index)."""
        if case.person is None:
            return self.filter(provision__iexact=case.provision, kern=case.kern).exclude(pk=case.pk)
        alike = set(Person.objects.same_as(case.person)) - other_people(case.person)
        return self.filter(person__in=alike).exclude(pk=case.pk)


class CaseChildQuerySet(models.QuerySet[Any]):
    """What hangs on a case, for whoever may see the whole file."""

    action = Action.VIEW_FILE

    def visible_to(self, sight: Sight) -> Any:
        return self.filter(which(sight, self.action, "case__"))


class SharedQuerySet(CaseChildQuerySet):
    """What may be shared with a party outside the team: who sees it there sees no file."""

    few_words: str  # the column that a list shows of it

    def in_few_words(self, sight: Sight, public_ids: list[str]) -> dict[str, str]:
        """What a list says of them to somebody who may see them, but not the file."""
        rows = self.visible_to(sight).filter(public_id__in=public_ids)
        return dict(rows.values_list("public_id", self.few_words))


class EventQuerySet(models.QuerySet[Any]):
    """The timeline and its notes: the whole of it with the file, one's own part without."""

    def visible_to(self, sight: Sight) -> Any:
        own = Q(by_id__in=sorted(sight.acts_for)) & which(sight, Action.VIEW_CASE, "case__")
        rows = self.filter(which(sight, Action.VIEW_FILE, "case__") | own)
        columns = {field.name for field in self.model._meta.fields}
        if "shielded" in columns:
            rows = rows.filter(Q(shielded=False) | which(sight, Action.VIEW_SHIELDED, "case__") | own)
        if "apart" in columns:
            rows = rows.filter(open_to(sight, "apart"))
        if "beside" in columns:
            rows = rows.filter(Q(beside=None) | which(sight, Action.VIEW_FILE, "beside__") | own)
        return rows

    def for_citizen(self, sight: Sight) -> Any:
        """What the citizen reads of it: never what is shielded, nor who saw it in another's name."""
        rows = self.filter(which(sight, Action.VIEW_OWN, "case__"))
        if any(field.name == "shielded" for field in self.model._meta.fields):
            return rows.filter(shielded=False)
        return rows.exclude(citizen="").filter(in_this_name("at") | ~Q(verb__startswith="grant."))


def in_this_name(moment: str) -> Q:
    """Of what hangs on a case: what is of since it stands in the name it has."""
    return Q(case__person_since=None) | Q(**{f"{moment}__gte": F("case__person_since")})


def as_citizen(sight: Sight) -> list[int]:
    """The cases someone sees as, or for, the citizen."""
    return [case for case, kind in sight.grants.items() if kind is not GrantKind.READ_ALONG]
