"""A running caseload comes in: what becomes of each row, once, or not at all."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from casework.caseload.columns import NAMES
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.desk.directed import sleeps
from casework.documents.models import Document
from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.network.models import Contact
from casework.people.models import Person
from casework.provisions.models import Provision
from casework.sharing.models import Sharing
from roles.matrix import Role
from roles.models import Team, TeamKind
from roles.policy import sight
from tests.casework.caseload.rows import BSN, CLOSED, PLANNED, ROOT, ROW, RUNNING, one_mistake, take, written
from tests.factories import today

pytestmark = pytest.mark.django_db


# --- what becomes of a row -------------------------------------------------------------------------------------


def turns() -> set[str]:
    """What is open, by its key; of a row beside the case by its noun."""
    return {item.key.partition(":")[0] if item.object_id else item.key for item in WorkItem.objects.open()}


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
    assert turns() == {"research", "case:meet"}
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
        (ROW, {"research", "case:meet", "case:assign"}),
        (ROW | {"kennisgemaakt_op": "05-10-2025"}, {"research", "case:assign"}),
        (PLANNED, {"case:start", "case:assign"}),
        (RUNNING, {"case:evaluate", "case:assign", "goal"}),
        # no rhythm was agreed: how the goal goes is told in the evaluation itself
        (RUNNING | {"fase": "evaluatie"}, {"case:conclude", "case:assign"}),
        (CLOSED, set()),
        (CLOSED | {"soort": "vraag", "uitkomst": "verhuisd"}, set()),
    ],
)
def test_each_phase_is_on_the_right_list(tmp_path, world, row, keys):
    assert take(tmp_path, row).taken == 1
    assert turns() == keys


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
    assert first.consent == Sharing.objects.get()
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
    with pytest.raises(
        CommandError, match=r"in 1 regel\. Alle fouten staan in .*zaken-fouten\.csv\. Er is niets overgenomen"
    ):
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


def test_every_column_is_in_the_docs():
    text = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f"`{name}`" in text


def test_help_that_runs_comes_along_also_on_a_closed_case(tmp_path, world):
    """Its provider sees it at once, it can be looked at again, and the case sleeps; what can't be is told by its number."""
    told = "Hulp bij het huishouden;Heemzicht;3 uur per week;1-3-2025;28-2-2030|Traplift;;;15-6-2024;;nee|Begeleiding;pgb: Ria;;1-1-2026;1-1-2029"
    assert take(tmp_path, CLOSED | {"hulp": told}).mistakes == []
    cleaning, lift, pgb = Provision.objects.order_by("pk")
    assert (cleaning.state, cleaning.provider, cleaning.how_much, cleaning.contribution) == (
        "gestart", world.provider, "3 uur per week", True,
    )  # fmt: skip
    assert (lift.once, lift.lent, lift.ends_on, lift.contribution) == (True, True, None, False)
    assert (pgb.form, pgb.pgb_holder, pgb.provider) == ("pgb", "Ria", None)
    assert list(Provision.objects.visible_to(sight(world.uitvoerder))) == [cleaning]
    assert Case.objects.filter(sleeps(today())).exists()
    wrong = "Hulp;Nergens;;1-3-2025|Hulp;;;|;pgb;;1-1-2026|Hulp;;;1-1-2099;1-1-2020;misschien|a;b;c;d;e;f;g"
    report = take(tmp_path, CLOSED | {"kenmerk": "A-2", "hulp": wrong})
    assert {one.column for one in report.mistakes} == {"hulp"}
    assert len(report.mistakes) >= 6
    assert Provision.objects.count() == 3
