"""A goal that comes from what is needed, its form filled in from the row: nothing is typed twice."""

from collections.abc import Iterator
from typing import Final

from casework.engine.machine import Attempt
from casework.engine.surroundings import looking_at
from casework.goals.forms import GoalForm
from casework.law.models import Ground
from casework.research.models import Need

# the ground that goes with what is left, and with what the kern has; else one's own strength
_GROUNDS: Final = (("left", "wmo_maatwerk"), ("kern", "vrij_toegankelijk"), ("", "eigen_kracht"))


class GoalOfNeed(GoalForm):
    """Who carries it follows from its parts: whoever of the web or the kern is named there, else the citizen."""

    obj: Need

    def set_up(self) -> None:
        super().set_up()
        need = self.obj
        self.initial = {"wording": f"{need.named}: {need.extent}" if need.extent else need.named}
        own = f"naaste:{need.carer_id}" if need.carer_name else "inwoner"
        own = own if own in self.party.found and need.own.strip() and not need.left.strip() else ""
        if carrier := next(self._named(), own):
            self.initial["carrier"] = carrier
        code = next(code for column, code in _GROUNDS if not column or getattr(need, column).strip())
        ground = Ground.objects.filter(code=code, active=True).first()
        if ground is not None:
            self.initial["ground"] = ground.pk

    def attempt(self) -> Attempt:
        """At the door of the case: a row has none of its own."""
        return looking_at(self.anchor, self.sight)

    def _named(self) -> Iterator[str]:
        """Carriers whose name stands in a part: those near first, then organisations."""
        for kind, column in (("naaste:", "network"), ("organisatie:", "kern"), ("organisatie:", "other_law")):
            words = getattr(self.obj, column).casefold()
            for key, party in self.party.found.items():
                if key.startswith(kind) and party is not None and str(party.name).casefold() in words:
                    yield key
