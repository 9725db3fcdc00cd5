"""What holds on a day of all that was decided: by hand, and for decisions at random."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.provisions.models import Provision
from casework.provisions.states import ProvisionState
from casework.provisions.versions import ProvisionVersion, as_of, columns_in_json, on_day

START = dt.date(2026, 1, 1)


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def granted(**fields) -> Provision:
    given = {
        "what": "Hulp",
        "amount": Decimal(3),
        "unit": "uur",
        "period": "week",
        "starts_on": START,
        "ends_on": day(364),
    }
    return Provision(**given | fields)


def decide(provision: Provision, since: dt.date, **columns) -> ProvisionVersion:
    provision._make(**columns)
    was, became = columns_in_json(provision.changed)
    return ProvisionVersion(provision=provision, kind="gewijzigd", since=since, was=was, became=became)


def test_what_was_decided_for_later_isnt_so_yet() -> None:
    one = granted()
    versions = [decide(one, day(100), amount=Decimal(5)), decide(one, day(50), amount=Decimal(4), frequency="Ramen")]
    assert [as_of(one, versions, day(n))["amount"] for n in (0, 49, 50, 99, 100, 300)] == [
        Decimal(3), Decimal(3), Decimal(4), Decimal(4), Decimal(4), Decimal(4),
    ]  # fmt: skip
    assert on_day(one, versions, day(0)).how_much == "3 uur per week"
    assert on_day(one, versions, day(60)).how_much == one.how_much == "4 uur per week: Ramen"
    assert on_day(one, versions, day(0)).ends_on == day(364)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 20),
            st.dictionaries(st.sampled_from(["amount", "provider_id", "ends_on"]), st.integers(1, 4), min_size=1),
        ),
        max_size=8,
    )
)
def test_a_decision_replaces_its_columns_from_its_day_on(decisions) -> None:
    """Held against the plainest way to say it: for each day the last decision of those that hold by then."""

    def value(column: str, number: int):
        return {"amount": Decimal(number), "provider_id": number, "ends_on": day(300 + number)}[column]

    one = granted(provider_id=9)
    told = [(since, {name: value(name, number) for name, number in columns.items()}) for since, columns in decisions]
    before = {name: getattr(one, name) for name in ("amount", "provider_id", "ends_on")}
    versions, differs, latest = [], [], dict(before)
    for since, columns in told:
        # what stays as the last decision left it isn't decided on
        differs.append((since, {name: new for name, new in columns.items() if latest[name] != new}))
        latest |= columns
        versions.append(decide(one, day(since), **columns))
    for number in range(22):
        expected = dict(before)
        for since, columns in differs:
            expected |= columns if since <= number else {}
        found = as_of(one, versions, day(number))
        assert {name: found[name] for name in expected} == expected, number
    last = as_of(one, versions, dt.date.max)
    assert {name: last[name] for name in before} == {name: getattr(one, name) for name in before}


@pytest.mark.parametrize(
    ("fields", "on", "says"),
    [
        ({"state": "gevraagd", "starts_on": None, "ends_on": None}, 0, "gevraagd"),
        ({"state": "afgewezen"}, 0, "afgewezen"),
        ({"state": "toegekend"}, -5, "begint op 1 januari 2026"),
        ({"state": "toegekend"}, 5, "toegekend, nog niet begonnen"),
        ({"state": "gestart", "started_on": START}, 5, "loopt tot en met 31 december 2026"),
        ({"state": "gestart", "started_on": START, "ends_on": None}, 5, "sinds 1 januari 2026"),
        ({"state": "gestart", "started_on": START, "paused_from": day(3)}, 2, "loopt tot en met 31 december 2026"),
        ({"state": "gestart", "started_on": START, "paused_from": day(3)}, 3, "gepauzeerd sinds 4 januari 2026"),
        ({"state": "gestart", "started_on": START}, 400, "gestopt na 31 december 2026"),
        ({"state": "beeindigd", "started_on": START, "stopped_on": day(9)}, 400, "gestopt na 10 januari 2026"),
    ],
)
def test_it_says_what_holds_and_not_its_state(fields, on: int, says: str) -> None:
    assert granted(**fields).stands(day(on)) == says
    assert {*ProvisionState.RUNS} == {"toegekend", "gestart"}
