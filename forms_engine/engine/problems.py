"""What must or should be mended in a form before residents may see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms_engine.engine.authoring.addresses import screen, settings_screen, step_screen
from forms_engine.engine.definition import Definition, mistakes

if TYPE_CHECKING:
    from forms_engine.engine.form import Form, FormStep

_IN_STEP = re.compile(r"/steps/(\d+)(?:/fields/(\d+))?")


class Level(StrEnum):
    """An error keeps the form from being published; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One thing to mend: ``path`` is its JSON pointer, ``url`` the screen where it is mended."""

    level: Level
    path: str
    message: str
    url: str = ""
    where: str = ""

    @property
    def is_error(self) -> bool:
        return self.level is Level.ERROR


class UnfinishedFormError(PermissionDenied):
    """The form has errors and was not published. ``problems`` names them."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in found))
        self.problems = found


def problems(form: Form) -> list[Problem]:
    """Everything that must or should be mended, errors first, each group in reading order."""
    found = [*errors(form)]
    raw = form.definition_json
    found += _warnings(form, raw)
    if not any(problem.is_error for problem in found):
        found += _missing_translations(form, raw)
    return found


def errors(form: Form) -> list[Problem]:
    """What keeps the form from being published."""
    steps = list(form.steps.all())
    raw = form.definition_json
    found = [_located(form, steps, error.path, error.message) for error in mistakes(raw)]
    for number, stop in enumerate(raw["settings"]["stops"]):
        if not stop.get("visible_if"):
            message = _("Say when the way ends here: without a condition nobody gets past it.")
            path = f"/settings/stops/{number}/visible_if"
            found.append(_located(form, steps, path, message))
    return found


def _located(
    form: Form, steps: list[FormStep], path: str, message: str, level: Level = Level.ERROR
) -> Problem:
    """A problem with the screen where its path is mended, and the name of the place."""
    match = _IN_STEP.match(path)
    if match and int(match[1]) < len(steps):
        step = steps[int(match[1])]
        block = _block(step, int(match[2])) if match[2] else {}
        label = block.get("value", {}).get("label") or ""
        where = f"{step.title} › {label}" if label else step.title
        return Problem(level, path, message, step_screen(form, step, block.get("id", "")), where)
    if path.startswith("/settings/stops"):
        return Problem(level, path, message, screen("stops", form), _("Eligibility stops"))
    if path.startswith("/translations"):
        return Problem(level, path, message, screen("translations", form), _("Translations"))
    if path.startswith("/steps"):
        return Problem(level, path, message, screen("edit", form), _("Steps"))
    return Problem(level, path, message, settings_screen(form), _("Settings"))


def _block(step: FormStep, number: int) -> dict[str, Any]:
    stored = step.fields.get_prep_value()
    return stored[number] if number < len(stored) else {}


def _warnings(form: Form, raw: Mapping[str, Any]) -> Iterator[Problem]:
    steps = list(form.steps.all())

    def warn(path: str, message: str) -> Problem:
        return _located(form, steps, path, message, Level.WARNING)

    if not form.contact_email_field:
        message = _(
            "Say which question holds the e-mail address: without it nobody gets a receipt."
        )
        yield warn("/settings/contact_email_field", message)
    if form.department_id and not form.department.email:
        message = _("The department has no e-mail address, so people cannot answer its mails.")
        yield warn("/department", message)
    for number, step in enumerate(raw["steps"]):
        if not step["fields"]:
            yield warn(f"/steps/{number}", _("This step asks nothing yet."))
    known = _types(raw)
    for key in raw["settings"]["summary_fields"]:
        if key not in known:
            message = _("No question has the key “%(key)s”.") % {"key": key}
            yield warn("/settings/summary_fields", message)
    for message in _changed_keys(form, known):
        yield warn("/steps", message)


def _types(raw: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Type and label of every field by its key."""
    return {
        item.get("key", ""): (item["type"], item.get("label", ""))
        for step in raw["steps"]
        for item in step["fields"]
    }


def _changed_keys(form: Form, now: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """What became of the questions that the newest version has."""
    version = form.versions.first() if form.pk else None
    if version is None:
        return
    by_label = {label: key for key, (_kind, label) in now.items() if label}
    for key, (kind, label) in _types(version.definition).items():
        names = {"label": label or key, "key": key}
        if key in now and now[key][0] != kind:
            text = _("“%(label)s” was of another type: give the new question a key of its own.")
            yield text % names
        elif key not in now and by_label.get(label):
            text = _("“%(label)s” had the key “%(key)s” in the newest version.")
            yield text % names


def _missing_translations(form: Form, raw: Mapping[str, Any]) -> Iterator[Problem]:
    texts = [path for path, _text in Definition.load(raw).texts()]
    names = dict(settings.LANGUAGES)
    for code, done in form.translations.items():
        missing = sum(not done.get(path) for path in texts)
        if missing and code != form.language:
            message = ngettext(
                "%(language)s: %(count)d text is not translated and stays as it is.",
                "%(language)s: %(count)d texts are not translated and stay as they are.",
                missing,
            ) % {"language": names.get(code, code), "count": missing}
            yield Problem(
                Level.WARNING,
                f"/translations/{code}",
                message,
                screen("translations", form),
                _("Translations"),
            )
