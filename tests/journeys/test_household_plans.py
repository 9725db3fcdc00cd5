"""The plan of a household in a real browser: goals chosen, everybody asked, agreed; then a meeting on a telephone."""

import datetime as dt

import pytest

from casework.householdplans.models import HouseholdPlan
from casework.meetings.models import Meeting
from tests.casework.householdplans.household import Family
from tests.factories import today

pytestmark = [pytest.mark.slow]
SMALL = {"width": 375, "height": 667}


def test_a_plan_agreed_by_all_and_a_meeting_written_down(people, town) -> None:
    family = Family(town)
    family.row.members.filter(pk=family.father.pk).delete()
    who = people("consulent").go(f"{family.row.get_absolute_url()}gezinsplan/nieuw/")
    who.fill(aim="Rust in huis").send().sees("Het plan is een concept", "Kies de doelen").shot("gezinsplan-concept")
    who.press("Kies de doelen van het gezinsplan")
    key = family.goal.public_id
    who.page.locator(f"[name=in_{key}]").check()
    who.page.locator(f"[name=order_{key}]").fill("1")
    for one in (family.girl, family.boy):
        who.page.locator(f"[name=for_{key}][value='{one.public_id}']").check()
    who.shot("gezinsplan-doelen").send().sees("Telt voor Fatma Yılmaz, Elif Yılmaz, Emre Yılmaz")
    plan = HouseholdPlan.objects.get()
    for number in range(3):  # the mother, the girl of 14, and the mother for the boy of 8
        who.go(f"{plan.get_absolute_url()}stap/leg-een-akkoord-vast/")
        who.page.locator("[name=who]").first.check()
        who.page.locator("[name=how]").fill("mondeling, aan tafel")
        if number == 2:  # by keyboard alone
            with who.page.expect_navigation():
                who.page.keyboard.press("Enter")
        else:
            who.send()
        who.sees("Het akkoord staat vast")
    who.go(f"{plan.get_absolute_url()}stap/spreek-af/")
    later = today() + dt.timedelta(days=40)
    who.page.locator("[name=evaluate_on]").fill(later.isoformat())
    who.send().sees("Het gezinsplan is afgesproken", "Blad voor Emre Yılmaz").shot("gezinsplan-afgesproken")

    other = people("teamlid")
    other.page.set_viewport_size(SMALL)
    other.go(f"{family.row.get_absolute_url()}overleg/nieuw/")
    other.page.locator("[name=about]").fill("Hoe het thuis gaat")
    other.send().press("Voeg een deelnemer toe")
    other.page.locator("[name=who]").select_option(label="Fatma Yılmaz")
    other.send().sees("Wie er was", "Fatma Yılmaz")
    meeting = Meeting.objects.get()
    other.go(f"{meeting.get_absolute_url()}stap/schrijf-een-afspraak-op/")
    other.page.locator("[name=what]").fill("Belt de school")
    other.page.locator("[name=who]").first.check()
    other.page.locator("[name=until]").fill(later.isoformat())
    other.shot("overleg-afspraak").send().press("Stel het overleg vast")
    other.send().sees("Het overleg staat vast", "Belt de school").shot("overleg-vastgelegd")
    assert not who.failures
    assert not other.failures
