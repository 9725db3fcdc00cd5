"""The same file, added at the same moment: by one person who clicks twice, and by two."""

import time
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework.cases.events import CaseEvent
from casework.cases.put_right import put_right
from casework.engine import rerouting, scanner
from casework.engine.door import perform
from casework.engine.errors import MovedAway, NotNow, Overtaken, Repeated
from casework.pieces import checking
from casework.pieces.incoming import judged
from casework.pieces.models import Piece
from casework.pieces.operations import add_pieces, change_piece
from tests.at_once import at_once, meanwhile
from tests.casework.pieces import files as f
from tests.factories import World, fresh, today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CLAMAV_URL = ""
    made = World()
    rerouting.work_off()
    return made


def add(case, who, token: uuid.UUID | None = None) -> Piece:
    incoming = [judged(SimpleUploadedFile("brief.jpg", f.picture()))]
    return add_pieces(case, by=who, incoming=incoming, kind="brief", received_on=today(), token=token)


def files(settings) -> int:
    return sum(one.is_file() for one in settings.MEDIA_ROOT.rglob("*"))


def test_two_clicks_are_one_piece(world: World, settings) -> None:
    case, token = world.case(), uuid.uuid4()
    got = at_once(*[lambda: add(case, world.consulent, token)] * 3)
    assert sorted(type(one).__name__ for one in got) == ["Piece", "Repeated", "Repeated"]
    assert all(isinstance(one, Piece | Repeated) for one in got)
    assert (Piece.objects.count(), CaseEvent.objects.filter(verb="piece.added").count()) == (1, 1)
    assert files(settings) == 2, "the file and its small picture; what came of nothing is gone"


def test_two_people_with_the_same_letter_add_it_once(world: World, settings) -> None:
    case = world.case()
    got = at_once(lambda: add(case, world.consulent), lambda: add(case, world.consulent2))
    (refused,) = [one for one in got if isinstance(one, NotNow)]
    assert "staat al bij deze zaak" in refused.reasons[0].text
    assert Piece.objects.count() == 1
    assert files(settings) == 2


def test_taken_out_twice_at_the_same_moment_is_taken_out_once(world: World) -> None:
    one = world.piece(world.case())

    def strike(who):
        return perform(one, "strike", by=who, expected="opgenomen", why="Van een ander")

    got = at_once(lambda: strike(world.consulent), lambda: strike(world.consulent2))
    assert sum(isinstance(found, NotNow | Overtaken) for found in got) == 1
    assert CaseEvent.objects.filter(verb="piece.strike").count() == 1


def test_two_workers_look_once(world: World, settings, monkeypatch) -> None:
    case = world.case()
    one = add(case, world.consulent)
    Piece.objects.update(state="wacht")
    settings.CLAMAV_URL = "tcp://127.0.0.1:1"
    monkeypatch.setattr(scanner, "scan", lambda *a, **b: True)
    at_once(*[lambda: checking.check(one.pk)] * 3)
    assert Piece.objects.get().state == "opgenomen"
    assert CaseEvent.objects.filter(verb="piece.pass_check").count() == 1


def move(one: Piece, other, who) -> Piece:
    return put_right(one, by=who, what="verplaats", why="Verkeerde zaak", other=other)


@pytest.mark.parametrize("virus", [False, True])
def test_what_moves_while_it_is_looked_at_stays_where_it_went(world: World, settings, monkeypatch, virus: bool) -> None:
    case, other = world.case(), world.case()
    one = add(case, world.consulent)
    Piece.objects.update(state="wacht")
    settings.CLAMAV_URL = "tcp://127.0.0.1:1"

    def scan(*args, **kwargs) -> bool:
        (moved,) = at_once(lambda: move(one, other, world.consulent))
        assert not isinstance(moved, Exception), moved
        if virus:
            raise scanner.Infected("Eicar")
        return True

    monkeypatch.setattr(scanner, "scan", scan)
    checking.check(one.pk)
    assert (fresh(one).case, fresh(one).state) == (other, "geweigerd" if virus else "opgenomen")
    verb = "piece.fail_check" if virus else "piece.pass_check"
    assert CaseEvent.objects.get(verb=verb).case == other


@pytest.mark.parametrize(
    ("state", "act"),
    [
        ("opgenomen", lambda one, who: perform(one, "strike", by=who, expected="opgenomen", why="Van een ander")),
        ("geschrapt", lambda one, who: perform(one, "restore", by=who, why="Toch wel")),
        ("opgenomen", lambda one, who: change_piece(one, by=who, title="Een andere titel")),
    ],
    ids=["strike", "restore", "change"],
)
def test_who_waited_for_a_move_does_not_bring_it_back(world: World, state: str, act) -> None:
    case, other = world.case(), world.case()
    one = world.piece(case)
    Piece.objects.update(state=state)
    one = fresh(one)
    with meanwhile(lambda: move(fresh(one), other, world.consulent)) as commit:
        waited, _ = at_once(lambda: act(one, world.consulent2), lambda: (time.sleep(0.5), commit()))
    assert isinstance(waited, MovedAway), waited
    assert (fresh(one).case, fresh(one).title, fresh(one).state) == (other, one.title, state)
