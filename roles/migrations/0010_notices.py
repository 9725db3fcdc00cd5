
import django.db.models.deletion
import roles.notices
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roles', '0009_administratie'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='mails',
            field=models.JSONField(db_default={}, default=dict, editable=False, verbose_name='berichten per e-mail'),
        ),
        migrations.AddField(
            model_name='user',
            name='theme',
            field=models.CharField(blank=True, choices=[('licht', 'Licht'), ('donker', 'Donker')], db_default='', editable=False, max_length=10, verbose_name='kleuren'),
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=roles.notices.notice_key, editable=False, max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('werk', 'Een collega gaf mij werk'), ('antwoord', 'Er is antwoord op wat ik vroeg'), ('gevraagd', 'Er wordt mijn organisatie iets gevraagd'), ('melding', 'Mijn melding is opgepakt of afgehandeld'), ('terug', 'Ik ben terug na afwezigheid'), ('termijn', 'Mijn werk is deze week aan de beurt')], max_length=20)),
                ('verb', models.CharField(max_length=60)),
                ('file_id', models.BigIntegerField(null=True)),
                ('anchor_id', models.BigIntegerField(null=True)),
                ('object_id', models.CharField(blank=True, max_length=16)),
                ('url', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('mail', models.CharField(choices=[('open', 'nog niet bekeken'), ('ochtend', 'wacht op de ochtend'), ('klaar', 'verstuurd, of niet nodig')], default='open', max_length=10)),
                ('once', models.CharField(max_length=60, null=True, unique=True)),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bericht',
                'verbose_name_plural': 'berichten',
                'ordering': ('-at', '-pk'),
                'indexes': [models.Index(fields=['to', '-at'], name='notices_by_reader'), models.Index(condition=models.Q(('read_at', None)), fields=['to'], name='notices_unread'), models.Index(condition=models.Q(('mail', 'klaar'), _negated=True), fields=['mail'], name='notices_to_be_mailed')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['werk', 'antwoord', 'gevraagd', 'melding', 'terug', 'termijn'])), name='notice_kind_is_known')],
            },
        ),
    ]
