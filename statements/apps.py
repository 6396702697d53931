"""The one app of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatementsConfig(AppConfig):
    name = "statements"
    verbose_name = _("Reading room")
    default_auto_field = "django.db.models.BigAutoField"
