"""What closing a case does to a meldcode: nothing, and who closes it can't tell that there is one."""

from casework.engine.noun import Closing
from casework.meldcode.states import MeldcodeState

CLOSING = Closing(outlives=tuple(MeldcodeState))
