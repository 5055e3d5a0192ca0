"""Files of a draft: stored on their own first, then named by the answer."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from forms_engine.engine.actions.drafts import is_files, locked_draft
from forms_engine.engine.fields.files import sniff
from forms_engine.engine.models import Attachment, Submission
from forms_engine.engine.pictures import KEPT_AS, clean_picture

CHUNK = 1024 * 1024


class TooManyFilesError(Exception):
    """The question has all the files it may have."""


def keep_attachment(
    *, submission_id: UUID, field_key: str, file: UploadedFile[Any]
) -> dict[str, Any]:
    """Store a checked file in private storage and give back what an answer says of it.

    Pictures are encoded anew, so what a camera wrote into them (such as the place) is gone. Storage
    may be far away, so no row is locked meanwhile; a file that no answer names in the end goes when
    the request is sent. Raises `PictureError` for a broken picture.
    """
    content_type = sniff(file)
    name = _short(file.name or "file")
    content: File[Any] = file
    if content_type in KEPT_AS:
        cleaned, kept_type = clean_picture(file, content_type)
        content = ContentFile(cleaned)
        if kept_type != content_type:
            name = f"{PurePath(name).stem}.jpg"
        content_type = kept_type
    digest = hashlib.sha256()
    for chunk in content.chunks(CHUNK):
        digest.update(chunk)
    content.seek(0)
    attachment = Attachment(
        submission_id=submission_id,
        field_key=field_key,
        name=name,
        content_type=content_type,
        size=content.size or 0,
        sha256=digest.hexdigest(),
    )
    attachment.file.save(name, content, save=False)
    attachment.save(force_insert=True)
    return attachment.as_answer


def _short(name: str) -> str:
    """The resident's own name of the file, short enough for everybody, with its ending."""
    path = PurePath(name)
    return path.stem[: 200 - len(path.suffix[:20])] + path.suffix[:20]


@transaction.atomic
def add_files(
    *, submission_id: UUID, field_key: str, files: list[dict[str, Any]], limit: int | None = None
) -> Submission:
    """Name stored files in the answer. Safe to repeat. Raises `TooManyFilesError`."""
    draft = locked_draft(submission_id)
    there = draft.answers.get(field_key)
    there = there if is_files(there) else []
    known = {file["id"] for file in there}
    together = [*there, *(file for file in files if file["id"] not in known)]
    if limit is not None and len(together) > limit:
        raise TooManyFilesError
    _store(draft, field_key, together)
    return draft


@transaction.atomic
def remove_file(*, submission_id: UUID, attachment_id: UUID) -> Submission:
    """Take a file out of the draft and delete it. Safe to repeat."""
    draft = locked_draft(submission_id)
    attachment = draft.attachments.filter(pk=attachment_id).first()
    if attachment is None:
        return draft
    there = draft.answers.get(attachment.field_key)
    if is_files(there):
        left = [file for file in there if file["id"] != str(attachment.pk)]
        _store(draft, attachment.field_key, left)
    storage, stored_as = attachment.file.storage, attachment.file.name
    attachment.delete()
    if stored_as:
        transaction.on_commit(lambda: storage.delete(stored_as))
    return draft


def _store(draft: Submission, field_key: str, files: list[dict[str, Any]]) -> None:
    draft.answers = {**draft.answers, field_key: files}
    if not files:
        del draft.answers[field_key]
    draft.updated_at = timezone.now()
    draft.save(update_fields=["answers", "updated_at"])
