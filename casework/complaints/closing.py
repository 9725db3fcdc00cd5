"""What closing a case does to a complaint: nothing. It is settled, also when the case is closed."""

from casework.complaints.states import OPEN
from casework.engine.noun import Closing

CLOSING = Closing(outlives=OPEN)
