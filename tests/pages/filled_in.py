"""Forms as somebody fills them in."""

import datetime as dt
import uuid

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
