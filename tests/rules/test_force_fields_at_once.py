"""At the same moment: one is asked twice; it is handed in while consent is taken back; two put the same name in it."""

import datetime as dt
import uuid
from functools import partial

import pytest

from casework.cases.models import Case
from casework.engine import rerouting
from casework.engine.door import perform
from casework.engine.errors import NotNow, Overtaken, Repeated
from casework.forcefields.conditions import kept_now
from casework.forcefields.models import ForceField
from casework.forcefields.operations import ask_force_field
from tests.at_once import at_once
from tests.factories import World, fresh, today

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(days=1)
TURNED_AWAY = NotNow | Overtaken | Repeated


@pytest.fixture
def world(transactional_db) -> World:
    made = World()
    rerouting.work_off()
    return made


def ask(world: World, case: Case, by, **more):
    said = {"text": "Wij vertellen het.", "how": "aan tafel", "given_by": "zij", "given_on": today()}
    until = today() + 60 * DAY
    return partial(
        ask_force_field, case, by=by, why="Te veel hulpverleners", maker=world.middenveld, organisation=world.partner,
        due_on=today() + 30 * DAY, until=until, what=["vraag"], said=said | {"until": until}, **more,
    )  # fmt: skip


def test_asked_drawn_and_taken_back_at_the_same_moment(world: World) -> None:
    case, token = world.case("uitvoering"), uuid.uuid4()
    twice = ask(world, case, world.consulent, token=token)
    got = at_once(twice, twice, ask(world, case, world.teamleider))
    assert sum(isinstance(one, TURNED_AWAY) for one in got) == 2, got
    field = ForceField.objects.get()
    perform(field, "accept", by=world.middenveld)

    put = partial(perform, field, "add_party", by=world.middenveld, name="Zus Anja", there="allebei")
    at_once(partial(put, role="zus"), partial(put, role="zuster"))
    sister = field.parties.get()
    tie = partial(perform, field, "tie", by=world.middenveld, one=sister, now="steunend")
    at_once(tie, tie, partial(perform, field, "take_out", by=world.middenveld, row=sister))
    assert field.ties.count() <= field.parties.count() <= 1

    put(role="zus")
    got = at_once(
        lambda: perform(field, "hand_in", by=world.middenveld, change="Rust", regie_now="niemand"),
        lambda: perform(field.sharing, "withdraw", by=world.consulent, why="Zij belde"),
    )
    now = fresh(field)
    handed_in = not isinstance(got[0], Exception)
    assert (now.state, now.made_on is not None) == (("in_de_maak", True) if handed_in else ("terug", False)), got
    assert now.shared_until == today()  # whichever came first, they see nothing more
    (turn,) = case.work.open().filter(key__startswith="force_field:")
    assert turn.step == ("force_field.discuss" if handed_in else "force_field.withdraw")
    assert turn.for_user == world.consulent

    if handed_in:
        over = partial(perform, field, "discuss", discussed_on=today(), said="Zo is het.", expected="in_de_maak")
        got = at_once(
            partial(over, by=world.consulent),
            partial(perform, field, "withdraw", by=world.teamleider, why="Niet nodig"),
        )
        assert sum(isinstance(one, TURNED_AWAY) for one in got) == 1, got
        assert not case.work.open().filter(key__startswith="force_field:").exists()


def test_kept_looked_at_and_withdrawn_at_the_same_moment(world: World) -> None:
    """Who is kept from the citizen while a colleague looks again stays kept; what is withdrawn asks nobody anything."""
    later = today() + 14 * DAY
    field = world.force_field(world.case("uitvoering"), "in_de_maak", handed_in=True)
    sister, landlord = field.parties.order_by("pk")
    keep = partial(perform, field, "shield", by=world.consulent, ground="Veiliger", review_on=later)
    keep(party=sister)
    perform(field, "discuss", by=world.consulent, discussed_on=today(), said="Zo is het.", review_on=later)
    look = partial(
        perform, field, "look_again", by=world.teamleider, kept=[sister], kept_seen=kept_now(field), review_on=later
    )
    kept, looked = at_once(partial(keep, party=landlord), look)
    assert not isinstance(kept, Exception), kept
    assert not isinstance(looked, Exception) or isinstance(looked, NotNow), looked
    assert field.parties.filter(shielded=True).count() == 2
    with pytest.raises(NotNow, match="schermde intussen iemand af"):
        look()

    for how in ("withdraw", "send_back"):
        field = world.force_field(world.case("uitvoering"), "in_de_maak", handed_in=True)
        perform(field, "shield", by=world.consulent, party=field.parties.first(), ground="Veiliger", review_on=later)
        if how == "send_back":
            perform(fresh(field), how, by=world.consulent, why="De kerk mist", due_on=today() + DAY)
        at_once(
            partial(perform, fresh(field), "withdraw", by=world.consulent, why="Niet nodig"),
            partial(perform, fresh(field), "withdraw", by=world.teamleider, why="Niet nodig"),
        )
        assert fresh(field).state == "ingetrokken"
        assert not field.case.work.open().filter(key__startswith="force_field:").exists(), how
