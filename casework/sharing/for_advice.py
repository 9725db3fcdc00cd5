"""What is shared so that somebody can advise, and on which grounds: the same fields wherever an advice is asked for."""

from typing import Final

from django import forms

from casework.engine.forms import radio
from casework.sharing.grounds import GROUNDS
from casework.sharing.states import FilePart, Purpose, Rests

FITTING: Final = tuple(one for one, ground in GROUNDS.items() if Purpose.ADVIES in ground.purposes)
_PARTS: Final = tuple(part for part in FilePart if any(part in GROUNDS[one].parts for one in FITTING))


def what_is_shared(help_text: str) -> forms.MultipleChoiceField:
    """Parts of the file, the question by default."""
    return forms.MultipleChoiceField(
        label="Wat deelt u?",
        choices=[(one.value, one.label) for one in _PARTS],
        initial=[FilePart.VRAAG],
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


def on_which_ground() -> forms.ChoiceField:
    """Each with its article; the citizen's say by default."""
    grounds = [(one.value, f"{one.label} ({GROUNDS[one].article})") for one in FITTING]
    return radio("Op welke grond?", grounds, initial=Rests.TOESTEMMING)
