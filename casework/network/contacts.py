"""The dots of the wijkweb: added, changed, taken off."""

import datetime as dt
import uuid
from typing import Any

from casework.cases.models import Case
from casework.engine.errors import NotNow, Reason
from casework.engine.said_before import refuse_said_before
from casework.engine.writes import write_on
from casework.network.models import Contact
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def add_contact(
    case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None, **fields: Any
) -> Contact:
    """Add a dot to the wijkweb: name, relation, domain, strength, phone, organisation."""
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        same = Contact.objects.filter(case=write.anchor, removed_at=None, **fields)
        refuse_said_before(write, "contact.added", fields["name"], same)
        contact = Contact.objects.create(case=write.anchor, **fields)
        write.tell(
            "contact.added",
            "Contact toegevoegd",
            text=contact.name,
            action=Action.EDIT_FILE,
            url=f"{write.anchor.get_absolute_url()}wijkweb/",
        )
        write.reroute = False
    return contact


def change_contact(contact: Contact, *, by: User | Sight, token: uuid.UUID | None = None, **fields: Any) -> Contact:
    with write_on(contact.case, by=by, action=Action.EDIT_FILE, token=token) as write:
        before = {name: getattr(contact, name) for name in fields}
        for name, value in fields.items():
            setattr(contact, name, value)
        contact.save(update_fields=list(fields))
        write.tell(
            "contact.changed",
            "Contact gewijzigd",
            text=contact.name,
            action=Action.EDIT_FILE,
            details={"was": before},
            url=f"{write.anchor.get_absolute_url()}wijkweb/",
        )
        write.reroute = False
    return contact


def remove_contact(contact: Contact, *, by: User | Sight, token: uuid.UUID | None = None) -> None:
    """Off the web. Raises NotNow while this person holds the question or carries a goal."""
    with write_on(contact.case, by=by, action=Action.EDIT_FILE, token=token) as write:
        if write.anchor.holder_contact_id == contact.pk:
            raise NotNow([Reason("De vraag ligt nu bij deze persoon. Draag die eerst over.")])
        if write.anchor.goals.filter(carrier_contact=contact, state__in=("voorgesteld", "loopt")).exists():
            raise NotNow([Reason("Deze persoon draagt een doel. Wijzig eerst dat doel.", "plan")])
        contact.removed_at = write.at
        contact.save(update_fields=["removed_at"])
        write.tell(
            "contact.removed",
            "Contact verwijderd",
            text=contact.name,
            action=Action.EDIT_FILE,
            url=f"{write.anchor.get_absolute_url()}wijkweb/",
        )
        write.reroute = False
