"""A party without people here answers by phone, and the regisseur writes it down: nobody waits for nobody."""

from django.utils import timezone

from casework.cases.models import Case
from casework.engine.door import perform
from tests.factories import World, put_in_line


def test_an_answer_without_a_name_can_be_written_down_for_a_party_without_an_account(world: World) -> None:
    case = world.case("onderzoek")
    offer = world.handover(case, anonymous=True, to_organisation=world.church)
    put_in_line(Case, [case.pk], timezone.now())
    turn = case.work.open().get(object_id=offer.public_id)
    assert (turn.step, turn.for_user) == ("handover.promise", world.consulent)
    perform(offer, "promise", by=world.consulent, text="De dominee belt haar.")
    assert case.work.open().get(object_id=offer.public_id).step == "handover.name"
