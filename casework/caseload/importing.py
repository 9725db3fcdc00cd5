"""The running caseload a team brings along from its old administration: read, judged whole, then taken over whole.

This is the one place besides the door where a case gets its phase: by its constructor, because what led there didn't
happen here. So it is judged by what such a phase rests on (a running plan has goals with a carrier), the database's
constraints hold as always, and each case begins with an event that says where it came from.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from stdnum.nl import bsn as bsn_rules

from casework.cases.choices import Channel, OnBehalf, Regie
from casework.cases.events import CaseEvent
from casework.cases.holder import layer_of
from casework.cases.models import Case, new_ref
from casework.cases.places import ADULT, team_for
from casework.cases.states import CaseKind, EndReason, Layer, Outcome, PartyKind, Phase
from casework.engine import lists as routing
from casework.engine.errors import NotNow
from casework.engine.possible_days import Days
from casework.engine.turns import NobodyThere
from casework.goals.models import CarrierKind, Goal
from casework.goals.states import GoalState
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.law.models import Ground, clock
from casework.network.models import Consent, Contact
from casework.people.bsn import digest
from casework.people.models import Person
from roles.matrix import Role
from roles.models import Team, User
from roles.policy import Post, posts
from wijkweb.models import Kern, LifeDomain, Organisation

CHUNK: Final = 500
TAKEN_OVER: Final = "Overgenomen uit de oude administratie"
CONSENT_TEXT: Final = "Overgenomen: toestemming was al gegeven volgens de oude administratie"
OLD_BOOKS: Final = "volgens de oude administratie"
Watch = Callable[[Iterable[Any], str], Iterable[Any]]  # shows how far it is


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: whether each row fills it, and how many characters there is room for."""

    name: str
    required: bool = False
    longest: int = 4000


COLUMNS: Final = (
    Column("kenmerk", required=True, longest=80),
    Column("voornaam", longest=80),
    Column("achternaam", longest=120),
    Column("geboortedatum"),
    Column("bsn"),
    Column("straat", longest=160),
    Column("postcode", longest=7),
    Column("plaats", longest=80),
    Column("geheim_adres"),
    Column("telefoon", longest=40),
    Column("voorziening", longest=160),
    Column("kern"),
    Column("soort", required=True),
    Column("hulpvraag", required=True, longest=20000),
    Column("ontvangen_op", required=True),
    Column("kanaal"),
    Column("namens"),
    Column("fase", required=True),
    Column("fase_sinds"),
    Column("ligt_nu_bij", required=True),
    Column("ligt_daar_sinds"),
    Column("toestemming_op"),
    Column("regisseur"),
    Column("kennisgemaakt_op"),
    Column("bevindingen", longest=20000),
    Column("verslag_op"),
    Column("regie"),
    Column("doelen", longest=20000),
    Column("akkoord_op"),
    Column("evaluatie_op"),
    Column("afgesloten_op"),
    Column("uitkomst"),
)
NAMES: Final = tuple(column.name for column in COLUMNS)
# what a phase rests on: without it no step could ever supply it afterwards
NEEDS: Final[dict[str, tuple[str, ...]]] = {
    Phase.PLAN: ("bevindingen", "regie", "doelen"),
    Phase.UITVOERING: ("bevindingen", "regie", "doelen", "akkoord_op", "evaluatie_op"),
    Phase.EVALUATIE: ("bevindingen", "regie", "doelen", "akkoord_op"),
    Phase.AFGESLOTEN: ("afgesloten_op", "uitkomst"),
}
# what can't be there yet: either the phase or the column is wrong
LATER: Final[dict[str, tuple[str, ...]]] = {
    Phase.AANMELDING: (
        "kennisgemaakt_op",
        "verslag_op",
        "doelen",
        "akkoord_op",
        "evaluatie_op",
        "afgesloten_op",
        "uitkomst",
    ),
    Phase.ONDERZOEK: ("akkoord_op", "evaluatie_op", "afgesloten_op", "uitkomst"),
    Phase.PLAN: ("afgesloten_op", "uitkomst"),
    Phase.UITVOERING: ("afgesloten_op", "uitkomst"),
    Phase.EVALUATIE: ("afgesloten_op", "uitkomst"),
}
DIRECTING: Final = (Role.TEAMLID, Role.WMO_CONSULENT, Role.TEAMLEIDER)


@dataclass(frozen=True, slots=True, order=True)
class Trouble:
    """What is wrong where, and what to do about it. Line 0 is the file as a whole."""

    line: int
    column: str
    words: str

    def __str__(self) -> str:
        where = f"regel {self.line}" if self.line else "bestand"
        return f"{where}{f', kolom {self.column}' if self.column else ''}: {self.words}"


@dataclass(slots=True)
class Report:
    """What came of it."""

    taken: int = 0
    skipped: int = 0  # taken over before
    troubles: list[Trouble] = field(default_factory=list)


class Refused(Exception):
    """Inside the transaction: nothing of it is kept."""

    def __init__(self, *troubles: Trouble) -> None:
        self.troubles = list(troubles)
        super().__init__()


def take_over(
    path: Path,
    *,
    by: User | None = None,
    dry_run: bool = False,
    at: dt.datetime | None = None,
    watch: Watch = lambda rows, what: rows,
) -> Report:
    """Read the file and take all its cases over, or none: every wrong row is in the report, all at once.

    What was taken over before (same `kenmerk`) is passed over. `dry_run` does the same and keeps nothing of it.
    """
    at = at or timezone.now()
    report = Report()
    try:
        with transaction.atomic():
            brought = _judged(read(path), Known(timezone.localtime(at).date()), report, watch)
            if report.troubles:
                raise Refused(*report.troubles)
            _write(brought, by=by, at=at, watch=watch)
            report.taken = len(brought)
            transaction.set_rollback(dry_run)
    except Refused as refusal:
        return Report(troubles=sorted(refusal.troubles))
    except NobodyThere as error:
        return Report(troubles=[Trouble(0, "", str(error))])
    except IntegrityError:
        words = "Iemand anders werkte tegelijk aan dezelfde zaken. Er is niets overgenomen; probeer het opnieuw."
        return Report(troubles=[Trouble(0, "", words)])
    return report


@dataclass(frozen=True, slots=True)
class Cells:
    """One row as it stands in the file."""

    line: int
    values: dict[str, str]
    broken: str = ""  # why it can't be read as a row


def read(path: Path) -> list[Cells]:
    """The rows of a CSV as a spreadsheet saves it: UTF-8 or Windows, semicolons or commas. Raises Refused."""
    text = _decoded(path)
    first = text.split("\n", 1)[0]
    if first.lower().startswith("sep="):
        text = text.removeprefix(first).lstrip("\n")
        first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [name.strip().lower().replace(" ", "_") for name in next(reader, [])]
        _judge_header(header)
        rows, start = [], reader.line_num + 1
        for values in reader:
            if any(value.strip() for value in values):
                rows.append(_cells(start, header, values))
            start = reader.line_num + 1
    except csv.Error as error:
        line = reader.line_num
        raise Refused(Trouble(line, "", "Dit is geen leesbare rij. Controleer de aanhalingstekens.")) from error
    if not rows:
        raise Refused(Trouble(0, "", "Er staan geen zaken in dit bestand."))
    return rows


def _decoded(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Refused(Trouble(0, "", f"{path} kan niet worden gelezen. Controleer de naam en de map.")) from error
    if b"\0" in raw:
        words = "Dit is geen CSV. Open het in uw rekenprogramma en kies ‘Opslaan als’, CSV (UTF-8)."
        raise Refused(Trouble(0, "", words))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise Refused(Trouble(0, "", "De letters in dit bestand zijn niet te lezen. Sla het op als CSV (UTF-8)."))


def _judge_header(header: list[str]) -> None:
    troubles = []
    for name in header:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, n=1)
            hint = f"Bedoelt u ‘{near[0]}’?" if near else "Haal de kolom weg."
            troubles.append(Trouble(1, name or "(leeg)", f"Deze kolom kennen wij niet. {hint}"))
        elif header.count(name) > 1:
            troubles.append(Trouble(1, name, "Deze kolom staat er twee keer. Haal er een weg."))
    troubles += [
        Trouble(1, column.name, "Deze kolom ontbreekt. Voeg haar toe.")
        for column in COLUMNS
        if column.required and column.name not in header
    ]
    if troubles:
        raise Refused(*sorted(set(troubles)))


def _cells(line: int, header: list[str], values: list[str]) -> Cells:
    if any(value.strip() for value in values[len(header) :]):
        words = 'Er staan meer vakken in deze rij dan er kolommen zijn. Zet tekst met een scheidingsteken tussen "…".'
        return Cells(line, {}, broken=words)
    return Cells(line, {name: value.strip() for name, value in zip(header, values, strict=False)})


class Known:
    """What the rows refer to, each read once."""

    def __init__(self, on: dt.date) -> None:
        self.on = on
        self.kernen = list(Kern.objects.all())
        self.organisations = {one.name.casefold(): one for one in Organisation.objects.filter(active=True)}
        self.users = {one.username.casefold(): one for one in User.objects.filter(is_active=True)}
        self.grounds = {one.code: one for one in Ground.objects.filter(active=True)}
        self.staff: tuple[Post, ...] = posts(on, teams=Team.objects.values_list("pk", flat=True))
        self.taken = {
            key: (ref, received, kern)
            for key, ref, received, kern in Case.objects.exclude(import_key="").values_list(
                "import_key", "ref", "received_on", "kern_id"
            )
        }
        self.seen: dict[str, int] = {}  # kenmerk → the line it stands on
        self.people: dict[tuple[str, ...], Person] = {}  # of this file, and by number of the database
        self._teams: dict[tuple[int, bool], Team | str] = {}

    def team(self, kern: Kern, person: Person | None, received_on: dt.date) -> Team | str:
        """The team that follows from the kern and the age, or why there is none."""
        age = person.age(received_on) if person else None
        key = (kern.pk, age is not None and age < ADULT)
        if key not in self._teams:
            try:
                self._teams[key] = team_for(kern, person, received_on)
            except NotNow as error:
                self._teams[key] = str(error)
        return self._teams[key]

    def directs(self, user: User, team: Team, kern: Kern) -> bool:
        return any(
            post.user_id == user.pk
            and post.role in DIRECTING
            and post.team_id == team.pk
            and post.serves(team.pk, kern.pk)
            for post in self.staff
        )

    def persons_with(self, digests: set[str]) -> dict[str, Person]:
        return {one.bsn_digest: one for one in Person.objects.filter(bsn_digest__in=digests).order_by("-pk")}


@dataclass(slots=True)
class BroughtGoal:
    goal: Goal
    contact: str = ""  # the name of somebody of the person's own network, who becomes a contact


@dataclass(slots=True)
class Brought:
    """One row that was found right: not stored yet."""

    case: Case
    person: Person | None
    goals: list[BroughtGoal]
    consent_on: dt.date | None
    shares: bool  # somebody outside the team sees something of it


class Row:
    """One row while it is judged: what is wrong is gathered, so that it can all be told at once."""

    def __init__(self, cells: Cells, known: Known) -> None:
        self.cells, self.known, self.troubles = cells, known, list[Trouble]()

    def wrong(self, column: str, words: str) -> None:
        self.troubles.append(Trouble(self.cells.line, column, words))

    def text(self, column: str) -> str:
        return self.cells.values.get(column, "")

    def day(self, column: str, *, future: bool = False, since: dt.date | None = None, what: str = "") -> dt.date | None:
        """A day as 31-12-2026 or 2026-12-31; not to come unless it may be, and not before what it follows."""
        words = self.text(column)
        if not words:
            return None
        day = parsed_day(words)
        if day is None:
            self.wrong(column, f"‘{words[:20]}’ is geen datum. Schrijf een datum als 31-12-2026.")
        elif day.year < 1900:
            self.wrong(column, "Deze datum ligt te ver terug. Schrijf het jaar in vier cijfers.")
        elif not future and day > self.known.on:
            self.wrong(column, "Deze datum ligt in de toekomst. Controleer dag en jaar.")
        elif since is not None and day < since:
            self.wrong(column, f"Deze datum ligt vóór {what} ({since:%d-%m-%Y}). Controleer beide datums.")
        else:
            return day
        return None

    def choice(self, column: str, *enums: type[models.TextChoices], default: str = "") -> str:
        """The value or the label of a choice, whatever its capitals."""
        words = self.text(column).casefold()
        if not words:
            return default
        for enum in enums:
            for value, label in enum.choices:
                if words in (value, str(label).casefold()):
                    return str(value)
        known = ", ".join(str(value) for enum in enums for value in enum.values)
        self.wrong(column, f"‘{self.text(column)[:40]}’ kennen wij niet. Kies: {known}.")
        return default


def parsed_day(words: str) -> dt.date | None:
    for pattern in ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(words, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def _judged(rows: list[Cells], known: Known, report: Report, watch: Watch) -> list[Brought]:
    """Every row, each with all that is wrong with it; what was taken over before is passed over."""
    _remember_people(rows, known)
    brought = []
    for cells in watch(rows, "Nalezen"):
        if cells.broken:
            report.troubles.append(Trouble(cells.line, "", cells.broken))
            continue
        row = Row(cells, known)
        if _taken_before(row):
            report.skipped += 1
            continue
        result = _case(row)
        report.troubles += row.troubles
        if result is not None and not row.troubles:
            brought.append(result)
    return brought


def _taken_before(row: Row) -> bool:
    """The same key again is the same case, unless it says otherwise: then two teams number alike."""
    key = row.text("kenmerk")
    if not key:
        return False
    if key in row.known.seen:
        row.wrong("kenmerk", f"Dit kenmerk staat ook op regel {row.known.seen[key]}. Geef elke zaak een eigen kenmerk.")
        return False
    row.known.seen[key] = row.cells.line
    if key not in row.known.taken:
        return False
    ref, received_on, _ = row.known.taken[key]
    if parsed_day(row.text("ontvangen_op")) == received_on:
        return True
    row.wrong(
        "kenmerk",
        f"Dit kenmerk hoort al bij {ref}, met een andere ontvangstdatum. Is dit een andere zaak? "
        "Zet dan de letters van uw team voor het kenmerk.",
    )
    return False


def _case(row: Row) -> Brought | None:
    """One row as the case it becomes. None where something is wrong; what, is on the row."""
    _judge_cells(row)
    received_on = row.day("ontvangen_op")
    person = _person(row, received_on)
    kern = _kern(row)
    kind, phase = row.choice("soort", CaseKind), row.choice("fase", Phase)
    _judge_phase(row, kind, phase)
    if received_on and phase != Phase.AFGESLOTEN:  # whatever is open has terms, and those began with this law
        counts_from = clock().counts_from("onderzoek", "persoonlijk_plan")
        if error := Days(counts_from).refusal(received_on):
            row.wrong("ontvangen_op", error)
    if received_on is None or kern is None or not kind or not phase or (person is None and not row.text("voorziening")):
        return None
    team = row.known.team(kern, person, received_on)
    if isinstance(team, str):
        row.wrong("kern", team)
        return None
    case = _with_dates(
        row,
        Case(
            provision="" if person else row.text("voorziening"),
            kern=kern,
            team=team,
            kind=kind,
            phase=phase,
            channel=row.choice("kanaal", Channel, default=Channel.PARTNER),
            on_behalf=row.choice(
                "namens", OnBehalf, default=OnBehalf.ANDER if kind == CaseKind.SIGNAAL else OnBehalf.ZELF
            ),
            question=row.text("hulpvraag"),
            received_on=received_on,
            clock_from=received_on if kind == CaseKind.MELDING else None,
            reported_at=_nine_o_clock(received_on),
            regisseur=_regisseur(row, team, kern, phase),
            found=row.text("bevindingen"),
            import_key=row.text("kenmerk"),
        ),
        phase,
    )
    case.regie, case.regie_name = _regie(row, person)
    _hold(row, case, person)
    goals = list(_goals(row, case, person))
    outside = [one for one in goals if one.goal.carrier_kind == CarrierKind.ORGANISATIE]
    shares = case.is_open and (case.holder_organisation is not None or bool(outside))
    consent_on = row.day("toestemming_op")
    if shares and person is not None and not row.text("toestemming_op"):
        who = case.holder_organisation.name if case.holder_organisation else "een organisatie die een doel draagt"
        row.wrong(
            "toestemming_op",
            f"Zonder toestemming ziet {who} deze inwoner niet. Vul in wanneer de inwoner "
            "toestemming gaf, of laat de vraag bij het team.",
        )
    return Brought(case, person, goals, consent_on, shares)


def _judge_cells(row: Row) -> None:
    """What is filled in at all, and whether it fits."""
    for column in COLUMNS:
        words = row.text(column.name)
        if column.required and not words:
            row.wrong(column.name, "Dit vak is leeg. Vul het in.")
        elif len(words) > column.longest:
            row.wrong(column.name, f"Dit zijn {len(words)} tekens; er passen er {column.longest}. Maak het korter.")


def _judge_phase(row: Row, kind: str, phase: str) -> None:
    """A case doesn't come in a phase that its data can't support."""
    if not phase:
        return
    label = Phase(phase).label.lower()
    if kind in (CaseKind.VRAAG, CaseKind.SIGNAAL) and phase not in (Phase.AANMELDING, Phase.AFGESLOTEN):
        row.wrong("soort", f"Een {kind} komt niet in de fase {label}. Maak er een melding van, of kies aanmelding.")
    for column in NEEDS.get(phase, ()):
        if not row.text(column):
            row.wrong(column, f"De fase {label} kan niet zonder. Vul dit in, of kies een eerdere fase.")
    for column in LATER.get(phase, ()):
        if row.text(column):
            row.wrong(column, f"In de fase {label} kan dit er nog niet zijn. Maak het leeg, of kies een latere fase.")


def _nine_o_clock(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9)))


def _with_dates(row: Row, case: Case, phase: str) -> Case:
    """Everything that happened on a day; where the old books don't say since when, it is since today."""
    reported, what = case.received_on, "ontvangen_op"
    today = row.known.on
    case.state_since = row.day("fase_sinds", since=reported, what=what) or today
    case.held_since = row.day("ligt_daar_sinds", since=reported, what=what) or today
    case.met_on = row.day("kennisgemaakt_op", since=reported, what=what)
    case.report_sent_on = row.day("verslag_op", since=reported, what=what)
    case.agreed_on = row.day("akkoord_op", since=reported, what=what)
    case.agreed_how = OLD_BOOKS if case.agreed_on else ""
    case.goals_agreed_on = case.agreed_on
    case.evaluate_on = row.day("evaluatie_op", future=True, since=reported, what=what)
    case.closed_on = row.day("afgesloten_op", since=reported, what=what)
    ending = row.choice("uitkomst", Outcome, EndReason)
    if phase == Phase.AFGESLOTEN and ending:
        if ending in Outcome.values:
            case.outcome = ending
        elif ending == EndReason.DUBBEL:
            row.wrong("uitkomst", "Neem een dubbele zaak niet over, alleen de andere. Haal deze regel weg.")
        else:
            case.ended_reason = ending
        case.closing_words = TAKEN_OVER
        case.state_since = case.closed_on or today
    return case


def _kern(row: Row) -> Kern | None:
    """By name, by a village with one kern, or by the four digits of the postcode."""
    words, digits = row.text("kern").casefold(), row.text("postcode")[:4]
    everything = row.known.kernen
    if words:
        result = [one for one in everything if one.name.casefold() == words]
        result = result or [one for one in everything if one.village.casefold() == words]
    else:
        result = [one for one in everything if digits and one.postcode4 == digits]
    if len(result) == 1:
        return result[0]
    if result:
        row.wrong("kern", f"Hier kan meer dan één kern bedoeld zijn. Kies: {', '.join(one.name for one in result)}.")
    elif words:
        near = get_close_matches(row.text("kern"), [one.name for one in everything], n=1)
        hint = f"Bedoelt u ‘{near[0]}’?" if near else "Kies een kern uit de lijst van functioneel beheer."
        row.wrong("kern", f"Deze kern kennen wij niet. {hint}")
    else:
        row.wrong("kern", "Vul de kern in; uit de postcode is zij niet op te maken.")
    return None


_PERSONAL: Final = ("voornaam", "achternaam", "geboortedatum", "bsn", "geheim_adres")


def _remember_people(rows: list[Cells], known: Known) -> None:
    """Who of this file is here already, by number; one query."""
    digests = {digest(_compact(number)) for cells in rows if (number := cells.values.get("bsn", ""))}
    known.people = {("bsn", one): person for one, person in known.persons_with(digests).items()}


def _compact(number: str) -> str:
    """As digits; a spreadsheet drops the leading zero."""
    return str(bsn_rules.compact(number))


def _person(row: Row, received_on: dt.date | None) -> Person | None:
    """The person, the same one for every row that is about them; None for a provision."""
    name, provision = row.text("achternaam"), row.text("voorziening")
    if provision:
        for column in _PERSONAL:
            if row.text(column):
                row.wrong(column, "Een zaak gaat over een inwoner of over een voorziening. Maak een van beide leeg.")
        return None
    if not name:
        row.wrong("achternaam", "Over wie of wat gaat het? Vul een achternaam in, of een voorziening.")
        return None
    born = row.day("geboortedatum")
    if born and received_on and born > received_on:
        row.wrong("geboortedatum", "Deze inwoner is geboren na de ontvangst van de vraag. Controleer beide datums.")
    person = Person(
        given_name=row.text("voornaam"),
        family_name=name,
        birth_date=born,
        bsn=_bsn(row),
        street=row.text("straat"),
        postcode=_postcode(row),
        town=row.text("plaats"),
        secret_address=_yes(row, "geheim_adres"),
        phone=row.text("telefoon"),
    )
    person.bsn_digest = digest(person.bsn)
    return _same(row, person)


def _same(row: Row, person: Person) -> Person:
    """Whom we met before, by number, or by whole name and birth date within this file."""
    key: tuple[str, ...]
    if person.bsn_digest:
        key = ("bsn", person.bsn_digest)
    elif person.birth_date:
        key = ("name", person.given_name.casefold(), person.family_name.casefold(), person.birth_date.isoformat())
    else:
        return person
    before = row.known.people.setdefault(key, person)
    if before is not person and (
        before.family_name.casefold() != person.family_name.casefold() or before.birth_date != person.birth_date
    ):
        row.wrong("bsn", "Dit nummer hoort ook bij iemand met een andere naam of geboortedatum. Controleer wie het is.")
    return before


def _bsn(row: Row) -> str:
    words = row.text("bsn")
    if not words:
        return ""
    if not bsn_rules.is_valid(words):
        row.wrong("bsn", "Dit burgerservicenummer klopt niet (elfproef). Controleer de cijfers, of laat het leeg.")
        return ""
    return _compact(words)


def _postcode(row: Row) -> str:
    words = row.text("postcode").upper().replace(" ", "")
    if not words:
        return ""
    if not re.fullmatch(r"[1-9][0-9]{3}([A-Z]{2})?", words):
        row.wrong("postcode", "Dit is geen postcode. Schrijf een postcode als 3265 AB.")
        return ""
    return f"{words[:4]} {words[4:]}".strip()


def _yes(row: Row, column: str) -> bool:
    words = row.text(column).casefold()
    if words not in ("", "ja", "nee"):
        row.wrong(column, "Vul ja of nee in.")
    return words == "ja"


def _organisation(row: Row, column: str, name: str) -> Organisation | None:
    result = row.known.organisations.get(name.casefold())
    if result is None:
        names = {one.name.casefold(): one.name for one in row.known.organisations.values()}
        near = get_close_matches(name.casefold(), names, n=1)
        hint = (
            f"Bedoelt u ‘{names[near[0]]}’?" if near else "Laat functioneel beheer haar toevoegen, of kies een andere."
        )
        row.wrong(column, f"‘{name[:60]}’ kennen wij niet als organisatie. {hint}")
    return result


def _hold(row: Row, case: Case, person: Person | None) -> None:
    """The one party that holds the question; the layer follows from it."""
    words = row.text("ligt_nu_bij")
    match words.casefold():
        case "":
            return
        case "inwoner":
            case.holder_kind = PartyKind.INWONER
            if person is None:
                row.wrong("ligt_nu_bij", "Er is geen inwoner bij een voorziening. Kies team of een organisatie.")
        case "team":
            case.holder_kind, case.holder_team = PartyKind.TEAM, case.team
        case _:
            organisation = _organisation(row, "ligt_nu_bij", words)
            case.holder_kind, case.holder_organisation = PartyKind.ORGANISATIE, organisation
            if organisation is None:
                return
    case.layer = layer_of(case.holder_kind, case.holder_organisation)
    if case.outcome:
        case.solved_layer = case.layer


def _regisseur(row: Row, team: Team, kern: Kern, phase: str) -> User | None:
    """Somebody of the team. Nobody is possible: then the teamleider is asked to assign."""
    words = row.text("regisseur")
    if not words:
        return None
    result = row.known.users.get(words.casefold())
    if result is None:
        near = get_close_matches(words.casefold(), row.known.users, n=1)
        hint = f"Bedoelt u ‘{near[0]}’?" if near else "Vul de gebruikersnaam in, of laat het leeg."
        row.wrong("regisseur", f"Deze gebruikersnaam kennen wij niet. {hint}")
    elif phase != Phase.AFGESLOTEN and not row.known.directs(result, team, kern):
        row.wrong(
            "regisseur",
            f"{result.username} werkt niet in {team} voor {kern}. Kies een collega van dat team, of laat het leeg.",
        )
    return result


def _regie(row: Row, person: Person | None) -> tuple[str, str]:
    """Who directs: 'inwoner', or 'naaste: Ria de Vries'."""
    words, _, name = (part.strip() for part in row.text("regie").partition(":"))
    if not words:
        return "", ""
    kinds = [value for value, label in Regie.choices if words.casefold() in (value, str(label).casefold())]
    if not kinds:
        row.wrong("regie", f"‘{words[:40]}’ kennen wij niet. Kies: {', '.join(Regie.values)}.")
        return "", ""
    if kinds[0] == Regie.INWONER:
        return kinds[0], person.name[:120] if person else ""
    if not name or len(name) > 120:
        row.wrong("regie", f"Wie heeft de regie? Schrijf de naam erachter, als ‘{kinds[0]}: Ria de Vries’.")
    return kinds[0], name


def _goals(row: Row, case: Case, person: Person | None) -> Iterator[BroughtGoal]:
    """'doel;laag;drager;budget;grond', and the next after a '|'. Only the first part is always needed."""
    for number, words in enumerate(filter(None, (one.strip() for one in row.text("doelen").split("|"))), start=1):
        parts = [part.strip() for part in words.split(";")]
        if len(parts) > 5 or not parts[0]:
            row.wrong("doelen", f"Doel {number} is niet te lezen. Schrijf: doel;laag;drager;budget;grond.")
            continue
        parts += [""] * (5 - len(parts))
        result = _goal(row, case, person, number, parts)
        if result is not None:
            yield result


def _goal(row: Row, case: Case, person: Person | None, number: int, parts: list[str]) -> BroughtGoal | None:
    wording, layer, carrier, budget, ground = parts
    goal = Goal(wording=wording, budget=_euros(row, number, budget), state=_GOAL_STATE[case.phase])
    contact = _carry(row, goal, number, carrier, person)
    if contact is None:
        return None
    named, goal.layer = _layer(row, number, layer), _layer_of_carrier(goal)
    if not goal.carrier_kind:
        goal.layer = named or goal.layer
    elif named not in ("", goal.layer):
        row.wrong("doelen", f"Doel {number}: deze laag past niet bij wie het doel draagt. Laat de laag leeg.")
    code = ground or ("eigen_kracht" if goal.layer == Layer.BURGER else "vrij_toegankelijk")
    if code not in row.known.grounds:
        row.wrong("doelen", f"Doel {number}: de grond ‘{code}’ kennen wij niet. Kies: {', '.join(row.known.grounds)}.")
        return None
    goal.ground = row.known.grounds[code]
    if goal.state == GoalState.LOOPT and not goal.carrier_kind:
        row.wrong("doelen", f"Doel {number} loopt, dus iemand draagt het. Vul een drager in: doel;laag;drager.")
        return None
    goal.state_since = case.agreed_on or case.closed_on or row.known.on
    if goal.state != GoalState.VOORGESTELD:
        goal.started_on = case.agreed_on
    if goal.state == GoalState.GESTOPT:
        goal.ended_on = goal.state_since = case.closed_on or row.known.on
    elif goal.state == GoalState.LOOPT and goal.carrier_organisation is not None:
        goal.shared_until = dt.date.max
    return BroughtGoal(goal, contact)


_GOAL_STATE: Final[dict[str, str]] = {
    Phase.AANMELDING: GoalState.VOORGESTELD,
    Phase.ONDERZOEK: GoalState.VOORGESTELD,
    Phase.PLAN: GoalState.VOORGESTELD,
    Phase.UITVOERING: GoalState.LOOPT,
    Phase.EVALUATIE: GoalState.LOOPT,
    Phase.AFGESLOTEN: GoalState.GESTOPT,  # the old books rarely say which were reached
}


def _carry(row: Row, goal: Goal, number: int, words: str, person: Person | None) -> str | None:
    """Sets who carries the goal. The name of a contact to make, empty for all others; None where it is wrong."""
    lower = words.casefold()
    if not words:
        return ""
    if lower == "inwoner":
        if person is None:
            row.wrong("doelen", f"Doel {number}: bij een voorziening is geen inwoner. Kies een andere drager.")
            return None
        goal.carrier_kind = CarrierKind.INWONER
    elif lower.startswith("naaste:"):
        goal.carrier_kind = CarrierKind.NAASTE
        name = words.partition(":")[2].strip()
        if not name or len(name) > 120:
            row.wrong("doelen", f"Doel {number}: noem de naaste bij naam, als ‘naaste: Ria de Vries’.")
            return None
        return name
    elif lower in row.known.users:
        goal.carrier_kind, goal.carrier_user = CarrierKind.COLLEGA, row.known.users[lower]
    else:
        organisation = _organisation(row, "doelen", words)
        if organisation is None:
            return None
        goal.carrier_kind, goal.carrier_organisation = CarrierKind.ORGANISATIE, organisation
    return ""


def _layer(row: Row, number: int, words: str) -> str:
    lower = words.casefold()
    for value, label in Layer.choices:
        if lower in (value, str(label).casefold()):
            return str(value)
    if words:
        row.wrong("doelen", f"Doel {number}: ‘{words[:40]}’ is geen laag. Kies: {', '.join(Layer.values)}.")
    return ""


def _layer_of_carrier(goal: Goal) -> str:
    if goal.carrier_organisation is not None:
        return str(goal.carrier_organisation.layer)
    return Layer.PROFESSIONAL if goal.carrier_kind == CarrierKind.COLLEGA else Layer.BURGER


def _euros(row: Row, number: int, words: str) -> Decimal:
    """'1.250,50' or '1250.50'; empty is nothing."""
    plain = words.replace("€", "").replace(" ", "").replace("\u00a0", "")
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,2})?", plain) or "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        amount = Decimal(plain or 0)
    except InvalidOperation:
        amount = Decimal(-1)
    if not 0 <= amount < 10**8 or amount != round(amount, 2):
        row.wrong("doelen", f"Doel {number}: ‘{words[:20]}’ is geen bedrag. Schrijf een bedrag als 125,00.")
        return Decimal(0)
    return amount


def _write(brought: list[Brought], *, by: User | None, at: dt.datetime, watch: Watch) -> None:
    _name(brought)
    for one in brought:
        if one.person is not None and one.case.ended_reason == EndReason.OVERLEDEN:
            one.person.deceased_on = one.person.deceased_on or one.case.closed_on
    looks_like = _known_elsewhere(brought)
    for start in watch(range(0, len(brought), CHUNK), "Overnemen"):
        _write_chunk(brought[start : start + CHUNK], by=by, at=at, looks_like=looks_like)


def _name(brought: list[Brought]) -> None:
    """A reference for each; random ones that exist already are drawn again."""
    waiting = [one.case for one in brought]
    used: set[str] = set()
    while waiting:
        for case in waiting:
            while not case.ref or case.ref in used:
                case.ref = new_ref(case.received_on.year)
            used.add(case.ref)
        there = set(Case.objects.filter(ref__in=[case.ref for case in waiting]).values_list("ref", flat=True))
        waiting = [case for case in waiting if case.ref in there]


def _known_elsewhere(brought: list[Brought]) -> dict[int, int]:
    """Open cases that were here before about somebody of the same number, or name and birth date."""
    people = [one.person for one in brought if one.person is not None]
    born = {person.birth_date for person in people if person.birth_date}
    digests = {person.bsn_digest for person in people if person.bsn_digest}
    here = (
        Case.objects.open()
        .filter(models.Q(person__bsn_digest__in=digests) | models.Q(person__birth_date__in=born))
        .order_by("-pk")
        .values_list("pk", "person__bsn_digest", "person__family_name", "person__birth_date")
    )
    by_number = {number: pk for pk, number, _, _ in here if number}
    by_name = {(name.casefold(), day): pk for pk, _, name, day in here if day}
    result = {}
    for one in brought:
        person = one.person
        if person is None or not one.case.is_open:
            continue
        same = by_number.get(person.bsn_digest) or by_name.get((person.family_name.casefold(), person.birth_date))
        if same:
            result[id(one.case)] = same
    return result


def _write_chunk(brought: list[Brought], *, by: User | None, at: dt.datetime, looks_like: dict[int, int]) -> None:
    """Every table once, then whose turn it is. No letters: those were sent long ago."""
    new: dict[int, Person] = {}
    for one in brought:
        if one.person is not None and one.person.pk is None:
            new[id(one.person)] = one.person
    Person.objects.bulk_create(new.values())
    for one in brought:
        one.case.person = one.person
        one.case.looks_like_id = looks_like.get(id(one.case))
    Case.objects.bulk_create(one.case for one in brought)
    consents = _consents(brought, by)
    goals = _goal_rows(brought, consents)
    Goal.objects.bulk_create(goals)
    Handover.objects.bulk_create(_handovers(brought, consents, by))
    CaseEvent.objects.bulk_create(_events(brought, by, at))
    routing.bring_in_line(Case, [one.case.pk for one in brought if one.case.is_open], at)


def _consents(brought: list[Brought], by: User | None) -> dict[int, Consent]:
    rows = {
        one.case.pk: Consent(
            case=one.case,
            text=CONSENT_TEXT,
            how=OLD_BOOKS,
            given_by=one.person.name[:120],
            given_on=one.consent_on,
            recorded_by=by,
        )
        for one in brought
        if one.person is not None and one.consent_on is not None
    }
    Consent.objects.bulk_create(rows.values())
    return rows


def _goal_rows(brought: list[Brought], consents: dict[int, Consent]) -> list[Goal]:
    contacts: dict[tuple[int, str], Contact] = {}
    for one in brought:
        for result in one.goals:
            result.goal.case = one.case
            if result.goal.carrier_organisation is not None and one.shares:
                result.goal.consent = consents.get(one.case.pk)
            if result.contact:
                key = (one.case.pk, result.contact.casefold())
                contacts.setdefault(key, Contact(case=one.case, name=result.contact, domain=LifeDomain.FAMILIE))
    Contact.objects.bulk_create(contacts.values())
    for one in brought:
        for result in one.goals:
            if result.contact:
                result.goal.carrier_contact = contacts[one.case.pk, result.contact.casefold()]
    return [result.goal for one in brought for result in one.goals]


def _handovers(brought: list[Brought], consents: dict[int, Consent], by: User | None) -> list[Handover]:
    """Where an organisation holds the question it must see it, and be able to give it back."""
    return [
        Handover(
            case=one.case,
            from_name=one.case.team.name,
            from_layer=Layer.PROFESSIONAL,
            to_kind=PartyKind.ORGANISATIE,
            to_organisation=one.case.holder_organisation,
            to_layer=one.case.layer,
            state=HandoverState.AANVAARD,
            # nothing of the file: what was agreed with them, they know
            need=f"Deze vraag lag al bij u. {TAKEN_OVER}.",
            consent=consents.get(one.case.pk),
            shared_until=dt.date.max,
            offered_by=by,
            offered_on=one.case.held_since,
            state_since=one.case.held_since,
            accepted_by=str(one.case.holder_name)[:160],
            accepted_how=OLD_BOOKS,
            accepted_on=one.case.held_since,
        )
        for one in brought
        if one.case.is_open and one.case.holder_kind == PartyKind.ORGANISATIE
    ]


def _events(brought: list[Brought], by: User | None, at: dt.datetime) -> list[CaseEvent]:
    return [
        CaseEvent(
            case=one.case,
            at=at,
            by=by,
            by_name=by.name if by else "Het systeem",
            verb="case.imported",
            label=TAKEN_OVER,
            citizen="Uw zaak is overgenomen uit de oude administratie.",
            after=str(one.case.phase),
            layer=one.case.layer,
            holder=one.case.holder_name[:160],
            details={"kenmerk": one.case.import_key},
            url=one.case.get_absolute_url(),
        )
        for one in brought
    ]
