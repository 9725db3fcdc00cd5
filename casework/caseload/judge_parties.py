"""Where the question lies, who is regisseur and who directs."""

from casework.caseload.row import Row, read_choice
from casework.cases.holder import layer_of
from casework.cases.models import Case
from casework.cases.states import PartyKind, Phase, Regie
from casework.people.models import Person
from roles.models import Team, User
from wijkweb.models import Kern


def set_holder(row: Row, case: Case, person: Person | None) -> None:
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
            organisation = row.organisation("ligt_nu_bij", words)
            case.holder_kind, case.holder_organisation = PartyKind.ORGANISATIE, organisation
            if organisation is None:
                return
    case.layer = layer_of(case.holder_kind, case.holder_organisation)
    if case.outcome:
        case.solved_layer = case.layer


def judge_regisseur(row: Row, team: Team, kern: Kern, phase: str) -> User | None:
    """Somebody of the team. Nobody is possible: then the teamleider is asked to assign."""
    words = row.text("regisseur")
    if not words:
        return None
    users = row.existing.users
    result = users.get(words.casefold())
    if result is None:
        otherwise = "Vul de gebruikersnaam in, of laat het leeg."
        hint = row.existing.did_you_mean("regisseur", words, users.keys, otherwise)
        row.wrong("regisseur", f"Deze gebruikersnaam kennen wij niet. {hint}")
    elif phase != Phase.AFGESLOTEN and not row.existing.directs(result, team, kern):
        row.wrong(
            "regisseur",
            f"{result.username} werkt niet in {team} voor {kern}. Kies een collega van dat team, of laat het leeg.",
        )
    return result


def judge_regie(row: Row, person: Person | None) -> tuple[str, str]:
    """Who directs: 'inwoner', or 'naaste: Ria de Vries'."""
    words, _, name = (part.strip() for part in row.text("regie").partition(":"))
    if not words:
        return "", ""
    kind = read_choice(words, Regie)
    if not kind:
        row.wrong("regie", f"‘{words[:40]}’ kennen wij niet. Kies: {', '.join(Regie.values)}.")
        return "", ""
    if kind == Regie.INWONER:
        return kind, person.name[:120] if person else ""
    if not name:
        row.wrong("regie", f"Wie heeft de regie? Schrijf de naam erachter, als ‘{kind}: Ria de Vries’.")
        return kind, ""
    return kind, row.judged("regie", "regie:naam", name) or ""
