"""A StreamField that keeps its blocks out of migrations."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class LeanStreamField(StreamField):
    """Stores the same JSON as Wagtail's own field, but migrations do not list its blocks.

    Blocks change with every new kind of content while the column never does; the list would only
    make migrations long and two branches of work collide.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
