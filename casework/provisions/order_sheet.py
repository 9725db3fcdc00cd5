"""The sheet of an order: what the supplier needs to bring it, and nothing of the file."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from casework.documents.content import letterhead
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from casework.documents.on_screen import on_screen
from casework.documents.states import DocumentState
from casework.engine.noun import Letter, ReadByOther
from casework.engine.words import Json
from casework.law.days import sentence
from casework.people.window import lines_of
from casework.provisions.models import Provision
from roles.policy import Sight

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


def read_by_others(made: Any, sight: Sight, since: dt.datetime) -> Iterator[ReadByOther]:
    """The sheet as the supplier will have it before them."""
    if not isinstance(made, Provision):
        return
    asked = Document.objects.visible_to(sight).filter(case=made.case_id, kind=ORDER, about=made.public_id)
    for one in asked.filter(state=DocumentState.GEVRAAGD, asked_at__gte=since):
        yield ReadByOther(f"Het bestelblad, voor {one.snapshot['supplier']}", on_screen(one.snapshot), ())


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
