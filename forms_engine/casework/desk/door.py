"""The desk's door: who may come in, and with which queues."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from forms_engine.casework.desk.counts import Pane, pane
from forms_engine.casework.models import Case, Queue
from forms_engine.casework.permissions import queues_of

if TYPE_CHECKING:
    from accounts.models import User
    from forms_engine.casework.cases import CaseQuerySet

Parameters = ParamSpec("Parameters")


@dataclass(frozen=True)
class Desk:
    """One officer at work, with the queues that this officer may work in."""

    officer: User
    queues: tuple[Queue, ...]

    @property
    def cases(self) -> CaseQuerySet:
        return Case.objects.in_queues(self.queues)

    @cached_property
    def pane(self) -> Pane:
        """The left pane with its counts, as they are at its first use."""
        return pane(self.officer, self.queues)

    @property
    def has_several_departments(self) -> bool:
        return len({queue.department_id for queue in self.queues}) > 1

    def case(self, pk: int) -> Case:
        """The case, or 404 when there is none or it is another department's."""
        return get_object_or_404(
            self.cases.select_related("submission__version", "queue__department", "assignee"),
            pk=pk,
        )

    def queue(self, slug: str) -> Queue:
        """The queue, or 404 when there is none or it is another department's."""
        for queue in self.queues:
            if queue.slug == slug:
                return queue
        raise Http404


def at_desk(
    view: Callable[Concatenate[HttpRequest, Desk, Parameters], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Let officers in, ask strangers to sign in, and turn everybody else away with 403."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        queues = tuple(queues_of(request.user).select_related("department"))
        if not queues:
            raise PermissionDenied
        response = view(request, Desk(request.user, queues), *args, **kwargs)
        response.setdefault("Cache-Control", "private, no-store")
        return response

    return guarded
