"""What asking for paper and sending it asks."""

from django.utils import timezone

from casework.documents.models import SentHow
from casework.engine.forms import StepForm, radio
from casework.engine.possible_days import Days


class SendForm(StepForm):
    sent_how = radio("Hoe?", SentHow.choices)

    def set_up(self) -> None:
        self.happened("sent_on", "Wanneer is de brief verstuurd of gegeven?", span=self._since_made())
        if not self.obj.can_be_posted:
            ways = [one for one in SentHow.choices if one[0] != SentHow.POST]
            self.fields["sent_how"].choices = ways  # type: ignore[attr-defined]
            self.fields["sent_how"].help_text = "Op deze brief staat geen adres. Geef de brief zelf."

    def _since_made(self) -> Days:
        return Days(timezone.localdate(self.obj.asked_at), self.today)
