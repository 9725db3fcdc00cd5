"""The dots of the wijkweb, added, changed and taken off."""

import datetime as dt
import uuid
from typing import Any, Final

from casework.cases.models import Case
from casework.engine.errors import NotNow, Reason
from casework.engine.holding import locked_row
from casework.engine.said_before import refuse_said_before
from casework.engine.writes import Write, write_on
from casework.households import walls
from casework.network.models import Contact
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def add_contact(
    case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None, **fields: Any
) -> Contact:
    """Add a dot to the wijkweb: name, relation, domain; perhaps phone, organisation, fixed roles, strength, and that
    it is over."""
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        walls.refuse(write.anchor.person, name=fields["name"], phone=fields.get("phone", ""))
        same = Contact.objects.filter(case=write.anchor, removed_at=None, **fields)
        refuse_said_before(write, "contact.added", _named(fields["name"], fields.get("shielded", False)), same)
        contact = Contact.objects.create(case=write.anchor, added_at=write.at, **fields)
        _tell(write, "added", contact)
    return contact


def change_contact(
    contact: Contact,
    *,
    by: User | Sight,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    **fields: Any,
) -> Contact:
    """Put right or bring up to date; what it was stays in the event, by which an earlier day is shown (`then.py`).

    Raises NotNow where the tie ends of who holds the question or carries a goal.
    """
    with write_on(contact.case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        contact = locked_row(Contact, contact.pk)
        _refuse_where_taken_off(contact)
        before = {name: getattr(contact, name) for name in fields}
        for name, value in fields.items():
            setattr(contact, name, value)
        if any(before[name] != fields[name] for name in ("name", "phone") if name in fields):
            walls.refuse(write.anchor.person, name=contact.name, phone=contact.phone)
        if not contact.can_carry:
            _refuse_where_counted_on(write.anchor, contact)
        contact.save(update_fields=list(fields))
        _tell(write, "changed", contact, was=before)
    return contact


def remove_contact(
    contact: Contact, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> None:
    """Off the web: it doesn't belong there. Raises NotNow while this person holds the question or carries a goal."""
    with write_on(contact.case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        contact = locked_row(Contact, contact.pk)
        _refuse_where_taken_off(contact)
        _refuse_where_counted_on(write.anchor, contact)
        contact.removed_at = write.at
        contact.save(update_fields=["removed_at"])
        _tell(write, "removed", contact)


def _refuse_where_taken_off(contact: Contact) -> None:
    if contact.removed_at is not None:
        raise NotNow([Reason("Dit contact is van het wijkweb gehaald.")])


def _refuse_where_counted_on(case: Case, contact: Contact) -> None:
    if case.holder_contact_id == contact.pk:
        raise NotNow([Reason("De vraag ligt nu bij deze persoon. Draag die eerst over.")])
    if case.goals.filter(carrier_contact=contact, state__in=("voorgesteld", "loopt")).exists():
        raise NotNow([Reason("Deze persoon draagt een doel. Wijzig eerst dat doel.", "plan")])


SHIELDED: Final = "Afgeschermd contact"
_HAPPENED: Final = {"added": "toegevoegd", "changed": "gewijzigd", "removed": "verwijderd"}


def _named(name: str, shielded: bool) -> str:
    """On the timeline, which has more readers, who is shielded has no name."""
    return SHIELDED if shielded else name


def _tell(write: Write, what: str, contact: Contact, **details: Any) -> None:
    write.tell(
        f"contact.{what}",
        f"Contact {_HAPPENED[what]}",
        text=_named(contact.name, contact.shielded),
        action=Action.EDIT_FILE,
        details={"contact": contact.pk, **details},
        url=f"{write.anchor.get_absolute_url()}wijkweb/",
    )
    write.reroute = False
