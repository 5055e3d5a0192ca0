"""The sandbox bank's checkout page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from payments.sandbox.actions import Choice, choose
from payments.sandbox.bank import BankCheckout


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is to be paid, take one choice, and send the visitor back to the merchant."""
    found = get_object_or_404(BankCheckout, token=token)
    wanted = request.POST.get("choice", "")
    if request.method == "POST" and wanted in Choice:
        choose(token=token, choice=Choice(wanted))
        return redirect(found.return_url)
    trials = [choice for choice in Choice if choice is not Choice.PAY]
    return render(request, "payments/sandbox.html", {"checkout": found, "trials": trials})
