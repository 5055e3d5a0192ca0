"""Writes mails to files, and hangs in mid-work while ``DATA_DIR/hang`` exists."""

from __future__ import annotations

import time
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends import filebased

from config.env import DATA_DIR


class EmailBackend(filebased.EmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        (DATA_DIR / "started").touch()
        while (DATA_DIR / "hang").exists():
            time.sleep(0.1)
        return super().send_messages(email_messages) or 0
