"""What the page of a case is made of: its running terms, whose turn it is, its children."""

from typing import Any, cast

from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.query import QuerySet

from casework.cases.models import Case
from casework.cases.querysets import CaseQuerySet
from casework.cases.work import WorkItem
from casework.documents.kinds import letters
from casework.documents.models import Document
from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.network.models import Contact
from roles.policy import Sight


def with_children() -> CaseQuerySet:
    """A case with all that its steps and its page look at: one query per kind of child."""
    return Case.objects.for_page().prefetch_related(
        Prefetch("handovers", Handover.objects.select_related("to_contact", "to_organisation", "to_team")),
        Prefetch(
            "goals",
            Goal.objects.select_related("ground", "consent", "carrier_contact", "carrier_organisation", "carrier_user"),
        ),
        Prefetch("indicaties", VoorlopigeIndicatie.objects.select_related("provider")),
        "applications__suspensions",
        "vangnet_requests",
        Prefetch("contacts", Contact.objects.filter(removed_at__isnull=True)),
    )


def who_takes_it_up(case: Any) -> WorkItem | None:
    """The turn that a report waits for, for who made it: they see no other turns of the case."""
    turns = WorkItem.objects.open().filter(case=case, step__in=("case.take_up", "case.advise"))
    result: WorkItem | None = turns.select_related("for_user", "handed_to", "for_team").order_by("due_on", "pk").first()
    return result


def turns_of(case: Any, sight: Sight) -> QuerySet[WorkItem]:
    """The open turns on this case, and of a letter which one it is."""
    letter = Document.objects.filter(public_id=OuterRef("object_id"), kind__in=letters()).values("kind")
    rows = WorkItem.objects.open().visible_to(sight).filter(case=case).for_list()
    return cast(QuerySet[WorkItem], rows.annotate(letter=Subquery(letter[:1])))
