"""What an absence asks: from when, until when, and who covers."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.db.models import QuerySet

from casework.engine.fields import DayField, ask_in_dutch
from casework.engine.possible_days import Days
from roles.models import User
from wijkteam.admin.fields import PersonChoice

BACK: Final = dt.timedelta(days=31)  # of somebody who fell ill it is put down later
AHEAD: Final = dt.timedelta(days=730)


class AbsenceForm(forms.Form):
    """`places`: from where, a choice only where there are more. `people`: who is away, where a leader asks."""

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        on: dt.date,
        covers: QuerySet[User],
        places: Iterable[tuple[str, str]] = (),
        people: QuerySet[User] | None = None,
        began: dt.date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        places = list(places)
        if people is not None:
            self.fields["person"] = PersonChoice(people, label="Wie is er niet?", empty_label="Kies een collega")
        if len(places) > 1:
            self.fields["place"] = forms.ChoiceField(label="Waar?", choices=places)
        first = min(on - BACK, began or on)
        self.fields["since"] = DayField(label="Afwezig vanaf", span=Days(first, on + AHEAD))
        self.fields["until"] = DayField(
            label="Weer terug op",
            span=Days(first, on + AHEAD),
            required=False,
            help_text="De eerste dag dat u er weer bent. Laat leeg als dat nog niet bekend is."
            if people is None
            else "De eerste dag weer terug. Laat leeg als dat nog niet bekend is.",
        )
        self.fields["cover"] = PersonChoice(covers, label="Wie neemt waar?", required=False, empty_label="Nog niemand")
        ask_in_dutch(self.fields)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until <= since:
            self.add_error("until", "De dag van terugkomst moet na de eerste dag van afwezigheid liggen.")
        if data.get("cover") and data["cover"] == data.get("person"):
            self.add_error("cover", "Kies een andere collega dan wie er niet is.")
        return data
