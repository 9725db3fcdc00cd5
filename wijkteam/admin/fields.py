"""How beheer asks: the product's own fields and words, people by name, and nobody over what a colleague changed."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.functional import cached_property

from casework.engine.fields import DayField, EurosField, NumberField, WordsField, ask_in_dutch
from roles.models import User
from wijkteam.admin.guard import opened_with, refuse_overwriting

GIVEN_BACK = "Wat u typte staat hier weer. Er is nog niets bewaard: kijk of het klopt en verstuur het dan."


class StrictForm(forms.ModelForm):
    """Holds an object to all its constraints, also those about columns that this form doesn't show.

    Asks in the product's own words, and never writes over what a colleague changed meanwhile.
    """

    use_required_attribute = False  # see ask_in_dutch
    changed_meanwhile = False
    given_back = False  # what somebody typed before they had to log in again: to be looked at, not to be saved

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_in_dutch(self.fields)
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField):
                choices: Any = field.choices
                field.choices = [(key, label if key else "Kies") for key, label in choices]

    @property
    def opened(self) -> str:
        return opened_with(self)

    def _post_clean(self) -> None:
        """Looked at before the instance takes over what was typed."""
        if self.given_back:
            self.add_error(None, GIVEN_BACK)
        refuse_overwriting(self)
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        for check in (self.instance.validate_unique, self.instance.validate_constraints):
            try:
                check()
            except ValidationError as error:
                self.add_error(None, error.messages)


class PersonChoice(forms.ModelChoiceField):
    """By name; who shares one is told apart by the address."""

    @cached_property
    def _shared(self) -> set[str]:
        names = Counter(one.name for one in User.objects.filter(is_active=True))
        return {name for name, times in names.items() if times > 1}

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.email})" if obj.name in self._shared else str(obj.name)


def everyone_but(user: User) -> QuerySet[User]:
    """Everybody with an open account but the one who asks: nobody gives themselves anything."""
    return User.objects.filter(is_active=True).exclude(pk=user.pk).order_by("last_name", "first_name", "username")


def own_field(db_field: Any, help_text: str | None = None) -> forms.Field | None:
    """The field that the rest of the product asks this with, where it has one of its own; explained as its form does."""
    asked: dict[str, Any] = {
        "label": str(db_field.verbose_name)[:1].upper() + str(db_field.verbose_name)[1:],
        "required": not db_field.blank,
        "help_text": db_field.help_text if help_text is None else help_text,
    }
    match db_field.get_internal_type():
        case "DateField":
            return DayField(**asked)
        case "DecimalField":
            return EurosField(**asked)
        case "PositiveSmallIntegerField" | "PositiveIntegerField":
            return NumberField(**asked)
        case "CharField" if not db_field.choices and type(db_field) is models.CharField and db_field.name != "username":
            return WordsField(longest=db_field.max_length, **asked)
        case "TextField":
            return WordsField(long=True, **asked)
    return None


class PlainFields(BaseModelAdmin):
    """The fields of a page or of the rows inside one: people by their names, and no shortcuts to other pages."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if own := own_field(db_field, kwargs.get("help_text")):
            return own
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.related_model is User:
            kwargs |= {"form_class": PersonChoice, "queryset": everyone_but(request.user)}
        kwargs.setdefault("empty_label", "Kies")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(db_field, request, **kwargs | {"widget": forms.CheckboxSelectMultiple})
