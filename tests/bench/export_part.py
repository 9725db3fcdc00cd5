"""Exports the reading log through the whole stack; the last line it prints is JSON."""

import json
import resource
import time

import django

django.setup()

from django.conf import settings  # noqa: E402  after setup

from roles.matrix import Role  # noqa: E402
from roles.models import Membership, User  # noqa: E402
from tests.bench.http import Server, Visitor  # noqa: E402


def most() -> int:
    """Megabytes that this process ever took."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


settings.ROOT_URLCONF = "tests.bench.urls"
officer, _ = User.objects.get_or_create(username="privacy", defaults={"name": "Privacy Officer"})
if not officer.memberships.exists():
    team = Membership.objects.get(user__username="afdelingshoofd").team
    Membership.objects.create(user=officer, team=team, role=Role.PRIVACY)
visitor = Visitor(Server(), "privacy")
visitor.get("/inzage/?zaak=geen")
before, begun, sent, rows = most(), time.perf_counter(), 0, -1  # the first line names the columns
for part in visitor.parts("/inzage/?csv=1"):
    sent, rows = sent + len(part), rows + part.count(b"\n")
took = time.perf_counter() - begun
print(json.dumps({"rows": rows, "seconds": took, "megabytes": sent / 1e6, "before": before, "most": most()}))
