"""Queues, routing, cases and what happens to them."""

from forms_engine.casework.cases import Case, CaseEvent
from forms_engine.casework.queues import Queue, Routing, RoutingRule

__all__ = ["Case", "CaseEvent", "Queue", "Routing", "RoutingRule"]
