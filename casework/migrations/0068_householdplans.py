"""The plan of a household: its goals in order, who agreed, and by when somebody is asked."""

import datetime as dt

import casework.engine.public_id
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

TERMS = (("gezinsplan_afspreken", 15), ("gezinsplan_akkoord", 10))


def fill(apps, editor):
    """A database that has terms doesn't get new ones by itself."""
    kept = apps.get_model("casework", "LegalTerm").objects
    for code, length in TERMS:
        kept.create(code=code, length=length, unit="werkdagen", rolls=True, since=dt.date(2015, 1, 1), until=None,
                    article="", source="werkafspraak")


def empty(apps, editor):
    codes = [code for code, _ in TERMS]
    apps.get_model("casework", "LegalTerm").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0067_one_sharing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HouseholdPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('aim', models.TextField(verbose_name='waar werkt het gezin naartoe')),
                ('law', models.CharField(choices=[('wmo', 'Wmo 2015: hulp en ondersteuning'), ('jeugdwet', 'Jeugdwet: jeugdhulp'), ('wgbo', 'Medische gegevens (WGBO)')], default='wmo', max_length=20, verbose_name='onder welke wet')),
                ('state', django_fsm.FSMField(choices=[('concept', 'Concept'), ('afgesproken', 'Afgesproken'), ('afgerond', 'Afgerond')], default='concept', editable=False, max_length=20, protected=True, verbose_name='stand')),
                ('agreed_on', models.DateField(editable=False, null=True, verbose_name='afgesproken op')),
                ('evaluate_on', models.DateField(editable=False, null=True, verbose_name='samen terugkijken op')),
                ('ended_on', models.DateField(editable=False, null=True, verbose_name='afgerond op')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='casework.household')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'gezinsplan',
                'verbose_name_plural': 'gezinsplannen',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_on', models.DateField(verbose_name='op')),
                ('how', models.CharField(max_length=120, verbose_name='hoe')),
                ('ended_on', models.DateField(editable=False, null=True)),
                ('ended_why', models.CharField(blank=True, max_length=200)),
                ('by_whom', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.member', verbose_name='wie zei het')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.member', verbose_name='van wie')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='casework.householdplan')),
            ],
            options={
                'verbose_name': 'akkoord met een gezinsplan',
                'verbose_name_plural': 'akkoorden met gezinsplannen',
                'ordering': ('given_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='PlanGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='plaats in het plan')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.goal')),
                ('members', models.ManyToManyField(related_name='+', to='casework.member', verbose_name='voor wie')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='casework.householdplan')),
            ],
            options={
                'verbose_name': 'doel in een gezinsplan',
                'verbose_name_plural': 'doelen in gezinsplannen',
                'ordering': ('order', 'pk'),
            },
        ),
        migrations.AddConstraint(
            model_name='householdplan',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['concept', 'afgesproken', 'afgerond'])), name='household_plan_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='householdplan',
            constraint=models.CheckConstraint(condition=models.Q(('law__in', ['wmo', 'jeugdwet', 'wgbo'])), name='household_plan_is_under_a_law'),
        ),
        migrations.AddConstraint(
            model_name='householdplan',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('concept', 'afgesproken'))), fields=('household',), name='one_open_plan_of_a_household'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('plan', 'member', 'by_whom'), name='one_standing_say_of_a_member', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='plangoal',
            constraint=models.UniqueConstraint(fields=('plan', 'goal'), name='a_goal_stands_once_in_a_plan'),
        ),
        migrations.RunPython(fill, empty),
    ]
