"""What closing a case does to its pieces: nothing. They stay in the file for as long as it is kept."""

from casework.engine.noun import Closing
from casework.pieces.states import PieceState

CLOSING = Closing(
    outlives=(PieceState.WACHT, PieceState.OPGENOMEN, PieceState.GEWEIGERD, PieceState.GESCHRAPT),
)
