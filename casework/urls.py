"""One object, one address: each noun brings its own (see `casework.nouns`), and no address shadows another."""

from django.urls import URLPattern

from casework.engine.registry import nouns


def patterns() -> list[URLPattern]:
    """Those of every noun in force. Keys are random: none tells how many there are."""
    # the lists and the case itself, which are asked for most, are of the last
    return [one for noun in reversed(nouns()) for one in noun.urls]


urlpatterns = patterns()
