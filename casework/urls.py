"""One object, one address: each noun brings its own (see `casework.nouns`), and no address shadows another."""

from django.urls import URLPattern, URLResolver, include, path

from casework.engine.registry import nouns


def patterns() -> list[URLPattern]:
    """Those of every noun in force. Keys are random: none tells how many there are."""
    return [one for noun in nouns() for one in noun.urls]


def by_first_word() -> list[URLPattern | URLResolver]:
    """The same, so that a request is held against some dozens of them and not against all."""
    beneath: dict[str, list[URLPattern]] = {}
    for one in patterns():
        word, _, rest = str(one.pattern).partition("/")
        beneath.setdefault(word, []).append(path(rest, one.callback, one.default_args, one.name))
    here = beneath.pop("", [])
    return [*here, *(path(f"{word}/", include(those)) for word, those in beneath.items())]


urlpatterns = by_first_word()
