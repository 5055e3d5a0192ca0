"""`manage.py check` finds a setting under which nobody could pay, or everybody with play money."""

from __future__ import annotations

from payments.checks import no_sandbox_in_production, providers_are_known


def test_the_settings_as_they_are_raise_no_question():
    assert providers_are_known() == []
    assert no_sandbox_in_production() == []


def test_the_sandbox_outside_a_demo_is_a_warning(settings):
    settings.DEMO = False

    assert [found.id for found in no_sandbox_in_production()] == ["payments.W001"]


def test_a_provider_that_cannot_be_loaded_is_an_error(settings):
    settings.PAYMENT_PROVIDERS = {
        "missing": {"BACKEND": "payments.providers.nowhere.Provider"},
        "other": {"BACKEND": "payments.models.Payment"},
        "unnamed": {},
    }

    found = [found.id for found in providers_are_known()]

    assert found == ["payments.E001", "payments.E002", "payments.E002", "payments.E002"]
