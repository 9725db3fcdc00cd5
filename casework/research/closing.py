"""What closing a case does to its research: nothing. What was found stays to be read, and help that runs is looked at anew
on a closed case."""

from casework.engine.noun import Closing
from casework.research.states import ResearchState

CLOSING = Closing(outlives=(ResearchState.LOOPT, ResearchState.VASTGESTELD, ResearchState.VERSTUURD))
