"""What is written during a visit, and what one may ask there."""

import datetime as dt

import casework.engine.public_id
import casework.people.bsn
import django.db.models.deletion
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

QUESTIONS = (
    ("a", "Wat lukt niet meer, en wanneer is dat het lastigst?"),
    ("a", "Wat vindt u zelf het belangrijkst?"),
    ("b", "Wat lukt nog wel, en wat helpt daarbij?"),
    ("c", "Wie komt er langs, en wie zou dat vaker willen?"),
    ("d", "Wat heeft de mantelzorger zelf nodig?"),
    ("d", "Cliëntondersteuning: gratis, ook voor de mantelzorger"),
    ("e", "Wat is er in de buurt waar u heen zou willen?"),
    ("f", "Wie helpt er al: zorg, werk, school, wonen?"),
    ("f", "Hoe gaat het met geld en post?"),
    ("g", "Eigen bijdrage: wat weet u daarvan?"),
)


def fill(apps, schema_editor):
    """A start, for beheer to make their own."""
    for order, (part, text) in enumerate(QUESTIONS, 1):
        apps.get_model("casework", "GuidingQuestion").objects.create(
            part=part, text=text, order=order * 10, since=dt.date(2015, 1, 1)
        )


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0045_zonder_bevindingen"),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GuidingQuestionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('part', models.CharField(choices=[('a', 'a. Wat is er nodig?'), ('b', 'b. Zelf en thuis'), ('c', 'c. Mensen dichtbij'), ('d', 'd. De mantelzorger'), ('e', 'e. In de kern'), ('f', 'f. Andere wet'), ('g', 'g. Eigen bijdrage')], max_length=1, verbose_name='hoort bij')),
                ('text', models.CharField(help_text='Kort, zoals u het aan tafel zou zeggen.', max_length=120, verbose_name='de vraag')),
                ('order', models.PositiveSmallIntegerField(default=10, verbose_name='volgorde')),
                ('since', models.DateField(verbose_name='geldt vanaf')),
                ('until', models.DateField(blank=True, help_text='De eerste dag waarop de vraag niet meer geldt.', null=True, verbose_name='geldt tot')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('struck_at', models.DateTimeField(editable=False, null=True)),
                ('struck_by_name', models.CharField(blank=True, editable=False, max_length=150)),
                ('struck_why', models.CharField(blank=True, editable=False, max_length=300)),
                ('settled_at', models.DateTimeField(editable=False, null=True)),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('by_name', models.CharField(max_length=150)),
                ('on', models.DateField(verbose_name='op')),
                ('at', models.DateTimeField(editable=False)),
                ('saved_at', models.DateTimeField(editable=False)),
                ('text', casework.people.bsn.EncryptedTextField(verbose_name='wat er gezegd is')),
                ('asked', models.JSONField(default=list, editable=False)),
                ('filed', models.JSONField(default=list, editable=False)),
                ('key', models.UUIDField(editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('window', models.UUIDField(editable=False, null=True)),
                ('seq', models.PositiveIntegerField(default=0, editable=False)),
                ('state', django_fsm.FSMField(choices=[('bezig', 'Wordt geschreven'), ('klaar', 'Klaar')], default='bezig', editable=False, max_length=20, protected=True, verbose_name='stand')),
            ],
            options={
                'verbose_name': 'bezoek',
                'verbose_name_plural': 'bezoeken',
                'ordering': ('-on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='GuidingQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('a', 'a. Wat is er nodig?'), ('b', 'b. Zelf en thuis'), ('c', 'c. Mensen dichtbij'), ('d', 'd. De mantelzorger'), ('e', 'e. In de kern'), ('f', 'f. Andere wet'), ('g', 'g. Eigen bijdrage')], max_length=1, verbose_name='hoort bij')),
                ('text', models.CharField(help_text='Kort, zoals u het aan tafel zou zeggen.', max_length=120, verbose_name='de vraag')),
                ('order', models.PositiveSmallIntegerField(default=10, verbose_name='volgorde')),
                ('since', models.DateField(verbose_name='geldt vanaf')),
                ('until', models.DateField(blank=True, help_text='De eerste dag waarop de vraag niet meer geldt.', null=True, verbose_name='geldt tot')),
            ],
            options={
                'verbose_name': 'vraag bij een bezoek',
                'verbose_name_plural': 'vragen bij een bezoek',
                'ordering': ('order', 'part', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('part__in', ['a', 'b', 'c', 'd', 'e', 'f', 'g'])), name='guiding_question_part_is_known'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='guiding_question_ends_after_it_began', violation_error_message='‘Geldt tot’ ligt na ‘geldt vanaf’.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='guidingquestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_guidingquestionevent" ("id", "order", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "text", "until") VALUES (NEW."id", NEW."order", NEW."part", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since", NEW."text", NEW."until"); RETURN NULL;', hash='42700b2ee4e1b5cd808ab8177a7188874741aa1e', operation='INSERT', pgid='pgtrigger_insert_insert_ea47f', table='casework_guidingquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='guidingquestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_guidingquestionevent" ("id", "order", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "text", "until") VALUES (NEW."id", NEW."order", NEW."part", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."text", NEW."until"); RETURN NULL;', hash='835d548ed2a3f40a9be6af7e9e86b7b1fd1650e1', operation='UPDATE', pgid='pgtrigger_update_update_ba6cf', table='casework_guidingquestion', when='AFTER')),
        ),
        migrations.AddField(
            model_name='guidingquestionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='guidingquestionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.guidingquestion'),
        ),
        migrations.AddField(
            model_name='visit',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='visit',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='casework.case'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='guidingquestionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='825edf10febf84e507b9f28ab836f8c2c0c6760a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8941a', table='casework_guidingquestionevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(condition=models.Q(('settled_at__isnull', True), ('struck_at__isnull', False)), fields=['struck_at'], name='visits_to_settle'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(condition=models.Q(('state', 'bezig')), fields=['case', 'by'], name='visits_being_written'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['bezig', 'klaar'])), name='visit_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(fields=('case', 'by', 'key'), name='one_visit_of_a_page'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
