"""Files that a resident hands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import puremagic
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_engine.engine.fields.base import DefinitionError, FieldType
from forms_engine.engine.pictures import KEPT_AS, PictureError, check_picture

# What an editor may allow, and the content types (judged by content, never by name) behind it.
KINDS: dict[str, tuple[Any, frozenset[str]]] = {
    "images": (
        _("Photos and pictures (JPG, PNG, WebP, HEIC)"),
        frozenset({"image/jpeg", "image/png", "image/webp", "image/heif"}),
    ),
    "pdf": (_("PDF"), frozenset({"application/pdf"})),
    "documents": (
        _("Office documents (DOCX, XLSX, ODT, ODS)"),
        frozenset(
            {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "application/vnd.oasis.opendocument.text",
                "application/vnd.oasis.opendocument.spreadsheet",
            }
        ),
    ),
}


def sniff(file: UploadedFile[Any]) -> str:
    """Tell the content type by the content alone; empty when it is none we know."""
    file.seek(0)
    head = file.read(256 * 1024)
    file.seek(0)
    wanted = frozenset().union(*(types for _name, types in KINDS.values()))
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    return next((match.mime_type for match in matches if match.mime_type in wanted), "")


def described(raw: Any) -> list[dict[str, Any]]:
    """The files that a stored answer names; anything else in it is passed over."""
    items = raw if isinstance(raw, list) else []
    return [item for item in items if isinstance(item, dict) and {"name", "size"} <= item.keys()]


class FilesWidget(forms.ClearableFileInput):
    """Reads new files, and the marks of those already there that shall go (``key-remove``)."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        several = hasattr(files, "getlist")
        new = files.getlist(name) if several else [files[name]] if name in files else []
        remove = data.getlist(f"{name}-remove") if hasattr(data, "getlist") else []
        return {"new": new, "remove": remove}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class FilesField(forms.Field):
    """Cleans to ``{"kept": [stored file, …], "new": [UploadedFile, …]}``, or None when empty.

    ``initial`` is the stored answer, so that files handed in before stay without being sent again.
    """

    widget = FilesWidget

    def __init__(self, *, kind: Files, **options: Any) -> None:
        self.kind = kind
        super().__init__(**options)

    def clean(self, value: Any, initial: Any = None) -> Any:
        value = value or {"new": [], "remove": []}
        stored = initial if isinstance(initial, list) else []
        kept = [item for item in stored if item["id"] not in value["remove"]]
        new = value["new"]
        if self.required and not kept and not new:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(kept) + len(new) > self.kind.max_files:
            raise ValidationError(
                ngettext("Add only %(n)d file", "Add at most %(n)d files", self.kind.max_files)
                % {"n": self.kind.max_files}
            )
        errors = [message for file in new if (message := self.kind.refusal(file))]
        if errors:
            raise ValidationError(errors)
        return {"kept": kept, "new": new} if kept or new else None

    def _clean_bound_field(self, bf: forms.BoundField) -> Any:
        return self.clean(bf.data, bf.initial)


@dataclass(frozen=True, kw_only=True)
class Files(FieldType):
    """One or more files. Stored as a list of ``{"id", "name", "size", "type", "sha256"}``."""

    slug = "files"
    name = _("File upload")
    explanation = _("Photos, PDFs or other documents that people hand in.")
    icon = "upload"
    group = "files"
    template = "forms_engine/fields/files.html"

    max_files: int = 5
    max_megabytes: int = 20
    accept: tuple[str, ...] = ("images", "pdf")

    @classmethod
    def option_blocks(cls) -> list[tuple[str, blocks.Block]]:
        kinds = [(slug, label) for slug, (label, _types) in KINDS.items()]
        return [
            (
                "accept",
                blocks.MultipleChoiceBlock(
                    choices=kinds,
                    default=["images", "pdf"],
                    label=_("Kinds of file"),
                    widget=forms.CheckboxSelectMultiple,
                ),
            ),
            (
                "max_files",
                blocks.IntegerBlock(
                    default=5, min_value=1, max_value=20, label=_("Number of files at most")
                ),
            ),
            (
                "max_megabytes",
                blocks.IntegerBlock(
                    default=20, min_value=1, max_value=50, label=_("Size of one file at most (MB)")
                ),
            ),
        ]

    @classmethod
    def load_option(cls, name: str, value: Any) -> Any:
        if name != "accept":
            return super().load_option(name, value)
        if not isinstance(value, list | tuple) or not set(value) <= set(KINDS):
            raise DefinitionError(
                gettext("“accept” must be a list of: %(kinds)s.") % {"kinds": ", ".join(KINDS)}
            )
        return tuple(value)

    def problems(self) -> Iterator[tuple[str, str]]:
        yield from super().problems()
        if not self.accept:
            yield "accept", gettext("Choose at least one kind of file.")

    @property
    def content_types(self) -> frozenset[str]:
        return frozenset().union(*(KINDS[kind][1] for kind in self.accept))

    @property
    def accepted_names(self) -> str:
        """The kinds of file in words."""
        return ", ".join(str(KINDS[kind][0]) for kind in self.accept)

    @property
    def accept_attribute(self) -> str:
        """What the browser's own dialogue offers; judged is the content, after it was sent."""
        names = {"image/heif": ".heic,.heif"}
        return ",".join(names.get(kind, kind) for kind in sorted(self.content_types))

    @property
    def required_message(self) -> str:
        return gettext("Add a file for “%(label)s”") % {"label": self.label}

    def refusal(self, file: UploadedFile[Any]) -> str:
        """Why the file cannot be taken, saying what to do; empty when it can."""
        names = {"name": file.name}
        if not file.size:
            return gettext("“%(name)s” is empty. Choose another file") % names
        if file.size > self.max_megabytes * 1024 * 1024:
            return gettext("“%(name)s” is larger than %(n)d MB. Choose a smaller file") % {
                **names,
                "n": self.max_megabytes,
            }
        if sniff(file) not in self.content_types:
            return gettext(
                "“%(name)s” is of another kind. Choose a file of these kinds: %(kinds)s"
            ) % {
                **names,
                "kinds": self.accepted_names,
            }
        return self._picture_refusal(file)

    def _picture_refusal(self, file: UploadedFile[Any]) -> str:
        if sniff(file) in KEPT_AS:
            try:
                check_picture(file)
            except PictureError as error:
                return gettext("“%(name)s”: %(fault)s") % {"name": file.name, "fault": error}
        return ""

    def form_field(self) -> forms.Field:
        return FilesField(kind=self, **self.form_field_options)

    def recheck(self, raw: Any, *, required: bool) -> None:
        field = FilesField(kind=self, **{**self.form_field_options, "required": required})
        field.clean(None, raw)

    def settle(self, value: Any, keep: Callable[[UploadedFile[Any]], dict[str, Any]]) -> Any:
        if not value:
            return None
        return [*value["kept"], *(keep(file) for file in value["new"])]

    def display(self, raw: Any) -> str:
        files = described(raw)
        return "\n".join(f"{file['name']} ({filesizeformat(file['size'])})" for file in files)

    def csv_cells(self, raw: Any) -> list[str]:
        return ["; ".join(file["name"] for file in described(raw))]

    def search_text(self, raw: Any) -> str:
        return " ".join(file["name"] for file in described(raw))

    def json_schema(self) -> dict[str, Any]:
        text = {"type": "string"}
        properties = {"id": text, "name": text, "type": text, "sha256": text}
        return {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {**properties, "size": {"type": "integer"}},
                "required": ["id", "name", "size"],
            },
        }
