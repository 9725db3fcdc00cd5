"""Where words that somebody reads speak about them: a table of what colleagues write."""

import pytest

from casework.engine.speaks_about import speaks_about

TOLD = (
    ("Zij heeft hulp nodig bij het wassen.", ["Zij heeft"]),
    ("Mevrouw is gevallen en kan niet alleen zijn.", ["Mevrouw is"]),
    ("Hij wil graag weer naar buiten.", ["Hij wil"]),
    ("Ze kan de trap niet meer op.", ["Ze kan"]),
    ("Na de val kan zij niet alleen zijn.", ["kan zij"]),
    ("Het is nodig omdat hij alleen woont.", ["omdat hij"]),
    ("Wij spraken met mevrouw over de huur.", ["mevrouw over"]),
    ("Mw. heeft pijn.", ["Mw. heeft"]),
    ("dhr. wil dit niet", ["dhr. wil"]),
    ("Meneer komt er niet uit.", ["Meneer komt"]),
    ("De cliënt woont alleen.", ["De cliënt woont"]),
    ("De inwoner kan niet wachten.", ["De inwoner kan"]),
    ("Betreft betrokkene. Onze bewoner heeft geen geld.", ["Onze bewoner heeft"]),
    ("Mevrouw is ziek.\nZij is alleen en zij is bang.", ["Mevrouw is", "Zij is", "zij is"]),
    ("Mevrouw Maaskant wil haar hulp houden.", ["Mevrouw Maaskant"]),
    ("Gesprek met mevrouw van der Maaskant.", ["mevrouw van"]),
    ("U wilt dat. Hij zelf heeft geen auto.", ["Hij zelf heeft"]),
)
LET_GO = (
    "",
    "U hebt hulp nodig bij het wassen.",
    "Wij hebben u gesproken. Zij hebben ons gebeld.",  # others
    "Uw zoon belde ons. Hij wil u graag helpen.",
    "Uw buurvrouw Ria doet de boodschappen; dat wil zij blijven doen.",
    "De rolstoel is besteld. Hij komt dinsdag.",
    "De huisarts zegt dat hij u blijft zien.",
    "Geachte mevrouw, wij bellen u.",
    "Geachte heer of mevrouw",
    "Mevrouw Bakker van de thuiszorg belt u.",  # somebody else, by name
    "mevrouw De Wit komt langs",
    "Andere inwoners wonen hier ook.",
    "Elke inwoner mag meedoen.",
    "Aan de Mevrouwenlaan, bij de meneerschool.",
    "3 uur per week",
    "Zijn er vragen? Bel ons.",
    "Haar knippen en wassen.",
)


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_it_is_told_by_which_words(text: str, told: list[str]) -> None:
    assert speaks_about(text, "Truus van der Maaskant") == told


@pytest.mark.parametrize("text", LET_GO)
def test_what_may_well_be_about_another_is_let_go(text: str) -> None:
    assert speaks_about(text, "Truus van der Maaskant") == []


def test_a_text_of_any_length_is_read_at_once() -> None:
    assert speaks_about("zij is " * 30_000)
    assert speaks_about("a" * 100_000) == []
