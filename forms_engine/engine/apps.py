from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EngineConfig(AppConfig):
    name = "forms_engine.engine"
    label = "engine"
    verbose_name = _("Forms")
    default_auto_field = "django.db.models.BigAutoField"
