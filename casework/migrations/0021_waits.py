
import casework.engine.public_id
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0020_werkvoorraad'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='workitem',
            name='rests_until',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name='Wait',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('waits_for', models.CharField(choices=[('inwoner', 'de inwoner'), ('advies', 'een advies'), ('offerte', 'een offerte'), ('leverancier', 'een leverancier')], max_length=20, verbose_name='waarop')),
                ('what', models.CharField(blank=True, max_length=160, verbose_name='wat precies')),
                ('until', models.DateField(verbose_name='tot')),
                ('since', models.DateField(editable=False, verbose_name='sinds')),
                ('state', django_fsm.FSMField(choices=[('loopt', 'Wacht'), ('gekomen', 'Het is er'), ('gestopt', 'Gestopt')], default='loopt', editable=False, max_length=20, protected=True, verbose_name='stand')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waits', to='casework.case')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'wachten',
                'verbose_name_plural': 'wachten',
                'ordering': ('-since', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['loopt', 'gekomen', 'gestopt'])), name='wait_state_is_known'), models.CheckConstraint(condition=models.Q(('waits_for__in', ['inwoner', 'advies', 'offerte', 'leverancier'])), name='wait_is_for_something'), models.UniqueConstraint(condition=models.Q(('state', 'loopt')), fields=('case',), name='a_case_waits_for_one_thing')],
            },
        ),
    ]
