"""What a carrier sees of a goal that went on."""

from django.utils import timezone

from tests.casework.on_the_lists import in_days
from tests.factories import World, today
from tests.pages.browser import as_


def test_a_goal_that_went_on_is_over_for_who_carried_it(client, world: World) -> None:
    case = world.case("uitvoering", evaluate_on=in_days(30))
    told, never = world.goal(case, "loopt"), world.goal(case, "loopt")
    told.reports.create(on=today(), text="Goed", by=world.middenveld, told_for=world.partner.name, at=timezone.now())
    never.reports.create(on=today(), text="Goed", by=world.middenveld, told_for="", at=timezone.now())
    assert as_(client, world.middenveld).get(told.get_absolute_url()).status_code == 410
    assert client.get(never.get_absolute_url()).status_code == 404
