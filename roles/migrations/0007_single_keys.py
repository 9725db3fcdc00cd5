"""Whether somebody works with single keys: it goes with them from computer to computer."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roles', '0006_second_person'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='single_keys',
            field=models.BooleanField(db_default=True, default=True, editable=False, verbose_name='toetsen zonder Ctrl werken'),
        ),
    ]
