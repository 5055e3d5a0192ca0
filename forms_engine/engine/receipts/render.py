"""From a submission to the bytes of a PDF/UA-1 file."""

from __future__ import annotations

import functools
import io
import logging
import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from PIL import ImageFile
from wagtail.images.models import SourceImageIOError
from wagtail.models import Site
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from cms.models import Branding
from forms_engine.engine.models import Document, Submission
from forms_engine.engine.receipts.content import sections
from forms_engine.engine.receipts.issue import written_code

logger = logging.getLogger(__name__)

# WeasyPrint makes Pillow take pictures that break off half-way, in the whole process. A resident's
# photo that lost its end on the way has to be refused instead (engine.pictures).
ImageFile.LOAD_TRUNCATED_IMAGES = False

FOLDER = Path(__file__).resolve().parent
# Files a receipt may use, by the address its template gives them. Nothing else is ever read, so
# an answer can never make the server open a file or call a host.
PACKAGED = {
    f"asset:public-sans-{subset}-{weight}.woff2": (
        f"fonts/public-sans-{subset}-{weight}-normal.woff2",
        "font/woff2",
    )
    for subset in ("latin", "latin-ext")
    for weight in (400, 700)
}


class RefusedAddressError(ValueError):
    """A receipt asked for something that is not packaged with us."""


def _packaged_file(name: str) -> Path | None:
    found = finders.find(name)
    if found:
        return Path(found)
    try:
        path = Path(staticfiles_storage.path(name))
    except NotImplementedError:
        return None
    return path if path.exists() else None


class PackagedFetcher(URLFetcher):
    """Gives WeasyPrint our packaged fonts and the pictures made for this document, nothing else.

    ``pictures`` maps an ``asset:`` address to its bytes and content type.
    """

    def __init__(self, pictures: dict[str, tuple[bytes, str]] | None = None) -> None:
        super().__init__(allowed_protocols=())
        self.pictures = pictures or {}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url in self.pictures:
            content, mime = self.pictures[url]
            return URLFetcherResponse(url, content, {"Content-Type": mime})
        if url in PACKAGED and (path := _packaged_file(PACKAGED[url][0])):
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": PACKAGED[url][1]})
        raise RefusedAddressError(url)


@functools.cache
def _stylesheet() -> str:
    return (FOLDER / "receipt.css").read_text(encoding="utf-8")


def verify_url(document: Document) -> str:
    """The page that tells whether this receipt is ours, with both numbers filled in."""
    query = urlencode(
        {
            "reference": document.submission.written_reference,
            "code": written_code(document.code),
        }
    )
    return f"{settings.BASE_URL}{reverse('verify')}?{query}"


def _qr(document: Document) -> bytes:
    out = io.BytesIO()
    segno.make(verify_url(document), error="m", micro=False).save(
        out, kind="svg", border=0, xmldecl=False, dark="#14213d"
    )
    return out.getvalue()


def receipt_html(document: Document) -> str:
    """The receipt's HTML in the resident's language; its pictures have ``asset:`` addresses."""
    submission: Submission = document.submission
    with translation.override(submission.language):
        return render_to_string(
            "forms_engine/receipt.html",
            {
                "submission": submission,
                "definition": submission.definition,
                "sections": list(sections(submission)),
                "attachments": list(submission.attachments.all()),
                "department": submission.version.form.department,
                "version": submission.version,
                "code": written_code(document.code),
                "verify_url": f"{settings.BASE_URL}{reverse('verify')}",
                "branding": _branding(),
                "language": submission.language,
                "is_rtl": translation.get_language_bidi(),
            },
        )


def _branding() -> Branding | None:
    site = Site.objects.filter(is_default_site=True).first()
    return Branding.for_site(site) if site else None


def _logo() -> tuple[bytes, str]:
    """The city's logo in print size; the site's own mark while it has none, or lost the file."""
    branding = _branding()
    if branding and branding.logo:
        try:
            rendition = branding.logo.get_rendition("max-400x400")
            with rendition.file.open("rb") as file:
                return file.read(), mimetypes.guess_type(rendition.file.name)[0] or "image/png"
        except (OSError, SourceImageIOError):
            logger.warning("The logo's file cannot be read; receipts bear the site's own mark.")
    return (FOLDER / "mark.svg").read_bytes(), "image/svg+xml"


def pictures_of(document: Document) -> dict[str, tuple[bytes, str]]:
    """The pictures of one receipt by the address that its HTML gives them."""
    return {
        "asset:qr.svg": (_qr(document), "image/svg+xml"),
        "asset:logo": _logo(),
    }


def receipt_pdf(document: Document) -> bytes:
    """Make the PDF. Same rows, same content; the worker may call it as often as it likes."""
    return write_pdf(receipt_html(document), PackagedFetcher(pictures_of(document)))


def write_pdf(html: str, fetcher: PackagedFetcher) -> bytes:
    """Lay out trusted HTML as a tagged PDF/UA-1 file."""
    fonts = FontConfiguration()
    css = CSS(string=_stylesheet(), font_config=fonts, url_fetcher=fetcher, base_url="asset:")
    pdf = HTML(string=html, url_fetcher=fetcher, base_url="asset:").write_pdf(
        stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    assert pdf is not None
    return pdf
