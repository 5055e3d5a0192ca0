from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "payments"
    label = "payments"
    verbose_name = _("Payments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts import schedules
        from payments.append_only import guard_ledger
        from payments.checks import no_sandbox_in_production, providers_are_known

        register(providers_are_known)
        register(no_sandbox_in_production, Tags.security, deploy=True)
        post_migrate.connect(guard_ledger, sender=self, dispatch_uid="payments.guard_ledger")
        schedules.every(5, "payments.actions.ask_about_silent_checkouts")
