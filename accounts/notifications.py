"""Mails to people, each stored before it is sent."""

from __future__ import annotations

import hashlib
import uuid
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.outbox import OutboxQuerySet, OutboxRow, PermanentError


class NotificationQuerySet(OutboxQuerySet["Notification"]):
    def about(self, subject: uuid.UUID) -> NotificationQuerySet:
        """What was written to anybody about one submission."""
        return self.filter(about=subject)


class Notification(OutboxRow):
    """One mail to one person, as it was worded when its cause happened.

    ``purpose`` says why it is written and is unique, so no cause writes twice. The words of a
    ``secret`` mail (a code to sign in with) are forgotten once it is sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(_("purpose"), max_length=200, unique=True)
    about = models.UUIDField(_("about"), null=True, blank=True, db_index=True)
    to = models.EmailField(_("to"), max_length=254)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"))
    secret = models.BooleanField(_("holds a secret"), default=False)

    objects = NotificationQuerySet.as_manager()  # type: ignore[misc]

    class Meta(OutboxRow.Meta):
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.purpose

    @property
    def message_id(self) -> str:
        """The same whenever this mail is sent, so that a mail program knows a repeat."""
        digest = hashlib.sha256(self.purpose.encode()).hexdigest()[:40]
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
        return f"<{digest}@{domain}>"

    def perform(self) -> None:
        """Send the mail."""
        mail = EmailMultiAlternatives(
            subject=self.subject,
            body=self.text,
            to=[self.to],
            headers={
                "Message-ID": self.message_id,
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
                "Content-Language": self.language,
            },
        )
        mail.attach_alternative(self.html, "text/html")
        try:
            mail.send()
        except SMTPRecipientsRefused as error:
            if all(code >= 500 for code, _text in error.recipients.values()):
                raise PermanentError("the mail server refused the address") from error
            raise

    def results(self) -> dict[str, Any]:
        return {"text": "", "html": ""} if self.secret else {}
