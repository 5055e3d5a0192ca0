"""``manage.py list_forms``"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from forms_engine.engine.models import Form


class Command(BaseCommand):
    help = "Print the short name of every form, one a line."

    def handle(self, **options: Any) -> None:
        for slug in Form.objects.order_by("slug").values_list("slug", flat=True):
            self.stdout.write(slug)
