"""``/demo/mail/``: the mails of a demo city, read from the files it writes instead of sending."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PER_PAGE = 50
# Django's file backend puts this line below each mail.
SEPARATOR = b"\n" + b"-" * 79 + b"\n"


# What a mail may do in the frame that shows it: be styled, and open links elsewhere.
POWERLESS = {
    "default-src": [NONE],
    "script-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "font-src": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


@dataclass(frozen=True)
class Mail:
    name: str
    written_at: dt.datetime
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def to(self) -> str:
        return str(self.message["To"] or "")

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part is not None else ""


@dataclass(frozen=True)
class Stored:
    """A mail as it lies in a file, not yet parsed. A file may hold several, the newest last."""

    path: Path
    number: int
    raw: bytes

    @property
    def name(self) -> str:
        return f"{self.path.stem}.{self.number}"

    def read(self) -> Mail:
        message = BytesParser(policy=policy.default).parsebytes(self.raw)
        zone = timezone.get_current_timezone()
        written_at = dt.datetime.fromtimestamp(self.path.stat().st_mtime, tz=zone)
        return Mail(self.name, written_at, message)


def _stored() -> list[Stored]:
    """Newest first."""
    folder = Path(settings.MAIL_DIR)
    files = [path for path in folder.glob("*.log") if path.is_file()] if folder.is_dir() else []
    files.sort(key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    return [stored for path in files for stored in reversed(_split(path))]


def _split(path: Path) -> list[Stored]:
    pieces = path.read_bytes().split(SEPARATOR)
    mails = [piece.lstrip(b"\n") for piece in pieces if piece.strip()]
    return [Stored(path, number, raw) for number, raw in enumerate(mails)]


def _find(name: str) -> Mail:
    """Only what the list shows can be opened: a name is compared, and never made into a path."""
    stored = next((stored for stored in _stored() if stored.name == name), None)
    if stored is None:
        raise Http404
    return stored.read()


@never_cache
@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    """List the mails, newest first."""
    page = Paginator(_stored(), PER_PAGE).get_page(request.GET.get("page"))
    mails = [stored.read() for stored in page.object_list]
    return render(request, "account/demo_mail_list.html", {"mails": mails, "page": page})


@never_cache
@require_safe
def mail_detail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail: its text, and its HTML in a frame that may do nothing."""
    response = render(request, "account/demo_mail.html", {"mail": _find(name)})
    response._csp_replace = {"frame-src": [SELF]}  # type: ignore[attr-defined]
    return response


@never_cache
@require_safe
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part as a mail program would get it; the policy takes all its powers away."""
    response = HttpResponse(_find(name).html)
    response._csp_replace = POWERLESS  # type: ignore[attr-defined]
    return response
