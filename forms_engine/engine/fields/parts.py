"""Questions of several boxes that make one answer: names, addresses, dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms


class PartsWidget(forms.MultiWidget):
    """Boxes named after their parts: ``key_day``, ``key_month`` …"""

    def __init__(self, parts: Mapping[str, forms.Widget]) -> None:
        self.parts = list(parts)
        super().__init__(dict(parts))

    def decompress(self, value: Any) -> list[Any]:
        value = value if isinstance(value, Mapping) else {}
        return [value.get(part, "") for part in self.parts]


@dataclass(frozen=True)
class Box:
    """One box of a question, for its template."""

    name: str
    id: str
    part: str
    label: str
    value: Any
    attributes: Mapping[str, Any]
    errors: tuple[str, ...]
    is_wrong: bool


class PartsBoundField(forms.BoundField):
    """A question of several boxes on a page."""

    @property
    def boxes(self) -> list[Box]:
        """The boxes in order, each with the errors that are its own.

        An error of the whole marks them all: nobody can say which box of 31 February is wrong.
        """
        field: Any = self.field
        value = self.value()
        values = value if isinstance(value, list | tuple) else field.widget.decompress(value)
        errors = self.errors.as_data()
        of_all = [error for error in errors if error.code not in field.parts]
        boxes = []
        for number, (part, own) in enumerate(zip(field.parts, field.fields, strict=True)):
            mine = tuple(m for e in errors if e.code == part for m in e.messages)
            boxes.append(
                Box(
                    name=f"{self.html_name}_{part}",
                    id=f"{self.auto_id}_{part}",
                    part=part,
                    label=own.label,
                    value=values[number] if values[number] is not None else "",
                    attributes=own.widget.attrs,
                    errors=mine,
                    is_wrong=bool(mine or of_all),
                )
            )
        return boxes


class PartsField(forms.MultiValueField):
    """Checks each part by its own field, and gives the parts back as a dict without empty ones.

    Errors of all parts are raised together, each with its part's name as ``code``, so that a page
    can mark the right box.
    """

    def __init__(
        self,
        parts: dict[str, forms.Field],
        *,
        join: Callable[[dict[str, Any]], Any] | None = None,
        **options: Any,
    ) -> None:
        self.parts = list(parts)
        self.join = join
        super().__init__(
            fields=list(parts.values()),
            widget=PartsWidget({name: field.widget for name, field in parts.items()}),
            require_all_fields=False,
            **options,
        )
        # MultiValueField makes the parts optional when the whole is; a part that is needed
        # stays needed as soon as any other part is filled in.
        for part, field in zip(parts.values(), self.fields, strict=True):
            field.required = getattr(part, "part_required", False)

    def clean(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            value = self.widget.decompress(value)
        values = value if isinstance(value, list | tuple) else [None] * len(self.parts)
        if not any(str(part or "").strip() for part in values):
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        cleaned: dict[str, Any] = {}
        errors: list[forms.ValidationError] = []
        for name, field, part in zip(self.parts, self.fields, values, strict=True):
            try:
                answer = field.clean(part)
            except forms.ValidationError as error:
                errors += [forms.ValidationError(text, code=name) for text in error.messages]
            else:
                if answer not in (None, ""):
                    cleaned[name] = answer
        if errors:
            raise forms.ValidationError(errors)
        return self.join(cleaned) if self.join else cleaned

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> PartsBoundField:
        return PartsBoundField(form, self, field_name)

    def compress(self, data_list: list[Any]) -> Any:
        return dict(zip(self.parts, data_list, strict=True))


def part(
    label: Any, *, missing: Any = "", max_length: int = 120, **attributes: str
) -> forms.CharField:
    """One box of a question; with ``missing`` (what to do) it must be filled in.

    ``attributes`` are HTML attributes of the box.
    """
    field = forms.CharField(
        label=label,
        max_length=max_length,
        required=bool(missing),
        widget=forms.TextInput(attrs=attributes),
    )
    if missing:
        field.error_messages["required"] = missing
    field.part_required = bool(missing)  # type: ignore[attr-defined]
    return field
