"""The screen on which one step of a form is edited."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.admin.views.generic.preview import PreviewOnEdit
from wagtail.admin.widgets import SlugInput

from forms_engine.engine.authoring import actions, questions
from forms_engine.engine.authoring.addresses import screen
from forms_engine.engine.authoring.editing import PartEditView
from forms_engine.engine.authoring.fixed import Fixed
from forms_engine.engine.authoring.step_forms import SEEN, StepEditForm, mark
from forms_engine.engine.form import Form, FormStep
from forms_engine.engine.problems import problems

STEP_PANELS = ObjectList(
    [
        FieldRowPanel(
            [FieldPanel("title", classname="title"), FieldPanel("slug", widget=SlugInput)]
        ),
        FieldPanel("intro"),
        FieldPanel("visible_if", heading=gettext_lazy("Show this step only if")),
        FieldPanel("fields", heading=gettext_lazy("Questions and texts")),
    ],
    base_form_class=StepEditForm,
)


def step_of(form: Form, uid: uuid.UUID) -> FormStep:
    try:
        return actions.find(form, uid)
    except actions.StepGoneError:
        raise Http404 from None


class StepPreviewPanel(PreviewSidePanel):
    """Shows only the step that is being edited."""

    def __init__(self, step: FormStep, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {**context, "has_multiple_modes": False, "object": OneMode(self.step)}


class OneMode:
    """What the preview panel reads of an object, for one step."""

    preview_sizes = Form.DEFAULT_PREVIEW_SIZES
    default_preview_size = "mobile"

    def __init__(self, step: FormStep) -> None:
        self.preview_modes = [(str(step.uid), step.title)]
        self.default_preview_mode = str(step.uid)


class StepEditView(PartEditView):
    screen_name = "step"
    template_name = "forms_engine/authoring/step.html"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.uid: uuid.UUID = kwargs["uid"]
        try:
            self.step = actions.find(self.object, self.uid)
            self.is_gone = False
        except actions.StepGoneError:
            if request.method != "POST":
                raise Http404 from None
            # Deleted while it was open: what was typed becomes the step again.
            self.step = FormStep(uid=self.uid, form=self.object)
            self.is_gone = True
        self.seen_now = "" if self.is_gone else mark(self.step)

    def part_title(self) -> str:
        return self.step.title or _("Step")

    def screen_arguments(self) -> list[object]:
        return [self.uid]

    def get_panel(self) -> Any:
        return STEP_PANELS.bind_to_model(FormStep)

    def get_form_class(self) -> Any:
        return self.panel.get_form_class()

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return {**kwargs, "instance": self.step, "edited_form": self.object}

    @cached_property
    def is_out_of_date(self) -> bool:
        """Whether this very step was changed by somebody else; other steps do not matter."""
        seen = self.request.POST.get(SEEN)
        return seen is not None and seen != self.seen_now

    def put(self, form: Any) -> None:
        step = form.save(commit=False)
        steps = list(self.object.steps.all())
        if self.is_gone:
            steps.append(step)
        actions.put_steps(self.object, [step if s.uid == step.uid else s for s in steps])

    def get_side_panels(self) -> Any:
        panels = list(super().get_side_panels())
        if not self.is_automatic:
            url = screen("preview_step", self.object, self.uid)
            panel = StepPreviewPanel(self.step, self.object, self.request, preview_url=url)
            panels.append(panel)
        return MediaContainer(panels)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.is_automatic:
            return context
        steps = list(self.object.steps.all())
        known = questions.before_step(self.object, self.step)
        at = next((n for n, s in enumerate(steps) if s.uid == self.uid), len(steps))
        fixed = Fixed(self.object)
        pointer = f"/steps/{at}"
        return {
            **context,
            "seen": self.seen_now,
            "seen_name": SEEN,
            "step": self.step,
            "number": at + 1,
            "count": len(steps),
            "previous": steps[at - 1] if at else None,
            "next": steps[at + 1] if at + 1 < len(steps) else None,
            "problems": [
                problem
                for problem in problems(self.object)
                if problem.path == pointer or problem.path.startswith(pointer + "/")
            ],
            "authoring_data": {
                "questions": questions.for_editor(known),
                "kinds": questions.kinds_for_editor(),
                "operators": questions.operators_for_editor(),
                "fixed": sorted(fixed.keys),
            },
        }


class StepPreviewView(PreviewOnEdit):
    """The preview beside the step's editor, from what is typed there now."""

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        self.uid = kwargs["uid"]
        # Keeps what is typed here apart from what is typed in other steps.
        self.parent_object_id = str(self.uid)
        super().setup(request, *args, **kwargs)
        self.step = step_of(actions.in_memory(self.object), self.uid)

    def get_form(self, query_dict: Any) -> Any:
        panel = STEP_PANELS.bind_to_model(FormStep)
        options = {
            "instance": self.step,
            "edited_form": self.object,
            "for_user": self.request.user,
        }
        form_class = panel.get_form_class()
        return form_class(query_dict, **options) if query_dict else form_class(**options)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        request.GET = request.GET.copy()
        request.GET["mode"] = str(self.uid)
        return super().get(request, *args, **kwargs)
