"""The dots of the wijkweb: added, changed, taken off."""

import datetime as dt
import uuid
from typing import Any

from casework.cases.models import Case
from casework.engine.errors import NotNow, Reason
from casework.engine.said_before import refuse_said_before
from casework.engine.writes import visit
from casework.network.models import Contact
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def add_contact(
    case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None, **fields: Any
) -> Contact:
    """Add a dot to the wijkweb: name, relation, domain, strength, phone, organisation."""
    with visit(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as here:
        same = Contact.objects.filter(case=here.case, removed_at=None, **fields)
        refuse_said_before(here, "contact.added", fields["name"], same)
        contact = Contact.objects.create(case=here.case, **fields)
        here.tell(
            "contact.added",
            "Contact toegevoegd",
            text=contact.name,
            action=Action.EDIT_FILE,
            url=f"{here.case.get_absolute_url()}wijkweb/",
        )
        here.reroute = False
    return contact


def change_contact(contact: Contact, *, by: User | Sight, token: uuid.UUID | None = None, **fields: Any) -> Contact:
    with visit(contact.case, by=by, action=Action.EDIT_FILE, token=token) as here:
        before = {name: getattr(contact, name) for name in fields}
        for name, value in fields.items():
            setattr(contact, name, value)
        contact.save(update_fields=list(fields))
        here.tell(
            "contact.changed",
            "Contact gewijzigd",
            text=contact.name,
            action=Action.EDIT_FILE,
            details={"was": before},
            url=f"{here.case.get_absolute_url()}wijkweb/",
        )
        here.reroute = False
    return contact


def remove_contact(contact: Contact, *, by: User | Sight, token: uuid.UUID | None = None) -> None:
    """Off the web. Raises NotNow while this person holds the question or carries a goal."""
    with visit(contact.case, by=by, action=Action.EDIT_FILE, token=token) as here:
        if here.case.holder_contact_id == contact.pk:
            raise NotNow([Reason("De vraag ligt nu bij deze persoon. Draag die eerst over.")])
        if here.case.goals.filter(carrier_contact=contact, state__in=("voorgesteld", "loopt")).exists():
            raise NotNow([Reason("Deze persoon draagt een doel. Wijzig eerst dat doel.", "plan")])
        contact.removed_at = here.at
        contact.save(update_fields=["removed_at"])
        here.tell(
            "contact.removed",
            "Contact verwijderd",
            text=contact.name,
            action=Action.EDIT_FILE,
            url=f"{here.case.get_absolute_url()}wijkweb/",
        )
        here.reroute = False
