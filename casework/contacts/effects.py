"""What a change of the wijkweb does to what was written down before: who is shielded now has no name there either."""

from typing import Any

from django.db.models import Q

from casework.contacts.models import ContactMoment
from casework.contacts.words import WithWhom, with_capital
from casework.engine.writes import Write
from casework.network.models import Contact
from casework.network.operations import SHIELDED


def named_as_now(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """Who is shielded: in every contact with them, also where the name was typed. Who is no more: by name again."""
    contact = Contact.objects.get(pk=details["contact"])
    was = details.get("was", {}).get("shielded", False)
    if contact.shielded == was:
        return
    rows = ContactMoment.objects.filter(case=case).exclude(with_whom=WithWhom.INWONER)
    names = {contact.name, details.get("was", {}).get("name", contact.name)}
    typed = Q(pk__in=[])
    for name in names if contact.shielded else ():
        typed |= Q(contact=None, name__iexact=name)
    name = SHIELDED if contact.shielded else contact.name
    for one in rows.filter(Q(contact=contact) | typed):
        one.words = _renamed(one.words, one.name, name)[:200]
        one.with_whom, one.contact, one.name = WithWhom.NETWERK, contact, name
        one.save()


def _renamed(words: str, was: str, name: str) -> str:
    """The line of a contact with another name in it, which may begin it."""
    if words.startswith(with_capital(was)):
        return with_capital(name) + words[len(was) :]
    return words.replace(was, name)
