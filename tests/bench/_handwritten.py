"""The floor for a step: what a Django programmer would write by hand for these very questions.

A form class, a template, a view that shows the page and stores the answers in the same row by the
same kind of write, with the row locked while its revision is compared.
"""

from __future__ import annotations

import functools
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path
from django.utils import timezone

from config.urls import urlpatterns as site
from forms_engine.engine.models import Submission

TEMPLATE = """{% extends "base.html" %}{% load i18n design %}
{% block title %}Your dog{% endblock %}
{% block content %}
{% if form.errors %}{% error_summary form %}{% endif %}
<h1 class="govuk-heading-l">Your dog</h1>
<form method="post" novalidate>{% csrf_token %}
<input type="hidden" name="revision" value="{{ draft.revision }}">
{% field form.dog_name %}{% field form.kind %}{% field form.trainer %}
<button class="govuk-button">Continue</button></form>
{% endblock %}"""


class DogForm(forms.Form):
    dog_name = forms.CharField(label="Name of the dog", max_length=200)
    kind = forms.ChoiceField(
        label="What kind of dog is it?",
        choices=[("pet", "A pet"), ("assistance", "An assistance dog")],
        widget=forms.RadioSelect,
    )
    trainer = forms.CharField(label="Who trained it?", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == "assistance" and not data.get("trainer"):
            self.add_error("trainer", "Enter who trained it")
        return data


def step(request: HttpRequest) -> HttpResponse:
    ids = request.session.get("submissions", [])
    draft = Submission.objects.filter(pk__in=ids[-1:]).first()
    form = DogForm(request.POST or None, initial=draft.answers if draft else {})
    if request.method == "POST" and form.is_valid():
        assert draft is not None
        with transaction.atomic():
            row = Submission.objects.select_for_update().get(pk=draft.pk)
            row.answers = {**row.answers, **form.cleaned_data}
            row.done = {**row.done, "dog": list(form.cleaned_data)}
            row.revision += 1
            row.updated_at = timezone.now()
            row.save(update_fields=["answers", "done", "revision", "updated_at"])
        return redirect("/handwritten/")
    return HttpResponse(_template().render({"form": form, "draft": draft}, request))


@functools.cache
def _template() -> Any:
    """Compiled once, as the cached loader does with a file."""
    return engines["django"].from_string(TEMPLATE)


urlpatterns = [path("handwritten/", step), *site]
