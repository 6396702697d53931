"""What each database finds words with: made by models/index.py, the only module that tells the databases apart."""

from django.db import migrations

from statements.models import index


def install(apps, schema_editor):
    index.install(schema_editor)


def remove(apps, schema_editor):
    index.remove(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("statements", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
