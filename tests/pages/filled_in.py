"""Forms as somebody fills them in."""

import datetime as dt
import uuid
from typing import Any

from tests.factories import World, today

PDF = b"%PDF-1.7\n%fake but begins as one"
CONSENT = {
    "consent_said": "on",
    "consent_text": "Wij noemen uw naam.",
    "consent_how": "aan tafel",
    "consent_given_by": "Truus",
}


def report(**more: str) -> dict[str, str]:
    return {
        "kind": "melding",
        "question": "Ik red het niet",
        "about": "persoon",
        "given_name": "Bep",
        "family_name": "Pieters",
        "birth_date": "1-3-1942",
        "postcode": "3265aa",
        "on_behalf": "zelf",
        "channel": "huisbezoek",
        "lies": "inwoner",
        "received_on": f"{today():%Y-%m-%d}",
        "token": str(uuid.uuid4()),
    } | more


def consent() -> dict[str, str]:
    return CONSENT | {"consent_given_on": f"{today():%d-%m-%Y}"}


def indicatie_data(world: World) -> dict[str, str]:
    return {
        "what": "Hulp dag en nacht",
        "provider": str(world.provider.pk),
        "frequency": "elke dag",
        "amount_per_week": "350",
        "starts_on": f"{today():%d-%m-%Y}",
        "ends_on": f"{today() + dt.timedelta(weeks=6):%d-%m-%Y}",
        "agreed_with": "mevrouw",
        "why_now": "Zij kan niet alleen zijn.",
    }


def vangnet_data(**more: str) -> dict[str, str]:
    return {
        "purpose": "Een bed voor Truus Zonneveld",
        "amount": "4.850,00",
        "payee": "Alerimus",
        "why_now": "Zij slaapt slecht",
        "looked_at": "anders",
        "schemes": "Bijstand: te traag",
    } | more


def send(client, url: str, **data):
    return client.post(url, {"token": str(uuid.uuid4())} | data, follow=True)


def decision_data(world: World, number: int = 1, **more: Any) -> dict[str, Any]:
    """One line of a decision that lacks nothing, as the form sends it."""
    line = {
        "outcome": "toegekend",
        "kind": "hulp",
        "form": "zin",
        "what": "Begeleiding thuis",
        "provider": str(world.provider.pk),
        "amount": "3",
        "unit": "uur",
        "period": "week",
        "starts_on": f"{today():%d-%m-%Y}",
        "ends_on": f"{today() + dt.timedelta(weeks=52):%d-%m-%Y}",
        "motivation": "U ziet bijna niets meer.",
        "ground": str(world.maatwerk.pk),
        "verordening": "artikel 9 van de verordening",
        "contribution": "ja",
    } | more
    whole = {"lines": str(number), "looked_at": ["woont", "verblijf", "wlz"]}
    return whole | {f"{name}_{number}": value for name, value in line.items() if value is not None}
