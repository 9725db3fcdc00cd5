"""What a partner sees of a hand-over, and when it is over."""

from casework.handovers.models import Handover
from tests.factories import World, today
from tests.pages.browser import as_, words


def test_a_link_to_what_is_over_is_answered_without_a_name(client, world: World) -> None:
    case = world.case(person=world.person("Zonneveld"))
    over = world.handover(case, "ingetrokken", shared_until=today(), ended_why="Zij wil het niet")
    goal = world.goal(case, "gestopt", carrier_kind="organisatie", carrier_organisation=world.partner,
                      shared_until=today())  # fmt: skip
    for obj in (over, goal):
        answer = as_(client, world.middenveld).get(obj.get_absolute_url())
        page = words(answer)
        assert answer.status_code == 410
        assert "Dit is niet meer te zien" in page
        for hidden in ("Zonneveld", case.ref, "Zij wil het niet", "Piershil", goal.wording):
            assert hidden not in page
        for who in (world.outsider, world.consulent3, world.inwoner):
            assert as_(client, who).get(obj.get_absolute_url()).status_code == 404
    assert as_(client, world.uitvoerder).get(over.get_absolute_url()).status_code == 404
    assert as_(client, world.consulent).get(over.get_absolute_url()).status_code == 200
    case.recusals.create(user=world.middenveld)
    assert as_(client, world.middenveld).get(over.get_absolute_url()).status_code == 404


def test_who_took_over_reads_whom_to_call(client, world: World) -> None:
    world.team.phone = "0186 000 000"
    world.team.save()
    case = world.case()
    handover = world.handover(case)
    assert world.consulent.name not in words(as_(client, world.middenveld).get(handover.get_absolute_url()))
    Handover.objects.filter(pk=handover.pk).delete()
    handover = world.handover(case, "aanvaard", accepted_on=today())
    page = words(client.get(handover.get_absolute_url()))
    assert world.consulent.name in page
    assert "0186 000 000" in page
