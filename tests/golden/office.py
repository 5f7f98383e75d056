"""The office that every frame is drawn at: a month's round in memory, its clock standing still."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from departments.accounts import Role
from departments.desks import ClerkDesk, CoordinatorDesk, Desk, HeadDesk, Office, ReaderDesk, Registry
from departments.settings import Settings
from tests.building import CLINICS, FIRMS, JOBS, JUNE, MAY, REFORM, Clock, a_plan, a_report, at, submitted
from tests.memory_ledger import MemoryInstallation
from tests.people import ONE_TIME, signed_in

GUEST, CLERK, HEAD, COORDINATOR, READER = "guest", "clerk", "head", "coordinator", "reader"
NEWCOMER = "newcomer"
"""An account that has to choose a password yet."""
NOW = at("2021-07-03 09:00")
"""When everybody sits down."""


@frozen
class Round:
    """The office, and who sits in it."""

    office: Office
    desks: dict[str, Desk | None]
    """The desk of everybody by what they are, in the order in which they are drawn; none for the guest."""
    kept: MemoryInstallation

    def deliver(self, department: str, name: str, content: bytes) -> None:
        """Lay a file into an inbox, as its people do over SFTP."""
        self.kept.trays.deliver(department, name, content, at("2021-07-03 09:00"))


def a_round() -> Round:
    """May reported, approved and closed; June open: one report returned, two waiting, one to be signed, one owed."""
    kept, clock = MemoryInstallation(), Clock(at("2021-06-07 09:00"))
    office = Office(Registry.upon(kept, a_plan(), clock))
    coordinator = signed_in(office, "coordinator", CoordinatorDesk)
    clerk, science = (signed_in(office, code, ClerkDesk, code) for code in ("rsj", "kjj"))
    reader = signed_in(office, "reader", ReaderDesk)
    signed_in(office, "wjw", ClerkDesk, "wjw")
    office.operator_desk().add_account(NEWCOMER, Role.CLERK, "xyd", password=ONE_TIME)
    _may(coordinator, clerk)
    clock.set("2021-07-02 10:30")
    coordinator.open_period(JUNE)
    jobs = submitted(clerk, a_report())
    submitted(science, a_report(FIRMS))
    submitted(science, a_report(REFORM))
    clock.now = NOW
    coordinator.return_report(JUNE, JOBS, "请补充分街道的数字。", based_on=jobs.revision)
    kept.trays.deliver("rsj", "招聘会名单.txt", "招聘会名单\n".encode(), clock())
    coordinator.retarget_commitment("1.2-01", "1.2-01.2", Decimal(60), reason="市里下达新任务")
    coordinator.urge_departments(JUNE, text="请于7月5日前报送6月进展。")
    head = signed_in(office, "rsj.head", HeadDesk, "rsj")
    supporting = a_report(CLINICS, department="rsj", values={}, assessment=None)
    submitted(clerk, supporting)
    for newcomer in (clerk, head):
        newcomer.keep_settings(Settings())
    return Round(office, {GUEST: None, HEAD: head, COORDINATOR: coordinator, READER: reader, CLERK: clerk}, kept)


def _may(coordinator: CoordinatorDesk, clerk: ClerkDesk) -> None:
    coordinator.open_period(MAY)
    view = submitted(clerk, a_report(period=MAY, values={"4.1-01.1": 5000}))
    coordinator.approve_report(MAY, view.commitment.id, based_on=view.revision)
    coordinator.close_period(MAY)
