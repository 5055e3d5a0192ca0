"""Where cases wait, and the rules that choose the place."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from accounts.models import Department
from cms.streams import LeanStreamField
from forms_engine.engine.blocks import conditions_block
from forms_engine.engine.models import Form


class Queue(models.Model):
    """Where cases of one department wait. Rights to work in it hang on the queue itself."""

    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="queues", verbose_name=_("department")
    )
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name in addresses"), unique=True)
    days_promised = models.PositiveSmallIntegerField(
        _("days promised"), default=14, help_text=_("Calendar days from receipt to decision.")
    )

    class Meta:
        ordering = ["department__name", "name"]
        verbose_name = _("queue")
        verbose_name_plural = _("queues")
        permissions = [("work_queue", _("Can see and handle the cases of the queue"))]
        constraints = [
            models.UniqueConstraint(fields=["department", "name"], name="queue_name_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class Routing(ClusterableModel):
    """How one form's submissions find their queue: the first rule that holds, or the default."""

    form = models.OneToOneField(
        Form, on_delete=models.CASCADE, related_name="routing", verbose_name=_("form")
    )
    default_queue = models.ForeignKey(
        Queue,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("queue when no rule holds"),
    )

    class Meta:
        ordering = ["form__title"]
        verbose_name = _("routing")
        verbose_name_plural = _("routing")

    def __str__(self) -> str:
        return str(self.form)


class RoutingRule(Orderable):
    """Cases whose answers meet the condition go to the queue."""

    routing = ParentalKey(Routing, on_delete=models.CASCADE, related_name="rules")
    condition = LeanStreamField(conditions_block(), blank=True, verbose_name=_("when"))
    queue = models.ForeignKey(
        Queue, on_delete=models.PROTECT, related_name="+", verbose_name=_("queue")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("rule")
        verbose_name_plural = _("rules")

    def __str__(self) -> str:
        return str(self.queue)
