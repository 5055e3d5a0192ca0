from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "catalog"
    label = "catalog"
    verbose_name = _("Catalogue")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from catalog.models import Category, LifeEvent
        from cms.receivers import listen_to
        from forms_engine.engine.models import FormVersion

        listen_to(Category, LifeEvent, FormVersion)
