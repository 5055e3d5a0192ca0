"""What changed between two states of a form, in the words of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_engine.engine.authoring import questions
from forms_engine.engine.blocks import field_block
from forms_engine.engine.fields import FIELD_TYPES
from forms_engine.engine.logic import ConditionError, describe, parse


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class Change:
    """One line: where, what, and how it was and is, in words."""

    kind: Kind
    where: str
    what: str
    before: str = ""
    after: str = ""


SETTINGS: Mapping[str, Promise] = {
    "anonymous": gettext_lazy("May be used without an account"),
    "fee": gettext_lazy("Fee in cents"),
    "declaration": gettext_lazy("Declaration"),
    "next_steps": gettext_lazy("What happens next"),
    "contact_email_field": gettext_lazy("Question with the e-mail address for the receipt"),
    "applicant_field": gettext_lazy("Question with the applicant's name"),
    "summary_fields": gettext_lazy("Questions shown in lists of cases"),
}
FORM: Mapping[str, Promise] = {
    "title": gettext_lazy("Title"),
    "slug": gettext_lazy("Short name"),
    "department": gettext_lazy("Department"),
    "language": gettext_lazy("Language"),
    "intro": gettext_lazy("Introduction"),
}
STEP: Mapping[str, Promise] = {
    "title": gettext_lazy("Title"),
    "slug": gettext_lazy("Short name in addresses"),
    "intro": gettext_lazy("Introduction"),
}

Raw = Mapping[str, Any]


def changes(old: Raw, new: Raw) -> list[Change]:
    """Every difference between two definitions, in the order of the newer one."""
    return list(_Comparison(old, new).changes())


class _Comparison:
    def __init__(self, old: Raw, new: Raw) -> None:
        self.old = old
        self.new = new
        self.known_old = _questions(old)
        self.known_new = _questions(new)

    def changes(self) -> Iterator[Change]:
        form = _("The form")
        yield from self._parts(form, self.old, self.new, FORM)
        yield from self._parts(
            form, self.old.get("settings", {}), self.new.get("settings", {}), SETTINGS
        )
        yield from self._steps()
        yield from self._stops()
        yield from self._translations()

    def _parts(self, where: str, old: Raw, new: Raw, labels: Mapping[str, Any]) -> Iterator[Change]:
        for name, label in labels.items():
            before, after = _plain(old.get(name)), _plain(new.get(name))
            if before != after:
                yield Change(Kind.CHANGED, where, str(label), before, after)

    def _condition(self, where: str, name: str, label: Any, old: Raw, new: Raw) -> Iterator[Change]:
        if (old.get(name) or []) != (new.get(name) or []):
            before = _words(old.get(name), self.known_old)
            after = _words(new.get(name), self.known_new)
            yield Change(Kind.CHANGED, where, str(label), before, after)

    # --- steps and questions ------------------------------------------------------------------

    def _steps(self) -> Iterator[Change]:
        old = {step["slug"]: step for step in self.old["steps"]}
        new = {step["slug"]: step for step in self.new["steps"]}
        paired = _paired(old, new)
        for slug, step in old.items():
            if slug not in paired.values():
                yield Change(Kind.REMOVED, step["title"], _("Step"), _list_of(step))
        for slug, step in new.items():
            if slug not in paired:
                yield Change(Kind.ADDED, step["title"], _("Step"), "", _list_of(step))
            else:
                yield from self._step(old[paired[slug]], step)
        yield from _moved(
            _("The form"),
            _("Order of steps"),
            [
                old[paired[slug]]["title"]
                for slug in sorted(paired, key=lambda s: list(old).index(paired[s]))
            ],
            [old[paired[slug]]["title"] for slug in new if slug in paired],
        )
        yield from self._fields(paired)

    def _step(self, old: Raw, new: Raw) -> Iterator[Change]:
        yield from self._parts(new["title"], old, new, STEP)
        yield from self._condition(new["title"], "visible_if", _("Shown only if"), old, new)

    def _fields(self, paired: Mapping[str, str]) -> Iterator[Change]:
        """Questions keep their identity by key, also when they go to another step."""
        old, new = _fields(self.old), _fields(self.new)
        for key, (step, field) in old.items():
            if key not in new and step["slug"] in paired.values():
                yield Change(Kind.REMOVED, _place(step, field), _kind(field), _label(field))
        for key, (step, field) in new.items():
            where = _place(step, field)
            if key not in old:
                if step["slug"] in paired:
                    yield Change(Kind.ADDED, where, _kind(field), "", _label(field))
                continue
            step_before, before = old[key]
            if paired.get(step["slug"]) != step_before["slug"]:
                titles = (step_before["title"], step["title"])
                yield Change(Kind.MOVED, where, _("Step"), *titles)
            yield from self._field(where, before, field)
        yield from self._orders(paired, old, new)

    def _orders(self, paired: Mapping[str, str], old: Raw, new: Raw) -> Iterator[Change]:
        for step in self.new["steps"]:
            before = [k for k, (s, _f) in old.items() if s["slug"] == paired.get(step["slug"])]
            after = [k for k, (s, _f) in new.items() if s["slug"] == step["slug"]]
            both = set(before) & set(after)
            yield from _moved(
                step["title"],
                _("Order of questions"),
                [_label(new[key][1]) for key in before if key in both],
                [_label(new[key][1]) for key in after if key in both],
            )

    def _field(self, where: str, old: Raw, new: Raw) -> Iterator[Change]:
        if old["type"] != new["type"]:
            yield Change(Kind.CHANGED, where, _("Type"), _kind(old), _kind(new))
        labels = _option_labels(new["type"])
        for name in sorted(
            {*old, *new} - {"type", "key", "options", *CONDITIONS}, key=_order(labels)
        ):
            before, after = _plain(old.get(name)), _plain(new.get(name))
            if before != after:
                yield Change(Kind.CHANGED, where, str(labels.get(name, name)), before, after)
        for name, label in CONDITIONS.items():
            yield from self._condition(where, name, label, old, new)
        yield from _options(where, old.get("options") or [], new.get("options") or [])

    # --- stops and translations ---------------------------------------------------------------

    def _stops(self) -> Iterator[Change]:
        old = self.old.get("settings", {}).get("stops") or []
        new = self.new.get("settings", {}).get("stops") or []
        if old != new:
            before = "\n".join(_stop(stop, self.known_old) for stop in old)
            after = "\n".join(_stop(stop, self.known_new) for stop in new)
            yield Change(Kind.CHANGED, _("The form"), _("Eligibility stops"), before, after)

    def _translations(self) -> Iterator[Change]:
        old, new = self.old.get("translations", {}), self.new.get("translations", {})
        for code in sorted({*old, *new}):
            before, after = old.get(code, {}), new.get(code, {})
            for path in sorted({*before, *after}):
                if before.get(path) != after.get(path):
                    texts = (_plain(before.get(path)), _plain(after.get(path)))
                    where = _("Translation into “%(code)s”") % {"code": code}
                    yield Change(_kind_of(*texts), where, path, *texts)


CONDITIONS: Mapping[str, Promise] = {
    "visible_if": gettext_lazy("Shown only if"),
    "required_if": gettext_lazy("Must be answered only if"),
}


def _paired(old: Raw, new: Raw) -> dict[str, str]:
    """Which old step each new one was: of the same short name, else the one of the same title."""
    paired = {slug: slug for slug in new if slug in old}
    by_title = {step["title"]: slug for slug, step in old.items() if slug not in paired}
    for slug, step in new.items():
        if slug not in paired and step["title"] in by_title:
            paired[slug] = by_title.pop(step["title"])
    return paired


def _questions(raw: Raw) -> questions.Questions:
    known: questions.Questions = {}
    for step in raw["steps"]:
        known |= questions.sound(step["fields"], known)
    return known


def _words(raw: Any, known: questions.Questions) -> str:
    try:
        return describe(parse(raw or [], known), known)
    except ConditionError as error:
        return str(error)


def _fields(raw: Raw) -> dict[str, tuple[Raw, Raw]]:
    return {item.get("key", ""): (step, item) for step in raw["steps"] for item in step["fields"]}


def _label(field: Raw) -> str:
    return str(field.get("label") or _plain(field.get("body")) or field.get("key", ""))


def _place(step: Raw, field: Raw) -> str:
    return f"{step['title']} › {_label(field)[:80]}"


def _kind(field: Raw) -> str:
    kind = FIELD_TYPES.get(field["type"])
    return str(kind.name) if kind else str(field["type"])


def _kind_of(before: str, after: str) -> Kind:
    if not before:
        return Kind.ADDED
    return Kind.CHANGED if after else Kind.REMOVED


def _list_of(step: Raw) -> str:
    return "\n".join(_label(field) for field in step["fields"])


def _stop(stop: Raw, known: questions.Questions) -> str:
    return f"{stop.get('title', '')}: {_words(stop.get('visible_if'), known)}"


def _moved(where: str, what: str, before: list[str], after: list[str]) -> Iterator[Change]:
    if before != after:
        yield Change(Kind.MOVED, where, what, "\n".join(before), "\n".join(after))


def _options(where: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    before = {str(option.get("value") or option.get("label")): option for option in old}
    after = {str(option.get("value") or option.get("label")): option for option in new}
    for value, option in before.items():
        if value not in after:
            yield Change(Kind.REMOVED, where, _("Option"), _option(option))
    for value, option in after.items():
        if value not in before:
            yield Change(Kind.ADDED, where, _("Option"), "", _option(option))
        elif _option(before[value]) != _option(option):
            yield Change(Kind.CHANGED, where, _("Option"), _option(before[value]), _option(option))
    both = before.keys() & after.keys()
    yield from _moved(
        where,
        _("Order of options"),
        [str(after[value].get("label")) for value in before if value in both],
        [str(after[value].get("label")) for value in after if value in both],
    )


def _option(option: Raw) -> str:
    hint = f" ({option['hint']})" if option.get("hint") else ""
    return f"{option.get('label', '')}{hint}"


def _option_labels(slug: str) -> Mapping[str, Any]:
    """How the editor's boxes of this type are called."""
    kind = FIELD_TYPES.get(slug)
    return {n: b.label for n, b in field_block(kind).child_blocks.items()} if kind else {}


def _order(labels: Mapping[str, Any]) -> Any:
    names = list(labels)
    return lambda name: (names.index(name) if name in names else len(names), name)


def _plain(value: Any) -> str:
    """A value of a definition for people."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    text = str(value)
    return strip_tags(text.replace("</p>", "</p>\n")).strip() if "<" in text else text
