"""A krachtenveld in a real browser: asked, made by somebody outside on a telephone, talked over, and read by the citizen."""

import datetime as dt
import re

import pytest

from casework.forcefields.models import ForceField
from tests.factories import today

pytestmark = [pytest.mark.slow]
SMALL = {"width": 375, "height": 667}
DAY = dt.timedelta(days=1)


def test_asked_made_outside_talked_over_and_read(people, town) -> None:
    case = town.case("uitvoering")
    town.grant(case)
    who = people("consulent").go(f"{case.get_absolute_url()}wijkweb/").press("Vraag een krachtenveldanalyse")
    who.fill(why="Iedereen trekt een andere kant op")
    who.page.locator("[name=maker]").select_option(value=f"{town.partner.pk}-{town.middenveld.pk}")
    who.fill(due_on=(today() + 30 * DAY).isoformat(), until=(today() + 60 * DAY).isoformat(), consent_said=True)
    who.shot("krachtenveld-vragen").send().sees("De analyse is gevraagd").shot("krachtenveld-gevraagd")
    field = ForceField.objects.get()

    maker = people("middenveld")
    maker.page.set_viewport_size(SMALL)
    maker.at(field).sees("Aan u gevraagd").shot("krachtenveld-maker")
    maker.press("Begin met de analyse")
    for name, stance in (("Zus Anja", "mee"), ("De verhuurder", "tegen")):
        maker.go(f"{field.get_absolute_url()}stap/voeg-iemand-toe/")
        maker.page.locator("[name=name]").fill(name)
        maker.page.locator(f"[name=stance][value={stance}]").check()
        maker.page.locator("[name=influence][value=groot]").check()
        if stance == "mee":
            maker.shot("krachtenveld-partij").send()
        else:  # by keyboard alone
            maker.page.locator("[name=name]").focus()
            with maker.page.expect_navigation():
                maker.page.keyboard.press("Enter")
        maker.sees("Diegene staat erbij")
    rows = {one.name: str(one.pk) for one in field.parties.all()}
    for one, other, now, then in (
        (rows["Zus Anja"], "inwoner", "steunend", "steunend"),
        (rows["De verhuurder"], rows["Zus Anja"], "verbroken", "zakelijk"),
    ):
        maker.go(f"{field.get_absolute_url()}stap/leg-een-band-vast/")
        maker.page.locator("[name=one]").select_option(value=one)
        maker.page.locator("[name=other]").select_option(value=other)
        maker.page.locator(f"[name=now][value={now}]").check()
        maker.page.locator(f"[name=then][value={then}]").check()
        maker.send().sees("De band staat erbij")
    maker.go(f"{field.get_absolute_url()}stap/lever-de-analyse-op/")
    maker.page.locator("[name=regie_now][value=niemand]").check()
    maker.page.locator("[name=regie_then][value=inwoner]").check()
    maker.page.locator("[name=change]").fill("Eén vaste begeleider.")
    maker.shot("krachtenveld-opleveren").send().sees("Dank u wel", "Eén vaste begeleider").shot(
        "krachtenveld-opgeleverd"
    )

    who.at(field).sees("Bespreek de krachtenveldanalyse met de inwoner").shot("krachtenveld-regisseur")
    who.press("Leg vast dat u dit besprak")
    who.page.locator("[name=said]").fill("Zo is het precies.")
    who.send().sees("De inwoner leest de analyse nu")

    own = people("inwoner")
    own.page.set_viewport_size(SMALL)
    own.go(f"/mijn/{case.ref}/")
    with own.page.expect_navigation():
        own.page.get_by_role("link", name=re.compile("met u bespraken")).click()
    own.sees("Zo is het precies.", "verbroken", "Eén vaste begeleider").shot("krachtenveld-inwoner")
    assert not who.failures
    assert not maker.failures
    assert not own.failures
