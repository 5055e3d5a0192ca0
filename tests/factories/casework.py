"""Queues, officers and cases for tests, made through the apps' own actions."""

from __future__ import annotations

from typing import Any

from accounts.actions import assign
from accounts.models import User
from forms_engine.casework.actions import make_queue
from forms_engine.casework.models import Case, Queue
from forms_engine.engine.actions import submit
from tests.factories.engine import complete_draft, department


def queue(slug: str = "revenue-desk", dept: str = "revenue", **values: Any) -> Queue:
    """A queue in which its department's officers may work."""
    name = slug.replace("-", " ").title()
    return make_queue(department=department(dept), slug=slug, name=name, **values)


def officer(dept: str = "revenue", email: str = "") -> User:
    """An officer of the department."""
    person = User.objects.create_user(email or f"officer-{dept}@example.org", "secret-pass-1")
    assign(person, department(dept))
    return person


def case(**values: Any) -> Case:
    """A fresh case of the dog licence, opened by sending a complete draft."""
    if not Queue.objects.exists():
        queue()
    sent = submit(submission_id=complete_draft(**values).pk)
    return Case.objects.get(submission=sent)
