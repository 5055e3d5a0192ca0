import datetime as dt
from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "accounts"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts import admin_choosers, schedules

        admin_choosers.install()
        schedules.every(1, "accounts.outbox.enqueue_due")
        schedules.daily(dt.time(6, 30), "accounts.digest.send_failure_digest")
        queue = apps.get_app_config("django_q")
        post_migrate.connect(set_up_schedules, sender=queue, dispatch_uid="accounts.schedules")


def set_up_schedules(**kwargs: Any) -> None:
    """After any migration: the stored schedules are those of the apps as they are now."""
    from accounts.schedules import set_up

    try:
        kwargs.get("apps", apps).get_model("django_q", "Schedule")
    except LookupError:
        return  # the queue's tables are not there yet
    set_up()
