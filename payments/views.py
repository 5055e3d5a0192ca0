"""The resident's page of a payment, and the door for providers' notifications."""

from __future__ import annotations

import logging
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payments.actions import record, start_checkout
from payments.payment import Payment
from payments.providers import UnknownProviderError, get_provider
from payments.providers.base import NotificationError, ProviderError

logger = logging.getLogger(__name__)

MAX_NOTIFICATION = 64 * 1024


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def payment(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """How the payment stands; a POST goes (again) to the provider's checkout."""
    if request.method == "POST":
        get_object_or_404(Payment, pk=payment_id)
        return redirect(start_checkout(payment_id=payment_id).checkout_url)
    found = get_object_or_404(Payment, pk=payment_id)
    checkout = None if found.is_settled else found.live_checkout
    context = {
        "payment": found,
        "is_unreached": checkout is not None and not checkout.url,
        "is_disputed": found.is_disputed,
    }
    return render(request, "payments/payment.html", context)


@never_cache
@require_safe
def back(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Where providers send the resident afterwards: on, if it is paid, else to our page."""
    found = get_object_or_404(Payment, pk=payment_id)
    return redirect(found.return_url if found.is_settled else found.page_url)


@never_cache
@require_safe
def state(request: HttpRequest, payment_id: UUID) -> JsonResponse:
    """The state in one word, for the page that waits."""
    found = get_object_or_404(Payment, pk=payment_id)
    return JsonResponse({"state": found.state})


@csrf_exempt
@require_POST
def webhook(request: HttpRequest, alias: str) -> HttpResponse:
    """Take a provider's notification. Only what it has signed is believed, and stored once.

    Answers 200 to everything that needs no repeat: a provider repeats whatever gets another
    answer.
    """
    try:
        provider = get_provider(alias)
    except UnknownProviderError:
        raise Http404 from None
    if len(request.body) > MAX_NOTIFICATION:
        return HttpResponse("Too long\n", status=413, content_type="text/plain")
    try:
        told = provider.parse_notification(headers=request.headers, body=request.body)
    except NotificationError as error:
        logger.warning("Webhook of %s: %s", alias, error)
        return HttpResponse("Not accepted\n", status=400, content_type="text/plain")
    except ProviderError as error:
        logger.warning("Webhook of %s: %s", alias, error)
        return HttpResponse("Try again\n", status=503, content_type="text/plain")
    record(provider=alias, event_id=told.event_id, report=told.report, data=told.data)
    return HttpResponse("Thank you\n", content_type="text/plain")
