"""``manage.py export_form SLUG``"""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from forms_engine.engine.models import Form


class Command(BaseCommand):
    help = "Print the JSON of a form as its latest draft stands."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")

    def handle(self, *, slug: str, **options: Any) -> None:
        form = Form.objects.filter(slug=slug).first()
        if form is None:
            raise CommandError(f"There is no form “{slug}”. `list_forms` prints those there are.")
        latest = form.get_latest_revision_as_object()
        self.stdout.write(json.dumps(latest.definition_json, indent=2, ensure_ascii=False))
