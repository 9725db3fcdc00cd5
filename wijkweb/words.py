"""The words of a name as people write them in a search: kernen, organisations and colleagues are found by these."""

from typing import Final

from django.db.models import Func, TextField

# small letters, no accents or apostrophes, ij as y, a space on either side; in a migration, so that an index can have it
PLAIN_WORDS: Final = """
CREATE OR REPLACE FUNCTION plain_words(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT ' ' || replace(replace(public.unaccent('public.unaccent'::pg_catalog.regdictionary, lower(name)), '''', ''), 'ij', 'y') || ' '
$$;
"""


class PlainWords(Func):
    """As `names.search_words` makes them, near enough."""

    function = "plain_words"
    arity = 1
    output_field: TextField[str, str] = TextField()
