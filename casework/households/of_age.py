"""When somebody of a household is 18."""

import datetime as dt
from typing import Any

from django.db.models import DateField, F, Func

from casework.engine.possible_days import years
from casework.people.models import ADULT


def adult_on(birth_date: dt.date) -> dt.date:
    """The day on which somebody is 18; who was born on 29 February is so on 1 March."""
    return years(birth_date - dt.timedelta(days=1), ADULT) + dt.timedelta(days=1)


def adult_day(column: str) -> Any:
    """The same, of a column."""
    return Func(F(column), template="((%(expressions)s - 1 + interval '18 years')::date + 1)", output_field=DateField())
