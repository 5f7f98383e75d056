"""One small installation on disk, where every verb has something to be done to; the stage of several harnesses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from attrs import frozen

from departments.accounts import Account, Role
from departments.assignments import CommitmentChanges
from departments.desks import Office, Registry
from departments.periods import Extension, PeriodRecord
from departments.reports import Report
from storage import verify_installation, write_backup
from storage.installation import Installation
from tests.building import CLINICS, JOBS, JULY, JUNE, REFORM, Clock, a_plan, a_report, at, saved, submitted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from departments.ledger import Book

NOW = at("2021-07-03 09:00")
PASSWORD, OTHER_PASSWORD = "a-password-of-one's-own", "another-of-one's-own"
KINDS: tuple[type[Any], ...] = (Report, Account, PeriodRecord, Extension, CommitmentChanges)

Snapshot = dict[tuple[str, str, str], tuple[int, object]]
"""Revision and document by book, kind and key."""


def office_of(installation: Any) -> Office:
    """The office of an installation, its clock standing still."""
    return Office(
        Registry(
            original_plan=a_plan(),
            ledger=installation.ledger,
            shelf=installation.shelf,
            credentials=installation.credentials,
            drafts=installation.drafts,
            trays=installation.trays,
            settings=installation.settings,
            clock=Clock(NOW),
        )
    )


def make(data: Path) -> None:
    """An installation with accounts, an open period, and reports in every state."""
    populate(office_of(Installation.create(data, {"plan.toml": b"# a sample"}, demo_now=NOW)))


def populate(office: Office) -> None:
    """Accounts, an open period, and reports in every state."""
    people = {
        "coordinator": (Role.COORDINATOR, None),
        "rsj": (Role.CLERK, "rsj"),
        "kjj": (Role.CLERK, "kjj"),
        "wjw": (Role.CLERK, "wjw"),
    }
    for name, (role, department) in people.items():
        office.operator_desk().add_account(name, role, department, password="one-time-once")
        office.change_password(name, "one-time-once", PASSWORD)
    office.sign_in("coordinator", PASSWORD).open_period(JUNE)
    clerk = office.sign_in("rsj", PASSWORD)
    saved(clerk, a_report())
    clerk.attach_file(JUNE, JOBS, "名单.pdf", io.BytesIO(b"a list of names"), based_on=1)
    submitted(office.sign_in("kjj", PASSWORD), a_report(REFORM))
    submitted(office.sign_in("wjw", PASSWORD), a_report(CLINICS))


@frozen
class Stage:
    """An open installation with everybody at their desk."""

    installation: Installation
    office: Office

    @classmethod
    def at(cls, data: Path) -> Stage:
        """Open what was made there."""
        installation = Installation.open(data)
        return cls(installation, office_of(installation))

    def desk(self, name: str) -> Any:
        """Somebody's desk."""
        return self.office.sign_in(name, PASSWORD)

    def save(self) -> None:
        """A clerk saves."""
        saved(self.desk("rsj"), a_report(values={"4.1-01.1": 6100}))

    def submit(self) -> None:
        """A clerk submits."""
        desk = self.desk("rsj")
        desk.submit_report(JUNE, JOBS, based_on=desk.report(JUNE, JOBS).revision)

    def return_report(self) -> None:
        """The coordinator returns."""
        desk = self.desk("coordinator")
        desk.return_report(JUNE, REFORM, "数据口径不一致", based_on=desk.report(JUNE, REFORM, "kjj").revision)

    def approve(self) -> None:
        """The coordinator approves."""
        desk = self.desk("coordinator")
        desk.approve_report(JUNE, CLINICS, based_on=desk.report(JUNE, CLINICS, "wjw").revision)

    def attach(self) -> None:
        """A clerk attaches a file."""
        desk = self.desk("rsj")
        content = io.BytesIO(b"a photograph" * 1000)
        desk.attach_file(JUNE, JOBS, "照片.jpg", content, based_on=desk.report(JUNE, JOBS).revision)

    def open_period(self) -> None:
        """The coordinator opens a period."""
        self.desk("coordinator").open_period(JULY)

    def close_period(self) -> None:
        """The coordinator closes a period."""
        self.desk("coordinator").close_period(JUNE, with_unreviewed=True)

    def change_account(self) -> None:
        """Somebody chooses a new password."""
        self.office.change_password("rsj", PASSWORD, OTHER_PASSWORD)

    def back_up(self) -> None:
        """The operator takes a backup."""
        write_backup(self.installation, self.installation.data.parent / "backup.zip")


VERBS: dict[str, Callable[[Stage], None]] = {
    "save": Stage.save,
    "submit": Stage.submit,
    "return": Stage.return_report,
    "approve": Stage.approve,
    "attach": Stage.attach,
    "open_period": Stage.open_period,
    "close_period": Stage.close_period,
    "change_account": Stage.change_account,
    "back_up": Stage.back_up,
}


def snapshot(installation: Installation) -> Snapshot:
    """Everything that the books say."""
    return {
        (name, kind.__name__, entry.key): (entry.revision, entry.document)
        for name in installation.ledger.names()
        for kind in KINDS
        for entry in book_of(installation, name).entries(kind)
    }


def book_of(installation: Installation, name: str) -> Book:
    """A book, as the desks know it."""
    return installation.ledger.book(name)


def check_sound(installation: Installation) -> None:
    """Fail unless a look through everything finds nothing wrong."""
    findings = verify_installation(installation)
    assert findings.is_ok, findings.as_json()
