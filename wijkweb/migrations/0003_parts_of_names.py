"""Kernen and organisations are found by parts of their name by an index, whatever way it is written."""

import django.contrib.postgres.indexes
from django.db import migrations

from wijkweb.words import PLAIN_WORDS, PlainWords


class Migration(migrations.Migration):

    dependencies = [
        ('wijkweb', '0002_append_only'),
    ]

    operations = [
        migrations.RunSQL(PLAIN_WORDS, "DROP FUNCTION plain_words(text)"),
        migrations.AddIndex(
            model_name='kern',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(PlainWords('name'), name='gin_trgm_ops'), name='kern_by_part_of_name'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(PlainWords('name'), name='gin_trgm_ops'), name='organisation_by_part_of_name'),
        ),
    ]
