"""The desks: the only way in, and the only place where permission is decided.

:class:`~departments.desks.office.Office` signs people in and gives them the desk of their role. A desk's verbs are all
that its account can do; what belongs to somebody else answers as if it were not there.
"""

from __future__ import annotations

from departments.desks.account_keeping import AccountKeepingDesk
from departments.desks.clerk import ClerkDesk
from departments.desks.coordinator import CoordinatorDesk
from departments.desks.department import DepartmentDesk
from departments.desks.head import HeadDesk
from departments.desks.office import Desk, Office
from departments.desks.operator import OperatorDesk
from departments.desks.reader import ReaderDesk
from departments.desks.registry import Registry
from departments.desks.views import ReportView

__all__ = [
    "AccountKeepingDesk",
    "ClerkDesk",
    "CoordinatorDesk",
    "DepartmentDesk",
    "Desk",
    "HeadDesk",
    "Office",
    "OperatorDesk",
    "ReaderDesk",
    "Registry",
    "ReportView",
]
