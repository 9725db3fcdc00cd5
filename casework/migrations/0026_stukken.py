"""Stukken: what comes in on a case, with who may see it."""

import casework.engine.public_id
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0025_contacts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', models.DateField(editable=False, verbose_name='sinds')),
                ('public_id', models.CharField(default=casework.engine.public_id.public_id, editable=False, max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('brief', 'Brief'), ('mail', 'E-mail'), ('foto', 'Foto'), ('formulier', 'Formulier'), ('verslag', 'Verslag of rapport'), ('offerte', 'Offerte of factuur'), ('bewijs', 'Bewijsstuk'), ('anders', 'Iets anders')], max_length=20, verbose_name='soort')),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('from_whom', models.CharField(blank=True, max_length=160, verbose_name='van wie')),
                ('dated_on', models.DateField(null=True, verbose_name='datum op het stuk')),
                ('received_on', models.DateField(verbose_name='binnengekomen op')),
                ('seen_by', models.CharField(choices=[('team', 'Alleen het team'), ('inwoner', 'Ook de inwoner'), ('afgeschermd', 'Alleen het team, en afgeschermd voor de inwoner')], default='team', max_length=20, verbose_name='wie mag het zien')),
                ('ground', models.CharField(blank=True, max_length=200, verbose_name='waarom afgeschermd')),
                ('state', django_fsm.FSMField(choices=[('wacht', 'Wacht op viruscontrole'), ('opgenomen', 'In het dossier'), ('geweigerd', 'Geweigerd: virus'), ('geschrapt', 'Hoort niet bij deze zaak')], default='opgenomen', editable=False, max_length=20, protected=True, verbose_name='stand')),
                ('file', models.FileField(blank=True, upload_to='stukken/%Y/%m/', verbose_name='bestand')),
                ('small', models.FileField(blank=True, upload_to='stukken/%Y/%m/', verbose_name='verkleind')),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('mail', models.JSONField(null=True)),
                ('checked_at', models.DateTimeField(null=True, verbose_name='op virussen gecontroleerd')),
                ('claimed_until', models.DateTimeField(null=True)),
                ('trouble', models.CharField(blank=True, max_length=200)),
                ('added_by_name', models.CharField(max_length=150)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='casework.case')),
            ],
            options={
                'verbose_name': 'stuk',
                'verbose_name_plural': 'stukken',
                'ordering': ('-received_on', '-pk'),
                'indexes': [models.Index(fields=['case', '-received_on', '-id'], name='pieces_of_a_case'), models.Index(condition=models.Q(('state', 'wacht')), fields=['claimed_until'], name='pieces_to_look_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['wacht', 'opgenomen', 'geweigerd', 'geschrapt'])), name='piece_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('seen_by', 'afgeschermd'), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='a_shielded_piece_has_its_ground'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'opgenomen'), _negated=True), models.Q(('file', ''), _negated=True), _connector='OR'), name='a_piece_in_the_file_has_its_file')],
            },
        ),
    ]
