"""What closing a case does to an objection: nothing. It is decided on, also when the case is closed."""

from casework.engine.noun import Closing
from casework.objections.states import ObjectionState

CLOSING = Closing(outlives=tuple(ObjectionState.values))
