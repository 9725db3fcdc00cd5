"""Help from the sending of its decision to its last day: the provider, the team, the back office, and the citizen."""

import datetime as dt

import pytest

from casework.documents.models import Document
from casework.engine import by_date
from casework.engine.door import perform
from casework.provisions.back_office import BackOfficeMessage
from tests.factories import World, fresh, today

pytestmark = [pytest.mark.slow]
DAY = dt.timedelta(days=1)


def test_help_is_told_begun_extended_and_taken_over(town: World, people) -> None:
    case = town.case("uitvoering", person=town.person("Vermaat", given_name="Toos"))
    asked = town.application(case)
    one = town.provision(case, application=asked, told_on=None, shared_until=None, ends_on=today() + 70 * DAY)
    provider = people("uitvoerder")
    provider.go("/voorzieningen/").sees("Er is nu geen hulp bij uw organisatie toegekend").shot("hulp-leeg")
    decision = town.document(case, "indicatie_afgegeven", about=asked.public_id)
    perform(decision, "send", by=town.consulent, sent_on=today(), sent_how="post")

    provider.go("/voorzieningen/").sees("Hulp bij het huishouden", "Vermaat").shot("hulp-aanbieder")
    provider.at(one).sees("3 uur per week", "Wie kunt u bellen?").misses("u kunt dit zelf niet meer").shot("hulp-een")
    provider.press("Bevestig de start van de hulp").send().sees("Vastgelegd dat de hulp is begonnen")

    by_date.run()
    leader = people("consulent")
    leader.go("/").sees("Bekijk opnieuw welke hulp nodig is")
    leader.at(one).sees("Is er niets veranderd?").press("Verleng ongewijzigd").sees("De hulp is verlengd")
    leader.at(one).sees("Ongewijzigd verlengd", "Uw hulp is verlengd").shot("voorziening")
    leader.go(f"{one.get_absolute_url()}stap/trek-in-of-herzie/").shot("voorziening-trek-in")
    assert Document.objects.filter(kind="voorziening_verlengd").count() == 1
    assert fresh(one).ends_on > today() + 300 * DAY

    finance = people("financien")
    finance.go("/backoffice/").sees("Toewijzing (iWmo 301)", "Start (iWmo 305)", "CAK: start eigen bijdrage").shot(
        "backoffice"
    )
    for box in finance.page.locator("main [name=bericht]").all():
        box.check()
    finance.press("Overgenomen").sees("Overgenomen: ", "Er staat niets op de lijst")
    assert not BackOfficeMessage.objects.filter(taken_over_at=None).exists()
    finance.go("/backoffice/?stand=overgenomen").sees("Zet terug op de lijst")
