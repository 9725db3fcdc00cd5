"""Numbers in one form, and what people are found and compared by. The history keeps what was there."""

import casework.people.phones
import django.contrib.postgres.indexes
from django.db import migrations, models

from casework.people.bsn import digest, nine_digits
from casework.people.names import folded, name_key, search_words
from casework.people.phones import normal_phone
from casework.people.same import address_key

_WORKED_OUT = ("bsn", "bsn_digest", "phone", "family_key", "given_key", "address_key", "search_name")


def work_out(apps, schema_editor):
    people = apps.get_model("casework", "Person").objects
    rows = []
    for one in people.iterator(chunk_size=500):
        one.bsn = nine_digits(one.bsn)
        one.bsn_digest = digest(one.bsn)
        one.phone = normal_phone(one.phone)
        one.family_key, one.given_key = name_key(one.family_name), folded(one.given_name)
        one.address_key = address_key(one.street, one.postcode, one.town)
        one.search_name = " ".join(search_words(f"{one.given_name} {one.family_name}"))
        rows.append(one)
        if len(rows) == 500:
            people.bulk_update(rows, _WORKED_OUT)
            rows = []
    people.bulk_update(rows, _WORKED_OUT)
    for name in ("Contact", "Representative"):
        for one in apps.get_model("casework", name).objects.exclude(phone="").iterator(chunk_size=500):
            if (number := normal_phone(one.phone)) != one.phone:
                type(one).objects.filter(pk=one.pk).update(phone=number)


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0013_paid_by_a_third'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='person',
            name='person_by_part_of_family_name',
        ),
        migrations.RemoveIndex(
            model_name='person',
            name='person_by_part_of_given_name',
        ),
        migrations.AddField(
            model_name='person',
            name='address_key',
            field=models.CharField(blank=True, editable=False, max_length=260),
        ),
        migrations.AddField(
            model_name='person',
            name='family_key',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='person',
            name='given_key',
            field=models.CharField(blank=True, editable=False, max_length=120),
        ),
        migrations.AddField(
            model_name='person',
            name='search_name',
            field=models.CharField(blank=True, editable=False, max_length=320),
        ),
        migrations.AlterField(
            model_name='contact',
            name='phone',
            field=casework.people.phones.PhoneField(blank=True, max_length=40, verbose_name='telefoon'),
        ),
        migrations.AlterField(
            model_name='person',
            name='phone',
            field=casework.people.phones.PhoneField(blank=True, max_length=40, verbose_name='telefoon'),
        ),
        migrations.AlterField(
            model_name='personevent',
            name='phone',
            field=casework.people.phones.PhoneField(blank=True, max_length=40, verbose_name='telefoon'),
        ),
        migrations.AlterField(
            model_name='representative',
            name='phone',
            field=casework.people.phones.PhoneField(blank=True, max_length=40, verbose_name='telefoon'),
        ),
        migrations.RunPython(work_out, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['family_key', 'birth_date'], name='person_by_name_and_birth'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_name'], name='person_by_part_of_name', opclasses=('gin_trgm_ops',)),
        ),
    ]
