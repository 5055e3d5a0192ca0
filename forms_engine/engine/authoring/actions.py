"""What an editor does to the steps of a form. Each makes one new revision of the whole form."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from forms_engine.engine.authoring.keys import complete, free, new_slug, words
from forms_engine.engine.form import Form, FormStep

if TYPE_CHECKING:
    from wagtail.models import Revision

    from accounts.models import User


class StepGoneError(LookupError):
    """The step is not in the newest draft any more."""


def newest(form_id: int) -> Form:
    """The form's newest draft; its row stays locked until the transaction ends."""
    form: Form = Form.objects.select_for_update().get(pk=form_id)
    return in_memory(form.get_latest_revision_as_object())


def in_memory(form: Form) -> Form:
    """The form with its steps held by the object, so that a change to one of them stays there."""
    form.steps.get_object_list()
    return form


def find(form: Form, uid: uuid.UUID) -> FormStep:
    for step in form.steps.all():
        if step.uid == uid:
            return step
    raise StepGoneError(str(uid))


def save(form: Form, *, user: User | None, overwrite: Revision | None = None) -> Revision:
    """Keep the draft as it stands as a revision, the way Wagtail's own editor does."""
    return form.save_revision(user=user, clean=False, overwrite_revision=overwrite, log_action=True)


def put_steps(form: Form, steps: list[FormStep]) -> None:
    for number, step in enumerate(steps):
        step.sort_order = number
    form.steps.set(steps)


@transaction.atomic
def add_step(*, form_id: int, title: str, user: User | None) -> FormStep:
    """Put a new, empty step at the end."""
    form = newest(form_id)
    steps = list(form.steps.all())
    step = FormStep(title=title, slug=new_slug(title, steps))
    put_steps(form, [*steps, step])
    save(form, user=user)
    return step


@transaction.atomic
def copy_step(*, form_id: int, uid: uuid.UUID, user: User | None) -> FormStep:
    """Put a copy behind the step; its questions get keys of their own, its conditions follow."""
    form = newest(form_id)
    steps = list(form.steps.all())
    source = find(form, uid)
    title = _("%(title)s (copy)") % {"title": source.title}
    step = FormStep(title=title[:200], slug=new_slug(source.slug, steps), intro=source.intro)
    taken = {c["value"].get("key") for s in steps for c in s.fields.get_prep_value()}
    step.visible_if = _without_ids(source.visible_if.get_prep_value())
    fields: Any = _with_own_keys(_without_ids(source.fields.get_prep_value()), taken)
    step.fields = fields
    put_steps(form, [*_until(steps, source), step, *_after(steps, source)])
    save(form, user=user)
    return step


def _until(steps: list[FormStep], step: FormStep) -> list[FormStep]:
    return steps[: steps.index(step) + 1]


def _after(steps: list[FormStep], step: FormStep) -> list[FormStep]:
    return steps[steps.index(step) + 1 :]


def _without_ids(stored: Any) -> Any:
    """What a StreamField stores, with new ids to come for all blocks."""
    if isinstance(stored, list):
        return [_without_ids(item) for item in stored]
    if isinstance(stored, dict):
        return {name: _without_ids(part) for name, part in stored.items() if name != "id"}
    return stored


def _with_own_keys(stored: list[dict[str, Any]], taken: set[Any]) -> list[dict[str, Any]]:
    """Copied questions under new keys; their conditions read the copies, not the originals."""
    renamed: dict[str, str] = {}
    for child in stored:
        if key := child["value"].get("key"):
            renamed[key] = child["value"]["key"] = free(words(key, "_"), taken)
            taken.add(renamed[key])
        for name in ("visible_if", "required_if"):
            _rename(child["value"].get(name) or [], renamed)
    return stored


def _rename(conditions: list[dict[str, Any]], renamed: dict[str, str]) -> None:
    for part in conditions:
        if isinstance(part["value"], list):
            _rename(part["value"], renamed)
        else:
            part["value"]["key"] = renamed.get(part["value"]["key"], part["value"]["key"])


@transaction.atomic
def move_step(*, form_id: int, uid: uuid.UUID, by: int, user: User | None) -> Form:
    """Move the step up or down; beyond either end it stays where it is."""
    form = newest(form_id)
    steps = list(form.steps.all())
    step = find(form, uid)
    there = steps.index(step) + by
    if 0 <= there < len(steps):
        steps.remove(step)
        steps.insert(there, step)
        put_steps(form, steps)
        save(form, user=user)
    return form


@transaction.atomic
def delete_step(*, form_id: int, uid: uuid.UUID, user: User | None) -> Form:
    """Take the step out of the draft. Answers given to published versions stay."""
    form = newest(form_id)
    step = find(form, uid)
    put_steps(form, [other for other in form.steps.all() if other is not step])
    save(form, user=user)
    return form


@transaction.atomic
def copy_form(source: Form, copy: Form, *, user: User | None) -> Revision:
    """Fill the new form with the settings and steps of another one's draft."""
    for name in COPIED:
        setattr(copy, name, getattr(source, name))
    put_steps(copy, [_copied(step) for step in source.steps.all()])
    complete(copy)
    copy.save()
    revision = save(copy, user=user)
    log(instance=copy, action="wagtail.create", user=user, revision=revision, content_changed=True)
    return revision


COPIED = (
    "intro",
    "anonymous",
    "fee",
    "declaration",
    "next_steps",
    "contact_email_field",
    "applicant_field",
    "summary_fields",
    "language",
    "stops",
    "translations",
)


def _copied(step: FormStep) -> FormStep:
    copy = FormStep(title=step.title, slug=step.slug, intro=step.intro)
    copy.visible_if = _without_ids(step.visible_if.get_prep_value())
    copy.fields = _without_ids(step.fields.get_prep_value())
    return copy
