"""Joint meetings: who was there, what was told on which ground, what was agreed; and by when that is written down."""

import datetime as dt

import casework.engine.public_id
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


def fill(apps, editor):
    """A database that has terms doesn't get new ones by itself."""
    apps.get_model("casework", "LegalTerm").objects.create(
        code="overleg_vastleggen", length=5, unit="werkdagen", rolls=True, since=dt.date(2015, 1, 1), until=None,
        article="", source="werkafspraak",
    )


def empty(apps, editor):
    apps.get_model("casework", "LegalTerm").objects.filter(code="overleg_vastleggen").delete()


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0068_householdplans"),
        ('wijkweb', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('on', models.DateField(verbose_name='op')),
                ('about', models.TextField(verbose_name='waarover')),
                ('why_without', models.TextField(blank=True, verbose_name='waarom toch gedeeld')),
                ('state', django_fsm.FSMField(choices=[('concept', 'Wordt opgeschreven'), ('vastgelegd', 'Vastgelegd'), ('vervallen', 'Vervallen')], default='concept', editable=False, max_length=20, protected=True, verbose_name='stand')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='casework.household')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'gezamenlijk overleg',
                'verbose_name_plural': 'gezamenlijke overleggen',
                'ordering': ('-on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('called', models.CharField(blank=True, max_length=120, verbose_name='naam')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.contact')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='casework.meeting')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.member')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wijkweb.organisation')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'deelnemer',
                'verbose_name_plural': 'deelnemers',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('what', models.CharField(max_length=200, verbose_name='wat')),
                ('until', models.DateField(verbose_name='uiterlijk')),
                ('done_on', models.DateField(editable=False, null=True)),
                ('done_text', models.TextField(blank=True, verbose_name='hoe het ging')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='casework.meeting')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.member', verbose_name='over wie')),
                ('who', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='casework.participant', verbose_name='wie')),
            ],
            options={
                'verbose_name': 'afspraak van een overleg',
                'verbose_name_plural': 'afspraken van overleggen',
                'ordering': ('until', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Spoken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.member')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spoken', to='casework.participant')),
                ('sharing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.sharing')),
            ],
            options={
                'verbose_name': 'over wie met een deelnemer is gesproken',
                'verbose_name_plural': 'over wie met deelnemers is gesproken',
                'ordering': ('pk',),
            },
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['concept', 'vastgelegd', 'vervallen'])), name='meeting_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('called', ''), ('contact', None), ('member__isnull', False), ('organisation', None), ('user', None)), models.Q(('called', ''), ('contact__isnull', False), ('member', None), ('organisation', None), ('user', None)), models.Q(('called', ''), ('contact', None), ('member', None), ('organisation', None), ('user__isnull', False)), models.Q(('called', ''), ('contact', None), ('member', None), ('organisation__isnull', False), ('user', None)), models.Q(('contact', None), ('member', None), ('organisation', None), ('user', None), models.Q(('called', ''), _negated=True)), _connector='OR'), name='a_participant_is_one_party'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('meeting', 'member', 'contact', 'user', 'organisation', 'called'), name='somebody_is_there_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='spoken',
            constraint=models.UniqueConstraint(fields=('participant', 'member'), name='spoken_of_once_with_each'),
        ),
        migrations.RunPython(fill, empty),
    ]
