"""People, the departments they work for, and what is written to them."""

from accounts.departments import Department, Membership, RoleGroup
from accounts.notifications import Notification
from accounts.users import User

__all__ = ["Department", "Membership", "Notification", "RoleGroup", "User"]
