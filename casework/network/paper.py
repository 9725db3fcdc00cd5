"""What the summary says of the people around someone."""

import datetime as dt
from collections import defaultdict
from typing import Any

from casework.engine.noun import OnSummary, Readers
from casework.engine.words import Json
from wijkweb.models import LifeDomain


def _network(case: Any, readers: Readers, on: dt.date) -> Json:
    domains: dict[str, list[Json]] = defaultdict(list)
    for one in case.contacts.filter(removed_at__isnull=True).select_related("organisation"):
        named = one.organisation.name if one.organisation and one.organisation.name != one.name else ""
        domains[one.domain].append(
            {
                "name": one.name,
                "relation": one.relation,
                "strength": one.get_strength_display().lower(),
                "organisation": named,
            }
        )
    groups = [{"domain": label, "contacts": domains[code]} for code, label in LifeDomain.choices if domains[code]]
    return {"network": groups, "no_network": case.no_network}


ON_SUMMARY = (OnSummary(chapter="Netwerk", template="network/pdf/on_summary.html", content=_network),)
