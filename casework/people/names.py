"""Names as they are compared: whoever writes them with other accents, prefixes, marks or order means the same one.
And as they stand in a list: main name first.
"""

import re
import unicodedata
from typing import Final

# letters that don't fall apart into a letter and its accent; and ij, which Dutch writes as y too
_OTHERWISE: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n", "ħ": "h"}
)
# as in the table of prefixes of the municipal registers (BRP, tabel 36), with how people shorten them
_PREFIXES: Final = frozenset(
    re.findall(
        r"\w+",
        """
        a aan aen af al auf bij bin d da dal de degli dei del della den der des di do dos du el en het i in ibn im la le
        les lo of onder op over s t te ten ter thor toe tot uijt uit uyt v van vande vanden vander vd vh voor von vom zu
        zum zur
        """,
    )
)
_ALONE: Final = frozenset("vd")  # a single letter that is a prefix by itself ('v.d. Berg'); any other is an initial


def split_prefix(text: str) -> tuple[str, str]:
    """Prefix and main name of a surname as it is typed: 'van der Berg', 'v.d. Berg' and 'Berg, van der'. Whoever is called
    by a prefix alone ('Al') keeps it as a name."""
    main, comma, after = (part.strip() for part in text.partition(","))
    if comma and after and all(_is_prefix(word) for word in after.split()):
        return after, main
    words = text.split()
    first = 0
    while first < len(words) - 1 and _is_prefix(words[first]):
        first += 1
    return " ".join(words[:first]), " ".join(words[first:])


def in_two(prefix: str, name: str) -> tuple[str, str]:
    """Prefix and main name, also where the prefix was typed with the name, or in both places."""
    typed, main = split_prefix(name)
    return (prefix or typed, main) if folded(prefix) in ("", folded(typed)) else (prefix, name)


def _is_prefix(word: str) -> bool:
    parts = folded(word).split()
    marked = word[:1] in "'’‘`"
    return bool(parts) and all(one in _PREFIXES and (len(one) > 1 or one in _ALONE or marked) for one in parts)


def with_capital(text: str) -> str:
    """As a surname is written where no given name stands before it: 'De Wit', '’t Hoen'."""
    return text[:1].upper() + text[1:]


def folded(text: str) -> str:
    """Words in small letters without accents or marks, a space between: 'M. van den Özdemir-O’Neill'
    becomes 'm van den ozdemir oneill'."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(one for one in apart if not unicodedata.combining(one)).translate(_OTHERWISE)
    plain = re.sub(r"(?<=[^\W\d_])['’‘`´ʼ](?=[^\W\d_]{2})", "", plain)  # O'Neill, d'Hondt
    return re.sub(r"[\W_]+", " ", plain).strip()


def name_words(text: str) -> list[str]:
    """The words that tell one from another: without prefixes, unless there is nothing else."""
    words = search_words(text)
    return [one for one in words if one not in _PREFIXES] or words


def search_words(text: str) -> list[str]:
    """All words of it, as they are looked for: ij and y are one."""
    return folded(text).replace("ij", "y").split()


def name_key(text: str) -> str:
    """One key for every way to write a name: 'Berg, van der' and 'v.d. Berg', 'De Vries-Smit' and 'Smit - de Vries'."""
    return " ".join(sorted(name_words(text)))


def same_given_name(one: str, other: str) -> bool:
    """Keys of given names that can be of one person: one is unknown, or an initial, or part of the other."""
    if not one or not other:
        return True
    mine, theirs = set(one.split()), set(other.split())
    if mine & theirs:
        return True
    return one[0] == other[0] and (len(min(one.split(), key=len)) == 1 or len(min(other.split(), key=len)) == 1)
