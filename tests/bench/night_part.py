"""One thing of the night, in a process of its own: `night_part.py WHAT [HOW MANY]`. The last line it prints is JSON.

It uses only what the code before this had too, so that both can be measured by it.
"""

import datetime as dt
import json
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402  after setup
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from casework.cases.models import Case  # noqa: E402
from casework.engine import by_date, lists, rerouting  # noqa: E402
from casework.engine.holding import hold  # noqa: E402
from casework.indicaties.models import VoorlopigeIndicatie  # noqa: E402
from roles.models import Mandate, MandateKind, RosterChange, User  # noqa: E402


def timed(do: Callable[[], Any]) -> dict[str, Any]:
    begun = time.perf_counter()
    result = do()
    return {"seconds": time.perf_counter() - begun, "result": result}


def night(_: int) -> dict[str, Any]:
    """A whole round."""
    return timed(by_date.run)


def due(number: int) -> dict[str, Any]:
    """So much temporary help ended yesterday."""
    today = timezone.localdate()
    mandate = Mandate.objects.filter(kind=MandateKind.INDICATIE).first()
    issuer = User.objects.filter(memberships__isnull=False).first()
    cases = list(
        Case.objects.open().exclude(indicaties__state="afgegeven").exclude(person=None).order_by("pk")[:number]
    )
    shared: dict[str, Any] = {
        "what": "Hulp bij het huishouden", "frequency": "3 uur per week", "amount_per_week": Decimal(120),
        "starts_on": today - dt.timedelta(weeks=4), "ends_on": today - dt.timedelta(days=1), "agreed_with": "mevrouw",
        "why_now": "Zij is alleen.", "state": "afgegeven", "made_by": issuer, "issued_by": issuer, "mandate": mandate,
        "issued_on": today - dt.timedelta(weeks=4), "state_since": today - dt.timedelta(weeks=4),
        "provider": VoorlopigeIndicatie._meta.get_field("provider").related_model.objects.first(),
    }  # fmt: skip
    VoorlopigeIndicatie.objects.bulk_create(VoorlopigeIndicatie(case=one, **shared) for one in cases)
    keys = [one.pk for one in cases]
    for start in range(0, len(keys), 500):
        with transaction.atomic():
            lists.bring_in_line(hold(Case, keys[start : start + 500]), timezone.now())
    return {"seconds": 0, "result": len(cases)}


def reorganisation(_: int) -> dict[str, Any]:
    """Something changed that concerns every open case, and a worker works it off."""
    RosterChange.objects.create(at=timezone.now())
    return timed(rerouting.work_off)


def pages(seconds: int) -> dict[str, Any]:
    """Somebody opens their list, again and again."""
    from tests.bench.http import Server, Visitor

    settings.ROOT_URLCONF = "tests.bench.urls"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # nothing was collected there
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    visitor, took = Visitor(Server(), "consulent001a"), []
    visitor.get("/")
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        begun = time.monotonic()
        visitor.get("/")
        took.append((begun, time.monotonic() - begun))  # a clock that other processes have too
        time.sleep(0.05)
    return {"seconds": seconds, "took": took}


def letters(number: int) -> dict[str, Any]:
    """Somebody waits at the kitchen table for a letter; the longest of some."""
    from casework.documents import press
    from casework.documents.kinds import letters as kinds
    from casework.documents.models import Document

    press.warm()
    took = []
    for one in Document.objects.filter(kind__in=kinds()).exclude(snapshot={}).order_by("pk")[:number]:
        Document.objects.filter(pk=one.pk).update(state="gevraagd", claimed_until=None, attempts=0, file="")
        took.append(timed(lambda key=one.pk: press.render(document_id=key))["seconds"])  # type: ignore[misc]
        time.sleep(0.2)
    return {"seconds": max(took, default=0), "result": len(took)}


if __name__ == "__main__":
    settings.MEDIA_ROOT = Path(sys.argv[3])
    found = globals()[sys.argv[1]](int(sys.argv[2]))
    print(json.dumps({name: value for name, value in found.items() if isinstance(value, int | float | list)}))
