"""Who stands in a web, for who must decide whether they stay there."""

from collections.abc import Iterable
from typing import Any

from casework.engine.noun import Is, TakesPart


def takes_part(case: Any, is_them: Is) -> Iterable[TakesPart]:
    """With whom it is over isn't in touch any more, and is part of the story."""
    for one in case.contacts.filter(removed_at=None):
        if one.is_there and is_them(name=one.name, phone=one.phone):
            url = f"{case.get_absolute_url()}wijkweb/{one.pk}/"
            yield TakesPart(f"{one.name} staat in het wijkweb", url, "Haal van het wijkweb, of zeg dat het voorbij is")
