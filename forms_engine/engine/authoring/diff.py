"""What changed between two states of a form, in the words of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_engine.engine.authoring import diff_words as words
from forms_engine.engine.authoring import questions


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
            before, after = words.plain(old.get(name)), words.plain(new.get(name))
            if before != after:
                yield Change(Kind.CHANGED, where, str(label), before, after)

    def _condition(self, where: str, name: str, label: Any, old: Raw, new: Raw) -> Iterator[Change]:
        if (old.get(name) or []) != (new.get(name) or []):
            before = words.condition(old.get(name), self.known_old)
            after = words.condition(new.get(name), self.known_new)
            yield Change(Kind.CHANGED, where, str(label), before, after)

    # --- steps and questions ------------------------------------------------------------------

    def _steps(self) -> Iterator[Change]:
        old = {step["slug"]: step for step in self.old["steps"]}
        new = {step["slug"]: step for step in self.new["steps"]}
        paired = _paired(old, new)
        for slug, step in old.items():
            if slug not in paired.values():
                yield Change(Kind.REMOVED, step["title"], _("Step"), words.questions_of(step))
        for slug, step in new.items():
            if slug not in paired:
                yield Change(Kind.ADDED, step["title"], _("Step"), "", words.questions_of(step))
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
                yield Change(
                    Kind.REMOVED, words.place(step, field), words.kind(field), words.label(field)
                )
        for key, (step, field) in new.items():
            where = words.place(step, field)
            if key not in old:
                if step["slug"] in paired:
                    yield Change(Kind.ADDED, where, words.kind(field), "", words.label(field))
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
                [words.label(new[key][1]) for key in before if key in both],
                [words.label(new[key][1]) for key in after if key in both],
            )

    def _field(self, where: str, old: Raw, new: Raw) -> Iterator[Change]:
        if old["type"] != new["type"]:
            yield Change(Kind.CHANGED, where, _("Type"), words.kind(old), words.kind(new))
        labels = words.box_labels(new["type"])
        for name in sorted(
            {*old, *new} - {"type", "key", "options", *CONDITIONS}, key=words.in_order_of(labels)
        ):
            before, after = words.plain(old.get(name)), words.plain(new.get(name))
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
            before = "\n".join(words.stop(stop, self.known_old) for stop in old)
            after = "\n".join(words.stop(stop, self.known_new) for stop in new)
            yield Change(Kind.CHANGED, _("The form"), _("Eligibility stops"), before, after)

    def _translations(self) -> Iterator[Change]:
        old, new = self.old.get("translations", {}), self.new.get("translations", {})
        for code in sorted({*old, *new}):
            before, after = old.get(code, {}), new.get(code, {})
            for path in sorted({*before, *after}):
                if before.get(path) != after.get(path):
                    texts = (words.plain(before.get(path)), words.plain(after.get(path)))
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


def _fields(raw: Raw) -> dict[str, tuple[Raw, Raw]]:
    return {item.get("key", ""): (step, item) for step in raw["steps"] for item in step["fields"]}


def _kind_of(before: str, after: str) -> Kind:
    if not before:
        return Kind.ADDED
    return Kind.CHANGED if after else Kind.REMOVED


def _moved(where: str, what: str, before: list[str], after: list[str]) -> Iterator[Change]:
    if before != after:
        yield Change(Kind.MOVED, where, what, "\n".join(before), "\n".join(after))


def _options(where: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    before = {str(option.get("value") or option.get("label")): option for option in old}
    after = {str(option.get("value") or option.get("label")): option for option in new}
    for value, option in before.items():
        if value not in after:
            yield Change(Kind.REMOVED, where, _("Option"), words.option(option))
    for value, option in after.items():
        if value not in before:
            yield Change(Kind.ADDED, where, _("Option"), "", words.option(option))
        elif words.option(before[value]) != words.option(option):
            yield Change(
                Kind.CHANGED, where, _("Option"), words.option(before[value]), words.option(option)
            )
    both = before.keys() & after.keys()
    yield from _moved(
        where,
        _("Order of options"),
        [str(after[value].get("label")) for value in before if value in both],
        [str(after[value].get("label")) for value in after if value in both],
    )
