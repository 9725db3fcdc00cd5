"""Making an appointment."""

from casework.engine import spans
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import PersonChoice, StepForm
from casework.engine.surroundings import office_for
from roles.actions import Action
from roles.policy import who_may


class AppointmentForm(StepForm):
    what = WordsField(label="Wat spreekt u af?", longest=160, help_text="Bijvoorbeeld: bel over de huur.")

    def set_up(self) -> None:
        office = office_for(self.case, self.sight, self.today)
        able = who_may(Action.EDIT_FILE, self.case, office.staff, recused=office.recused)
        self.fields["on"] = DayField(label="Wanneer?", span=spans.agreed(self.today))
        self.fields["person"] = PersonChoice(able, label="Wie doet het?", initial=self.sight.user_id)
