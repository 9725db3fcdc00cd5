"""What in a file is for one alone of those who read it as the citizen, or for them: the citizen, or one who speaks for them.

Parents who parted, a child and a mentor: each may read the case, and not all of it is for all. Colleagues read it all, and
see for whom it is. Every reader asks `for_reader`.
"""

from typing import Any, Final

from django import forms
from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When

from casework.cases.querysets import as_citizen
from casework.engine.forms import StepForm
from casework.people.models import Representative
from roles.matrix import GrantKind
from roles.policy import Sight

CITIZEN: Final = "inwoner"
OF_ALL: Final = Q(only_citizen=False, only_speaker=None)
_CITIZEN: Final = "de inwoner zelf"


class ForOne(models.Model):
    """A row that can be for one of them alone."""

    only_citizen = models.BooleanField("alleen voor de inwoner zelf", default=False, db_default=False)
    only_speaker = models.ForeignKey(
        Representative,
        verbose_name="alleen voor deze vertegenwoordiger",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True

    @property
    def for_one(self) -> bool:
        return self.only_citizen or self.only_speaker_id is not None

    @property
    def only_for(self) -> str:
        """'de inwoner zelf', or the name of who speaks; empty where it is for all."""
        return _CITIZEN if self.only_citizen else self.only_speaker.name if self.only_speaker is not None else ""


def for_reader(sight: Sight, row: str = "", case: str = "case__") -> Q:
    """What of these rows isn't for somebody else alone. `row` leads to what is a `ForOne`, `case` to its case."""
    citizens = sorted(as_citizen(sight))
    if not citizens:
        return Q()
    own = sorted(one for one, kind in sight.grants.items() if kind is GrantKind.OWN)
    of_all = Q(**{f"{row}only_citizen": False, f"{row}only_speaker": None}) | ~Q(**{f"{case}id__in": citizens})
    theirs = Q(**{f"{row}only_citizen": True, f"{case}id__in": own})
    return of_all | theirs | Q(**{f"{row}only_speaker__user": sight.user_id})


def whom() -> Case:
    """For whom alone a row is, in words, as a column."""
    name = F("only_speaker__name")
    return Case(
        When(only_citizen=True, then=Value(_CITIZEN)),
        When(only_speaker__isnull=False, then=name),
        default=Value(""),
        output_field=CharField(),
    )


def ask_for_whom(form: StepForm, row: Any = None) -> None:
    """A choice, where more than one reads along."""
    person = form.anchor.person
    speak = list(person.speaking(form.today)) if person is not None else []
    if row is not None and row.only_speaker is not None and row.only_speaker not in speak:
        speak.append(row.only_speaker)
    if not speak:
        return
    choices = [("", "Voor iedereen die mee mag lezen"), (CITIZEN, f"Alleen voor {person.name}")]
    choices += [(str(one.pk), f"Alleen voor {one.name}, {one.get_kind_display().lower()}") for one in speak]
    form.fields["only_for"] = forms.ChoiceField(label="Voor wie is dit?", choices=choices, required=False)
    form.speak = {str(one.pk): one for one in speak}  # type: ignore[attr-defined]
    if row is not None:
        chosen = CITIZEN if row.only_citizen else str(row.only_speaker_id or "")
        form.initial = {**form.initial, "only_for": chosen}


def for_whom(form: StepForm) -> dict[str, Any]:
    """As columns of the row; nothing where it wasn't asked."""
    if "only_for" not in form.fields:
        return {}
    chosen = form.cleaned_data.get("only_for", "")
    return {"only_citizen": chosen == CITIZEN, "only_speaker": form.speak.get(chosen)}  # type: ignore[attr-defined]


def is_for_one(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(only_citizen=False) | Q(only_speaker=None))
