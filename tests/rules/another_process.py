"""A process beside the test's, with its own memory: tells who is at their post as it knows it, and as it is.

python -m tests.rules.another_process    then a line per question; the answer is JSON
"""

import json
import sys

import django

django.setup()

from django.db import connection, transaction  # noqa: E402  after setup
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from casework.cases.models import Case  # noqa: E402
from casework.engine.holding import hold  # noqa: E402
from roles import kept  # noqa: E402
from roles.models import Membership, Team  # noqa: E402


def answer() -> dict:
    """What a step would know, under its lock; how many statements that took; and what the database says."""
    on, places = timezone.localdate(), list(Team.objects.values_list("pk", flat=True))
    organisations = [one for one in Membership.objects.values_list("organisation_id", flat=True) if one]
    whose = {"teams": places, "organisations": organisations, "users": []}
    with transaction.atomic():
        held = hold(Case, Case.objects.values_list("pk", flat=True)[:1])
        with CaptureQueriesContext(connection) as asked:
            known = told(kept.posts(on, held.roster, **whose), kept.mandates(on, held.roster, teams=places))
        real = told(kept.posts(on, None, **whose), kept.mandates(on, None, teams=places))
    return {"known": known, "real": real, "statements": len(asked)}


def told(posts, mandates) -> list[str]:
    rows = [f"{one.pk} {one.max_amount} {one.until} {sorted(one.kern_list)} {one.team_kind}" for one in mandates]
    return [*sorted(map(repr, posts)), *rows]


if __name__ == "__main__":
    print("ready", flush=True)
    for _ in sys.stdin:
        print(json.dumps(answer()), flush=True)
