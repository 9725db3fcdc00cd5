"""What making an appointment asks, and what ending it asks."""

from typing import Any

from casework.engine import possible_days
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import PersonChoice, StepForm
from roles.actions import Action
from roles.policy import who_may


def colleagues(form: StepForm, **kwargs: Any) -> PersonChoice:
    """Who can keep an appointment on this file today."""
    around = form.attempt().surroundings
    return PersonChoice(who_may(Action.KEEP_AGENDA, form.anchor, around.staff, recused=around.closed_to), **kwargs)


class AppointmentForm(StepForm):
    what = WordsField(label="Wat spreekt u af?", longest=160, help_text="Bijvoorbeeld: bel over de huur.")

    def set_up(self) -> None:
        self.fields["on"] = DayField(label="Wanneer?", span=possible_days.agreed(self.today))
        self.fields["person"] = colleagues(self, label="Wie doet het?", initial=self.sight.user_id)


class AppointmentDoneForm(StepForm):
    text = WordsField(label="Hoe ging het?", long=True, required=False)
