"""Forms and submissions for tests, made through the engine's own actions."""

from __future__ import annotations

from typing import Any

from accounts.models import Department
from forms_engine.engine.actions import import_form
from forms_engine.engine.models import Form, FormVersion, Submission

DOG_LICENCE: dict[str, Any] = {
    "format": 1,
    "slug": "dog-licence",
    "title": "Dog licence",
    "language": "en",
    "department": "revenue",
    "intro": "",
    "settings": {
        "anonymous": True,
        "declaration": "What I wrote is true.",
        "contact_email_field": "email",
        "applicant_field": "owner",
        "summary_fields": ["dog_name"],
    },
    "steps": [
        {
            "slug": "dog",
            "title": "Your dog",
            "fields": [
                {"type": "text", "key": "dog_name", "label": "Name of the dog"},
                {
                    "type": "radios",
                    "key": "kind",
                    "label": "What kind of dog is it?",
                    "options": [
                        {"value": "pet", "label": "A pet"},
                        {"value": "assistance", "label": "An assistance dog"},
                    ],
                },
                {
                    "type": "text",
                    "key": "trainer",
                    "label": "Who trained it?",
                    "visible_if": [
                        {
                            "type": "compare",
                            "key": "kind",
                            "operator": "is",
                            "value": "assistance",
                        }
                    ],
                },
            ],
        },
        {
            "slug": "proof",
            "title": "Proof of training",
            "visible_if": [
                {"type": "compare", "key": "kind", "operator": "is", "value": "assistance"}
            ],
            "fields": [{"type": "files", "key": "certificate", "label": "Training certificate"}],
        },
        {
            "slug": "you",
            "title": "About you",
            "fields": [
                {"type": "name", "key": "owner", "label": "Your name"},
                {"type": "email", "key": "email", "label": "Your e-mail address"},
            ],
        },
    ],
    "translations": {
        "es": {"title": "Licencia de perro", "fields.dog_name.label": "Nombre del perro"}
    },
}


def department(slug: str = "revenue") -> Department:
    return Department.objects.get_or_create(slug=slug, defaults={"name": slug.title()})[0]


def published_form(raw: dict[str, Any] | None = None, **changes: Any) -> Form:
    """A form with a live version; ``changes`` replace parts of its JSON."""
    definition = {**(raw or DOG_LICENCE), **changes}
    department(definition["department"])
    form = import_form(definition)
    assert form.latest_revision is not None
    form.latest_revision.publish()
    return Form.objects.get(pk=form.pk)


def draft(form: Form | None = None, **values: Any) -> Submission:
    """An empty draft of the form's newest version."""
    version = FormVersion.objects.filter(form=form or published_form()).first()
    assert version is not None
    return Submission.objects.create(version=version, **{"service_slug": "dog-licence", **values})


def complete_draft(form: Form | None = None, **values: Any) -> Submission:
    """A draft of the dog licence with every question of a pet's owner answered."""
    answers = {
        "dog_name": "Rex",
        "kind": "pet",
        "owner": {"first": "Ada", "last": "O’Neill"},
        "email": "ada@example.org",
    }
    done = {"dog": ["dog_name", "kind"], "you": ["owner", "email"]}
    return draft(form, **{"answers": answers, "done": done, **values})
