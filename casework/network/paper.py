"""What the summary says of the people around someone, and how the picture of it stands on paper."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from typing import Any, Final

from casework.engine.noun import OnSummary, Readers
from casework.engine.words import Json
from casework.network import picture
from casework.network.models import Tie
from casework.network.ties import by_domain
from wijkweb.models import LifeDomain

HIGHEST: Final = 400  # of the picture, in its own units: well under half a page


def _network(case: Any, readers: Readers, on: dt.date) -> Json:
    contacts = case.contacts.filter(removed_at__isnull=True).select_related("organisation")
    if not readers.shielded:
        contacts = contacts.filter(shielded=False)
    domains: dict[str, list[Json]] = defaultdict(list)
    for code, there in by_domain(contacts).items():
        domains[code] = [_told(one) for one in there]
    groups = [
        {"domain": label, "code": code, "contacts": domains[code]}
        for code, label in LifeDomain.choices
        if domains[code]
    ]
    return {"network": groups, "network_of": case.subject, "no_network": case.no_network}


def _told(one: Any) -> Json:
    named = one.organisation.name if one.organisation and one.organisation.name != one.name else ""
    return {
        "name": one.name,
        "relation": one.about,
        "strength": one.get_strength_display().lower() if one.strength else "",
        "size": one.strength,
        "ended": one.tie != Tie.NU,
        "organisation": named,
    }


def drawn(content: Json) -> picture.Web | None:
    """The picture of what was frozen; None where that was before there was one. Where many stand in one field fewer
    are drawn: the table below it has all."""
    if not content.get("network_of") or not content["network"]:
        return None
    people = {
        group["code"]: [
            picture.Somebody(one["name"], one["relation"], one["size"], one["ended"]) for one in group["contacts"]
        ]
        for group in content["network"]
    }
    for most in range(picture.PAPER.most, 0, -1):
        web = picture.web(content["network_of"], people, replace(picture.PAPER, most=most))
        if web.height <= HIGHEST:
            break
    return web


def in_words(content: Json) -> str:
    """What the picture shows, for who hears it."""
    return "; ".join(
        f"{group['domain']}: {', '.join(one['name'] for one in group['contacts'])}" for group in content["network"]
    )


ON_SUMMARY = (OnSummary(chapter="Netwerk", template="network/pdf/on_summary.html", content=_network),)
