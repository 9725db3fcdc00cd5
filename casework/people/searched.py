"""What somebody is found by: words of the address, and words of the name with one letter wrong.

The variants of a name aren't stored: an index on a function in the database holds them (`name_keys`), and what is
typed is turned into what stands there. So one wrong letter costs a look-up of some twenty keys, however many people.
"""

import re
from typing import Any, Final, Protocol

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, TextField

from casework.people.names import search_words

WORTH_GUESSING: Final = 4  # letters; of a shorter word one letter wrong is another word
_LONGEST_GUESSED: Final = 40  # letters; of one of a few hundred the database can't read the pattern
_LONGEST: Final = 320
_NUMBER: Final = re.compile(r"(?<!\S)(\d+)([a-z]{1,2})(?!\S)")  # '27a'; no postcode comes here


class Housed(Protocol):
    """What has an address."""

    street: str
    postcode: str
    town: str
    secret_address: bool


class NameKeys(Func):
    """The words of a name, and each with one letter away ('-jansn') and one letter anything ('jan?en')."""

    function = "name_keys"
    arity = 1
    output_field: Any = ArrayField(TextField())


def searched_address(one: Housed) -> str:
    """Postcode in one, street, number apart from its letter, town; a space on either side, so that whole words can be
    asked for. Empty where the address is secret: what isn't there is found by nobody, and costs nobody time."""
    if one.secret_address:
        return ""
    postcode = "".join(search_words(one.postcode))
    rest = with_number_apart(" ".join(search_words(f"{one.street} {one.town}")))
    words = f"{postcode} {rest}".strip()
    return f" {words[: _LONGEST - 2]} " if words else ""


def with_number_apart(words: str) -> str:
    """'singel 27a' becomes 'singel 27 a': by 27 it is found as well."""
    return _NUMBER.sub(r"\1 \2", words)


def with_one_letter_wrong(word: str) -> list[str]:
    """The keys of every word from which this one differs by one letter more, less, or another, or by two that changed
    places."""
    if len(word) < WORTH_GUESSING:
        return []
    places = range(len(word))
    other = [f"{word[:at]}?{word[at + 1 :]}" for at in places]
    more = [word[:at] + word[at + 1 :] for at in places]
    swapped = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-1]]
    return sorted({*other, *more, *swapped, f"-{word}"} - {word})


def pattern_with_one_letter_wrong(word: str) -> str:
    """The same words, as a pattern for a name with a space on either side; empty where there are none, and for a word that
    is longer than those of names."""
    if not WORTH_GUESSING <= len(word) <= _LONGEST_GUESSED:
        return ""
    letters, places = [one if one.isalnum() else f"\\{one}" for one in word], range(len(word))
    other = [[*letters[:at], "[^ ]", *letters[at + 1 :]] for at in places]
    fewer = [[*letters[:at], "[^ ]", *letters[at:]] for at in range(len(word) + 1)]
    more = [[*letters[:at], *letters[at + 1 :]] for at in places]
    swapped = [[*letters[:at], letters[at + 1], letters[at], *letters[at + 2 :]] for at in places[:-1]]
    return f" ({'|'.join(map(''.join, [*other, *fewer, *more, *swapped]))}) "


def name_keys(word: str) -> set[str]:
    """What the index holds of one word: as the function in the database makes them."""
    if len(word) < WORTH_GUESSING:
        return {word}
    places = range(len(word))
    return {
        word,
        *(f"-{word[:at]}{word[at + 1 :]}" for at in places),
        *(f"{word[:at]}?{word[at + 1 :]}" for at in places),
    }
