"""And colleagues."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models

from wijkweb.words import PlainWords


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ("roles", "0013_bezwaar"),
        ('wijkweb', '0003_parts_of_names'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='user',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(PlainWords(django.db.models.functions.text.Concat('first_name', models.Value(' '), 'last_name')), name='gin_trgm_ops'), name='user_by_part_of_name'),
        ),
    ]
