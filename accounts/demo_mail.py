"""``/demo/mail/``: the mails of a demo city, read from the files it writes instead of sending."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PER_PAGE = 50
# Django's file backend puts this line below each mail.
SEPARATOR = b"\n" + b"-" * 79


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


def _files() -> list[Path]:
    """Newest first."""
    folder = Path(settings.MAIL_DIR)
    files = [path for path in folder.glob("*.log") if path.is_file()] if folder.is_dir() else []
    return sorted(files, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def _read(path: Path) -> Mail:
    raw, _separator, _rest = path.read_bytes().partition(SEPARATOR)
    message = BytesParser(policy=policy.default).parsebytes(raw)
    written_at = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone())
    return Mail(path.stem, written_at, message)


def _find(name: str) -> Mail:
    """Only what the list shows can be opened: a name is compared, and never made into a path."""
    path = next((path for path in _files() if path.stem == name), None)
    if path is None:
        raise Http404
    return _read(path)


@never_cache
@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    """List the mails, newest first."""
    page = Paginator(_files(), PER_PAGE).get_page(request.GET.get("page"))
    mails = [_read(path) for path in page.object_list]
    return render(request, "account/demo_mail_list.html", {"mails": mails, "page": page})


@never_cache
@require_safe
@csp_replace({"frame-src": [SELF]})
def mail_detail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail: its text, and its HTML in a frame that may do nothing."""
    return render(request, "account/demo_mail.html", {"mail": _find(name)})


@never_cache
@require_safe
@csp_replace(
    {
        "default-src": [NONE],
        "script-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "font-src": [NONE],
        "form-action": [NONE],
        "frame-ancestors": [SELF],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }
)
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part as a mail program would get it; the policy takes all its powers away."""
    return HttpResponse(_find(name).html)
