"""Forms as somebody fills them in."""

import uuid

from tests.factories import today


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


def send(client, url: str, **data):
    return client.post(url, {"token": str(uuid.uuid4())} | data, follow=True)
