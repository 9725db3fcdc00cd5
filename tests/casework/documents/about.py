"""What a letter of each kind is about, on a case of `paper_fixtures`."""

import datetime as dt
from decimal import Decimal

from casework.advice.models import Advice
from casework.advice.paper import ASKED as ADVICE_ASKED
from casework.applications.models import Application, ApplicationSuspension
from casework.applications.paper import COMPLETE as ASKED_FOR_MORE
from casework.applications.paper import DELAY, LEFT_OUT, RECEIVED, RUNS_AGAIN, STILL
from casework.complaints.models import Complaint
from casework.complaints.paper import ADJOURNED, SETTLED
from casework.complaints.paper import LEFT_OUT as NOT_HANDLED
from casework.complaints.paper import RECEIVED as COMPLAINED
from casework.defaults.models import DefaultNotice
from casework.defaults.paper import DWANGSOM
from casework.defaults.paper import RECEIVED as IN_DEFAULT
from casework.documents.models import Document
from casework.objections.models import Objection
from casework.research.models import Need, Research
from casework.research.paper import REPORT
from casework.sharing.models import Sharing
from tests.casework.documents import paper_fixtures as f

SOON = f.ON + dt.timedelta(days=14)


def about(office, case, kind):
    if kind == REPORT:
        return _research(case)
    if kind == ADVICE_ASKED:
        return _advice(office, case)
    if kind in (RECEIVED, ASKED_FOR_MORE, STILL, RUNS_AGAIN, DELAY, LEFT_OUT):
        return _application(office, case, kind)
    if kind in (IN_DEFAULT, DWANGSOM):
        return _in_default(office, case)
    if kind.startswith(("bezwaar_", "beslissing_op_")):
        return _objection(office, case)
    if kind in (COMPLAINED, ADJOURNED, SETTLED, NOT_HANDLED):
        return _complaint(office, case, kind)
    if kind == "indicatie_hersteld":
        wrong = f.indicatie(
            office, case, state="vervangen", frequency="elke dag", replaced_why="Er stond te weinig hulp."
        )
        return f.indicatie(office, case, replaces=wrong)
    if kind.startswith("voorziening_"):
        return f.provision(office, case, kind.removeprefix("voorziening_"))
    if kind == "besluit":
        return f.decided(office, case)
    if kind == "afspraak":
        return f.appointment(office, case)
    if kind.startswith("indicatie"):
        return f.indicatie(office, case)
    return f.request(office, case) if kind.startswith("vangnet") else None


def _research(case) -> Research:
    made = Research.objects.create(case=case, state="vastgesteld", state_since=f.ON, begun_on=f.ON, person="Rust.")
    need = {"what": "De trap op komen", "extent": "elke dag", "own": "Met de leuning.", "left": "Een traplift."}
    Need.objects.create(research=made, order=1, **need)
    return made


def _advice(office, case) -> Advice:
    need = _research(case).needs.get()
    by_say = {"text": "Wij vertellen het.", "how": "aan tafel", "given_by": case.subject, "given_on": f.ON}
    sharing = Sharing.objects.create(case=case, with_name="Argonaut", purpose="advies", state_since=f.ON, **by_say)
    asked = {
        "kind": "medisch",
        "question": "Kan een traplift hier veilig?",
        "address": "Dijk 3, 3261 AB Oud-Beijerland",
    }
    return Advice.objects.create(
        case=case, sharing=sharing, need=need, about=need.what, asked_on=f.ON, asked_by=office.consulent,
        expected_by=SOON, state_since=f.ON, **asked,
    )  # fmt: skip


def _application(office, case, kind: str) -> Application:
    made = Application.objects.create(
        case=case,
        state_since=f.ON,
        what="Een traplift",
        received_on=f.ON,
        decided_by=office.consulent,
        mandate=office.mandate,
        delayed_until=SOON if kind == DELAY else None,
        delay_why="Het advies is er nog niet.",
        number="B-12",
        motivation="De offerte kwam niet.",
    )
    ground = "overmacht" if kind in (STILL, RUNS_AGAIN) else "gegevens"
    ApplicationSuspension.objects.create(
        application=made, ground=ground, since=f.ON, asked_until=SOON, told_on=f.ON, words="De offerte."
    )
    return made


def _objection(office, case) -> Objection:
    """Against a decision of that day; heard, and decided on."""
    sent = {"sent_on": f.ON, "sent_how": "post", "sha256": "0" * 64, "object_until": f.ON + dt.timedelta(weeks=6)}
    asked = {
        "asked_by_name": "Karin de Wit",
        "asked_at": dt.datetime.combine(f.ON, dt.time(9), dt.UTC),
        "state_since": f.ON,
        "snapshot": {},
    }
    letter = Document.objects.create(case=case, kind="besluit", state="verstuurd", **sent | asked)
    decided = {"decided_by": office.consulent, "decided_on": f.ON, "mandate": office.mandate, "number": "BZ-1"}
    asked = [
        {"kind": "gronden", "missing": "Waarom bent u het niet eens?", "asked_on": "2026-11-20", "until": f"{SOON}"},
        {"kind": "machtiging", "missing": "Een machtiging.", "asked_on": "2026-11-20", "until": f"{SOON}"},
    ]
    hearing = {
        "invited_on": f.ON, "hearing_on": f.ON + dt.timedelta(days=21), "hearing_at": dt.time(14, 30), "hearing_by": "plek",
        "hearing_place": "Gemeentehuis, kamer 2", "file_where": "op het gemeentehuis; bel ons voor een tijd",
    }  # fmt: skip
    return Objection.objects.create(
        case=case, against=letter, state="gegrond", state_since=f.ON, received_on=f.ON, how="post",
        text="Ik heb meer hulp nodig.", last_day=letter.object_until, in_time=True, in_time_why="Op tijd.",
        heard_on=f.ON, heard_words="U vertelde hoe het gaat.", adjourned_on=f.ON, adjourned_why="Wij wachten op advies.",
        settled_on=f.ON, motivation="U kunt niet koken.", instead="U krijgt drie uur hulp.", repairs=asked,
        **decided, **hearing,
    )  # fmt: skip


def _in_default(office, case) -> DefaultNotice:
    return DefaultNotice.objects.create(
        case=case,
        application=_application(office, case, RECEIVED),
        state_since=f.ON,
        received_on=f.ON - dt.timedelta(days=70),
        how="post",
        due_on=f.ON - dt.timedelta(days=56),
        due_why="twee weken na ontvangst",
        decided_by=office.consulent,
        mandate=office.mandate,
        number="D-3",
        amount=Decimal("1442"),
    )


def _complaint(office, case, kind: str) -> Complaint:
    return Complaint.objects.create(
        case=case,
        state="afgehandeld" if kind == SETTLED else "in_behandeling",
        state_since=f.ON,
        about="team",
        received_on=f.ON,
        how="telefoon",
        text="Ik werd drie keer niet teruggebeld.",
        registered_at=dt.datetime.combine(f.ON, dt.time(9), tzinfo=dt.UTC),
        handler=office.consulent,
        heard_on=f.ON,
        adjourned_on=f.ON if kind == ADJOURNED else None,
        adjourned_why="De collega die het weet, is ziek.",
        left_out="klein",
        finding="gegrond" if kind == SETTLED else "",
        found="U bent inderdaad niet teruggebeld.",
        done="Wij bellen voortaan dezelfde dag terug.",
    )
