"""The two weeks of an application: letters, leaving out of consideration, and the notice of default with what it costs.

A suspension that runs goes on as it was. A notice of delay stays a notice: the original day counts again. What was decided
before there were letters of decisions counts as told on its day.
"""

import datetime as dt

import casework.engine.public_id
import django.core.validators
import django.db.models.deletion
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


TERMS = (
    ("buiten_behandeling", 4, "Awb, artikel 4:5", "Awb 4:5 lid 4"),
    ("ingebrekestelling", 2, "Awb, artikel 4:17", "Awb 4:17 lid 3"),
    ("dwangsom_vaststellen", 2, "Awb, artikel 4:18", "Awb 4:18"),
)


def fill(apps, schema_editor):
    """A database that has terms doesn't get new ones by itself; nor amounts."""
    for code, weeks, article, source in TERMS:
        apps.get_model("casework", "LegalTerm").objects.create(
            code=code, length=weeks, unit="weken", rolls=True, since=dt.date(2015, 1, 1), until=None,
            article=article, source=source,
        )
    amounts = apps.get_model("casework", "DwangsomAmount").objects
    amounts.create(since=dt.date(2009, 10, 1), first=20, second=30, third=40, source="Awb 4:17 lid 2, Stb. 2009, 383")
    amounts.create(since=dt.date(2019, 1, 1), first=23, second=35, third=45, source="Awb 4:17 lid 2, Stcrt. 2018, 65542")


def empty(apps, schema_editor):
    codes = [code for code, *_ in TERMS]
    apps.get_model("casework", "LegalTerm").objects.filter(code__in=codes).delete()


def told(apps, schema_editor):
    """Of before there were letters of decisions: told on the day they were taken."""
    applications = apps.get_model("casework", "Application").objects
    applications.filter(decided_on__isnull=False).update(announced_on=models.F("decided_on"))


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0046_bezoeken"),
        ('pghistory', '0007_auto_20250421_0444'),
        ('roles', '0010_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DefaultNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('state', django_fsm.FSMField(choices=[('ontvangen', 'Ontvangen'), ('vastgesteld', 'Dwangsom vastgesteld'), ('vervallen', 'Vervallen'), ('geen_dwangsom', 'Geen dwangsom mogelijk')], default='ontvangen', editable=False, max_length=20, protected=True, verbose_name='stand')),
                ('received_on', models.DateField(verbose_name='ontvangen op')),
                ('how', models.CharField(choices=[('post', 'Per post'), ('mail', 'Per e-mail'), ('gegeven', 'Persoonlijk gegeven')], max_length=20, verbose_name='hoe')),
                ('due_on', models.DateField(null=True, verbose_name='besluit verstuurd uiterlijk')),
                ('due_why', models.CharField(blank=True, max_length=300)),
                ('decided_on', models.DateField(null=True, verbose_name='vastgesteld op')),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='besluitnummer')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name='dwangsom')),
                ('counted_how', models.TextField(blank=True, verbose_name='hoe geteld')),
                ('nothing_owed', models.CharField(blank=True, choices=[('te_laat', 'De ingebrekestelling kwam onredelijk laat (lid 6, a)'), ('belang', 'De aanvrager is geen belanghebbende (lid 6, b)'), ('kennelijk', 'De aanvraag is kennelijk niet-ontvankelijk of ongegrond (lid 6, c)')], max_length=20, verbose_name='geen dwangsom')),
                ('motivation', models.TextField(blank=True, verbose_name='motivering')),
            ],
            options={
                'verbose_name': 'ingebrekestelling',
                'verbose_name_plural': 'ingebrekestellingen',
                'ordering': ('-received_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='DwangsomAmount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(unique=True, verbose_name='vanaf')),
                ('first', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name='dag 1 tot en met 14')),
                ('second', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name='dag 15 tot en met 28')),
                ('third', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name='dag 29 tot en met 42')),
                ('source', models.CharField(max_length=200, verbose_name='bron')),
            ],
            options={
                'verbose_name': 'dwangsombedrag',
                'verbose_name_plural': 'dwangsombedragen',
                'ordering': ('since',),
            },
        ),
        migrations.CreateModel(
            name='DwangsomAmountEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('since', models.DateField(verbose_name='vanaf')),
                ('first', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name='dag 1 tot en met 14')),
                ('second', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name='dag 15 tot en met 28')),
                ('third', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name='dag 29 tot en met 42')),
                ('source', models.CharField(max_length=200, verbose_name='bron')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='application_state_is_known',
        ),
        migrations.AddField(
            model_name='application',
            name='announced_on',
            field=models.DateField(editable=False, null=True, verbose_name='besluit verstuurd of gegeven op'),
        ),
        migrations.AddField(
            model_name='applicationsuspension',
            name='completed_on',
            field=models.DateField(null=True, verbose_name='compleet op'),
        ),
        migrations.AddField(
            model_name='applicationsuspension',
            name='told_on',
            field=models.DateField(null=True, verbose_name='verzoek verstuurd of gegeven op'),
        ),
        migrations.AddField(
            model_name='applicationsuspension',
            name='words',
            field=models.TextField(blank=True, verbose_name='wat ontbreekt, of wat er is'),
        ),
        migrations.AlterField(
            model_name='application',
            name='delayed_until',
            field=models.DateField(null=True, verbose_name='besluit verwacht op, volgens het bericht van uitstel'),
        ),
        migrations.AlterField(
            model_name='application',
            name='state',
            field=django_fsm.FSMField(choices=[('ontvangen', 'Ontvangen'), ('toegekend', 'Toegekend'), ('afgewezen', 'Afgewezen'), ('ingetrokken', 'Ingetrokken'), ('buiten_behandeling', 'Buiten behandeling gelaten')], default='ontvangen', editable=False, max_length=20, protected=True, verbose_name='stand'),
        ),
        migrations.AlterField(
            model_name='applicationsuspension',
            name='ground',
            field=models.CharField(choices=[('gegevens', 'De inwoner vult de aanvraag aan (lid 1, a)'), ('buitenland', 'Wij wachten op informatie uit het buitenland (lid 1, b)'), ('instemming', 'De inwoner stemt schriftelijk in met uitstel (lid 2, a)'), ('toedoen', 'De vertraging komt door de inwoner (lid 2, b)'), ('overmacht', 'Overmacht (lid 2, c)')], max_length=20, verbose_name='grond'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['ontvangen', 'toegekend', 'afgewezen', 'ingetrokken', 'buiten_behandeling'])), name='application_state_is_known'),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='application',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='default_notices', to='casework.application'),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='default_notices', to='casework.case'),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='mandate',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='roles.mandate'),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='piece',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='casework.piece'),
        ),
        migrations.AddField(
            model_name='defaultnotice',
            name='registered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dwangsomamount',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_dwangsomamountevent" ("first", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second", "since", "source", "third") VALUES (NEW."first", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."second", NEW."since", NEW."source", NEW."third"); RETURN NULL;', hash='790254673f1f10988521fe7a9c8b1b914481b522', operation='INSERT', pgid='pgtrigger_insert_insert_485d8', table='casework_dwangsomamount', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dwangsomamount',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_dwangsomamountevent" ("first", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second", "since", "source", "third") VALUES (NEW."first", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."second", NEW."since", NEW."source", NEW."third"); RETURN NULL;', hash='068149e4cf07186920803ea4937229b98de4a8c9', operation='UPDATE', pgid='pgtrigger_update_update_4dcdd', table='casework_dwangsomamount', when='AFTER')),
        ),
        migrations.AddField(
            model_name='dwangsomamountevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='dwangsomamountevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.dwangsomamount'),
        ),
        migrations.AddConstraint(
            model_name='defaultnotice',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['ontvangen', 'vastgesteld', 'vervallen', 'geen_dwangsom'])), name='default_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='defaultnotice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('application__isnull', False), ('due_on__isnull', False), models.Q(('state', 'geen_dwangsom'), _negated=True)), models.Q(('application__isnull', True), ('due_on__isnull', True), ('state', 'geen_dwangsom')), _connector='OR'), name='a_notice_about_a_melding_costs_nothing'),
        ),
        migrations.AddConstraint(
            model_name='defaultnotice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'vastgesteld'), _negated=True), models.Q(('amount__isnull', False), ('decided_by__isnull', False), ('decided_on__isnull', False), ('mandate__isnull', False), models.Q(('number', ''), _negated=True)), _connector='OR'), name='a_dwangsom_names_its_mandate'),
        ),
        migrations.AddConstraint(
            model_name='defaultnotice',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'ontvangen')), fields=('application',), name='one_open_notice_per_application', violation_error_message='Er ligt al een ingebrekestelling.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dwangsomamountevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b1a6f66a611dc9c0151ec5963d33307abe8cb1d8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d3864', table='casework_dwangsomamountevent', when='BEFORE')),
        ),
        migrations.RunPython(fill, empty),
        migrations.RunPython(told, migrations.RunPython.noop),
    ]
