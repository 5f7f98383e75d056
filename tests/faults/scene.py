"""One small installation on disk, where every verb has something to be done to; the stage of several harnesses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from attrs import frozen

from departments.accounts import Account
from departments.assignments import CommitmentChanges
from departments.desks import ClerkDesk, CoordinatorDesk, Office, Registry
from departments.periods import Extension, PeriodRecord
from departments.reports import Report
from storage import verify_installation, write_backup
from storage.installation import Installation
from tests.building import CLINICS, JOBS, JULY, JUNE, REFORM, Clock, a_plan, a_report, at, saved, submitted
from tests.people import PASSWORD, back_at, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from departments.ledger import Book, Keeping

NOW = at("2021-07-03 09:00")
OTHER_PASSWORD = "another-of-one's-own"
KINDS: tuple[type[Any], ...] = (Report, Account, PeriodRecord, Extension, CommitmentChanges)

Snapshot = dict[tuple[str, str, str], tuple[int, object]]
"""Revision and document by book, kind and key."""


def office_of(kept: Keeping) -> Office:
    """The office of an installation, its clock standing still."""
    return Office(Registry.upon(kept, a_plan(), Clock(NOW)))


def make(data: Path) -> None:
    """An installation with accounts, an open period, and reports in every state."""
    populate(office_of(Installation.create(data, {"plan.toml": b"# a sample"}, demo_now=NOW)))


def populate(office: Office) -> None:
    """Accounts, an open period, and reports in every state."""
    signed_in(office, "coordinator", CoordinatorDesk).open_period(JUNE)
    clerk, science, health = (signed_in(office, code, ClerkDesk, code) for code in ("rsj", "kjj", "wjw"))
    saved(clerk, a_report())
    clerk.attach_file(JUNE, JOBS, "名单.pdf", io.BytesIO(b"a list of names"), based_on=1)
    submitted(science, a_report(REFORM))
    submitted(health, a_report(CLINICS))


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

    @property
    def clerk(self) -> ClerkDesk:
        """The desk of ``rsj``, signed in to anew."""
        return back_at(self.office, "rsj", ClerkDesk)

    @property
    def coordinator(self) -> CoordinatorDesk:
        """The commission's desk, signed in to anew."""
        return back_at(self.office, "coordinator", CoordinatorDesk)

    def save(self) -> None:
        """A clerk saves."""
        saved(self.clerk, a_report(values={"4.1-01.1": 6100}))

    def submit(self) -> None:
        """A clerk submits."""
        desk = self.clerk
        desk.submit_report(JUNE, JOBS, based_on=desk.report(JUNE, JOBS).revision)

    def return_report(self) -> None:
        """The coordinator returns."""
        desk = self.coordinator
        desk.return_report(JUNE, REFORM, "数据口径不一致", based_on=desk.report(JUNE, REFORM, "kjj").revision)

    def approve(self) -> None:
        """The coordinator approves."""
        desk = self.coordinator
        desk.approve_report(JUNE, CLINICS, based_on=desk.report(JUNE, CLINICS, "wjw").revision)

    def attach(self) -> None:
        """A clerk attaches a file."""
        desk = self.clerk
        content = io.BytesIO(b"a photograph" * 1000)
        desk.attach_file(JUNE, JOBS, "照片.jpg", content, based_on=desk.report(JUNE, JOBS).revision)

    def open_period(self) -> None:
        """The coordinator opens a period."""
        self.coordinator.open_period(JULY)

    def close_period(self) -> None:
        """The coordinator closes a period."""
        self.coordinator.close_period(JUNE, with_unreviewed=True)

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
