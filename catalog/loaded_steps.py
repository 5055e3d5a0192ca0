"""Which steps of the demo city are loaded, so that repeating the command changes nothing."""

from __future__ import annotations

from django.db import models


class LoadedStep(models.Model):
    """One step of `prepare_demo` that is done; what people edited since stays theirs."""

    name = models.CharField(max_length=40, primary_key=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
