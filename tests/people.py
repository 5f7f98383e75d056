"""People at their desks: an account of each role that has chosen its password, and the desk that it signs in to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from departments.desks.kinds import DESKS
from departments.desks.personal import PersonalDesk
from departments.settings import Settings

if TYPE_CHECKING:
    from departments.accounts import Role
    from departments.desks import Office

ONE_TIME, PASSWORD = "one-time-once", "a-password-of-one's-own"

DeskT = TypeVar("DeskT", bound=PersonalDesk)
_ROLES: dict[type[PersonalDesk], Role] = {desk: role for role, desk in DESKS.items()}


def signed_in(office: Office, name: str, kind: type[DeskT], department: str | None = None) -> DeskT:
    """The desk of a new account that has chosen its own password and seen the tour.

    Args:
        office: where it works.
        name: the account's.
        kind: the desk of its role.
        department: whose clerk or head it is; None for the commission's people and leaders.
    """
    office.operator_desk().add_account(name, _ROLES[kind], department, password=ONE_TIME)
    desk = office.change_password(name, ONE_TIME, PASSWORD)
    assert isinstance(desk, kind)
    desk.keep_settings(Settings(is_tour_seen=True))
    return desk


def back_at(office: Office, name: str, kind: type[DeskT], password: str = PASSWORD) -> DeskT:
    """The desk of an account that is there already, signed in to once more."""
    desk = office.sign_in(name, password)
    assert isinstance(desk, kind)
    return desk
