"""A form's definition: compiled once from its JSON, then only read."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from forms_engine.engine.fields import FIELD_TYPES, DefinitionError, FieldType
from forms_engine.engine.logic import ALWAYS, Condition, ConditionError, parse

Part = TypeVar("Part")

FORMAT = 1

# Addresses under …/apply/ that are not steps.
RESERVED_SLUGS = frozenset({"start", "check", "pay", "done", "resume", "save", "files", "receipt"})

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page of a form."""

    slug: str
    title: str
    intro: str = ""
    visible_if: Condition = ALWAYS
    fields: tuple[FieldType, ...] = ()

    @cached_property
    def questions(self) -> tuple[FieldType, ...]:
        """The fields that hold an answer."""
        return tuple(item for item in self.fields if item.holds_answer)


@dataclass(frozen=True, kw_only=True)
class Stop:
    """An eligibility stop: the journey ends here, with the reason and what else to do."""

    visible_if: Condition
    title: str
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What concerns the form as a whole. ``fee`` is in minor units of the city's currency."""

    anonymous: bool = True
    fee: int = 0
    declaration: str = ""
    next_steps: str = ""
    contact_email_field: str = ""
    applicant_field: str = ""
    summary_fields: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A whole form in one language."""

    slug: str
    title: str
    language: str = "en"
    department: str = ""
    intro: str = ""
    settings: Settings = field(default_factory=Settings)
    steps: tuple[Step, ...] = ()

    @cached_property
    def fields(self) -> dict[str, FieldType]:
        """Every field by its key, in order."""
        return {item.key: item for step in self.steps for item in step.fields}

    @cached_property
    def step_by_slug(self) -> dict[str, Step]:
        return {step.slug: step for step in self.steps}

    @classmethod
    def load(cls, raw: Mapping[str, Any], language: str = "") -> Definition:
        """Compile a definition, in ``language`` when the JSON has that translation.

        Raises `DefinitionError` with the JSON pointer of the first mistake; `mistakes` finds all.
        """
        loader = _Loader(raw)
        for error in loader.errors:
            raise error
        definition = cls(
            slug=raw["slug"],
            title=raw["title"],
            language=raw.get("language", "en"),
            department=raw.get("department", ""),
            intro=raw.get("intro", ""),
            settings=loader.settings,
            steps=tuple(loader.steps),
        )
        texts = raw.get("translations", {}).get(language)
        return definition.translated(language, texts) if texts else definition

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of everything a translator translates, in reading order."""
        yield from _named(self, "title", "intro")
        yield from _named(self.settings, "declaration", "next_steps", prefix="settings.")
        for number, stop in enumerate(self.settings.stops):
            yield from _named(stop, "title", "body", prefix=f"settings.stops.{number}.")
        for step in self.steps:
            yield from _named(step, "title", "intro", prefix=f"steps.{step.slug}.")
            for item in step.fields:
                for name, text in item.texts():
                    yield f"fields.{item.key}.{name}", text

    def translated(self, language: str, texts: Mapping[str, str]) -> Definition:
        """The same form in another language; what has no translation stays as it is."""
        own: dict[str, dict[str, str]] = {}
        for path, text in texts.items():
            if path.startswith("fields.") and text:
                _prefix, key, name = path.split(".", 2)
                own.setdefault(key, {})[name] = text
        steps = tuple(
            dataclasses.replace(
                _replaced(step, texts, "title", "intro", prefix=f"steps.{step.slug}."),
                fields=tuple(item.translated(own.get(item.key, {})) for item in step.fields),
            )
            for step in self.steps
        )
        stops = tuple(
            _replaced(stop, texts, "title", "body", prefix=f"settings.stops.{number}.")
            for number, stop in enumerate(self.settings.stops)
        )
        settings = _replaced(self.settings, texts, "declaration", "next_steps", prefix="settings.")
        return dataclasses.replace(
            _replaced(self, texts, "title", "intro"),
            language=language,
            steps=steps,
            settings=dataclasses.replace(settings, stops=stops),
        )


def _named(part: Any, *names: str, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name in names:
        if text := getattr(part, name):
            yield prefix + name, text


def _replaced(part: Part, texts: Mapping[str, str], *names: str, prefix: str = "") -> Part:
    changes = {name: texts[prefix + name] for name in names if texts.get(prefix + name)}
    return dataclasses.replace(part, **changes) if changes else part  # type: ignore[type-var]


def mistakes(raw: Any) -> list[DefinitionError]:
    """Every mistake in the JSON of a form, each with its JSON pointer."""
    if not isinstance(raw, dict):
        return [DefinitionError(_("A form must be a JSON object."))]
    return _Loader(raw).errors


class _Loader:
    """Reads a definition from start to end once and notes every mistake on the way."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.errors: list[DefinitionError] = []
        self.subjects: dict[str, FieldType] = {}
        self.steps: list[Step] = []
        self._keys: set[str] = set()
        self._slugs: set[str] = set()
        if raw.get("format", FORMAT) != FORMAT:
            self._note(_("This format is not known here; this version reads format 1."), "/format")
        for name in ("slug", "title"):
            if not isinstance(raw.get(name), str) or not raw[name].strip():
                self._note(_("“%(name)s” is missing.") % {"name": name}, f"/{name}")
        steps = raw.get("steps")
        if not isinstance(steps, list) or not steps:
            self._note(_("A form needs at least one step."), "/steps")
            steps = []
        for number, step in enumerate(steps):
            self._step(step, f"/steps/{number}")
        self.settings = self._settings(raw.get("settings") or {})
        if not isinstance(raw.get("translations", {}), dict):
            self._note(_("“translations” must be an object."), "/translations")

    def _note(self, message: str, path: str) -> None:
        self.errors.append(DefinitionError(message, path))

    def _condition(self, raw: Any, path: str) -> Condition:
        try:
            return parse(raw or [], self.subjects)
        except ConditionError as error:
            self._note(str(error), path)
            return ALWAYS

    def _step(self, raw: Any, path: str) -> None:
        if not isinstance(raw, dict):
            self._note(_("A step must be an object."), path)
            return
        slug = raw.get("slug")
        if not isinstance(slug, str) or not SLUG.fullmatch(slug):
            self._note(_("A step's slug needs small letters, digits and hyphens."), f"{path}/slug")
        elif slug in RESERVED_SLUGS:
            self._note(_("“%(slug)s” is used by the system.") % {"slug": slug}, f"{path}/slug")
        elif slug in self._slugs:
            self._note(_("Two steps have the slug “%(slug)s”.") % {"slug": slug}, f"{path}/slug")
        self._slugs.add(str(slug))
        if not str(raw.get("title") or "").strip():
            self._note(_("A step needs a title."), f"{path}/title")
        visible_if = self._condition(raw.get("visible_if"), f"{path}/visible_if")
        fields = raw.get("fields", [])
        if not isinstance(fields, list):
            self._note(_("“fields” must be a list."), f"{path}/fields")
            fields = []
        loaded = [
            self._field(item, f"{path}/fields/{number}") for number, item in enumerate(fields)
        ]
        self.steps.append(
            Step(
                slug=str(slug),
                title=str(raw.get("title") or ""),
                intro=str(raw.get("intro") or ""),
                visible_if=visible_if,
                fields=tuple(item for item in loaded if item),
            )
        )

    def _field(self, raw: Any, path: str) -> FieldType | None:
        kind = FIELD_TYPES.get(raw.get("type", "")) if isinstance(raw, dict) else None
        if kind is None:
            known = ", ".join(FIELD_TYPES)
            self._note(_("“type” must be one of: %(known)s.") % {"known": known}, f"{path}/type")
            return None
        key = raw.get("key")
        if not isinstance(key, str) or not KEY.fullmatch(key):
            self._note(
                _("A key needs small letters, digits and underscores, and begins with a letter."),
                f"{path}/key",
            )
            return None
        if key in self._keys:
            self._note(_("Two questions have the key “%(key)s”.") % {"key": key}, f"{path}/key")
        self._keys.add(key)
        try:
            loaded = kind.load(raw, self.subjects)
        except DefinitionError as error:
            self._note(error.message, path + error.path)
            return None
        for attribute, message in loaded.problems():
            self._note(str(message), f"{path}/{attribute}")
        if loaded.holds_answer:
            self.subjects[key] = loaded
        return loaded

    def _settings(self, raw: Any) -> Settings:
        if not isinstance(raw, dict):
            self._note(_("“settings” must be an object."), "/settings")
            return Settings()
        fee = raw.get("fee", 0)
        if not isinstance(fee, int) or isinstance(fee, bool) or fee < 0:
            self._note(_("“fee” is a whole number of cents, 0 or more."), "/settings/fee")
            fee = 0
        for name in ("contact_email_field", "applicant_field"):
            if raw.get(name) and raw[name] not in self.subjects:
                self._note(
                    _("No question has the key “%(key)s”.") % {"key": raw[name]},
                    f"/settings/{name}",
                )
        contact = self.subjects.get(str(raw.get("contact_email_field")))
        if contact is not None and not contact.takes_mail:
            self._note(
                _("“%(label)s” does not ask for an e-mail address.") % {"label": contact.label},
                "/settings/contact_email_field",
            )
        stops = tuple(
            Stop(
                visible_if=self._condition(
                    stop.get("visible_if"), f"/settings/stops/{number}/visible_if"
                ),
                title=str(stop.get("title", "")),
                body=str(stop.get("body", "")),
            )
            for number, stop in enumerate(raw.get("stops") or [])
            if isinstance(stop, dict)
        )
        return Settings(
            anonymous=bool(raw.get("anonymous", True)),
            fee=fee,
            declaration=str(raw.get("declaration") or ""),
            next_steps=str(raw.get("next_steps") or ""),
            contact_email_field=str(raw.get("contact_email_field") or ""),
            applicant_field=str(raw.get("applicant_field") or ""),
            summary_fields=tuple(
                str(key) for key in raw.get("summary_fields") or () if key in self.subjects
            ),
            stops=stops,
        )
