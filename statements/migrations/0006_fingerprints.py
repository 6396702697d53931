"""Texts that are nearly the same are recognised at the desk; those held already get their fingerprints here."""

import django.db.models.deletion
from django.db import migrations, models

from statements.text.shingles import bands, folded_words, words_hash

UNSAID = ("title", "dateline", "signature", "heading")


def fill(apps, schema_editor):
    Edition = apps.get_model("statements", "Edition")
    Paragraph = apps.get_model("statements", "Paragraph")
    Fingerprint = apps.get_model("statements", "Fingerprint")
    FingerprintBand = apps.get_model("statements", "FingerprintBand")
    for key in Edition.objects.order_by("pk").values_list("pk", flat=True):
        texts = Paragraph.objects.filter(edition=key).exclude(kind__in=UNSAID).order_by("order")
        folded = folded_words(texts.values_list("text", flat=True))
        if folded:
            fingerprint = Fingerprint.objects.create(edition_id=key, words_hash=words_hash(folded))
            FingerprintBand.objects.bulk_create(
                FingerprintBand(fingerprint=fingerprint, value=value) for value in bands(folded)
            )


class Migration(migrations.Migration):
    dependencies = [
        ("statements", "0005_batches"),
    ]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="other_than",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words_hash", models.CharField(db_index=True, max_length=64)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fingerprint",
                        to="statements.edition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FingerprintBand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField(db_index=True)),
                (
                    "fingerprint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bands",
                        to="statements.fingerprint",
                    ),
                ),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
