"""What may not change any more once a version was published: keys and stored values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from forms_engine.engine.form import Form


class Fixed:
    """The keys and stored values of the newest version, and which block bears which.

    Answers are stored under them. A block is recognised by its id, so a question may be
    rephrased and moved as much as the editor likes.
    """

    def __init__(self, form: Form) -> None:
        self.keys: set[str] = set()
        self.values: dict[str, set[str]] = {}
        self._key_of: dict[str, str] = {}
        self._value_of: dict[str, str] = {}
        if not form.pk:
            return
        version = form.versions.first()
        if version is None:
            return
        self._read_version(version.definition)
        for step in Form.objects.get(pk=form.pk).steps.all():
            for child in step.fields.get_prep_value():
                self._read_block(child)

    def _read_version(self, definition: Mapping[str, Any]) -> None:
        for step in definition["steps"]:
            for item in step["fields"]:
                if key := item.get("key"):
                    self.keys.add(key)
                    values = {option["value"] for option in item.get("options", ())}
                    self.values.setdefault(key, set()).update(values)

    def _read_block(self, child: Mapping[str, Any]) -> None:
        key = child["value"].get("key", "")
        if key not in self.keys or not child.get("id"):
            return
        self._key_of[child["id"]] = key
        for option in child["value"].get("options") or ():
            if option.get("id") and option["value"].get("value") in self.values[key]:
                self._value_of[option["id"]] = option["value"]["value"]

    def settle_copies(self, stream: Any, elsewhere: Iterable[str]) -> None:
        """Empty the keys of copied blocks, so that they get keys of their own.

        The block that bears the key in public keeps it; among new ones it is the first.
        """
        used = set(elsewhere)
        seen: set[str] = set()
        owned = {self._key_of[child.id] for child in stream if child.id in self._key_of}
        for child in stream:
            key = child.value.get("key")
            is_owner = self._key_of.get(child.id) == key
            if key and not is_owner and (key in used or key in seen or key in owned):
                child.value["key"] = ""
            elif key:
                seen.add(key)

    def errors(self, child: Any) -> dict[str, ValidationError]:
        """Restore what was emptied; say what was changed although it is fixed."""
        found: dict[str, ValidationError] = {}
        if key := self._key_of.get(child.id):
            child.value["key"] = child.value.get("key") or key
            if child.value["key"] != key:
                found["key"] = ValidationError(
                    _("This key is fixed, because answers are stored under it. It was “%(key)s”.")
                    % {"key": key}
                )
        if wrong := self._option_errors(child.value.get("options")):
            found["options"] = ListBlockValidationError(block_errors=wrong)
        return found

    def _option_errors(self, options: Any) -> dict[int, ValidationError]:
        wrong: dict[int, ValidationError] = {}
        for number, option in enumerate(getattr(options, "bound_blocks", ())):
            value = self._value_of.get(option.id)
            if value is None:
                continue
            option.value["value"] = option.value.get("value") or value
            if option.value["value"] != value:
                text = _("This value is fixed: answers hold it. It was “%(value)s”.")
                error = ValidationError(text % {"value": value})
                wrong[number] = StructBlockValidationError(block_errors={"value": error})
        return wrong
