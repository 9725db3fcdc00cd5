"""By what a case is found: words of the address, of a name with one letter wrong, of the question, a phone number."""

import casework.people.searched
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations, models

from casework.people.searched import searched_address

# No table is read and nothing but pg_catalog is named, so it may stand in an index. Of a short word there are no variants.
NAME_KEYS = """
CREATE OR REPLACE FUNCTION name_keys(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
SELECT coalesce(array_agg(DISTINCT key), '{}')
FROM unnest(string_to_array(words, ' ')) AS word,
LATERAL (
    SELECT word AS key
    UNION ALL SELECT '-' || overlay(word PLACING '' FROM at FOR 1) FROM generate_series(1, length(word)) AS at
    WHERE length(word) >= 4
    UNION ALL SELECT overlay(word PLACING '?' FROM at FOR 1) FROM generate_series(1, length(word)) AS at
    WHERE length(word) >= 4
) AS keys
WHERE word <> ''
$$;
"""


def work_out(apps, schema_editor):
    people = apps.get_model("casework", "Person").objects
    rows = []
    for one in people.only("street", "postcode", "town", "secret_address").iterator(chunk_size=500):
        one.search_address = searched_address(one)
        rows.append(one)
        if len(rows) == 500:
            people.bulk_update(rows, ("search_address",))
            rows = []
    people.bulk_update(rows, ("search_address",))


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0018_moves_of_a_case'),
    ]

    operations = [
        UnaccentExtension(),
        migrations.RunSQL(NAME_KEYS, "DROP FUNCTION name_keys(text)"),
        migrations.AddField(
            model_name='person',
            name='search_address',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=320),
        ),
        migrations.RunPython(work_out, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='case',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('question', config='dutch'), name='case_by_words_of_question'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(django.db.models.functions.text.Right('ref', 5), name='case_by_end_of_ref'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['-reported_at', '-id'], name='case_by_report'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_address'], name='person_by_part_of_address', opclasses=('gin_trgm_ops',)),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(casework.people.searched.NameKeys('search_name'), name='person_by_words_of_name'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('phone', ''), _negated=True), fields=['phone'], name='person_by_phone'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('birth_about', ''), _negated=True), fields=['birth_about'], name='person_by_birth_about'),
        ),
    ]
