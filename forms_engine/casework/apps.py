from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "forms_engine.casework"
    label = "casework"
    verbose_name = _("Cases")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from forms_engine.casework.receivers import open_case_for
        from forms_engine.engine.signals import submission_submitted

        submission_submitted.connect(open_case_for, dispatch_uid="open_case_for_submission")
