"""Which desk each role has: for the office, where people are shown to theirs."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from departments.accounts import Role
from departments.desks.clerk import ClerkDesk
from departments.desks.coordinator import CoordinatorDesk
from departments.desks.head import HeadDesk
from departments.desks.reader import ReaderDesk

if TYPE_CHECKING:
    from collections.abc import Mapping

Desk = ClerkDesk | HeadDesk | CoordinatorDesk | ReaderDesk

DESKS: Mapping[Role, type[Desk]] = MappingProxyType(
    {
        Role.CLERK: ClerkDesk,
        Role.HEAD: HeadDesk,
        Role.COORDINATOR: CoordinatorDesk,
        Role.READER: ReaderDesk,
    }
)
