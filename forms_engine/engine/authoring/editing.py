"""What every screen shares on which a form, or a part of it, is edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.models import Revision
from wagtail.snippets.views.snippets import EditView
from wagtail.utils.timestamps import render_timestamp

from forms_engine.engine.authoring import actions
from forms_engine.engine.authoring.addresses import screen
from forms_engine.engine.authoring.keys import complete
from forms_engine.engine.form import Form
from forms_engine.engine.problems import Problem, UnfinishedFormError, errors

# As many problems are named in a message; the rest is on the form's own page.
NAMED = 5


def refusal(found: Sequence[Problem]) -> str:
    """Why the form was not published, with links to where it is mended."""
    text = ngettext(
        "Saved as a draft, but not published: %(count)d problem must be mended first.",
        "Saved as a draft, but not published: %(count)d problems must be mended first.",
        len(found),
    ) % {"count": len(found)}
    lines = [
        (problem.url, f"{problem.where}: {problem.message}" if problem.where else problem.message)
        for problem in found[:NAMED]
    ]
    return format_html(
        "{}<ul>{}</ul>", text, format_html_join("", '<li><a href="{}">{}</a></li>', lines)
    )


class Refusing:
    """Turns a publication that the form's errors forbid into a message."""

    def refuse(self, found: Sequence[Problem]) -> HttpResponse:
        messages.error(self.request, refusal(found))  # type: ignore[attr-defined]
        return redirect(screen("edit", self.object))  # type: ignore[attr-defined]

    def publish_action(self) -> HttpResponse | None:
        try:
            return super().publish_action()  # type: ignore[misc]
        except UnfinishedFormError as error:
            return self.refuse(error.problems)

    def submit_action(self) -> HttpResponse | None:
        if found := errors(self.object):  # type: ignore[attr-defined]
            return self.refuse(found)
        return super().submit_action()  # type: ignore[misc]

    def restart_workflow_action(self) -> HttpResponse | None:
        if found := errors(self.object):  # type: ignore[attr-defined]
            return self.refuse(found)
        return super().restart_workflow_action()  # type: ignore[misc]

    def workflow_action_action(self) -> HttpResponse | None:
        try:
            with transaction.atomic():
                return super().workflow_action_action()  # type: ignore[misc]
        except UnfinishedFormError as error:
            return self.refuse(error.problems)


class FormEditView(Refusing, EditView):
    """Edits the newest draft of a form; a save that would undo somebody else's is noticed."""

    @property
    def is_automatic(self) -> bool:
        """Whether the browser saves by itself while somebody is typing."""
        return bool(self.expects_json_response)

    def get_object(self, queryset: Any = None) -> Form:
        return actions.in_memory(super().get_object(queryset))

    def is_valid(self, form: Any) -> bool:
        if not self.is_automatic and self.is_out_of_date:
            form.is_valid()
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = self._out_of_date_message()
            return False
        return bool(super().is_valid(form))

    def _out_of_date_message(self) -> str:
        revision = self.latest_revision
        return format_html(
            _(
                "{who} saved this form {when}, while you had it open. What you typed is still "
                "here, and not saved. Look at the <a href='{url}'>changes</a>, then save again "
                "to put yours in their place."
            ),
            who=user_display_name(revision.user) if revision.user else _("Somebody"),
            when=render_timestamp(revision.created_at),
            url=screen("history", self.object),
        )

    @cached_property
    def overwrite_revision(self) -> Revision | None:
        """The revision of an earlier automatic save, as long as nobody saved another since."""
        asked = self.request.POST.get("overwrite_revision_id")
        newest = self.latest_revision
        if newest and asked == str(newest.pk) and newest.user_id == self.request.user.pk:
            return newest
        return None

    def keep(self) -> None:
        """Save the draft as it stands in ``self.object`` as a revision."""
        if not self.is_automatic:
            complete(self.object)
        self.new_revision = actions.save(
            self.object, user=self.request.user, overwrite=self.overwrite_revision
        )


class PartEditView(FormEditView):
    """Edits one part of a form on a screen of its own, and saves a revision of the whole."""

    screen_name = ""
    page_icon = "form"

    def part_title(self) -> str:
        raise NotImplementedError

    def screen_arguments(self) -> list[object]:
        return []

    def put(self, form: Any) -> None:
        """Put what the form holds into ``self.object``."""
        raise NotImplementedError

    def get_edit_url(self) -> str:
        return screen(self.screen_name, self.object, *self.screen_arguments())

    def get_success_url(self) -> str:
        if self.action in {"edit", "cancel-workflow"}:
            return self.get_edit_url()
        return screen("edit", self.object)

    def get_success_message(self, instance: Any = None) -> str:
        if self.action == "edit":
            return _("“%(title)s” is saved.") % {"title": self.part_title()}
        return str(super().get_success_message(instance))

    def get_success_buttons(self) -> list[Any]:
        return []

    def get_page_subtitle(self) -> str:
        return self.part_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()
        form = {"url": screen("edit", self.object), "label": self.object.title}
        return [*items[:-1], form, {"url": "", "label": self.part_title()}]

    @property
    def header_more_buttons(self) -> list[Any]:
        return []

    def get_side_panels(self) -> Any:
        # The preview of the whole form needs the boxes of the form's own page.
        panels = super().get_side_panels()
        return MediaContainer([p for p in panels if not isinstance(p, PreviewSidePanel)])

    def save_instance(self) -> Any:
        self.put(self.form)
        self.keep()
        return self.object
