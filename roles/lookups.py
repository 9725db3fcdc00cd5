"""Keys that are found first, where the planner wouldn't see by itself that they are few: it plans for any (`fixed`)."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func


def among(keys: Any, column: str = "pk") -> Func:
    """It is one of these, which are found first: with `IN` the planner may join all that it joins before it looks, and beside
    an `OR` it looks at every row. Of this one it uses an index."""
    return Func(
        F(column), ArraySubquery(keys), template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=BooleanField()
    )
