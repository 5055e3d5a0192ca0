"""People and the departments they work for."""

from accounts.departments import Department, Membership
from accounts.users import User

__all__ = ["Department", "Membership", "User"]
