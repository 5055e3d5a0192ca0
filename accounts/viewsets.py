"""Departments and their members in the Wagtail admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import SlugInput

from accounts.actions import close_department, follow_memberships
from accounts.departments import Department
from accounts.users import User


class PersonFilterForm(BaseFilterForm):
    """Finds a person by e-mail address or name; shows nobody before something is typed."""

    q = forms.CharField(label=_("E-mail address or name"), required=False)

    def filter(self, objects: QuerySet[User]) -> QuerySet[User]:
        words = self.cleaned_data.get("q", "").split()
        if not words:
            return objects.none()
        for word in words:
            objects = objects.filter(
                Q(email__icontains=word)
                | Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
            )
        return objects


class OnlyWhoStaffsDepartments:
    """Residents are in this list, too: nobody else in the admin may look somebody up in it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("accounts.change_department"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class PersonColumns:
    filter_form_class = PersonFilterForm

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("email", label=_("E-mail address"))]  # type: ignore[misc]


class ChoosePerson(OnlyWhoStaffsDepartments, PersonColumns, chooser.ChooseView):
    pass


class ChoosePersonResults(OnlyWhoStaffsDepartments, PersonColumns, chooser.ChooseResultsView):
    pass


class PersonChosen(OnlyWhoStaffsDepartments, chooser.ChosenView):
    pass


class PersonChosenMultiple(OnlyWhoStaffsDepartments, chooser.ChosenMultipleView):
    pass


class PersonChooserViewSet(ChooserViewSet):
    model = User
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    register_widget = False
    choose_view_class = ChoosePerson
    choose_results_view_class = ChoosePersonResults
    chosen_view_class = PersonChosen
    chosen_multiple_view_class = PersonChosenMultiple

    def get_object_list(self) -> QuerySet[User]:
        return User.objects.filter(is_active=True).order_by("last_name", "first_name", "email")


person_chooser = PersonChooserViewSet("person_chooser")


class GroupsFollow:
    """After an edit of the members, the groups that hold the rights are what they say."""

    def save_instance(self) -> Department:
        department: Department = super().save_instance()  # type: ignore[misc]
        follow_memberships(department)
        return department


class CreateDepartment(GroupsFollow, generic.CreateView):
    pass


class EditDepartment(GroupsFollow, generic.EditView):
    pass


class DeleteDepartment(generic.DeleteView):
    def delete_action(self) -> None:
        close_department(self.object)


class DepartmentViewSet(ModelViewSet):
    model = Department
    icon = "group"
    menu_label = _("Departments")
    menu_order = 300
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "email", "phone"]
    search_fields = ["name", "summary"]
    add_view_class = CreateDepartment
    edit_view_class = EditDepartment
    delete_view_class = DeleteDepartment

    @cached_property
    def edit_handler(self) -> ObjectList:
        member = [FieldPanel("user", widget=person_chooser.widget_class), FieldPanel("role")]
        return ObjectList(
            [
                TitleFieldPanel("name", targets=["slug"]),
                FieldPanel("slug", widget=SlugInput),
                FieldPanel("summary"),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                        FieldPanel("address"),
                        FieldPanel("opening_hours"),
                    ],
                    heading=_("Contact"),
                ),
                InlinePanel("memberships", panels=member, heading=_("Members"), label=_("Member")),
            ]
        )


departments = DepartmentViewSet("departments")
