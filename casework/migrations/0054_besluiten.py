"""What was granted or refused becomes one decision with one line, and the help that came of it a row of its own.

Events keep what they say and no letter is made: nobody decided anything today. Of whom the help comes is known where
temporary help was turned into it; else it is empty, and the regisseur's turn.
"""

import datetime as dt

import casework.people.bsn
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
import roles.periods
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


EMPTY = {
    "outcome": "", "kind": "hulp", "what": "", "product": None, "product_name": "", "unit": "", "form": "zin",
    "provider": None, "provider_name": "", "amount": "", "period": "week", "frequency": "", "price": "", "lent": "",
    "owner_heard": "", "starts_on": "", "ends_on": "", "review_on": "", "pgb_tariff": "", "pgb_holder": "",
    "pgb_met": [], "motivation": "", "ground": None, "ground_name": "", "article": "", "verordening": "",
    "contribution": "ja", "no_contribution_why": "",
}  # fmt: skip
CONTRIBUTION = (
    "Het CAK stelt het bedrag vast en stuurt u de rekening. U betaalt nooit meer dan de hulp kost. Bent u het niet eens met "
    "het bedrag? Dan kunt u bezwaar maken bij het CAK (artikel 2.1.4b van de Wmo 2015)."
)
EXCEPTIONS = (
    "Voor een rolstoel betaalt u geen eigen bijdrage.",
    "De hulp is voor iemand die jonger is dan 18 jaar.",
    "U betaalt al een eigen bijdrage voor de Wlz.",
)


def move(apps, schema_editor):
    today = timezone.localdate()
    applications = apps.get_model("casework", "Application").objects
    decided = applications.filter(state__in=("toegekend", "afgewezen"))
    if decided.exists():  # a new database has none, nor the columns of before
        for one in decided.select_related("ground").order_by("starts_on", "pk").iterator(chunk_size=500):
            _move(apps, one, today)
    _rename_open_work(apps, schema_editor)
    if schema_editor is not None:  # what waits to be checked stands in the way of changing a table
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def _move(apps, one, today):
    granted = one.state == "toegekend"
    replaced = _replaced(apps, one) if granted else []
    provider = next((row.provider for row in replaced if row.state == "omgezet"), None)
    line = EMPTY | {
        "outcome": one.state,
        "what": one.what,
        "motivation": one.motivation,
        "frequency": one.frequency,
        "ground": one.ground_id,
        "ground_name": one.ground.name if one.ground else "",
        "article": one.ground.article if one.ground else "",
        "provider": provider.pk if provider else None,
        "provider_name": provider.name if provider else "",
    }
    if granted:
        line |= {"starts_on": one.starts_on.isoformat(), "ends_on": one.ends_on.isoformat()}
    state, started, since = _stands(one, today)
    made = apps.get_model("casework", "Provision").objects.create(
        case_id=one.case_id,
        application_id=one.pk,
        state=state,
        state_since=since,
        what=one.what,
        provider=provider,
        frequency=one.frequency,
        ground_id=one.ground_id,
        motivation=one.motivation,
        starts_on=one.starts_on if granted else None,
        ends_on=one.ends_on if granted else None,
        started_on=started,
        contribution=granted,
    )
    for row in replaced:
        row.taken_over_by = made
        row.save(update_fields=["taken_over_by"])
    type(one).objects.filter(pk=one.pk).update(
        state="besloten", motivation="", content={"lines": [line], "looked_at": [], "care": "", "takes_over": ""}
    )


def _stands(one, today):
    """By today's date: the state, since when the help is there, and since when the state is."""
    if one.state == "afgewezen":
        return "afgewezen", None, one.decided_on
    if one.starts_on > today:
        return "toegekend", None, one.decided_on
    if one.ends_on < today:
        return "beeindigd", one.starts_on, one.ends_on
    return "gestart", one.starts_on, one.starts_on


def _replaced(apps, one):
    """Temporary help of the same case that went over into it, or was going to: each into the first that fits."""
    rows = apps.get_model("casework", "VoorlopigeIndicatie").objects.filter(
        case_id=one.case_id, state__in=("afgegeven", "omgezet"), taken_over_by=None, starts_on__lte=one.ends_on
    )
    return list(rows.select_related("provider"))


def _rename_open_work(apps, schema_editor):
    """By the name that the step has now; whose turn it is, is looked at again by the next write or night."""
    if schema_editor is not None:
        schema_editor.execute("ALTER TABLE casework_workitem DISABLE TRIGGER USER")
    rows = apps.get_model("casework", "WorkItem").objects.filter(closed_at=None, step="application.grant")
    rows.update(step="application.decide")
    if schema_editor is not None:
        schema_editor.execute("ALTER TABLE casework_workitem ENABLE TRIGGER USER")


def fill(apps, schema_editor):
    """How it was decided till now, but for refusals: over those a second person decides."""
    apps.get_model("casework", "DecisionRules").objects.create(
        since=dt.date(2015, 1, 1), contribution=CONTRIBUTION, exceptions="\n".join(EXCEPTIONS), source="Wmo 2015"
    )


def empty(apps, schema_editor):
    apps.get_model("casework", "DecisionRules").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0053_look_again"),
        ('pghistory', '0007_auto_20250421_0444'),
        ('roles', '0010_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DecisionDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', casework.people.bsn.EncryptedTextField(editable=False)),
                ('saved_at', models.DateTimeField(editable=False)),
            ],
            options={
                'verbose_name': 'concept van een besluit',
                'verbose_name_plural': 'concepten van besluiten',
                'ordering': ('-saved_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='DecisionRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='vanaf')),
                ('until', models.DateField(blank=True, null=True, verbose_name='tot')),
                ('four_eyes', models.BooleanField(default=False, verbose_name='wie een besluit voorbereidt, neemt het niet zelf')),
                ('second_for_refusals', models.BooleanField(default=True, verbose_name='over een afwijzing beslist een tweede persoon')),
                ('second_above', models.DecimalField(blank=True, decimal_places=2, help_text='Leeg: het bedrag maakt niet uit.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'Vul een bedrag boven nul in, of laat het leeg.')], verbose_name='boven dit bedrag per week beslist een tweede persoon')),
                ('second_above_once', models.DecimalField(blank=True, decimal_places=2, help_text='Voor een hulpmiddel of woningaanpassing. Leeg: het bedrag maakt niet uit.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'Vul een bedrag boven nul in, of laat het leeg.')], verbose_name='boven dit bedrag ineens beslist een tweede persoon')),
                ('contribution', models.TextField(verbose_name='eigen bijdrage, zoals de inwoner het leest')),
                ('exceptions', models.TextField(blank=True, help_text='Eén reden per regel.', verbose_name='wanneer er geen eigen bijdrage is')),
                ('articles', models.TextField(blank=True, help_text='Eén per regel, bijvoorbeeld: artikel 9 van de Verordening maatschappelijke ondersteuning.', verbose_name='artikelen van de verordening en beleidsregels')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='bron')),
            ],
            options={
                'verbose_name': 'regels voor besluiten',
                'verbose_name_plural': 'regels voor besluiten',
                'ordering': ('-since',),
            },
        ),
        migrations.CreateModel(
            name='DecisionRulesEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('since', models.DateField(verbose_name='vanaf')),
                ('until', models.DateField(blank=True, null=True, verbose_name='tot')),
                ('four_eyes', models.BooleanField(default=False, verbose_name='wie een besluit voorbereidt, neemt het niet zelf')),
                ('second_for_refusals', models.BooleanField(default=True, verbose_name='over een afwijzing beslist een tweede persoon')),
                ('second_above', models.DecimalField(blank=True, decimal_places=2, help_text='Leeg: het bedrag maakt niet uit.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'Vul een bedrag boven nul in, of laat het leeg.')], verbose_name='boven dit bedrag per week beslist een tweede persoon')),
                ('second_above_once', models.DecimalField(blank=True, decimal_places=2, help_text='Voor een hulpmiddel of woningaanpassing. Leeg: het bedrag maakt niet uit.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'Vul een bedrag boven nul in, of laat het leeg.')], verbose_name='boven dit bedrag ineens beslist een tweede persoon')),
                ('contribution', models.TextField(verbose_name='eigen bijdrage, zoals de inwoner het leest')),
                ('exceptions', models.TextField(blank=True, help_text='Eén reden per regel.', verbose_name='wanneer er geen eigen bijdrage is')),
                ('articles', models.TextField(blank=True, help_text='Eén per regel, bijvoorbeeld: artikel 9 van de Verordening maatschappelijke ondersteuning.', verbose_name='artikelen van de verordening en beleidsregels')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='bron')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='application_state_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='a_decision_names_its_mandate',
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='a_grant_says_what_and_how_long',
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='one_open_application_per_case',
        ),
        migrations.AddField(
            model_name='application',
            name='content',
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='application',
            name='needs_second',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='application',
            name='per_week',
            field=models.DecimalField(decimal_places=2, editable=False, max_digits=10, null=True, verbose_name='samen per week'),
        ),
        migrations.AddField(
            model_name='application',
            name='prepared_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='application',
            name='prepared_on',
            field=models.DateField(null=True, verbose_name='voorbereid op'),
        ),
        migrations.AddField(
            model_name='voorlopigeindicatie',
            name='taken_over_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='takes_over_from', to='casework.provision'),
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='application',
            name='state',
            field=django_fsm.FSMField(choices=[('ontvangen', 'Ontvangen'), ('voorbereid', 'Besluit voorbereid'), ('besloten', 'Besloten'), ('ingetrokken', 'Ingetrokken'), ('buiten_behandeling', 'Buiten behandeling gelaten')], default='ontvangen', editable=False, max_length=20, protected=True, verbose_name='stand'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['ontvangen', 'voorbereid', 'besloten', 'ingetrokken', 'buiten_behandeling'])), name='application_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('besloten', 'buiten_behandeling')), _negated=True), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False), ('mandate__isnull', False), models.Q(('number', ''), _negated=True)), _connector='OR'), name='a_decision_names_its_mandate'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'voorbereid'), _negated=True), models.Q(('prepared_by__isnull', False), ('prepared_on__isnull', False)), _connector='OR'), name='a_prepared_decision_names_who_prepared_it'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('ontvangen', 'voorbereid'))), fields=('case',), name='one_open_application_per_case', violation_error_message='Er staat al een aanvraag open.'),
        ),
        migrations.AddField(
            model_name='decisiondraft',
            name='application',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.application'),
        ),
        migrations.AddField(
            model_name='decisiondraft',
            name='user',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='decision_drafts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='decisionrules',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(roles.periods.DateRange(models.F('since'), models.F('until'), django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='one_set_of_decision_rules_at_a_time', violation_error_message='Voor deze periode staan er al regels. Geef die eerst een einddatum.'),
        ),
        migrations.AddConstraint(
            model_name='decisionrules',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='decision_rules_end_after_they_start', violation_error_message='De einddatum moet na de begindatum liggen.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionrules',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "casework_decisionrulesevent" ("articles", "contribution", "exceptions", "four_eyes", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_above", "second_above_once", "second_for_refusals", "since", "source", "until") VALUES (NEW."articles", NEW."contribution", NEW."exceptions", NEW."four_eyes", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."second_above", NEW."second_above_once", NEW."second_for_refusals", NEW."since", NEW."source", NEW."until"); RETURN NULL;', hash='0a46fabfa60ebb0331d6e27eb7f77395fd960302', operation='INSERT', pgid='pgtrigger_insert_insert_04fb6', table='casework_decisionrules', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionrules',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "casework_decisionrulesevent" ("articles", "contribution", "exceptions", "four_eyes", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_above", "second_above_once", "second_for_refusals", "since", "source", "until") VALUES (NEW."articles", NEW."contribution", NEW."exceptions", NEW."four_eyes", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."second_above", NEW."second_above_once", NEW."second_for_refusals", NEW."since", NEW."source", NEW."until"); RETURN NULL;', hash='f8b6349ca57cb5e53576a58ac11c715fb9a1511e', operation='UPDATE', pgid='pgtrigger_update_update_db690', table='casework_decisionrules', when='AFTER')),
        ),
        migrations.AddField(
            model_name='decisionrulesevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='decisionrulesevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='casework.decisionrules'),
        ),
        migrations.AddIndex(
            model_name='decisiondraft',
            index=models.Index(fields=['saved_at'], name='decision_drafts_by_age'),
        ),
        migrations.AddConstraint(
            model_name='decisiondraft',
            constraint=models.UniqueConstraint(fields=('application', 'user'), name='one_draft_of_a_decision'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionrulesevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b4dfd7d90914fe8f4feddcf710b86007a01abc9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1fd3c', table='casework_decisionrulesevent', when='BEFORE')),
        ),
        migrations.RemoveField(
            model_name='application',
            name='ends_on',
        ),
        migrations.RemoveField(
            model_name='application',
            name='frequency',
        ),
        migrations.RemoveField(
            model_name='application',
            name='ground',
        ),
        migrations.RemoveField(
            model_name='application',
            name='starts_on',
        ),
        migrations.RunPython(fill, empty),
    ]
