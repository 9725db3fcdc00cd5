"""An appointment has a time, a kind and a place, and stands in the calendar of whose it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0026_stukken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('print', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('fetched_at', models.DateTimeField(null=True)),
                ('remembered_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'agenda-adres',
                'verbose_name_plural': 'agenda-adressen',
            },
        ),
        migrations.AlterModelOptions(
            name='appointment',
            options={'ordering': ('on', 'at_time', 'pk'), 'verbose_name': 'afspraak', 'verbose_name_plural': 'afspraken'},
        ),
        migrations.AddField(
            model_name='appointment',
            name='at_time',
            field=models.TimeField(null=True, verbose_name='hoe laat'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='kind',
            field=models.CharField(choices=[('huisbezoek', 'Huisbezoek'), ('bellen', 'Bellen'), ('kantoor', 'Op kantoor'), ('online', 'Online'), ('anders', 'Anders')], db_default='anders', default='anders', max_length=20, verbose_name='soort'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='place',
            field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='waar'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['huisbezoek', 'bellen', 'kantoor', 'online', 'anders'])), name='appointment_kind_is_known'),
        ),
        migrations.AddField(
            model_name='agendalink',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='agenda_link', to=settings.AUTH_USER_MODEL),
        ),
    ]
