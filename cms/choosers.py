"""Choosers in the admin for things of the lower floors."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet

from accounts.models import Department


class DepartmentChooserViewSet(ChooserViewSet):
    model = Department
    icon = "group"
    choose_one_text = _("Choose a department")
    choose_another_text = _("Choose another department")
    # Services pick their department from a short select; only blocks open the chooser.
    register_widget = False


department_chooser = DepartmentChooserViewSet("department_chooser")

DepartmentChooserBlock = department_chooser.get_block_class(
    name="DepartmentChooserBlock", module_path="cms.choosers"
)
