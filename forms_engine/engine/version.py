"""The immutable snapshot that residents fill in."""

from __future__ import annotations

import functools
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms_engine.engine.definition import Definition
from forms_engine.engine.form import Form


class FormVersion(models.Model):
    """One published state of a form. Never changed: drafts and submissions stay on theirs."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    definition = models.JSONField(_("definition"), editable=False)
    digest = models.CharField(_("SHA-256 of the definition"), max_length=64, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("author"),
    )
    created_at = models.DateTimeField(_("published at"), auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_number_unique"),
        ]
        verbose_name = _("version")
        verbose_name_plural = _("versions")

    def __str__(self) -> str:
        return f"{self.definition['title']} · {self.number}"

    def in_language(self, language: str) -> Definition:
        """The compiled definition in a language, from this process's cache after its first use."""
        return _compiled(self.digest, language, _Source(self))

    @property
    def languages(self) -> list[str]:
        """The languages in which the form can be filled in, its own one first."""
        own = self.definition.get("language", settings.LANGUAGE_CODE)
        return [own, *(code for code in self.definition.get("translations", {}) if code != own)]


class _Source:
    """Carries a version past the cache's key: the digest already stands for the content.

    Its definition is read only when it has to be compiled, so a query may defer that column.
    """

    def __init__(self, version: FormVersion) -> None:
        self.version: FormVersion | None = version

    def take(self) -> dict[str, Any]:
        """The definition, once; the cache keeps this object and should not keep that."""
        assert self.version is not None
        raw: dict[str, Any] = self.version.definition
        self.version = None
        return raw

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Source)


@functools.lru_cache(maxsize=512)
def _compiled(digest: str, language: str, source: _Source) -> Definition:
    return Definition.load(source.take(), language)
