"""Days that can't be true for money that comes back."""

import datetime as dt
from decimal import Decimal

import pytest

from casework.engine.errors import NotNow
from casework.vangnet.operations import draft_request
from tests.factories import World, today

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("on", [today() - DAY, today() + dt.timedelta(days=800)])
def test_money_comes_back_from_today_within_two_years(world: World, on: dt.date) -> None:
    words = {"purpose": "Lift", "amount": Decimal(100), "payee": "Zwembad", "why_now": "Nu"}
    with pytest.raises(NotNow, match="Vul een dag in"):
        draft_request(world.case(), by=world.consulent, recover_from="gemeente", recover_on=on, **words)
