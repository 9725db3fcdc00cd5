"""Words that speak about whom they are sent to, said to them instead: 'hij kan' becomes 'u kunt'."""

import re
from typing import Final

# where the third person and the polite second differ; all others are the same ('mag', 'moet', 'woont')
_YOURS: Final = {
    "is": "bent",
    "heeft": "hebt",
    "kan": "kunt",
    "wil": "wilt",
    "zal": "zult",
}
_WHOM: Final = (
    r"(?:zij|ze|hij|mevrouw|mevr\.|mw\.|meneer|mijnheer|dhr\.|(?:de|deze|onze) "
    r"(?:inwoner|inwoonster|cliënt|cliënte|client|bewoner|bewoonster|betrokkene|hulpvrager))"
)
_FIRST: Final = re.compile(rf"(?P<whom>{_WHOM})(?P<self> zelf)?(?: (?P<verb>\w+))?", re.IGNORECASE)
_LAST: Final = re.compile(r"(?P<verb>\w+) (?:zij|ze|hij)", re.IGNORECASE)


def to_you(words: str) -> str:
    """What was found (see `speaks_about`), said to the reader; '' where it can't be put right without reading on."""
    if found := _FIRST.fullmatch(words):
        said = " ".join(filter(None, ("u" + (found["self"] or ""), _yours(found["verb"] or ""))))
    elif found := _LAST.fullmatch(words):
        said = f"{_yours(found['verb'])} u"
    else:
        return ""
    return said[0].upper() + said[1:] if words[0].isupper() else said


def _yours(verb: str) -> str:
    return _YOURS.get(verb.lower(), verb)


def put_right(text: str, words: str) -> str:
    """The text with those words said to the reader, wherever they stand. As they were typed: over lines or not."""
    said = to_you(words)
    if not said:
        return text
    pattern = r"\s+".join(re.escape(one) for one in words.split())
    return re.sub(rf"(?<!\w){pattern}(?!\w)", lambda found: said, text)
