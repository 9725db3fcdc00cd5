"""What happens to a household by what is done in a case of one of them."""

from typing import Any, Final

from casework.engine.errors import NotNow, Reason
from casework.engine.writes import Write
from casework.households.models import Member
from casework.households.operations import ADDRESS

AT_THE_HOUSEHOLD: Final = (
    "Deze inwoner woont in een huishouden, en het adres staat daar. Verhuis op de pagina ‘Gezin en huishouden’ het hele "
    "huishouden, of leg vast dat deze inwoner is vertrokken."
)


def address_is_kept_once(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """What is corrected in a case is who somebody is, not where the household lives. Raises NotNow."""
    rows = Member.objects.here().filter(person=case.person_id).select_related("household", "person")
    for member in rows:
        if any(getattr(member.person, one) != getattr(member.household, one) for one in ADDRESS):
            raise NotNow([Reason(AT_THE_HOUSEHOLD)])
