"""``manage.py import_form FILE [--into SLUG] [--dry-run]``"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from forms_engine.engine.actions import ImportRefusedError, import_form


class Command(BaseCommand):
    help = "Store the JSON of a form as a new draft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--into", default="", help="short name of the form to change")
        parser.add_argument("--dry-run", action="store_true", help="only look for mistakes")

    def handle(self, *, file: Path, into: str, dry_run: bool, **options: Any) -> None:
        try:
            raw = json.loads(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except ValueError as error:
            raise CommandError(f"{file} is not JSON: {error}.") from error
        try:
            with transaction.atomic():
                form = import_form(raw, into=into)
                transaction.set_rollback(dry_run)
        except ImportRefusedError as refusal:
            lines = [f"{error.path or '/'}: {error.message}" for error in refusal.mistakes]
            raise CommandError("\n".join(["Nothing was imported.", *lines])) from refusal
        verb = "would be stored" if dry_run else "is stored"
        self.stdout.write(f"{form.slug} {verb} as a draft.")
