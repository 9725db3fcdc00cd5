"""What closing a case does to a notice of default: what is owed is set, also when the case is closed."""

from casework.defaults.states import DefaultState
from casework.engine.noun import Closing

CLOSING = Closing(outlives=(DefaultState.ONTVANGEN, DefaultState.VASTGESTELD))
