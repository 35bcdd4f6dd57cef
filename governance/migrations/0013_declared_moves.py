"""The functions by which the database refuses a state that no step leads to, and a part that changes its whole."""

from django.db import migrations

from governance.guards import MoveFunction, StayFunction


class Migration(migrations.Migration):
    dependencies = (("governance", "0012_new_terms"),)

    operations = (MoveFunction(), StayFunction())
