"""An index costs with every row that is written, so none repeats how another begins."""

import pytest
from django.apps import apps
from django.db import models

OURS = [
    model
    for app in ("casework", "roles", "wijkweb")
    for model in apps.get_app_config(app).get_models()
    if not model._meta.proxy
]


def begins(model: type[models.Model]) -> set[str]:
    """The columns with which an index of more of them begins, for all rows of the table."""
    meta = model._meta
    kept = [one for one in meta.indexes if type(one) is models.Index]
    kept += [one for one in meta.constraints if isinstance(one, models.UniqueConstraint) and not one.opclasses]
    rows = [one.fields for one in kept if one.fields and one.condition is None]
    return {row[0] for row in [*rows, *meta.unique_together] if len(row) > 1}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_foreign_key_is_indexed_twice(model):
    twice = [
        one.name
        for one in model._meta.local_concrete_fields
        if one.remote_field and one.db_index and not one.unique and one.name in begins(model)
    ]
    assert twice == []


def test_a_number_that_is_looked_for_whole_has_one_index():
    """`db_index` makes a second one, for words that begin so."""
    twice = [
        f"{model.__name__}.{one.name}"
        for model in OURS
        for one in model._meta.local_concrete_fields
        if type(one) is models.CharField and one.db_index and not one.unique
    ]
    assert twice == []
