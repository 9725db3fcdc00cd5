"""What the steps of a round and of a door ask."""

from casework.engine.fields import WordsField
from casework.engine.forms import StepForm


class ToldForm(StepForm):
    told = WordsField(label="Hoe was het?", long=True)
