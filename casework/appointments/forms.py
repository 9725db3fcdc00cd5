"""What making an appointment asks, and what ending it asks."""

from casework.appointments.conditions import able_to_keep
from casework.engine import possible_days
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import PersonChoice, StepForm


class AppointmentForm(StepForm):
    what = WordsField(label="Wat spreekt u af?", longest=160, help_text="Bijvoorbeeld: bel over de huur.")

    def set_up(self) -> None:
        able = able_to_keep(self.attempt())
        self.fields["on"] = DayField(label="Wanneer?", span=possible_days.agreed(self.today))
        self.fields["person"] = PersonChoice(able, label="Wie doet het?", initial=self.sight.user_id)


class AppointmentDoneForm(StepForm):
    text = WordsField(label="Hoe ging het?", long=True, required=False)


class PassOnForm(StepForm):
    def set_up(self) -> None:
        able = able_to_keep(self.attempt()) - {self.obj.person_id}
        self.fields["person"] = PersonChoice(able, label="Wie doet het voortaan?")
        self.fields["text"] = WordsField(label="Wilt u er iets bij zeggen?", long=True, required=False)
