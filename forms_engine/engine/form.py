"""The form that an editor edits: steps of fields, with drafts, history, locking and workflow."""

from __future__ import annotations

import logging
import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from accounts.models import Department
from cms.streams import LeanStreamField
from forms_engine.engine.blocks import conditions_block, fields_block
from forms_engine.engine.definition import FORMAT, Definition
from forms_engine.engine.fields.static import RICH_TEXT_FEATURES
from forms_engine.engine.problems import UnfinishedFormError, errors
from forms_engine.engine.snapshot import conditions_json, fields_json

if TYPE_CHECKING:
    from wagtail.models import Revision

logger = logging.getLogger(__name__)

# How Wagtail's command for scheduled publishing names what it does.
SCHEDULED = "wagtail.publish.scheduled"


class Form(
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
):
    """A form as the editor sees it. Residents only ever meet its published `FormVersion`."""

    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="forms", verbose_name=_("department")
    )
    intro = RichTextField(_("introduction"), features=RICH_TEXT_FEATURES, blank=True)
    anonymous = models.BooleanField(_("may be used without an account"), default=True)
    fee = models.PositiveIntegerField(
        _("fee in cents"), default=0, help_text=_("0 when the request is free.")
    )
    declaration = models.TextField(
        _("declaration"), blank=True, help_text=_("What people confirm before they send.")
    )
    next_steps = RichTextField(
        _("what happens next"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        help_text=_("Shown after sending, and in the receipt."),
    )
    contact_email_field = models.CharField(
        _("question with the e-mail address for the receipt"), max_length=60, blank=True
    )
    applicant_field = models.CharField(
        _("question with the applicant's name"), max_length=60, blank=True
    )
    summary_fields = models.CharField(
        _("questions shown in lists of cases"),
        max_length=200,
        blank=True,
        help_text=_("Up to three keys, separated by commas."),
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    stops = models.JSONField(_("eligibility stops"), default=list, blank=True)
    translations = models.JSONField(_("translations"), default=dict, blank=True)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="form",
        for_concrete_model=False,
    )
    revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="form",
        for_concrete_model=False,
    )

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("department"),
    ]

    class Meta:
        ordering = ["title"]
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def __str__(self) -> str:
        return self.title

    @property
    def definition_json(self) -> dict[str, Any]:
        """The JSON of the form as it stands in this object, draft or not."""
        own_settings = {
            "anonymous": self.anonymous,
            "fee": self.fee,
            "declaration": self.declaration,
            "next_steps": self.next_steps,
            "contact_email_field": self.contact_email_field,
            "applicant_field": self.applicant_field,
            "summary_fields": [k.strip() for k in self.summary_fields.split(",") if k.strip()],
            "stops": self.stops,
        }
        return {
            "format": FORMAT,
            "slug": self.slug,
            "title": self.title,
            "language": self.language,
            "department": self.department.slug,
            "intro": self.intro,
            "settings": own_settings,
            "steps": [step.definition_json for step in self.steps.all()],
            "translations": self.translations,
        }

    @property
    def definition(self) -> Definition:
        """The compiled form; raises `DefinitionError` while it has mistakes."""
        return Definition.load(self.definition_json)

    def publish(
        self, revision: Revision, *args: Any, log_action: bool | str = True, **kwargs: Any
    ) -> None:
        """Publish the revision, by whatever way Wagtail comes here, if it has no errors.

        Raises `UnfinishedFormError`, and nothing is published. A scheduled one only loses its
        date, since others that are due must not wait for it.
        """
        found = errors(revision.as_object())
        if found and log_action == SCHEDULED:
            logger.warning("Form %s was not published as scheduled: it has errors", self.slug)
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            return
        if found:
            raise UnfinishedFormError(found)
        with transaction.atomic():
            super().publish(revision, *args, log_action=log_action, **kwargs)

    @cached_property
    def scheduled_revision(self) -> Revision | None:
        """The revision that waits for its day; from ``scheduled_revisions`` where a list has it."""
        if hasattr(self, "scheduled_revisions"):
            return next(iter(self.scheduled_revisions), None)
        return super().scheduled_revision

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Each step, and the page with all answers."""
        steps = [(str(step.uid), step.title) for step in self.steps.all()]
        return [*steps, ("check", gettext("Check your answers"))] if steps else []

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from forms_engine.engine.authoring.preview import preview

        return preview(request, self, mode_name)


class FormStep(Orderable):
    """One step of a form. It lives in the form's revisions and is edited on a screen of its own."""

    form = ParentalKey(Form, on_delete=models.CASCADE, related_name="steps")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    slug = models.CharField(
        _("short name in addresses"),
        max_length=60,
        validators=[
            RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use small letters, digits and hyphens."))
        ],
    )
    title = models.CharField(_("title"), max_length=200)
    intro = RichTextField(_("introduction"), features=RICH_TEXT_FEATURES, blank=True)
    visible_if = LeanStreamField(
        conditions_block("visible_if"), blank=True, default=list, verbose_name=_("show only if")
    )
    fields = LeanStreamField(fields_block(), blank=True, default=list, verbose_name=_("fields"))

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            # Short names are checked with the rest of the form: two steps may swap theirs.
            models.UniqueConstraint(fields=["form", "uid"], name="form_step_uid_unique"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def definition_json(self) -> dict[str, Any]:
        return {
            "slug": self.slug,
            "title": self.title,
            "intro": self.intro,
            "visible_if": conditions_json(self.visible_if),
            "fields": fields_json(self.fields),
        }
