"""Checks conditions as the editor built them, and says what is wrong where it was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from forms_engine.engine.fields import FieldType
from forms_engine.engine.logic import ConditionError, parse


def stream_error(stream: Any, known: Mapping[str, FieldType]) -> ValidationError | None:
    """What is wrong with a list of conditions over the known questions; None when all is well."""
    wrong: dict[int, ValidationError] = {}
    for number, child in enumerate(stream or ()):
        found = (
            stream_error(child.value, known)
            if isinstance(child.value, blocks.StreamValue)
            else _compare_error(child.value, known)
        )
        if found:
            wrong[number] = found
    return StreamBlockValidationError(block_errors=wrong) if wrong else None


def _compare_error(value: Any, known: Mapping[str, FieldType]) -> ValidationError | None:
    try:
        parse({"type": "compare", **value}, known)
    except ConditionError as error:
        field = known.get(value.get("key"))
        part = (
            "key"
            if field is None
            else "operator"
            if value.get("operator") not in field.operators
            else "value"
        )
        return StructBlockValidationError(block_errors={part: ValidationError(str(error))})
    return None
