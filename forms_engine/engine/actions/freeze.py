"""Publishing freezes a form into an immutable version."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db import transaction

from forms_engine.engine.definition import Definition
from forms_engine.engine.models import Form, FormVersion

if TYPE_CHECKING:
    from accounts.models import User


def digest_of(definition: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a definition."""
    text = json.dumps(definition, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def freeze_version(form: Form, *, author: User | None = None) -> FormVersion:
    """Make the next version of the form as it stands; drafts under way stay on theirs.

    Safe to repeat: while nothing changed, the newest version is given back instead of a new one.
    Raises `DefinitionError` while the form has mistakes.
    """
    definition = form.definition_json
    Definition.load(definition)
    digest = digest_of(definition)
    # The form's row is the lock that keeps two publishers from drawing one number.
    Form.objects.select_for_update().get(pk=form.pk)
    newest = FormVersion.objects.filter(form=form).first()
    if newest and newest.digest == digest:
        return newest
    return FormVersion.objects.create(
        form=form,
        number=newest.number + 1 if newest else 1,
        definition=definition,
        digest=digest,
        author=author,
    )
