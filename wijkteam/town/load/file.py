"""What lies in the file of a case of the load data: notes, contacts, appointments, what is shared, letters, who looked."""

import datetime as dt
import json

from casework.appointments.models import Appointment
from casework.cases.access import CaseGrant, Recusal
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from casework.network.models import Contact
from casework.notes.models import Note
from casework.sharing.models import Sharing
from roles.models import Reading, User
from wijkteam.town.load.chronicle import Chronicle, working_day
from wijkteam.town.load.copying import Row
from wijkteam.town.load.numbers import family_name
from wijkteam.town.load.words import ADDRESSEE, DOMAINS, GIVEN, NOTES, RELATIONS


def add_note(case: Chronicle) -> None:
    shielded = case.chance(0.05)
    case.tables[Note].add(
        case_id=case.row["id"],
        text=case.pick(NOTES),
        shielded=shielded,
        at=case.moment(),
        ground="Veiligheid van een ander" if shielded else "",
        by_id=case.regisseur.pk,
        by_name=case.regisseur.name,
    )
    case.event(case.regisseur, "note.added", "Afgeschermde notitie" if shielded else "Notitie")


def add_contact(case: Chronicle) -> None:
    name = f"{case.pick(GIVEN)} {family_name(case.dice)}"
    row = case.tables[Contact].add(
        case_id=case.row["id"],
        name=name,
        relation=case.pick(RELATIONS),
        domain=case.pick(DOMAINS),
        strength=case.dice.randrange(1, 4),
        added_at=case.moment(),
    )
    case.contacts.append(row["id"])
    if len(case.contacts) < 3:
        case.event(case.regisseur, "contact.added", "Contact toegevoegd", name)


def add_appointment(case: Chronicle) -> None:
    on = working_day(case.day + dt.timedelta(days=case.dice.randrange(1, 15)))
    done = on <= case.today and case.chance(0.97)
    case.tables[Appointment].add(
        public_id=case.public_id(),
        case_id=case.row["id"],
        what="Bel over de hulp in huis",
        on=on,
        person_id=case.regisseur.pk,
        made_by_id=case.regisseur.pk,
        state="gedaan" if done else "gepland",
        state_since=on if done else case.day,
    )
    case.event(case.regisseur, "appointment.made", "Afspraak gemaakt", "Bel over de hulp in huis")


def add_sharing(case: Chronicle, whom: str, **to: int) -> int:
    """One per receiver; `to` is the column that names them."""
    (key,) = to.items()
    if key in case.shared:
        return case.shared[key]
    row = case.tables[Sharing].add(
        public_id=case.public_id(),
        case_id=case.row["id"],
        **to,
        what=["vraag"],
        text=f"U deelt uw vraag met {whom}.",
        state_since=case.day,
        how="mondeling",
        given_by="de inwoner",
        given_on=case.day,
        recorded_by_id=case.regisseur.pk,
    )
    case.shared[key] = int(row["id"])
    return case.shared[key]


# --- letters ---------------------------------------------------------------------------------------------------


def ask_letter(case: Chronicle, kind: str, about: str = "") -> Row:
    """Asked for, and ready at once. `about` is the public id of what it tells of."""
    case.event(None, "document.asked", kind_of(kind).label)
    snapshot = {
        "version": 1,
        "kind": kind,
        "ref": case.row["ref"],
        "title": kind_of(kind).label,
        "question": case.row["question"],
        "team": {"name": case.team.team_name},
        "to": ADDRESSEE,
    }
    return case.tables[Document].add(
        public_id=case.public_id(),
        case_id=case.row["id"],
        kind=kind,
        about=about,
        state="klaar",
        state_since=case.day,
        snapshot=json.dumps(snapshot),
        asked_by_id=case.reporter.pk,
        asked_by_name=case.reporter.name,
        asked_at=(at := case.moment()),
        made_at=at,
        sha256=f"{case.dice.getrandbits(256):064x}",
        size=21_000,
        done=1,
        file=f"documenten/{case.public_id()}.pdf",
    )


def send_letter(case: Chronicle, letter: Row) -> None:
    letter |= {"state": "verstuurd", "state_since": case.day, "sent_on": case.day, "sent_how": "post"}
    if kind_of(letter["kind"]).clause:
        letter |= {"object_until": case.day + dt.timedelta(days=42), "object_why": "zes weken (Awb, artikel 6:7)"}
    public_id = letter["public_id"]
    case.turn(
        f"document:{public_id}:send",
        "document.send",
        "Verstuur of reik uit",
        case.day,
        1,
        case.reporter,
        ("documenten", public_id),
    )
    case.event(
        case.reporter,
        "document.send",
        "Verstuur of reik uit",
        object_id=public_id,
        citizen="Wij hebben u een brief gestuurd of gegeven.",
    )


# --- who sees it -----------------------------------------------------------------------------------------------


def look_around(case: Chronicle) -> None:
    """Who looked, who was let in, who stood aside."""
    for _ in range(int(2 + 6 * case.dice.random())):
        who = case.pick(case.team.regisseurs)
        case.tables[Reading].add(
            at=case.moment(),
            by_id=who.pk,
            by_name=who.name,
            role=who.role,
            case_id=case.row["id"],
            ref=case.row["ref"],
            part="zaak",
            why="de zaak hoort bij het team",
        )
    if case.row["person_id"] and case.chance(0.02):
        _let_resident_in(case)
    if case.chance(0.003):
        case.tables[Recusal].add(case_id=case.row["id"], user_id=case.team.members[0].pk, at=case.moment())


def _let_resident_in(case: Chronicle) -> None:
    resident = case.tables[User].add(
        password="!",  # noqa: S106  nobody logs in with it
        username=f"inwoner{case.number}",
        last_name="Inwoner",
        first_name="Een",
        email="",
        date_joined=case.moment(),
        public_id=f"{case.dice.getrandbits(128):032x}",
        mails="{}",
    )
    case.tables[CaseGrant].add(
        content_object_id=case.row["id"],
        user_id=resident["id"],
        permission_id=case.team.grants["own_case"],
        reason="Het is de eigen zaak",
        given_by_id=case.reporter.pk,
        since=case.row["received_on"],
    )
