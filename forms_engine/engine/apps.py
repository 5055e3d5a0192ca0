from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EngineConfig(AppConfig):
    name = "forms_engine.engine"
    label = "engine"
    verbose_name = _("Forms")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import published

        from forms_engine.engine.models import Form
        from forms_engine.engine.receivers import freeze_published_form, settle_paid_fee
        from payments.signals import payment_settled

        published.connect(freeze_published_form, sender=Form, dispatch_uid="freeze_published_form")
        payment_settled.connect(settle_paid_fee, dispatch_uid="settle_paid_fee")
