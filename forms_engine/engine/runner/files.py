"""Files of a draft: handed in at once where scripts run, taken out, and opened by their owner."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forms_engine.engine.actions.attachments import (
    TooManyFilesError,
    add_files,
    keep_attachment,
    remove_file,
)
from forms_engine.engine.fields import FieldType
from forms_engine.engine.models import Attachment
from forms_engine.engine.permissions import is_own
from forms_engine.engine.pictures import PictureError
from forms_engine.engine.runner.door import entered, open_or_under_way
from forms_engine.engine.runner.run import Run
from forms_engine.engine.runner.saving import hindrance, refusal, saved, unless_sent


@entered
@open_or_under_way
@require_POST
@unless_sent
def upload(request: HttpRequest, run: Run, key: str) -> HttpResponse:
    """Take one file for the question ``key`` into the draft at once."""
    kind = run.definition.fields.get(key)
    field = kind.form_field() if kind and kind.holds_answer else None
    if kind is None or field is None or not field.widget.needs_multipart_form:
        raise Http404
    if hindered := hindrance(run):
        return hindered
    try:
        sent = field.widget.value_from_datadict(request.POST, request.FILES, key)
        cleaned = field.clean(sent, run.answers.get(key))  # type: ignore[call-arg]
        files = _kept(run, kind, cleaned["new"] if cleaned else [])
    except ValidationError as error:
        return refusal(" ".join(error.messages), 422)
    except PictureError as error:
        return refusal(str(error), 422)
    except TooManyFilesError:
        return refusal(_("This question has all the files it may have."), 422)
    return saved(files=[_shown(run, file) for file in files])


def _kept(run: Run, kind: FieldType, new: list[UploadedFile[Any]]) -> list[dict[str, Any]]:
    draft = run.begin()

    def keep(file: UploadedFile[Any]) -> dict[str, Any]:
        return keep_attachment(submission_id=draft.pk, field_key=kind.key, file=file)

    files: list[dict[str, Any]] = kind.settle({"kept": [], "new": new}, keep)
    run.submission = add_files(
        submission_id=draft.pk,
        field_key=kind.key,
        files=files,
        limit=getattr(kind, "max_files", None),
    )
    return files


def _shown(run: Run, file: dict[str, Any]) -> dict[str, str]:
    return {
        "id": file["id"],
        "name": file["name"],
        "size": filesizeformat(file["size"]),
        "url": run.url(f"files/{file['id']}"),
    }


@entered
@require_POST
@unless_sent
def remove(request: HttpRequest, run: Run, attachment_id: UUID) -> HttpResponse:
    """Take a file out of the draft again."""
    if run.draft is None or run.is_foreign:
        raise Http404
    run.submission = remove_file(submission_id=run.draft.pk, attachment_id=attachment_id)
    return saved()


@entered
@require_safe
def download(request: HttpRequest, run: Run, attachment_id: UUID) -> HttpResponseBase:
    """A file for who handed it in, and for nobody else."""
    attachment = (
        Attachment.objects.select_related("submission")
        .filter(pk=attachment_id, submission__version__form_id=run.entry.form_id)
        .first()
    )
    if attachment is None or not is_own(request, attachment.submission):
        raise Http404
    return file_response(attachment)


def file_response(attachment: Attachment) -> FileResponse:
    """A file from outside, so that no browser can be made to run or to show it as a page."""
    response = FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.content_type or "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
