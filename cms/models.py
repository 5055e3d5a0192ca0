"""The site itself: its pages, its look, its frequent questions and notices."""

from cms.alerts import Alert
from cms.base_page import BasePage
from cms.branding import Branding
from cms.department_texts import DepartmentText
from cms.faqs import Faq
from cms.pages import ContactPage, HelpIndexPage, HelpPage, HelpPageFaq, StandardPage

__all__ = [
    "Alert",
    "BasePage",
    "Branding",
    "ContactPage",
    "DepartmentText",
    "Faq",
    "HelpIndexPage",
    "HelpPage",
    "HelpPageFaq",
    "StandardPage",
]
