"""What closing a case does to what is shared: nothing. Who saw something by it sees nothing any more, as hand-overs and
goals themselves say; the citizen can still take it back, also before a case is opened again."""

from casework.engine.noun import Closing
from casework.sharing.states import SharingState

CLOSING = Closing(outlives=(SharingState.GEGEVEN,))
