"""The sheet of an order: what the supplier needs to bring it, and nothing of the file."""

import datetime as dt
from typing import Any, Final

from casework.documents.content import letterhead
from casework.documents.kinds import kind_of
from casework.engine.noun import Letter
from casework.engine.words import Json
from casework.law.days import sentence
from casework.people.window import lines_of
from casework.provisions.models import Provision

ORDER: Final = "bestelblad"


def snapshot(case: Any, provision: Provision, on: dt.date) -> Json:
    return letterhead(kind_of(ORDER), case, on) | _order(case, provision, on)


def _order(case: Any, provision: Provision, on: dt.date) -> Json:
    """Who brings what, where, to whom and by when. A secret address is on no paper: the supplier rings for it."""
    assert provision.deliver_by is not None
    person, secret = case.person, case.person is not None and case.person.secret_address
    return {
        "supplier": provision.provider.name if provision.provider else "",
        "what": provision.order_words,
        "by": sentence(provision.deliver_by),
        "lent": "in bruikleen" if provision.lent else "in eigendom",
        "to": None,  # no letter to the citizen
        "name": case.subject,
        "lines": lines_of(person.street, person.postcode, person.town) if person and not secret else [],
        "phone": person.phone if person and not secret else "",
        "number": provision.application.number if provision.application else "",
    }


SHEETS: Final = (
    Letter(
        kind=ORDER,
        label="Bestelling",
        template="provisions/pdf/bestelblad.html",
        content=_order,
        letter=False,
        citizen_reads=False,
    ),
)
