"""One document of a kind waits at a time, a lost file is known, and a mail tells which of its tries are in doubt."""

from django.conf import settings
from django.db import migrations, models


# Of those that wait twice the newest is made: it was asked for last.
NEWEST_ONLY = """
UPDATE casework_document AS one SET state = 'vervallen', trouble = 'Er werd daarna een nieuwere gevraagd.'
 WHERE one.state = 'gevraagd' AND EXISTS (
    SELECT 1 FROM casework_document AS newer
     WHERE newer.state = 'gevraagd' AND newer.case_id = one.case_id AND newer.kind = one.kind
       AND newer.about = one.about AND newer.shielded = one.shielded AND newer.id > one.id)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0011_doors_beside_the_walls'),
        ('roles', '0005_roster'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MissingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(max_length=60)),
                ('row_id', models.BigIntegerField()),
                ('column', models.CharField(max_length=40)),
                ('found_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'zoekgeraakt bestand',
                'verbose_name_plural': 'zoekgeraakte bestanden',
            },
        ),
        migrations.AddField(
            model_name='document',
            name='to_reprint',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='notification',
            name='address',
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name='notification',
            name='in_doubt',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='notification',
            name='kind',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('to_reprint', True)), fields=['claimed_until'], name='documents_to_reprint'),
        ),
        migrations.RunSQL(NEWEST_ONLY, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'gevraagd')), fields=('case', 'kind', 'about', 'shielded'), name='one_waiting_document_of_its_kind'),
        ),
        migrations.AddConstraint(
            model_name='missingfile',
            constraint=models.UniqueConstraint(fields=('model', 'row_id', 'column'), name='a_file_is_missing_once'),
        ),
    ]
