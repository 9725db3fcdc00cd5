"""The table of `./dev bench --peers`, with figures made by hand: it runs without any of the peers."""

from tests.bench.peers import figures, places
from tests.bench.peers.figures import Taken
from tests.bench.peers.products import OURS, PEERS, QUESTIONS

HELPDESK, LINO, VIEWFLOW, JOEFLOW = PEERS


def taken(product, ms: float) -> Taken:
    """As fast at everything, but for one round in twenty."""
    keys = [question.key for question in QUESTIONS]
    return Taken(
        product,
        ms={key: [ms] * 18 + [10 * ms] * 2 for key in keys},
        statements=dict.fromkeys(keys, 12),
        size=dict.fromkeys(keys, 1000),
        versions={"Django": "5.2"},
    )


def all_of_them() -> list[Taken]:
    speeds = ((OURS, 10), (HELPDESK, 100), (LINO, 60), (VIEWFLOW, 20), (JOEFLOW, 9))
    return [taken(product, ms) for product, ms in speeds]


def test_a_table_tells_the_middle_and_the_95th_percentile_of_each():
    text = figures.as_text(100_000, all_of_them())
    assert text.startswith("100.000 zaken")
    opening = next(line for line in text.splitlines() if line.startswith("Eén openen"))
    assert opening.split()[2:8] == ["10,0", "100,0", "12", "100,0", "1000,0", "12"]


def test_the_goal_is_held_against_the_fastest_of_each_kind():
    lines = figures.ratios(all_of_them())
    opening = [line for line in lines if line.startswith("Eén openen")]
    assert opening == [
        "Eén openen: onze tegen django-helpdesk 10,0 ×, Lino Welfare 6,0 ×; doel tegen de snelste van de producten"
        " ≥ 6 ×: ja",
        "Eén openen: onze tegen Viewflow 2,0 ×, joeflow 0,9 ×; doel tegen de bibliotheken ≥ 1 ×: NEE",
    ]


def test_who_could_not_be_had_is_named_and_the_others_are_measured():
    those = [*all_of_them()[:-1], Taken(JOEFLOW, failed="geen verbinding")]
    text = figures.as_text(1000, those)
    assert "niet te meten" in text
    assert "joeflow kon hier niet worden gemeten: geen verbinding" in text
    assert "Viewflow 2,0 ×; doel tegen de bibliotheken ≥ 1 ×: ja" in text


def test_beside_each_step_stands_what_it_does_not_do():
    text = figures.explained({1000: all_of_them(), 100_000: all_of_them()})
    for product in (OURS, *PEERS):
        assert product.lacks in text
    assert "joeflow 9,0 ms en 9,0 ms:" in text
    assert "Django 5.2" in text


def test_what_is_written_as_json_has_every_question():
    found = figures.as_json({1000: all_of_them()})
    asked = found["1000"]["lino"]["asked"]
    assert asked.keys() == {question.key for question in QUESTIONS}
    assert asked["step"] == {"median_ms": 60, "p95_ms": 600, "rounds": 20, "statements": 12, "characters": 1000}


def test_every_peer_has_an_adapter_and_a_lock_with_hashes():
    for product in PEERS:
        assert (places.INSIDE / f"of_{product.key}.py").exists()
        lock = places.lock_of(product).read_text()
        assert "--hash=sha256:" in lock
        assert "http" not in lock  # no registry is named
