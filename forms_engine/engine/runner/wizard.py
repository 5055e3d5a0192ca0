"""The steps: django-formtools' wizard over the draft's row and the resident's `Journey`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from formtools.wizard.views import NamedUrlWizardView

from forms_engine.engine.actions.attachments import add_files, keep_attachment
from forms_engine.engine.actions.drafts import (
    AlreadySentError,
    ConflictError,
    is_files,
    save_step,
)
from forms_engine.engine.definition import Step
from forms_engine.engine.journey import Journey
from forms_engine.engine.pictures import PictureError
from forms_engine.engine.runner import conflict, step_page
from forms_engine.engine.runner.door import entered, open_or_under_way
from forms_engine.engine.runner.run import ACTION, SEEN, Run
from forms_engine.engine.runner.typed import typed_boxes
from forms_engine.engine.step_form import StepForm


class StepForms(Mapping[str, type[StepForm]]):
    """formtools' list of forms, by the slugs of the steps on this way; it builds none of them."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey

    def __getitem__(self, slug: str) -> type[StepForm]:
        if self.journey.stage(slug) is None:
            raise KeyError(slug)
        return StepForm

    def __iter__(self) -> Iterator[str]:
        return (stage.slug for stage in self.journey.stages)

    def __len__(self) -> int:
        return len(self.journey.stages)


class Wizard(NamedUrlWizardView):
    """One step of a form: shows it, checks it by itself, stores it, leads on.

    formtools asks its storage which step is current and its list of forms what comes next; both
    answers come from the `Journey`. The whole is checked when the resident sends it, not here.
    """

    storage_name = "forms_engine.engine.runner.storage.DraftStorage"
    template_name = "forms_engine/step.html"
    form: StepForm

    # --- what formtools asks ----------------------------------------------------------------

    @property
    def run(self) -> Run:
        return self.request.run

    @property
    def step(self) -> Step:
        """The current step; never one that is not open yet."""
        stage = self.run.journey.stage(self.steps.current)
        assert stage is not None
        return stage.step

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "wizard"

    def get_form_list(self) -> StepForms:
        return StepForms(self.run.journey)

    def get_form(self, step: str | None = None, data: Any = None, files: Any = None) -> StepForm:
        stage = self.run.journey.stage(step or self.steps.current)
        assert stage is not None
        self.form = StepForm(
            data,
            files,
            step=stage.step,
            known=self.run.journey.known_before(stage.slug),
            answers=self.run.answers,
            typed=self.run.typed(stage.slug) if data is None else None,
        )
        return self.form

    def get_step_url(self, step: str) -> str:
        return self.run.url(step)

    def process_step(self, form: StepForm) -> Callable[[], None]:
        # formtools deletes these two marks of a cache of its own after each save.
        self._resolved_form_list = self._cache_signature = None
        return lambda: self._save(form)

    def process_step_files(self, form: StepForm) -> None:
        return None

    # --- the two requests -------------------------------------------------------------------

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if (elsewhere := self._elsewhere()) is not None:
            return elsewhere
        self.storage.current_step = kwargs["step"]
        return super().get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return self._post(*args, **kwargs)
        except AlreadySentError as sent:
            self.run.submission = sent.submission
            return redirect(self.run.url("done"))
        except ConflictError as found:
            return conflict.page(self.run, self.form, found)
        except PictureError:
            return self.render(self.form)

    def _post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.run.submission and not self.run.draft:
            raise AlreadySentError(self.run.submission)
        if (elsewhere := self._elsewhere()) is not None:
            self._keep_typed(self.run.definition.step_by_slug[kwargs["step"]])
            return elsewhere
        self.storage.current_step = kwargs["step"]
        if self.request.POST.get(ACTION) == "later":
            self._keep_typed(self.step)
            return redirect(self.run.url("resume"))
        return super().post(*args, **kwargs)

    def _elsewhere(self) -> HttpResponse | None:
        """Where a visitor goes who cannot be on this step."""
        slug = self.kwargs["step"]
        if slug not in self.run.definition.step_by_slug:
            raise Http404
        if self.run.must_sign_in:
            return redirect_to_login(self.request.get_full_path())
        if self.run.journey.may_visit(slug):
            return None
        return redirect(self.run.next_url if self.run.draft else self.run.entry.apply_url)

    # --- where it leads ---------------------------------------------------------------------

    def render(self, form: StepForm | None = None, **kwargs: Any) -> TemplateResponse:
        form = form or self.get_form()
        if form.is_bound:
            self._keep_sound_files(form)
            if self.run.draft:
                self._keep_typed(self.step)
        elif "check" in self.request.GET:
            form.recheck()
        response: TemplateResponse = super().render(form, **kwargs)
        response.status_code = 422 if form.is_bound else 200
        return response

    def get_context_data(self, form: StepForm, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(form=form, **kwargs)
        return {**context, **step_page.context(self.run, form)}

    def render_next_step(self, form: StepForm, **kwargs: Any) -> HttpResponse:
        journey = self.run.journey
        following = journey.next_after(form.step.slug)
        if journey.stop or following is None:
            return redirect(self.run.next_url)
        if "change" in self.request.GET:
            # Back to all answers, by way of whatever the change has opened.
            suffix = "?change" if journey.first_open else ""
            return redirect(self.run.next_url + suffix)
        return redirect(self.run.url(following.slug))

    def render_done(self, form: StepForm, **kwargs: Any) -> HttpResponse:
        return self.render_next_step(form, **kwargs)

    # --- what is kept -----------------------------------------------------------------------

    def _save(self, form: StepForm) -> None:
        draft = self.run.begin()
        answers = form.stored(self._keep_file)
        try:
            self.run.submission = save_step(
                submission_id=draft.pk,
                step=form.step,
                base=form.answers,
                answers=answers,
                asked=form.asked,
                seen_mark=self.request.POST.get(SEEN, ""),
                language=self.run.language,
                applicant=self.run.user,
            )
        except ConflictError:
            self._name_files(answers)
            raise

    def _keep_typed(self, step: Step) -> None:
        self.run.keep_typed(step.slug, typed_boxes(step, self.request.POST))

    def _keep_file(self, key: str, file: UploadedFile[Any]) -> dict[str, Any]:
        try:
            return keep_attachment(submission_id=self.run.begin().pk, field_key=key, file=file)
        except PictureError as error:
            fault = gettext("“%(name)s”: %(fault)s") % {"name": file.name, "fault": error}
            self.form.add_error(key, fault)
            raise

    def _keep_sound_files(self, form: StepForm) -> None:
        """Files that were right stay, though another answer of the step has to be mended."""
        if self.request.FILES:
            sound = [key for key in self.request.FILES if key in form.cleaned_data]
            for key in sound:
                # The error stands on the form already, and the other files go on.
                with contextlib.suppress(PictureError):
                    self._name_files(form.stored(self._keep_file, only=key))

    def _name_files(self, answers: Mapping[str, Any]) -> None:
        for key, answer in answers.items():
            if is_files(answer):
                self.run.submission = add_files(
                    submission_id=self.run.begin().pk,
                    field_key=key,
                    files=answer,
                )


_wizard = Wizard.as_view(form_list=[StepForm], url_name="apply_step", done_step_name="check")


@entered
@open_or_under_way
def step(request: HttpRequest, run: Run, step: str) -> HttpResponse:
    """One step of the form."""
    request.run = run  # type: ignore[attr-defined]
    response: HttpResponse = _wizard(request, step=step)
    return response
