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
# the prefixes before a main name, for the database to sort without them: 'van der Berg' stands under the B
PREFIXES_FIRST: Final = rf"^(({'|'.join(sorted(_PREFIXES, key=len, reverse=True))})\.?[ '’]+)+"


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


def listed_name(given: str, family: str) -> str:
    """As a list has it: 'Palsgraaf, Jeroen', 'Van Gemert, Theo'; without a given name the family name alone."""
    family = family.strip()
    return ", ".join(filter(None, (family[:1].upper() + family[1:], given.strip())))


def same_given_name(one: str, other: str) -> bool:
    """Keys of given names that can be of one person: one is unknown, or an initial, or part of the other."""
    if not one or not other:
        return True
    mine, theirs = set(one.split()), set(other.split())
    if mine & theirs:
        return True
    return one[0] == other[0] and (len(min(one.split(), key=len)) == 1 or len(min(other.split(), key=len)) == 1)
