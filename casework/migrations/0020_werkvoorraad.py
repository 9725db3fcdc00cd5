"""Open work in the order of a list: what can't wait first. Who handed it out, and lists that are kept by name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import casework.engine.public_id

# Only what is held may be written (`only_while_held`): here all of it is, for as long as this transaction lasts.
URGENT = """
SELECT set_config('wijkteam.held_casework_case', coalesce((
    SELECT string_agg(DISTINCT case_id::text, ',') FROM casework_workitem WHERE closed_at IS NULL
), ''), true);
UPDATE casework_workitem AS work SET urgent = true FROM casework_case AS it
 WHERE it.id = work.case_id AND work.closed_at IS NULL AND it.urgent AND it.phase IN ('aanmelding', 'onderzoek', 'plan');
SELECT set_config('wijkteam.held_casework_case', '', true);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0019_find'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='workitem',
            name='urgent',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='workitem',
            name='handed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='workitem',
            name='handed_on',
            field=models.DateField(null=True),
        ),
        migrations.RunSQL(URGENT, migrations.RunSQL.noop),
        migrations.CreateModel(
            name='KeptList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('name', models.CharField(max_length=40)),
                ('asks', models.CharField(max_length=300)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_lists', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bewaarde lijst',
                'verbose_name_plural': 'bewaarde lijsten',
                'ordering': ('name', 'pk'),
            },
        ),
        migrations.RemoveIndex(
            model_name='workitem',
            name='work_open_in_a_team',
        ),
        migrations.AddIndex(
            model_name='workitem',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['team', '-urgent', 'due_on', 'id'], name='work_of_a_team_in_order'),
        ),
        migrations.AddIndex(
            model_name='workitem',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['-urgent', 'due_on', 'id'], name='work_open_in_order'),
        ),
        migrations.AddIndex(
            model_name='workitem',
            index=models.Index(condition=models.Q(('closed_at__isnull', True), ('handed_by__isnull', False)), fields=['handed_by', 'due_on'], name='work_open_handed_out'),
        ),
        migrations.AddConstraint(
            model_name='keptlist',
            constraint=models.UniqueConstraint(fields=('user', 'name'), name='one_kept_list_of_a_name'),
        ),
    ]
