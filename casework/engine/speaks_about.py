"""Where a text that somebody reads speaks about them: 'zij heeft', 'mevrouw is'. It is told, and never refused.

A colleague writes for colleagues ('mevrouw wil'), and the words end up in a letter. Found by words alone, so it is now and
then wrong: what may well be about somebody else is let go.
"""

import re
from collections.abc import Iterator
from typing import Final

# what somebody is, has, wants or does, in the third person: 'zij hebben' are others
_VERBS: Final = [
    "is",
    "was",
    "heeft",
    "had",
    "wil",
    "wilde",
    "wou",
    "kan",
    "kon",
    "moet",
    "moest",
    "mag",
    "mocht",
    "zal",
    "zou",
    "wordt",
    "werd",
    "krijgt",
    "kreeg",
    "gaat",
    "ging",
    "komt",
    "kwam",
    "woont",
    "woonde",
    "leeft",
    "doet",
    "deed",
    "zegt",
    "zei",
    "vindt",
    "vond",
    "voelt",
    "voelde",
    "vraagt",
    "vroeg",
    "geeft",
    "gaf",
    "redt",
    "ziet",
    "slaapt",
    "eet",
    "valt",
    "viel",
    "belt",
    "belde",
    "durft",
    "hoeft",
    "hoefde",
    "weet",
    "wist",
    "weigert",
    "weigerde",
    "denkt",
    "dacht",
    "blijft",
    "bleef",
    "loopt",
    "staat",
    "zit",
    "ligt",
    "verblijft",
    "ontvangt",
    "kent",
    "heet",
    "lijdt",
    "gebruikt",
    "werkt",
    "werkte",
    "zorgt",
]
# of whom or of what 'zij' and 'hij' can be, where they were named just before
_OTHERS: Final = [
    "zoon",
    "dochter",
    "kind",
    "kleinkind",
    "kleinzoon",
    "kleindochter",
    "man",
    "vrouw",
    "partner",
    "echtgenoot",
    "echtgenote",
    "moeder",
    "vader",
    "ouder",
    "broer",
    "zus",
    "zuster",
    "buurman",
    "buurvrouw",
    "buur",
    "vriend",
    "vriendin",
    "neef",
    "nicht",
    "oom",
    "tante",
    "mantelzorger",
    "vrijwilliger",
    "huisarts",
    "arts",
    "dokter",
    "specialist",
    "verpleegkundige",
    "wijkverpleegkundige",
    "begeleider",
    "begeleidster",
    "hulpverlener",
    "hulp",
    "consulent",
    "collega",
    "coach",
    "bewindvoerder",
    "mentor",
    "curator",
    "advocaat",
    "aanbieder",
    "organisatie",
    "thuiszorg",
    "gemeente",
    "kerk",
    "school",
    "woningcorporatie",
    "verhuurder",
    "brief",
    "rolstoel",
    "scootmobiel",
    "traplift",
    "lift",
    "rollator",
    "douchestoel",
    "fiets",
    "auto",
    "woning",
    "hond",
    "kat",
    "cursus",
    "dagbesteding",
]
_TITLES: Final = r"mevrouw|mevr\.|mw\.|meneer|mijnheer|dhr\."
_SOMEBODY: Final = (
    r"(?:de|deze|onze) (?:inwoner|inwoonster|cliënt|cliënte|client|bewoner|bewoonster|betrokkene|hulpvrager)"
)

_VERB: Final = rf"(?:{'|'.join(_VERBS)})"
_PRONOUN: Final = re.compile(
    rf"\b(?:(?:zij|ze|hij) (?:zelf )?{_VERB}|{_VERB} (?:zij|ze|hij)|(?:dat|omdat|als|of|terwijl|zodat|wanneer|toen|waar) hij)\b",
    re.IGNORECASE,
)
_NOUN: Final = re.compile(rf"(?:\b{_SOMEBODY}\b|\b(?:{_TITLES})(?!\w))(?: \w+)?", re.IGNORECASE)
_NAMED: Final = re.compile(rf"(?i:{_TITLES}) (?:(?:van|de|den|der|ten|ter|el|al) )*[A-ZÀ-Þ]")
_GREETED: Final = re.compile(r"(?:geachte|beste|heer of|heer/) ?$", re.IGNORECASE)
_OTHER: Final = re.compile(rf"\b(?:{'|'.join(_OTHERS)})\b", re.IGNORECASE)
_NEAR: Final = 300  # letters: who was named longer ago isn't meant
_SENTENCE: Final = re.compile(r"[.!?:] ")


def speaks_about(text: str, name: str = "") -> list[str]:
    """The words by which it does, in order, each once. `name` is theirs: 'mevrouw Maaskant' may be somebody else."""
    plain = " ".join(text.split())
    found = [*_by_noun(plain, name.split()[-1] if name.split() else ""), *_by_pronoun(plain)]
    return list(dict.fromkeys(words for _, words in sorted(found)))


def _by_noun(text: str, surname: str) -> Iterator[tuple[int, str]]:
    for one in _NOUN.finditer(text):
        if _GREETED.search(text[max(0, one.start() - 12) : one.start()]):
            continue
        named = _NAMED.match(text, one.start())
        if named and not (surname and text[named.end() - 1 :].startswith(surname)):
            continue
        yield one.start(), one[0]


def _by_pronoun(text: str) -> Iterator[tuple[int, str]]:
    """Unless another was named in the same sentence before it, or in the one before."""
    for one in _PRONOUN.finditer(text):
        near = text[max(0, one.start() - _NEAR) : one.start()]
        if not _OTHER.search(" ".join(_SENTENCE.split(near)[-2:])):
            yield one.start(), one[0]
