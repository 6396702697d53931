"""The table of the default cache, in which failed sign-ins are counted; made here so that a fresh room needs no step more."""

from django.core.management import call_command
from django.db import migrations

TABLE = "reading_room_cache"


def make_table(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE IF EXISTS {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("statements", "0002_index")]
    operations = [migrations.RunPython(make_table, drop_table)]
