"""The running caseload a team brings along: all or nothing, every wrong row in words, twice is once."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from casework.caseload.columns import NAMES
from casework.caseload.take_over import take_over
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.documents.models import Document
from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.network.models import Consent, Contact
from casework.people.models import Person
from roles.matrix import Role
from roles.models import Team, TeamKind, User
from roles.policy import sight
from tests.factories import member, today, user
from wijkteam.town.demo.municipality import PEOPLE, TEAMS, Municipality, neighbourhood
from wijkweb.models import Kern, Organisation

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]
BSN = "999990019"
RECEIVED = "01-10-2025"
ROW = {
    "kenmerk": "A-1",
    "voornaam": "Bep",
    "achternaam": "Visser",
    "geboortedatum": "1-3-1942",
    "kern": "Piershil",
    "soort": "melding",
    "hulpvraag": "Ik red het niet meer alleen.",
    "ontvangen_op": RECEIVED,
    "fase": "onderzoek",
    "ligt_nu_bij": "team",
}
PLANNED = ROW | {"fase": "plan", "bevindingen": "Kan niet meer koken.", "regie": "inwoner", "doelen": "Ik eet warm"}
RUNNING = PLANNED | {
    "fase": "uitvoering",
    "doelen": "Ik eet warm;;inwoner",
    "akkoord_op": "01-12-2025",
    "evaluatie_op": "01-06-2030",
}
CLOSED = ROW | {"fase": "afgesloten", "afgesloten_op": "01-03-2026", "uitkomst": "netwerk"}


def written(tmp_path, rows, *, encoding="utf-8", delimiter=",", name="zaken.csv"):
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path = tmp_path / name
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def take(tmp_path, *rows, **options):
    kept = {name: options.pop(name) for name in ("by", "dry_run") if name in options}
    return take_over(written(tmp_path, rows, **options), **kept)


def said(report):
    return [(one.line, one.column) for one in report.mistakes]


def one_mistake(report):
    assert len(report.mistakes) == 1, [str(one) for one in report.mistakes]
    return str(report.mistakes[0])


# --- what becomes of a row -------------------------------------------------------------------------------------


def test_a_case_stands_where_it_was(tmp_path, world):
    report = take(tmp_path, ROW | {"regisseur": "consulent", "bsn": BSN, "fase_sinds": "03-10-2025"}, by=world.beheer)
    assert (report.taken, report.mistakes) == (1, [])
    case = Case.objects.get()
    assert (case.phase, case.team, case.layer, case.regisseur) == (
        "onderzoek",
        world.team,
        "professional",
        world.consulent,
    )
    assert case.clock_from == dt.date(2025, 10, 1)
    assert case.state_since == dt.date(2025, 10, 3)
    assert case.ref.startswith("HW-2025-")
    event = CaseEvent.objects.get()
    assert (event.verb, event.label) == ("case.imported", "Overgenomen uit de oude administratie")
    assert (event.layer, event.holder, event.by, event.after) == (
        "professional",
        "Wijkteam Noord",
        world.beheer,
        "onderzoek",
    )
    assert {item.key for item in WorkItem.objects.open()} == {"case:research", "case:meet"}
    assert {item.for_user for item in WorkItem.objects.open()} == {world.consulent}
    assert not Document.objects.exists()


def test_a_bsn_is_stored_encrypted(tmp_path, world):
    take(tmp_path, ROW | {"bsn": BSN})
    assert Person.objects.get().bsn == BSN
    assert Person.objects.get().bsn_digest
    with connection.cursor() as cursor:
        cursor.execute("SELECT bsn FROM casework_person")
        assert BSN not in cursor.fetchone()[0]


def test_a_spreadsheet_may_drop_the_leading_zero(tmp_path, world):
    assert take(tmp_path, ROW | {"bsn": "10000008"}).taken == 1
    assert Person.objects.get().bsn == "010000008"


def test_without_a_regisseur_the_leader_is_asked(tmp_path, world):
    take(tmp_path, ROW)
    assert WorkItem.objects.open().get(key="case:assign").for_role == Role.TEAMLEIDER


@pytest.mark.parametrize(
    ("row", "keys"),
    [
        (ROW | {"fase": "aanmelding"}, {"case:reported", "case:reported:leader"}),
        (ROW | {"fase": "aanmelding", "soort": "vraag"}, {"case:reported", "case:reported:leader"}),
        (ROW | {"fase": "aanmelding", "soort": "signaal"}, {"case:reported", "case:reported:leader"}),
        (ROW, {"case:research", "case:meet", "case:assign"}),
        (ROW | {"kennisgemaakt_op": "05-10-2025"}, {"case:research", "case:assign"}),
        (PLANNED, {"case:start", "case:assign"}),
        (RUNNING, {"case:evaluate", "case:assign", "goal"}),
        (RUNNING | {"fase": "evaluatie"}, {"case:conclude", "case:assign", "goal"}),
        (CLOSED, set()),
        (CLOSED | {"soort": "vraag", "uitkomst": "verhuisd"}, set()),
    ],
)
def test_each_phase_is_on_the_right_list(tmp_path, world, row, keys):
    assert take(tmp_path, row).taken == 1
    found = {item.key.split(":")[0] if item.key.startswith("goal") else item.key for item in WorkItem.objects.open()}
    assert found == keys


def test_a_running_goal_with_an_organisation(tmp_path, world):
    row = RUNNING | {
        "doelen": "Ik timmer weer;;Bij de oma's|Ik bel;burger;naaste: Ria;12,50|Schoon;professional;consulent;1.250",
        "toestemming_op": "02-12-2025",
    }
    assert take(tmp_path, row).mistakes == []
    first, second, third = Goal.objects.order_by("pk")
    assert (first.state, first.layer, first.carrier_organisation, first.shared_until) == (
        "loopt",
        "middenveld",
        world.partner,
        dt.date.max,
    )
    assert first.consent == Consent.objects.get()
    assert first.consent.text == "Overgenomen: toestemming was al gegeven volgens de oude administratie"
    assert (second.carrier_contact.name, second.budget, second.ground.code) == ("Ria", 12.5, "eigen_kracht")
    assert (third.carrier_user, third.budget, third.ground.code) == (world.consulent, 1250, "vrij_toegankelijk")
    assert Contact.objects.get().name == "Ria"
    assert Goal.objects.visible_to(sight(world.middenveld)).get() == first


def test_an_organisation_that_holds_the_question_sees_it_and_no_more(tmp_path, world):
    row = RUNNING | {"ligt_nu_bij": "Bij de Oma's", "toestemming_op": "02-12-2025", "hulpvraag": "Iets heel eigens"}
    assert take(tmp_path, row).mistakes == []
    case = Case.objects.get()
    assert (case.layer, case.holder_organisation) == ("middenveld", world.partner)
    handover = Handover.objects.visible_to(sight(world.middenveld)).get()
    assert handover.state == "aanvaard"
    assert "eigens" not in handover.need
    assert not Case.objects.visible_to(sight(world.middenveld)).exists()


def test_what_is_closed_is_shared_with_nobody(tmp_path, world):
    row = CLOSED | {"ligt_nu_bij": "Bij de Oma's", "doelen": "Ik timmer;;Bij de Oma's"}
    assert take(tmp_path, row).mistakes == []
    assert not Handover.objects.exists()
    assert Goal.objects.get().state == "gestopt"
    assert not Goal.objects.visible_to(sight(world.middenveld)).exists()
    assert Case.objects.get().solved_layer == "middenveld"


def test_a_death_is_kept(tmp_path, world):
    take(tmp_path, CLOSED | {"uitkomst": "overleden"})
    assert Person.objects.get().deceased_on == dt.date(2026, 3, 1)
    assert Case.objects.get().ended_reason == "overleden"


def test_a_provision(tmp_path, world):
    row = {
        **ROW,
        "voornaam": "",
        "achternaam": "",
        "geboortedatum": "",
        "voorziening": "De tillift",
        "soort": "vraag",
        "fase": "aanmelding",
    }
    assert take(tmp_path, row).mistakes == []
    assert Case.objects.get().subject == "De tillift"


def test_a_child_goes_to_the_youth_team(tmp_path, world):
    youth = Team.objects.create(name="Jeugd", kind=TeamKind.JEUGDTEAM)
    take(tmp_path, ROW | {"geboortedatum": "01-01-2015"})
    assert Case.objects.get().team == youth


def test_a_kern_follows_from_the_postcode(tmp_path, world):
    take(tmp_path, ROW | {"kern": "", "postcode": "3281ab"})
    assert Case.objects.get().kern == world.other_kern
    assert Person.objects.get().postcode == "3281 AB"


def test_two_cases_of_one_person(tmp_path, world):
    twice = [ROW | {"bsn": BSN}, ROW | {"bsn": BSN, "kenmerk": "A-2", "soort": "vraag", "fase": "aanmelding"}]
    assert take(tmp_path, *twice).taken == 2
    assert Person.objects.count() == 1


def test_who_was_here_already_is_not_made_again_but_pointed_out(tmp_path, world):
    here = world.case(person=world.person("Visser", bsn=BSN, birth_date=dt.date(1942, 3, 1)))
    take(tmp_path, ROW | {"bsn": BSN, "fase": "aanmelding"})
    assert Person.objects.count() == 1
    brought = Case.objects.exclude(pk=here.pk).get()
    assert brought.looks_like == here
    assert WorkItem.objects.open().filter(case=brought, key="case:double").exists()


# --- what the file looks like ----------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_as_a_spreadsheet_saves_it(tmp_path, world, encoding, delimiter):
    row = ROW | {"voornaam": "Cleménce", "hulpvraag": "Zegt: “help, mij”;\nen ‘nu’", "ontvangen_op": "2025-10-01"}
    assert take(tmp_path, row, encoding=encoding, delimiter=delimiter).mistakes == []
    assert Person.objects.get().given_name == "Cleménce"
    assert Case.objects.get().question == "Zegt: “help, mij”;\nen ‘nu’"


@pytest.mark.parametrize("day", ["1-10-2025", "01-10-2025", "1/10/2025", "2025-10-01"])
def test_dates_as_people_write_them(tmp_path, world, day):
    take(tmp_path, ROW | {"ontvangen_op": day})
    assert Case.objects.get().received_on == dt.date(2025, 10, 1)


def test_a_line_is_the_line_in_the_file(tmp_path, world):
    rows = [ROW | {"hulpvraag": "een\ntwee\ndrie"}, ROW | {"kenmerk": "A-2", "soort": "iets"}]
    assert said(take(tmp_path, *rows)) == [(5, "soort")]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "Deze kolom ontbreekt"),
        (b"PK\x03\x04\x00\x00", "Dit is geen CSV"),
        (b"kenmerk,soort\n", "Deze kolom ontbreekt"),
        (b"\x81\x8d", "niet te lezen"),
    ],
)
def test_a_file_that_is_none(tmp_path, world, raw, words):
    path = tmp_path / "x.csv"
    path.write_bytes(raw)
    assert any(words in str(one) for one in take_over(path).mistakes)


def test_a_file_without_rows(tmp_path, world):
    path = tmp_path / "x.csv"
    path.write_text(",".join(ROW) + "\n")
    assert "geen zaken" in one_mistake(take_over(path))


def test_a_file_that_is_not_there(tmp_path, world):
    assert "kan niet worden gelezen" in one_mistake(take_over(tmp_path / "weg.csv"))


def test_a_column_nobody_knows(tmp_path, world):
    report = take(tmp_path, ROW | {"regiseur": "x"})
    assert one_mistake(report) == "regel 1, kolom regiseur: Deze kolom kennen wij niet. Bedoelt u ‘regisseur’?"


def test_a_row_that_is_too_long(tmp_path, world):
    path = tmp_path / "x.csv"
    path.write_text(",".join(ROW) + "\n" + ",".join(value.replace(",", " ") for value in ROW.values()) + ",nog iets\n")
    assert "meer vakken" in one_mistake(take_over(path))


# --- what is wrong, and what to do -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (ROW | {"kenmerk": ""}, "kenmerk", "Vul het in"),
        (ROW | {"kenmerk": "x" * 81}, "kenmerk", "er passen er 80"),
        (ROW | {"achternaam": ""}, "achternaam", "Vul een achternaam in, of een voorziening"),
        (
            ROW | {"voorziening": "De tillift", "geboortedatum": "", "voornaam": ""},
            "achternaam",
            "Maak een van beide leeg",
        ),
        (ROW | {"geboortedatum": "31-2-1942"}, "geboortedatum", "is geen datum"),
        (ROW | {"geboortedatum": "1-1-42"}, "geboortedatum", "geen datum"),
        (ROW | {"geboortedatum": "1-1-1842"}, "geboortedatum", "te ver terug"),
        (ROW | {"geboortedatum": "2-10-2025"}, "geboortedatum", "geboren na"),
        (ROW | {"bsn": "123456789"}, "bsn", "elfproef"),
        (ROW | {"postcode": "326"}, "postcode", "3265 AB"),
        (ROW | {"geheim_adres": "misschien"}, "geheim_adres", "ja of nee"),
        (ROW | {"kern": "Piershill"}, "kern", "Bedoelt u ‘Piershil’?"),
        (ROW | {"kern": "", "postcode": "9999 AA"}, "kern", "Vul de kern in"),
        (ROW | {"kern": "Leeg"}, "kern", "nog geen wijkteam"),
        (ROW | {"kern": "Stad"}, "kern", "Kies: Stad Noord, Stad Zuid"),
        (ROW | {"soort": "verzoek"}, "soort", "Kies: vraag, melding, signaal"),
        (ROW | {"soort": "vraag"}, "soort", "Maak er een melding van"),
        (ROW | {"hulpvraag": ""}, "hulpvraag", "Vul het in"),
        (ROW | {"ontvangen_op": "01-01-2099"}, "ontvangen_op", "in de toekomst"),
        (ROW | {"ontvangen_op": "31-12-2014"}, "ontvangen_op", "vanaf 1 januari 2015"),
        (ROW | {"kanaal": "duif"}, "kanaal", "Kies: huisbezoek"),
        (ROW | {"namens": "duif"}, "namens", "Kies: zelf"),
        (ROW | {"fase": "klaar"}, "fase", "Kies: aanmelding"),
        (ROW | {"fase_sinds": "01-09-2025"}, "fase_sinds", "vóór ontvangen_op"),
        (ROW | {"ligt_nu_bij": ""}, "ligt_nu_bij", "Vul het in"),
        (ROW | {"ligt_nu_bij": "Bij de Omas"}, "ligt_nu_bij", "Bedoelt u ‘Bij de Oma's’?"),
        (ROW | {"ligt_nu_bij": "Gestopt"}, "ligt_nu_bij", "kennen wij niet als organisatie"),
        (ROW | {"ligt_nu_bij": "Bij de Oma's"}, "toestemming_op", "Zonder toestemming ziet Bij de Oma's"),
        (ROW | {"ligt_nu_bij": "Bij de Oma's", "toestemming_op": "1-1-2099"}, "toestemming_op", "toekomst"),
        (ROW | {"regisseur": "consulen"}, "regisseur", "Bedoelt u ‘consulent"),
        (ROW | {"regisseur": "consulent3"}, "regisseur", "werkt niet in Wijkteam Noord"),
        (ROW | {"regisseur": "vertrokken"}, "regisseur", "werkt niet in Wijkteam Noord"),
        (ROW | {"fase": "aanmelding", "doelen": "Ik eet warm"}, "doelen", "kan dit er nog niet zijn"),
        (ROW | {"fase": "aanmelding", "kennisgemaakt_op": "05-10-2025"}, "kennisgemaakt_op", "nog niet zijn"),
        (ROW | {"akkoord_op": "05-10-2025"}, "akkoord_op", "nog niet zijn"),
        (PLANNED | {"doelen": ""}, "doelen", "kan niet zonder"),
        (PLANNED | {"bevindingen": ""}, "bevindingen", "kan niet zonder"),
        (PLANNED | {"regie": ""}, "regie", "kan niet zonder"),
        (PLANNED | {"regie": "niemand"}, "regie", "Kies: inwoner"),
        (PLANNED | {"regie": "naaste"}, "regie", "naaste: Ria de Vries"),
        (PLANNED | {"afgesloten_op": "01-03-2026"}, "afgesloten_op", "nog niet zijn"),
        (PLANNED | {"doelen": "a;b;c;d;e;f"}, "doelen", "Doel 1 is niet te lezen"),
        (PLANNED | {"doelen": "Ik eet;hemel"}, "doelen", "is geen laag"),
        (PLANNED | {"doelen": "Ik eet;professional;inwoner"}, "doelen", "past niet bij wie het doel draagt"),
        (PLANNED | {"doelen": "Ik eet;;Bij de Oma's"}, "toestemming_op", "een organisatie die een doel draagt"),
        (PLANNED | {"doelen": "Ik eet;;naaste:"}, "doelen", "noem de naaste bij naam"),
        (PLANNED | {"doelen": "Ik eet;;inwoner;veel"}, "doelen", "is geen bedrag"),
        (PLANNED | {"doelen": "Ik eet;;inwoner;nan"}, "doelen", "is geen bedrag"),
        (PLANNED | {"doelen": "Ik eet;;inwoner;-5"}, "doelen", "is geen bedrag"),
        (PLANNED | {"doelen": "Ik eet;;inwoner;1,234"}, "doelen", "is geen bedrag"),
        (PLANNED | {"doelen": "Ik eet;;inwoner;;zomaar"}, "doelen", "de grond ‘zomaar’"),
        (PLANNED | {"doelen": "Ik eet;;iemand"}, "doelen", "kennen wij niet als organisatie"),
        (RUNNING | {"doelen": "Ik eet warm"}, "doelen", "iemand draagt het"),
        (RUNNING | {"evaluatie_op": ""}, "evaluatie_op", "kan niet zonder"),
        (RUNNING | {"akkoord_op": ""}, "akkoord_op", "kan niet zonder"),
        (CLOSED | {"uitkomst": ""}, "uitkomst", "kan niet zonder"),
        (CLOSED | {"afgesloten_op": ""}, "afgesloten_op", "kan niet zonder"),
        (CLOSED | {"uitkomst": "opgelost"}, "uitkomst", "Kies: advies"),
        (CLOSED | {"uitkomst": "dubbel"}, "uitkomst", "Haal deze regel weg"),
    ],
)
def test_a_wrong_row_says_where_and_what_to_do(tmp_path, world, row, column, words):
    Kern.objects.create(name="Leeg", village="Leeg", postcode4="3299")
    for name in ("Stad Noord", "Stad Zuid"):
        Kern.objects.create(name=name, village="Stad", postcode4="3298")
    Organisation.objects.create(name="Gestopt", layer="middenveld", domain="kerk", active=False)
    report = take(tmp_path, row)
    told = one_mistake(report)
    assert told.startswith(f"regel 2, kolom {column}: ")
    assert words in told
    assert not Case.objects.exists()


def test_a_provision_has_no_resident(tmp_path, world):
    bare = {**RUNNING, "voornaam": "", "achternaam": "", "geboortedatum": "", "voorziening": "De tillift"}
    assert said(take(tmp_path, bare | {"ligt_nu_bij": "inwoner"})) == [(2, "doelen"), (2, "ligt_nu_bij")]


def test_everything_at_once_and_nothing_taken(tmp_path, world):
    rows = [
        ROW,
        ROW | {"kenmerk": "A-2", "soort": "x", "ontvangen_op": "gisteren", "bsn": "1"},
        ROW | {"kenmerk": "A-3", "kern": "Nergens"},
        ROW,
    ]
    report = take(tmp_path, *rows)
    assert said(report) == [(3, "bsn"), (3, "ontvangen_op"), (3, "soort"), (4, "kern"), (5, "kenmerk")]
    assert report.taken == 0
    assert not Case.objects.exists()
    assert not Person.objects.exists()


def test_a_number_is_not_repeated(tmp_path, world):
    report = take(tmp_path, ROW | {"bsn": "123456789"})
    assert "123456789" not in one_mistake(report)


def test_one_number_for_two_people(tmp_path, world):
    rows = [ROW | {"bsn": BSN}, ROW | {"bsn": BSN, "kenmerk": "A-2", "achternaam": "Bijl"}]
    assert said(take(tmp_path, *rows)) == [(3, "bsn")]


def test_nobody_to_turn_to_is_told(tmp_path, world):
    for who in (world.teamleider, world.afdelingshoofd):
        who.memberships.update(until=today())
    assert "afdelingshoofd" in one_mistake(take(tmp_path, ROW))
    assert not Case.objects.exists()


# --- once, and not at all --------------------------------------------------------------------------------------


def test_twice_is_once(tmp_path, world):
    rows = [ROW, RUNNING | {"kenmerk": "A-2"}]
    assert take(tmp_path, *rows).taken == 2
    world.consulent.is_active = False  # what changed since doesn't matter to what is here
    world.consulent.save()
    again = take(tmp_path, *rows, ROW | {"kenmerk": "A-3"})
    assert (again.taken, again.skipped, again.mistakes) == (1, 2, [])
    assert Case.objects.count() == 3
    assert CaseEvent.objects.count() == 3


def test_the_same_key_for_another_case(tmp_path, world):
    take(tmp_path, ROW)
    report = take(tmp_path, ROW | {"ontvangen_op": "02-10-2025"})
    assert "hoort al bij HW-2025-" in one_mistake(report)


def test_a_dry_run_keeps_nothing(tmp_path, world):
    report = take(tmp_path, ROW, dry_run=True)
    assert (report.taken, report.mistakes) == (1, [])
    assert not Case.objects.exists()
    assert not WorkItem.objects.exists()


def test_the_command(tmp_path, world, capsys):
    path = written(tmp_path, [ROW])
    call_command("import_cases", str(path), "--dry-run", verbosity=0)
    assert "1 zaken worden overgenomen" in capsys.readouterr().out.replace("zouden ", "").replace("er 1", "1")
    call_command("import_cases", str(path), "--by", "Consulent", verbosity=0)
    assert "1 zaken overgenomen." in capsys.readouterr().out
    assert CaseEvent.objects.get().by == world.consulent
    call_command("import_cases", str(path), verbosity=0)
    assert "0 zaken overgenomen. 1 stonden er al." in capsys.readouterr().out


def test_the_command_that_fails(tmp_path, world, capsys):
    with pytest.raises(CommandError, match=r"in 1 regel\. Er is niets overgenomen"):
        call_command("import_cases", str(written(tmp_path, [ROW | {"soort": "x"}])), verbosity=0)
    assert "regel 2, kolom soort" in capsys.readouterr().err
    with pytest.raises(CommandError, match="geen gebruiker"):
        call_command("import_cases", str(written(tmp_path, [ROW])), "--by", "niemand")


# --- in numbers ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_five_thousand_rows(tmp_path, world):
    kinds = (
        ROW | {"regisseur": "consulent"},
        PLANNED,
        RUNNING,
        CLOSED,
        RUNNING | {"ligt_nu_bij": "Bij de Oma's", "toestemming_op": "02-12-2025"},
    )
    rows = [kinds[number % 5] | {"kenmerk": f"A-{number}", "achternaam": f"Visser {number}"} for number in range(5000)]
    assert take(tmp_path, *rows).taken == 5000
    assert Case.objects.count() == 5000
    waiting = WorkItem.objects.open().values("case").distinct().count()
    assert waiting == Case.objects.open().count() == 4000


def test_the_example_fits_the_demo(world):
    """With the demo's places and names, and nothing else."""
    built = Municipality(today())
    Team.objects.all().update(kind=TeamKind.WIJKTEAM)
    for kern in (world.kern, world.other_kern):
        kern.teams.clear()
    neighbourhood(built)
    for name, kind, _, _, kernen in TEAMS:
        if kind != TeamKind.WIJKTEAM:
            continue
        team = Team.objects.create(name=name, kind=kind)
        team.kernen.set([built.kernen[kern] for kern in kernen])
        for username, _, _, role, place in PEOPLE:
            if place == name:
                who = User.objects.filter(username=username).first() or user(username)
                member(who, role, team=team)
    report = take_over(ROOT / "docs" / "voorbeeld-import.csv")
    assert [str(one) for one in report.mistakes] == []
    assert report.taken == 200


def test_every_column_is_in_the_docs():
    text = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f"`{name}`" in text
