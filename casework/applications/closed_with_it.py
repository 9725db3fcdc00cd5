"""A case that is closed by the act that decides: on the short road, where nothing else on it waits."""

from typing import Any, Final

from casework.cases.states import Layer, Outcome, Road
from casework.engine import closing
from casework.engine.door import perform, permitted
from casework.engine.errors import NotNow, Reason
from casework.engine.machine import step_named

# that help was granted is said by the decision itself
CHOICES: Final = [
    ("", "Maatwerkvoorziening toegekend"),
    *(one for one in Outcome.choices if one[0] != Outcome.MAATWERK),
]
# where it was solved follows from how; else it is where it lies
_SOLVED: Final = {
    Outcome.EIGEN_KRACHT: Layer.BURGER,
    Outcome.NETWERK: Layer.BURGER,
    Outcome.MIDDENVELD: Layer.MIDDENVELD,
    Outcome.ALGEMEEN: Layer.MIDDENVELD,
    Outcome.MAATWERK: Layer.PROFESSIONAL,
    Outcome.VANGNET: Layer.PROFESSIONAL,
}


def may_close(case: Any, sight: Any, *, but: Any) -> bool:
    """Where nothing but this waits, and this person may close it: what was granted goes on, the case doesn't."""
    declared = step_named(type(case), "close")
    if case.road != Road.KORT or declared is None or case.standing not in declared.sources:
        return False
    return permitted(case, declared, sight) and not closing.waits_for(case, but=but)


def close(case: Any, sight: Any, outcome: str, *, granted: bool) -> None:
    """With what came of it. Raises NotNow where nothing was granted and nobody said how it was solved then."""
    if not outcome and not granted:
        words = "Er is niets toegekend. Kies met welke uitkomst u de zaak afsluit, of neem alleen het besluit."
        raise NotNow([Reason(words)])
    how = Outcome(outcome or Outcome.MAATWERK)
    again = type(case)._default_manager.get(pk=case.pk)
    perform(again, "close", by=sight, outcome=how, solved_layer=_SOLVED.get(how, Layer(again.layer)))
