"""A decision of before that came four weeks too late: what that cost was set, and finance pays it today in a file of its own.
Of another it is set, and nobody asked yet where the money goes."""

import datetime as dt
from typing import Any, Final

from django.utils import timezone

from casework.applications.lines import LookedAt, line
from casework.applications.models import Application
from casework.applications.states import ApplicationState
from casework.cases.models import Case
from casework.cases.states import Phase
from casework.defaults.models import DefaultNotice
from casework.defaults.states import CameBy, DefaultState
from casework.engine.door import perform
from casework.engine.holding import hold
from casework.engine.lists import bring_in_line
from casework.provisions.granted import of_line
from casework.provisions.models import Provision
from casework.provisions.states import ProvisionState
from casework.vangnet.account_number import AccountNumber
from casework.vangnet.paying import book, make_batch, release
from roles.models import Mandate, MandateKind
from wijkteam.town.demo.deciding import ARTICLES
from wijkteam.town.demo.municipality import GEMEENTE, Municipality

WEEK: Final = dt.timedelta(weeks=1)


def dwangsommen(town: Municipality, now: dt.datetime) -> None:
    closed = Case.objects.filter(phase=Phase.AFGESLOTEN, ended_reason="", person__deceased_on=None, applications=None)
    cases = list(closed.exclude(person=None).select_related("person").order_by("-closed_on", "pk")[4:6])
    paid, _ = (_late(town, case, "Vervoer naar de dagbesteding") for case in cases)
    bring_in_line(hold(Case, [case.pk for case in cases]), now)
    assert paid.case.person is not None
    account: dict[str, Any] = {"payee": paid.case.person.name, "payee_iban": AccountNumber("NL91ABNA0417164300")}
    paid = perform(paid, "give_account", by=town.people["financien"], at=now, **account).obj
    on = town.today
    batch, _ = make_batch([paid], pay_on=on, by=town.sight("financien", on), at=now)
    assert batch is not None
    release(batch, by=town.sight("financien2", on))
    type(batch).objects.filter(pk=batch.pk).update(fetched_at=timezone.now())
    book(batch, by=town.sight("financien", on))


def _late(town: Municipality, case: Case, what: str) -> DefaultNotice:
    """Asked for eighteen weeks ago, decided four weeks ago; the notice came ten weeks ago."""
    on, head = town.today, town.people["afdelingshoofd"]
    mandate = Mandate.objects.get(kind=MandateKind.BESLUIT, team=town.teams[GEMEENTE])
    why = "De regiotaxi brengt u van deur tot deur, ook met uw rollator. Daarvoor hebt u al een pas."
    refused = line(
        outcome="afgewezen", what=what, ground=town.grounds["wmo_maatwerk"], verordening=ARTICLES[0], motivation=why
    )
    application = Application.objects.create(
        case=case,
        state=ApplicationState.BESLOTEN,
        state_since=on - 4 * WEEK,
        what=what,
        received_on=on - 18 * WEEK,
        decided_by=head,
        decided_on=on - 4 * WEEK,
        announced_on=on - 4 * WEEK,
        number=f"{case.ref}-B1",
        mandate=mandate,
        content={"lines": [refused], "looked_at": sorted(LookedAt.values), "care": ""},
    )
    refusal = {"state": ProvisionState.AFGEWEZEN, "state_since": on - 4 * WEEK}
    Provision.objects.create(case=case, application=application, **refusal, **of_line(refused))
    notice = DefaultNotice(
        case=case,
        application=application,
        state=DefaultState.VASTGESTELD,
        state_since=on - 3 * WEEK,
        received_on=on - 10 * WEEK,
        how=CameBy.POST,
        due_on=on - 8 * WEEK,
        due_why="twee weken na de ingebrekestelling (Awb, artikel 4:17)",
        decided_by=head,
        decided_on=on - 3 * WEEK,
        mandate=mandate,
        number=f"{case.ref}-D1",
    )
    found = notice.counted(on)
    notice.amount, notice.counted_how = found.amount, found.why
    notice.save()
    return notice
