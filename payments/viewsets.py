"""Payments in the Wagtail admin, to look at."""

from __future__ import annotations

from typing import Any

from django.db.models import Field
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from payments.ledger import UNALLOCATED
from payments.money import written
from payments.payment import Payment, ProviderEvent
from payments.permissions import OnlyLooking

# Not "payments": that is the namespace of the residents' pages.
NAME = "payments_admin"


def _inspect_url(payment: Payment) -> str:
    return reverse(f"{NAME}:inspect", args=[payment.pk])


class PaymentInspect(generic.InspectView):
    """One payment: its checkouts, what the provider told, and what was booked."""

    page_title = _("Payment")

    def get_field_label(self, field_name: str, field: Field[Any, Any] | None) -> str:
        if field_name == "written_amount":
            return gettext("Amount")
        label: str = super().get_field_label(field_name, field)
        return label

    def get_settled_at_display_value(self) -> object:
        return self.object.settled_at or "–"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        payment: Payment = self.object
        entries = payment.entries.select_related("debit", "credit")
        owed = [
            written(-balance, currency)
            for (code, currency), balance in payment.entries.all().balances().items()
            if code == UNALLOCATED and balance
        ]
        return super().get_context_data(
            payment=payment,
            checkouts=payment.checkouts.all(),
            events=ProviderEvent.objects.filter(checkout__payment=payment),
            entries=entries,
            unallocated=owed,
            **kwargs,
        )


class PaymentViewSet(ModelViewSet):
    model = Payment
    icon = "tag"
    menu_label = _("Payments")
    menu_order = 320
    add_to_admin_menu = True
    url_prefix = "payments"
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = PaymentInspect
    inspect_template_name = "payments/admin/payment.html"
    inspect_view_fields = [
        "description", "written_amount", "state", "provider", "provider_reference", "created_at",
        "settled_at",
    ]  # fmt: skip
    form_fields = ["description"]
    list_display = [
        TitleColumn(
            "description",
            label=_("For"),
            get_url=_inspect_url,
        ),
        Column("written_amount", label=_("Amount")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        DateColumn("created_at", label=_("Opened"), sort_key="created_at"),
        DateColumn("settled_at", label=_("Paid"), sort_key="settled_at"),
    ]
    list_filter = ["state", "provider", "currency"]
    search_fields = ["description", "key", "provider_reference"]
    ordering = "-created_at"


payments = PaymentViewSet(NAME)
register_permission_policy(Payment, OnlyLooking(Payment))
