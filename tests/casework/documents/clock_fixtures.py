"""An application whose two weeks went as they can, and a notice of default over it, for the letters that tell of them."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

from casework.applications.models import Application
from casework.cases.models import Case
from casework.defaults.models import DefaultNotice
from roles.models import Mandate, MandateKind, User

ASKED, UNTIL = dt.date(2026, 10, 30), dt.date(2026, 11, 13)  # to complete, and until when
KINDS = (
    "aanvraag_ontvangen",
    "verzoek_om_aanvulling",
    "beslistermijn_stil",
    "beslistermijn_loopt",
    "bericht_van_uitstel",
    "buiten_behandeling",
)


def application(case: Case, kind: str) -> Application:
    """Received on 26 October; what the letter of this kind needs, besides."""
    left = {"state": "buiten_behandeling", "number": f"{case.ref}-BB1"} if kind == "buiten_behandeling" else {}
    mandate = Mandate.objects.create(
        kind=MandateKind.BESLUIT, role="wmo_consulent", team=case.team, since=dt.date(2020, 1, 1),
        decision_number="2025/1", decision_on=dt.date(2025, 1, 7),
    )  # fmt: skip
    if left:
        left |= {
            "decided_by": User.objects.get(username="karin"),
            "decided_on": dt.date(2026, 11, 20),
            "mandate": mandate,
        }
    made = Application.objects.create(
        case=case,
        what="Een traplift",
        received_on=dt.date(2026, 10, 26),
        state_since=ASKED,
        delayed_until=dt.date(2026, 12, 4),
        delay_why="De bouwkundige komt pas volgende week.",
        motivation="Zonder de toestemming van de verhuurder kunnen wij niet beslissen." if left else "",
        **left,
    )
    ground = "overmacht" if kind.startswith("beslistermijn") else "gegevens"
    made.suspensions.create(
        ground=ground,
        since=ASKED + dt.timedelta(days=1),
        told_on=ASKED,
        asked_until=UNTIL,
        until=dt.date(2026, 11, 9) if kind == "beslistermijn_loopt" else None,
        words="De toestemming van de verhuurder.",
    )
    return made


def notice(office: SimpleNamespace, case: Case, kind: str) -> DefaultNotice:
    """Received three weeks before the day of the letter; the decision isn't there."""
    asked = application(case, "aanvraag_ontvangen")
    asked.suspensions.all().delete()
    if kind == "dwangsom":
        asked.announced_on = dt.date(2026, 11, 20)
        asked.save()
    mandate = Mandate.objects.filter(kind=MandateKind.BESLUIT).first()
    set_ = {"number": f"{case.ref}-D1", "amount": Decimal(138), "decided_by": office.consulent, "mandate": mandate,
            "decided_on": dt.date(2026, 11, 20), "state": "vastgesteld"}  # fmt: skip
    return DefaultNotice.objects.create(
        case=case,
        application=asked,
        received_on=dt.date(2026, 10, 30),
        how="post",
        due_on=dt.date(2026, 11, 13),
        due_why="ingebrekestelling 30 oktober 2026 + 2 weken = vrijdag 13 november 2026 (Awb, artikel 4:17)",
        state_since=dt.date(2026, 10, 30),
        **set_ if kind == "dwangsom" else {},
    )


# by hand, from the law: what each must say
SAYS = {
    "aanvraag_ontvangen": "U hoort uiterlijk op | wat wij besluiten. | Een traplift | artikel 2.3.5 | in gebreke stellen | 4:17",
    "verzoek_om_aanvulling": "Dat kan tot en met vrijdag 13 november 2026. | De toestemming van de verhuurder. | "
    "besluiten om uw aanvraag niet verder te behandelen (artikel 4:5 | staat stil vanaf de dag na deze brief | artikel 4:15",
    "beslistermijn_stil": "staat stil vanaf zaterdag 31 oktober 2026 | Door overmacht | artikel 4:15, tweede lid, onder c | "
    "Wij verwachten dat dit uiterlijk vrijdag 13 november 2026 zo is.",
    "beslistermijn_loopt": "Vanaf maandag 9 november 2026 loopt hij weer. | U hoort uiterlijk op woensdag 18 november 2026 | "
    "artikel 4:15, vierde lid",
    "bericht_van_uitstel": "Wij verwachten ons besluit op vrijdag 4 december 2026. | artikel 4:14 | Die dag blijft staan. | "
    "Dit bericht verandert niets aan dat recht.",
    "buiten_behandeling": "Wij behandelen uw aanvraag van 26 oktober 2026 niet verder. | In onze brief van 30 oktober 2026 | "
    "De toestemming van de verhuurder. | artikel 4:5 | uiterlijk vrijdag 11 december 2026 | opnieuw een aanvraag doen",
    "ingebrekestelling": "Wij moeten u ons besluit uiterlijk op vrijdag 13 november 2026 sturen | hoogstens 42 dagen | artikel 4:17 | "
    "artikel 4:18 | in beroep gaan bij de rechtbank",
    "dwangsom": "Wij betalen u € 138,00 | 14 november 2026 tot en met 19 november 2026 | Samen | telt niet mee | artikel 4:87",
}
