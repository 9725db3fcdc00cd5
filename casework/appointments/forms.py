"""What ending an appointment asks."""

from casework.engine.fields import WordsField
from casework.engine.forms import StepForm


class AppointmentDoneForm(StepForm):
    text = WordsField(label="Hoe ging het?", long=True, required=False)
