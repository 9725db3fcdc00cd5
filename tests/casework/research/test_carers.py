"""What who gives care needs themselves: rows of their own, from the page to the report, a goal and a case of theirs."""

import pytest
from django.test import Client

from casework.cases.drafts import ReportDraft
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of
from casework.documents.on_screen import on_screen
from casework.engine.errors import NotNow
from casework.goals.models import Goal
from casework.research.complete import Stands
from casework.research.models import Need
from casework.research.operations import add_need, move_need
from casework.research.paper import REPORT
from tests.factories import World, fresh, today
from tests.pages.browser import as_, send, words

pytestmark = pytest.mark.django_db


def test_from_the_page_to_report_goal_and_own_case(client: Client, world: World) -> None:
    case = world.case("onderzoek")
    research = case.researches.get()
    near = world.contact(case, "Corrie Bos", is_carer=True)
    world.contact(case, "Wim de Wit", is_carer=True, shielded=True, ground="ruzie")
    as_(client, world.consulent)
    url = f"{case.get_absolute_url()}onderzoek/mantelzorger/"
    page = words(client.get(url))
    assert "Corrie Bos" in page
    assert "Wim de Wit" not in page, "the citizen reads it"
    for wrong, said in (
        ({"whose": ""}, "Wie is de mantelzorger"),
        ({"whose": "999999"}, "Wie is de mantelzorger"),
        ({"whose": "ander", "name": ""}, "Hoe heet die"),
        ({"what": "x" * 300}, "hoogstens 160"),
        ({"what": "een\0avond"}, "teken dat wij niet"),
    ):
        answer = send(client, url, **{"whose": str(near.pk), "what": "Een avond vrij", "extent": ""} | wrong)
        assert (answer.status_code, said in words(answer)) == (200, True), wrong
    assert not Need.objects.exclude(carer_name="").exists()
    assert send(client, url, whose=str(near.pk), what="Een avond vrij", extent="").status_code == 303
    row = Need.objects.get(carer=near)
    assert (row.named, row.order > 0) == ("Corrie Bos: Een avond vrij", True)

    # it counts: client support for her, her limitation; no part that is only weighed for the other
    stands = Stands.of(fresh(research), case)
    assert row not in stands.needs
    missing = {one.words for one in stands.missing()}
    assert "wat lukt niet bij ‘Corrie Bos: Een avond vrij’" in missing
    assert not {one for one in missing if "Corrie" in one and "wat lukt niet" not in one}
    edit = f"{case.get_absolute_url()}onderzoek/{row.public_id}/"
    opened = {"opened": client.get(f"{edit}a/").context["form"].opened}
    assert send(client, f"{edit}a/", what="Een avond vrij", extent="Zij slaapt slecht.", **opened).status_code == 303
    page = words(client.get(f"{case.get_absolute_url()}onderzoek/"))
    assert page.index("Wat de mantelzorger nodig heeft") < page.index("Zij slaapt slecht.")

    # the report prints it under its own heading
    content = letter_content(kind_of(REPORT), case, fresh(research), on=today())
    assert [one["what"] for one in content["carers"]] == ["Corrie Bos: Een avond vrij"]
    assert "Corrie" not in str(content["needs"])
    report = on_screen(content)
    assert report.index("Wat wie voor u zorgt nodig heeft") < report.index("Corrie Bos: Een avond vrij")

    # a goal of it, with who it is of; and their own case, with what they need
    form = client.get(f"{edit}doel/").context["form"]
    assert form.initial["wording"] == "Corrie Bos: Een avond vrij: Zij slaapt slecht."
    assert not Goal.objects.exists()
    client.post(f"{case.get_absolute_url()}onderzoek/eigen-zaak/", {"naaste": str(near.pk)})
    assert "Een avond vrij: Zij slaapt slecht." in str(ReportDraft.objects.get().words)


def test_among_each_other_they_move_and_no_other_case_names_them(world: World) -> None:
    case, other = world.case("onderzoek"), world.case("onderzoek")
    research = case.researches.get()
    first, second = (add_need(research, by=world.teamlid, what=what, carer_name="Corrie") for what in ("Rust", "Hulp"))
    own = list(Stands.of(research, case).needs)
    move_need(second, by=world.teamlid, up=True)
    stands = Stands.of(fresh(research), case)
    assert ([*stands.carers], [*stands.needs]) == ([second, first], own)
    with pytest.raises(NotNow, match="hoort niet bij het netwerk"):
        add_need(research, by=world.teamlid, what="Rust", carer=world.contact(other, "Ria"))
