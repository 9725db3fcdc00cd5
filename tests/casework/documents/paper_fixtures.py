"""A case with everything paper can say, made by plain rows; and how to read a PDF back."""

import datetime as dt
import io
import re
from decimal import Decimal
from types import SimpleNamespace

from django.utils import timezone
from pypdf import PdfReader

from casework.applications.lines import line
from casework.applications.models import Application
from casework.appointments.models import Appointment
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.documents import press
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from casework.engine.holding import hold
from casework.goals.models import Goal, ProgressReport
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.law.models import Ground
from casework.network.models import Contact
from casework.notes.models import Note
from casework.people.models import Person
from casework.provisions.models import Provision
from casework.provisions.versions import ProvisionVersion
from casework.research.models import Research
from casework.vangnet.models import VangnetBudget, VangnetRequest
from roles.models import Mandate, Membership, Team, User
from wijkweb.models import Kern, Organisation

ON = dt.date(2026, 11, 20)
# what people may type
LONG = "Donaudampfschiff" * 19
NASTY = (
    "Zij zei: \"kom\" & 'ga' – <script>alert(1)</script> <b>vet</b> {{ s.ref }} {% now 'Y' %} 🧓🏽👍 "
    f"{LONG} \x01\x08\x1f\u202eomgekeerd\u202c <img src=http://voorbeeld.example/x.png> "
    "<link rel=attachment href=file:///etc/passwd>"
)


def moment(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(10)))


def office() -> SimpleNamespace:
    """A team with a consulent and a leader, a department head, a provider, a partner and a mandate from another employer."""
    kern = Kern.objects.create(name="Piershil", village="Piershil", postcode4="3265")
    team = Team.objects.create(name="Wijkteam Noord", phone="0186 12 34 56", email="noord@wijkteam.example")
    team.kernen.set([kern])
    nursing = Organisation.objects.create(name="Wijkverpleging Waard", layer="professional", domain="eerstelijn")
    provider = Organisation.objects.create(name="Thuiszorg Heemzicht", layer="professional", domain="eerstelijn")
    partner = Organisation.objects.create(name="Bij de Oma's", layer="middenveld", domain="vereniging")
    nurse = _user("anneke", "Anneke", "Vermeer")
    consulent = _user("karin", "Karin", "de Wit")
    Membership.objects.create(user=consulent, role="wmo_consulent", team=team, since=dt.date(2020, 1, 1))
    Membership.objects.create(
        user=_user("hassan", "Hassan", "El Idrissi"), role="teamleider", team=team, since=dt.date(2020, 1, 1)
    )
    Membership.objects.create(
        user=_user("ine", "Ine", "Bos"),
        role="afdelingshoofd",
        since=dt.date(2020, 1, 1),
        team=Team.objects.create(name="Gemeente", kind="gemeente"),
    )
    mandate = Mandate.objects.create(
        kind="voorlopige_indicatie",
        role="eerste_contact",
        organisation=nursing,
        max_amount=400,
        max_weeks=10,
        since=dt.date(2020, 1, 1),
        decision_number="2025/113",
        decision_on=dt.date(2025, 12, 9),
        employer=nursing.name,
        employer_consent_on=dt.date(2025, 12, 1),
    )
    return SimpleNamespace(
        kern=kern,
        team=team,
        nursing=nursing,
        provider=provider,
        partner=partner,
        nurse=nurse,
        consulent=consulent,
        mandate=mandate,
    )


def _user(username: str, first: str, last: str) -> User:
    return User.objects.create(
        username=username, first_name=first, last_name=last, email=f"{username}@voorbeeld.example"
    )


def person(**fields) -> Person:
    return Person.objects.create(
        **{
            "given_name": "Bep",
            "family_name": "van der Waal",
            "birth_date": dt.date(1942, 3, 1),
            "street": "Voorstraat 12",
            "postcode": "3265 BT",
            "town": "Piershil",
        }
        | fields
    )


def case(office: SimpleNamespace, **fields) -> Case:
    """A melding in onderzoek that lies with the team."""
    if "person" not in fields and "provision" not in fields:
        fields["person"] = person()
    return Case.objects.create(
        **{
            "ref": f"HW-2026-{Case.objects.count() + 22222}",
            "kern": office.kern,
            "team": office.team,
            "kind": "melding",
            "phase": "onderzoek",
            "channel": "huisbezoek",
            "question": "Ik red het niet meer alleen na de val van mijn man.",
            "received_on": ON,
            "clock_from": ON,
            "reported_by": office.nurse,
            "reported_at": moment(ON),
            "regisseur": office.consulent,
            "holder_kind": "team",
            "holder_team": office.team,
            "layer": "professional",
            "held_since": ON,
            "state_since": ON,
        }
        | fields
    )


def indicatie(office: SimpleNamespace, of: Case, **fields) -> VoorlopigeIndicatie:
    return VoorlopigeIndicatie.objects.create(
        **{
            "case": of,
            "state": "afgegeven",
            "state_since": ON,
            "what": "Hulp bij opstaan en naar bed gaan",
            "provider": office.provider,
            "frequency": "elke dag twee keer een half uur",
            "amount_per_week": Decimal("310.50"),
            "starts_on": ON,
            "ends_on": ON + dt.timedelta(weeks=8),
            "agreed_with": "mevrouw Van der Waal en haar dochter",
            "why_now": "Zij kan niet alleen blijven nu haar man in het ziekenhuis ligt.",
            "made_by": office.nurse,
            "issued_by": office.nurse,
            "issued_on": ON,
            "mandate": office.mandate,
        }
        | fields
    )


VERSIONS = {
    "verlengd": {"was": {"ends_on": "2026-11-19"}, "became": {"ends_on": "2027-11-18"}, "since": ON},
    "overbrugd": {"was": {"ends_on": "2026-11-19"}, "became": {"ends_on": "2027-11-18"}, "since": ON},
    "gewijzigd": {"was": {"amount": "2.00"}, "became": {"amount": "3.50"}, "since": ON + dt.timedelta(days=12)},
    "hersteld": {"was": {"frequency": "de was"}, "became": {"frequency": "schoonmaken"}, "since": ON},
    "herzien": {"ground": "c", "was": {"amount": "2.00"}, "became": {"amount": "3.50"}, "since": ON},
    "ingetrokken": {"ground": "b", "was": {"ends_on": None}, "became": {"ends_on": "2027-11-18"}, "since": ON},
    "opgeschort": {"was": {"payment_stops_until": None}, "became": {"payment_stops_until": "2026-12-18"}, "since": ON},
    "teruggevorderd": {"recovered": Decimal("1250.00"), "ground": "", "since": ON},
}


def decided(office: SimpleNamespace, of: Case) -> Application:
    """Four kinds of help: granted, as a pgb, on loan and refused."""
    same = {
        "motivation": "U ziet bijna niets meer. <b>Buiten</b> lopen lukt niet zonder hulp.",
        "ground_name": "Maatwerkvoorziening Wmo",
        "article": "Wmo 2015, artikel 2.3.5",
        "verordening": "artikel 9 van de verordening",
        "starts_on": ON,
    }
    by = {"provider": office.provider}
    hours = {"amount": Decimal(3), "unit": "uur", "ends_on": dt.date(2027, 11, 19), "review_on": dt.date(2027, 8, 20)}
    pgb = {"form": "pgb", "pgb_tariff": Decimal("21.50"), "pgb_holder": "Uw dochter Ria"}
    lift = {"kind": "woning", "lent": "bruikleen", "owner_heard": "de woningstichting, per brief", "contribution": "nee",
            "no_contribution_why": "Voor een rolstoel betaalt u geen eigen bijdrage."}  # fmt: skip
    lines = [
        line(outcome="toegekend", what="Begeleiding thuis", **same, **by, **hours),
        line(outcome="toegekend", what="Vervoer", **same, **hours, **pgb),
        line(outcome="toegekend", what="Traplift", **same, **by, **lift),
        line(outcome="afgewezen", what="Dagbesteding", **same),
    ]
    content = {"lines": lines, "looked_at": [], "care": ""}
    taken = {"decided_by": office.nurse, "decided_on": ON, "mandate": office.mandate, "number": f"{of.ref}-B1"}
    return Application(case=of, state="besloten", what="Hulp", received_on=ON, content=content, **taken)


def provision(office: SimpleNamespace, of: Case, kind: str = "", **fields) -> Provision:
    """Help that runs, with the last decision about it of that kind."""
    made = Provision.objects.create(
        **{
            "case": of,
            "state": "gestart",
            "state_since": ON,
            "what": "Hulp bij het huishouden",
            "provider": office.provider,
            "amount": Decimal("3.5"),
            "unit": "uur",
            "period": "week",
            "frequency": "schoonmaken",
            "starts_on": ON - dt.timedelta(days=365),
            "started_on": ON - dt.timedelta(days=365),
            "ends_on": dt.date(2027, 11, 18),
            "verordening": "artikel 5 van de verordening",
            "payment_stops_until": dt.date(2026, 12, 18) if kind == "opgeschort" else None,
            "looked_why": "U redt het nu zelf, met hulp van uw dochter." if kind in ("", "stopt") else "",
        }
        | fields
    )
    if kind in VERSIONS:
        given = {"heard_how": "aan de keukentafel", "heard_on": ON, "why": "U hebt meer hulp nodig."}
        ProvisionVersion.objects.create(
            provision=made, kind=kind, decided_at=moment(ON), decided_by=office.consulent, **given | VERSIONS[kind]
        )
    return made


def appointment(office: SimpleNamespace, of: Case) -> Appointment:
    return Appointment.objects.create(
        case=of,
        what="Bespreek de huur",
        on=ON + dt.timedelta(days=5),
        at_time=dt.time(14, 30),
        kind="huisbezoek",
        person=office.consulent,
        made_by=office.consulent,
        state_since=ON,
    )


def request(office: SimpleNamespace, of: Case, **fields) -> VangnetRequest:
    budget, _ = VangnetBudget.objects.get_or_create(team=office.team, year=2026)
    return VangnetRequest.objects.create(
        **{
            "case": of,
            "budget": budget,
            "state": "goedgekeurd",
            "state_since": ON,
            "purpose": "Een tweedehands scootmobiel",
            "amount": Decimal("4850"),
            "approved_amount": Decimal("4850"),
            "payee": "Alerimus",
            "own_request": True,
            "why_now": "Zonder scootmobiel komt mevrouw de deur niet uit.",
            "requested_by": office.nurse,
            "requested_on": ON,
            "decided_by": office.consulent,
            "decided_on": ON,
            "mandate": office.mandate,
            "decided_why": "De zorgverzekeraar betaalt een scootmobiel.",
        }
        | fields
    )


def step_taken(obj, *, by: User | None = None, role: str = "", mandate: Mandate | None = None) -> CaseEvent:
    """The event of the decision that a letter tells of: by whoever is told, else whom the row itself names."""
    who = by or getattr(obj, "issued_by", None) or getattr(obj, "decided_by", None)
    return CaseEvent(case=obj.case, by=who, by_role=role, mandate=mandate if by else getattr(obj, "mandate", None))


def moved(of: Case, day: dt.date, layer: str, holder: str) -> None:
    CaseEvent.objects.create(
        case=of,
        at=moment(day),
        by_name="Karin de Wit",
        verb="case.moved",
        label="Ligt nu bij",
        layer=layer,
        holder=holder,
    )


def full_case(office: SimpleNamespace) -> Case:
    """A year of it: a way through all layers, network, goals with scores, decisions, terms, hand-overs, notes."""
    full = case(
        office,
        phase="uitvoering",
        regie="inwoner",
        agreed_on=ON,
        agreed_how="aan de keukentafel, met zijn dochter erbij",
        evaluate_on=ON + dt.timedelta(days=90),
        person=person(given_name="Arie", family_name="Kooijman", language="Nederlands"),
        urgent=True,
        question="Kan ik een dag in de week ergens heen? Het is zo stil in huis.",
    )
    Research.objects.create(
        case=full,
        state="verstuurd",
        state_since=ON,
        begun_on=ON,
        sent_on=ON,
        free="Eenzaamheid. Hij was timmerman en mist de werkplaats.",
    )
    for days, layer, holder in (
        (200, "burger", "Arie Kooijman"),
        (180, "professional", "Wijkteam Noord"),
        (90, "middenveld", "Bij de Oma's"),
        (0, "burger", "Arie Kooijman"),
    ):
        moved(full, ON - dt.timedelta(days=days), layer, holder)
    oma = _network(office, full)
    _goals(office, full)
    Appointment.objects.create(
        case=full,
        what="Bel om te horen hoe het gaat",
        on=ON + dt.timedelta(days=4),
        person=office.consulent,
        state_since=ON,
    )
    indicatie(office, full, what="Dagbesteding op dinsdag")
    Application.objects.create(case=full, state_since=ON, what="Dagbesteding voor twee dagdelen", received_on=ON)
    request(office, full, state="uitbetaald", paid_amount=Decimal("4800"), paid_on=ON)
    _handovers(office, full, oma)
    _notes(full)
    return full


def _network(office: SimpleNamespace, of: Case) -> Contact:
    """Gives the one who will take over."""
    Contact.objects.create(case=of, name="Ria Kooijman", relation="dochter", domain="familie", strength=3)
    oma = Contact.objects.create(
        case=of,
        name="Koos Bak",
        relation="oude collega",
        domain="vereniging",
        strength=2,
        organisation=office.partner,
    )
    Contact.objects.create(case=of, name="Verwijderd Contact", domain="kerk", removed_at=timezone.now())
    return oma


def _goals(office: SimpleNamespace, of: Case) -> None:
    ground, _ = Ground.objects.get_or_create(code="eigen_kracht", defaults={"name": "Eigen kracht"})
    goal = Goal.objects.create(
        case=of,
        wording="Ik wil weer met mijn handen werken, tussen de mensen.",
        layer="middenveld",
        ground=ground,
        budget=Decimal("1250"),
        carrier_kind="organisatie",
        carrier_organisation=office.partner,
        state="loopt",
        state_since=ON,
        started_on=ON - dt.timedelta(days=80),
    )
    for weeks, score in ((8, -1), (4, 0), (0, 2)):
        ProgressReport.objects.create(
            goal=goal,
            on=ON - dt.timedelta(weeks=weeks),
            score=score,
            by_name="Sjaan Oma",
            text="Hij leert nu anderen zagen.",
            at=moment(ON),
        )
    Goal.objects.create(
        case=of,
        wording="Elke week samen eten",
        layer="burger",
        ground=ground,
        state_since=ON,
        carrier_kind="inwoner",
    )


def _handovers(office: SimpleNamespace, of: Case, oma: Contact) -> None:
    Handover.objects.create(
        case=of,
        from_name="Wijkteam Noord",
        from_layer="professional",
        to_kind="organisatie",
        to_organisation=office.partner,
        to_layer="middenveld",
        need="Een plek in de werkplaats.",
        state="overgegaan",
        state_since=ON,
        offered_on=ON - dt.timedelta(days=92),
        accepted_by="Sjaan Oma",
        accepted_how="telefonisch",
        accepted_on=ON - dt.timedelta(days=90),
        ended_on=ON,
        ended_why="Hij doet het nu zelf.",
    )
    Handover.objects.create(
        case=of,
        from_name="Bij de Oma's",
        from_layer="middenveld",
        to_kind="naaste",
        to_contact=oma,
        to_layer="burger",
        need="Samen de werkplaats runnen.",
        offered_on=ON,
        state_since=ON,
    )


def _notes(of: Case) -> None:
    Note.objects.create(case=of, text="Meneer vertelt graag over vroeger.", by_name="Karin de Wit", at=moment(ON))
    Note.objects.create(
        case=of,
        text="ZEERGEHEIM: de zoon mag het adres niet weten.",
        shielded=True,
        ground="veiligheid van een ander",
        by_name="Karin de Wit",
        at=moment(ON),
    )


def turn(of: Case, what: str, due: dt.date) -> WorkItem:
    hold(Case, [of.pk])
    return WorkItem.objects.create(
        case=of,
        team=of.team,
        kern=of.kern,
        key=f"test:{what}",
        step="case.meet",
        url=of.get_absolute_url(),
        what=what,
        why="omdat",
        for_user=of.regisseur,
        due_on=due,
        due_why="zo geteld",
        opened_at=moment(ON),
    )


def document(kind: str, snapshot: dict, *, of: Case | None = None, team: Team | None = None, **fields) -> Document:
    return Document.objects.create(
        kind=kind,
        case=of,
        team=team,
        snapshot=snapshot,
        asked_by_name="Karin de Wit",
        asked_at=moment(ON),
        state_since=ON,
        **fields,
    )


def queued(office: SimpleNamespace, **fields) -> Document:
    """A confirmation that waits to be made."""
    of = case(office)
    return document("bevestiging", letter_content(kind_of("bevestiging"), of, None, on=ON), of=of, **fields)


def paper(kind: str, of: Case, obj=None) -> bytes:
    """The PDF of a letter, without a queue."""
    step = step_taken(obj) if obj is not None and kind_of(kind).clause else None
    return printed(letter_content(kind_of(kind), of, obj, on=ON, step=step))


def printed(snapshot: dict) -> bytes:
    return press.printed(snapshot)


def words(pdf: bytes) -> str:
    """All its text in reading order, with single spaces."""
    return " ".join(" ".join(page_words(page) for page in PdfReader(io.BytesIO(pdf)).pages).split())


def page_words(page) -> str:
    # where a letter is in no font (an emoji), pypdf reads each code of that font as two letters; viewers don't
    return " ".join(page.extract_text().replace("\x00", "").split())


def stands_in(part: str, said: str) -> bool:
    """Where a line breaks is the font's, and so is a ligature, of which pypdf makes what it can."""
    letters = re.sub("f[fil]+", ".{1,3}", re.escape("".join(part.split())))
    return re.search(letters, "".join(said.split())) is not None
