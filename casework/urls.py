"""One object, one address: each noun brings its own (see `casework.nouns`), and no address shadows another."""

from django.urls import URLPattern

from casework.engine.registry import nouns


def patterns() -> list[URLPattern]:
    """Those of every noun in force. Keys are random: none tells how many there are."""
    return [one for noun in nouns() for one in noun.urls]


urlpatterns = patterns()
