"""Makes the demo city."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalog.demo.people import LOGINS, demo_password, follow_password
from catalog.demo.plan import load_missing


class Command(BaseCommand):
    help = "Make the demo city of Lindenport; repeated, it changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo city has known logins: it is made in demo mode only.")
        load_missing(lambda name: self.stdout.write(f"Loading {name} …"))
        follow_password()
        self.stdout.write(f"\nThe demo city is ready: {settings.BASE_URL}")
        self.stdout.write("Sign in as one of these, each with the password below:")
        for email in LOGINS:
            self.stdout.write(f"  {email}")
        self.stdout.write(f"Password: {demo_password()}")
