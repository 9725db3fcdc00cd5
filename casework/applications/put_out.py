"""Applications on which the regisseur waits for who may decide, or for what the applicant was asked to complete."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from casework.applications.models import Application, ApplicationSuspension
from casework.applications.states import ApplicationState, SuspensionGround
from casework.cases.putting_out import WaitingFor
from casework.engine.noun import PutOut
from roles.policy import Sight


def _open(sight: Sight) -> Any:
    rows = Application.objects.visible_to(sight).filter(state__in=ApplicationState.OPEN)
    return rows.filter(case__regisseur__in=sorted(sight.acts_for))


def _asked() -> Any:
    return ApplicationSuspension.objects.filter(
        application=OuterRef("pk"), ground=SuspensionGround.GEGEVENS, until__isnull=True
    )


def _to_decide(sight: Sight) -> Any:
    return _open(sight).exclude(Exists(_asked()))


def _to_complete(sight: Sight) -> Any:
    rows = _open(sight).filter(Exists(_asked().filter(asked_until__gte=sight.on)))
    return rows.annotate(since=Subquery(_asked().values("since")), until=Subquery(_asked().values("asked_until")))


_RECEIVED = WaitingFor("applications", _to_decide, "what", "received_on")
_COMPLETING = WaitingFor("applications to complete", _to_complete, "what")


def keys(sight: Sight) -> Iterator[Any]:
    return chain(_RECEIVED.keys(sight), _COMPLETING.keys(sight))


def put_out(sight: Sight) -> Iterator[PutOut]:
    decisions = _RECEIVED.of(sight, lambda one: {"what": f"Besluit over {one.what}", "since": one.received_on})
    return chain(decisions, _COMPLETING.of(sight, _completing))


def _completing(one: Any) -> dict[str, Any]:
    what = f"Aanvulling van de aanvraag: {one.what}"
    return {"what": what, "whom": "De inwoner", "since": one.since, "due": one.until}
