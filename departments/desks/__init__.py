"""The desks: the only way in, and the only place where permission is decided.

:class:`~departments.desks.office.Office` signs people in and gives them the desk of their role. A desk's verbs are all
that its account can do; what belongs to somebody else answers as if it were not there.

A desk is loaded when somebody asks for it by name, so that a command of the operator's doesn't wait for all of them.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from departments.desks.account_keeping import AccountKeepingDesk
    from departments.desks.clerk import ClerkDesk
    from departments.desks.coordinator import CoordinatorDesk
    from departments.desks.department import DepartmentDesk
    from departments.desks.head import HeadDesk
    from departments.desks.kinds import Desk
    from departments.desks.office import Office
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

_HOMES = MappingProxyType(
    {
        "AccountKeepingDesk": "account_keeping",
        "ClerkDesk": "clerk",
        "CoordinatorDesk": "coordinator",
        "DepartmentDesk": "department",
        "Desk": "kinds",
        "HeadDesk": "head",
        "Office": "office",
        "OperatorDesk": "operator",
        "ReaderDesk": "reader",
        "Registry": "registry",
        "ReportView": "views",
    }
)
"""The module of each name."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """What the name stands for, loaded now."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
