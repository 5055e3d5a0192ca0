import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EngineConfig(AppConfig):
    name = "forms_engine.engine"
    label = "engine"
    verbose_name = _("Forms")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in
        from wagtail.signals import published

        from accounts import schedules
        from forms_engine.engine import receivers
        from forms_engine.engine.models import Form
        from payments.signals import payment_settled

        published.connect(
            receivers.freeze_published_form, sender=Form, dispatch_uid="freeze_published_form"
        )
        schedules.every(1, "forms_engine.engine.actions.publish_due.publish_due")
        schedules.daily(dt.time(3, 20), "forms_engine.engine.actions.abandoned.discard_abandoned")
        payment_settled.connect(receivers.settle_paid_fee, dispatch_uid="settle_paid_fee")
        user_logged_in.connect(
            receivers.adopt_drafts_of_the_session, dispatch_uid="adopt_drafts_of_the_session"
        )
