"""A service in the vocabulary of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags

from cms.addresses import absolute
from cms.structured_data import Json

if TYPE_CHECKING:
    from catalog.service_pages import ServicePage


def government_service(service: ServicePage, *, city: str, start_url: str) -> Json:
    """https://schema.org/GovernmentService"""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": service.title,
        "description": service.description,
        "url": service.canonical_url,
        "inLanguage": service.locale.language_code,
    }
    if city:
        data["areaServed"] = {"@type": "City", "name": city}
    if service.department:
        data["provider"] = _organization(service.department, city)
    if start_url:
        data["availableChannel"] = {
            "@type": "ServiceChannel",
            "serviceUrl": absolute(start_url),
        }
    if service.cost:
        data["termsOfService"] = strip_tags(service.cost)
    return data


def _organization(department: Any, city: str) -> Json:
    found: dict[str, Any] = {"@type": "GovernmentOrganization", "name": department.name}
    if city:
        found["parentOrganization"] = {"@type": "GovernmentOrganization", "name": city}
    if department.phone:
        found["telephone"] = department.phone
    if department.email:
        found["email"] = department.email
    return found
