"""One visit to a form: by which door, with which draft, and how far it is."""

from __future__ import annotations

import uuid
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import get_language, get_language_info

from cms.base_page import Alternate
from forms_engine.engine.actions.drafts import keep_typed, start_draft
from forms_engine.engine.definition import Definition
from forms_engine.engine.journey import Journey
from forms_engine.engine.models import FormVersion, Submission
from forms_engine.engine.permissions import SESSION_KEY, is_own, remember
from forms_engine.engine.runner.entry import Entry

if TYPE_CHECKING:
    from accounts.models import User

# Our own boxes. A question's key holds no hyphen, so none of them can be a question's.
START = "draft-start"
REVISION = "draft-revision"
SEEN = "draft-seen"
ACTION = "draft-action"


class Run:
    """What one request knows of the way through a form.

    ``submission`` is the resident's draft, or what became of it when an old page is sent once more;
    None until something is worth keeping. ``is_foreign`` means that it belongs to an account which
    the visitor is not signed in to: then nothing of it may be shown.
    """

    def __init__(self, request: HttpRequest, entry: Entry) -> None:
        self.request = request
        self.entry = entry
        self.is_foreign = False
        self._start_key = as_uuid(request.POST.get(START, ""))
        self._submission = self._posted() or self._newest_draft()

    # --- whose ------------------------------------------------------------------------------

    @property
    def user(self) -> User | None:
        """The signed-in visitor."""
        return self.request.user if self.request.user.is_authenticated else None

    def _posted(self) -> Submission | None:
        """The submission that the sent page belongs to.

        Its one-time key is known to nobody but that page, so it opens an anonymous draft even when
        the session has run out meanwhile.
        """
        if self._start_key is None:
            return None
        found = (
            Submission.objects.select_related("version")
            .defer("version__definition")
            .filter(start_key=self._start_key, version__form_id=self.entry.form_id)
            .first()
        )
        if found is None:
            return None
        if found.applicant_id is not None and not is_own(self.request, found):
            if self.user is not None:
                # Somebody else is signed in by now: what was sent becomes a draft of theirs.
                self._start_key = None
                return None
            self.is_foreign = True
        return found

    def _newest_draft(self) -> Submission | None:
        known = self.request.session.get(SESSION_KEY, [])
        if self.user is None and not known:
            return None
        own = Q(applicant=None, pk__in=known)
        if self.user is not None:
            own |= Q(applicant=self.user)
        drafts = Submission.objects.drafts().filter(own, version__form_id=self.entry.form_id)
        drafts = drafts.select_related("version").defer("version__definition")
        return drafts.order_by("-updated_at").first()

    @property
    def must_sign_in(self) -> bool:
        """Whether the visitor has to sign in before anything else."""
        if self.user is not None:
            return False
        return self.is_foreign or not self.definition.settings.anonymous

    # --- what -------------------------------------------------------------------------------

    @property
    def submission(self) -> Submission | None:
        return self._submission

    @submission.setter
    def submission(self, submission: Submission | None) -> None:
        self._submission = submission
        self.__dict__.pop("journey", None)

    @property
    def draft(self) -> Submission | None:
        """The submission as long as it is a draft."""
        return self._submission if self._submission and self._submission.is_draft else None

    @property
    def language(self) -> str:
        return get_language() or self.definition.language

    @cached_property
    def version(self) -> FormVersion:
        """The draft's version, or the newest one for who begins now."""
        if self._submission:
            return self._submission.version
        versions = FormVersion.objects.filter(form_id=self.entry.form_id)
        newest = versions.defer("definition").first()
        if newest is None:
            raise Http404
        return newest

    @cached_property
    def definition(self) -> Definition:
        """The form in the language of the page."""
        return self.version.in_language(self.language)

    @cached_property
    def journey(self) -> Journey:
        draft = self.draft
        return Journey(self.definition, draft.answers if draft else {}, draft.done if draft else {})

    @property
    def answers(self) -> dict[str, Any]:
        return self.draft.answers if self.draft else {}

    @cached_property
    def start_key(self) -> str:
        """The one-time key for the page to carry."""
        if self.draft:
            return str(self.draft.start_key)
        return str(self._start_key or uuid.uuid4())

    def typed(self, slug: str) -> QueryDict:
        """What was typed on a step and not sent, as a browser would send it."""
        boxes = QueryDict(mutable=True)
        if self.draft:
            for name, values in self.draft.typed.get(slug, {}).items():
                boxes.setlist(name, values)
        return boxes

    # --- where ------------------------------------------------------------------------------

    def url(self, page: str) -> str:
        return self.entry.url(page)

    @property
    def alternates(self) -> list[Alternate]:
        """The same page in each language, for the switch in the page's head."""
        page = self.request.get_full_path().removeprefix(self.entry.apply_url)
        found = self.entry.languages()
        return [
            Alternate(code, get_language_info(code)["name_local"], found[code] + page)
            for code, _name in settings.LANGUAGES
            if code in found
        ]

    def context(self, **more: Any) -> dict[str, Any]:
        """What every page of the runner shows."""
        return {
            "run": self,
            "entry": self.entry,
            "definition": self.definition,
            "alternates": self.alternates,
            **more,
        }

    @property
    def next_url(self) -> str:
        """Where the resident is needed next: the first open step, or the page with all answers."""
        open_stage = None if self.journey.stop else self.journey.first_open
        return self.url(open_stage.slug if open_stage else "check")

    # --- keep -------------------------------------------------------------------------------

    def begin(self) -> Submission:
        """The draft, begun now if it was not before."""
        if self._submission is None:
            self.submission = start_draft(
                start_key=uuid.UUID(self.start_key),
                version=self.version,
                service_slug=self.entry.service_slug,
                language=self.language,
                applicant=self.user,
            )
        assert self._submission is not None
        if self._submission.applicant_id is None:
            remember(self.request, self._submission)
        return self._submission

    def keep_typed(self, slug: str, typed: dict[str, list[str]]) -> Submission:
        """Keep what was typed on a step; raises `AlreadySentError`."""
        kept = keep_typed(
            submission_id=self.begin().pk, slug=slug, typed=typed, applicant=self.user
        )
        self.submission = kept
        return kept


def as_uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
