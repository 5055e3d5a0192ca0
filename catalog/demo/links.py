"""Hangs the forms, once they are imported, on the services they belong to."""

from __future__ import annotations

from catalog.actions import rewrite
from catalog.demo.texts import read
from catalog.models import ServicePage
from forms_engine.engine.models import Form


def load() -> None:
    """Give each service, in each language, the form the texts name for it."""
    forms = {form.slug: form for form in Form.objects.all()}
    for entry in read("services")["service"]:
        form = forms.get(entry.get("form", ""))
        if form is None:
            continue
        for page in ServicePage.objects.filter(slug=entry["slug"], form=None):
            rewrite(page, form=form)
