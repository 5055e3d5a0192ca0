"""Bring a form in from its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Department
from forms_engine.engine.definition import mistakes
from forms_engine.engine.fields import DefinitionError
from forms_engine.engine.models import Form, FormStep
from forms_engine.engine.snapshot import conditions_stream, fields_stream

if TYPE_CHECKING:
    from accounts.models import User


class ImportRefusedError(ValueError):
    """The JSON has mistakes. ``mistakes`` names all of them, each with its JSON pointer."""

    def __init__(self, found: list[DefinitionError]) -> None:
        super().__init__("; ".join(f"{error.path}: {error.message}" for error in found))
        self.mistakes = found


@transaction.atomic
def import_form(raw: Mapping[str, Any], *, into: str = "", author: User | None = None) -> Form:
    """Store the JSON of a form as a new draft revision, of a new form or of the one named ``into``.

    Nothing is published. Raises `ImportRefusedError` before anything is stored.
    """
    found = mistakes(raw)
    department = None
    if not found:
        department = Department.objects.filter(slug=raw.get("department", "")).first()
        if department is None:
            text = _("There is no department “%(slug)s”.") % {"slug": raw.get("department", "")}
            found = [DefinitionError(text, "/department")]
    if found:
        raise ImportRefusedError(found)
    slug = into or raw["slug"]
    form = Form.objects.filter(slug=slug).first()
    if form is None:
        form = Form(slug=slug, live=False)
        form.title, form.department = raw["title"], department
        form.save()
    elif revision := form.latest_revision:
        form = revision.as_object()
    _fill(form, raw)
    form.department = department
    form.save_revision(user=author, changed=True)
    return form


def _fill(form: Form, raw: Mapping[str, Any]) -> None:
    """Put everything of the JSON into the form object; steps keep their identity by slug."""
    own = raw.get("settings") or {}
    form.title = raw["title"]
    form.intro = raw.get("intro", "")
    form.language = raw.get("language", "en")
    form.translations = raw.get("translations", {})
    form.anonymous = own.get("anonymous", True)
    form.fee = own.get("fee", 0)
    form.stops = own.get("stops", [])
    form.summary_fields = ",".join(own.get("summary_fields", []))
    for name in ("declaration", "next_steps", "contact_email_field", "applicant_field"):
        setattr(form, name, own.get(name, ""))
    known = {step.slug: step for step in form.steps.all()}
    steps = []
    for number, part in enumerate(raw["steps"]):
        step = known.get(part["slug"]) or FormStep(slug=part["slug"])
        step.sort_order = number
        step.title = part["title"]
        step.intro = part.get("intro", "")
        step.visible_if = _stream(step, "visible_if", conditions_stream(part.get("visible_if", [])))
        step.fields = _stream(step, "fields", fields_stream(part.get("fields", [])))
        steps.append(step)
    form.steps.set(steps)


def _stream(step: FormStep, name: str, raw: list[dict[str, Any]]) -> Any:
    return step._meta.get_field(name).to_python(raw)
