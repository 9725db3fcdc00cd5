"""What waiting asks: for what, and until when."""

from casework.engine.fields import WordsField
from casework.engine.forms import StepForm, radio
from casework.waits.conditions import waiting_days
from casework.waits.states import WaitsFor


class WaitForm(StepForm):
    waits_for = radio("Waarop wacht u?", [(one.value, one.label.capitalize()) for one in WaitsFor])
    what = WordsField(
        label="Wat precies?", longest=160, required=False, help_text="Bijvoorbeeld: de offerte van de traplift."
    )

    def set_up(self) -> None:
        self.comes("until", "Wanneer kijkt u of het er is?", span=waiting_days(self.attempt()))


class LongerForm(StepForm):
    def set_up(self) -> None:
        self.comes("until", "Wanneer kijkt u weer?", span=waiting_days(self.attempt()))
