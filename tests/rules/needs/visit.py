"""A visit: what its step needs. Whatever stands in it is enough."""

from typing import Final

from tests.rules.needs.taking import Take

TAKES: Final[tuple[Take, ...]] = ()
