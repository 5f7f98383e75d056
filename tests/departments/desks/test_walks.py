"""Any walk of any people through a report: the table holds, a refusal changes nothing, and nothing written is lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import define, evolve
from hypothesis import given
from hypothesis import strategies as st

from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk, Office, Registry
from departments.refusals import Refusal
from departments.reports import Report, State
from tests.building import JOBS, JOBS_FIGURE, JUNE, Clock, a_plan, a_report, at
from tests.memory_ledger import MemoryInstallation
from tests.people import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = {
    ("save", "empty"): "draft",
    ("save", "draft"): "draft",
    ("save", "returned"): "draft",
    ("prove", "empty"): "draft",
    ("prove", "draft"): "draft",
    ("prove", "returned"): "draft",
    ("submit", "draft"): "signing",
    ("submit", "returned"): "signing",
    ("withdraw", "signing"): "draft",
    ("withdraw", "submitted"): "draft",
    ("sign", "signing"): "submitted",
    ("give back", "signing"): "returned",
    ("approve", "submitted"): "approved",
    ("return", "signing"): "returned",
    ("return", "submitted"): "returned",
    ("return", "approved"): "returned",
}
ACTS = sorted({act for act, _ in STEPS})


@define
class World:
    """A department with a clerk and a head, the commission, and June."""

    registry: Registry
    clerk: ClerkDesk
    head: HeadDesk
    coordinator: CoordinatorDesk

    @property
    def report(self) -> Report:
        """The report as the book has it."""
        return self.coordinator.report(JUNE, JOBS).report

    @property
    def revision(self) -> int:
        """Its revision."""
        return self.coordinator.report(JUNE, JOBS).revision

    def act(self, name: str, based_on: int, number: int) -> None:
        """Do one thing to the report."""
        acts: dict[str, Callable[[], object]] = {
            "save": lambda: self.clerk.save_report(
                a_report(
                    values={JOBS_FIGURE: 6000 + number}, narrative=evolve(a_report().narrative, problems=str(number))
                ),
                based_on=based_on,
            ),
            "prove": lambda: self.clerk.attach_reference(JUNE, JOBS, f"{number}号", based_on=based_on),
            "submit": lambda: self.clerk.submit_report(JUNE, JOBS, based_on=based_on),
            "withdraw": lambda: self.clerk.withdraw_report(JUNE, JOBS, based_on=based_on),
            "sign": lambda: self.head.sign_report(JUNE, JOBS, based_on=based_on),
            "give back": lambda: self.head.return_report(JUNE, JOBS, "再核", based_on=based_on),
            "approve": lambda: self.coordinator.approve_report(JUNE, JOBS, based_on=based_on),
            "return": lambda: self.coordinator.return_report(JUNE, JOBS, "有误", based_on=based_on),
        }
        acts[name]()


def refusal_of(act: Callable[[], object]) -> Refusal | None:
    """What the act was refused with, if it was."""
    try:
        act()
    except Refusal as refusal:
        return refusal
    return None


def a_world(clock: Clock) -> World:
    """Everything in memory, with June open."""
    registry = Registry.upon(MemoryInstallation(), a_plan(), clock)
    office = Office(registry)
    clerk, head = signed_in(office, "rsj", ClerkDesk, "rsj"), signed_in(office, "rsj.head", HeadDesk, "rsj")
    coordinator = signed_in(office, "coordinator", CoordinatorDesk)
    coordinator.open_period(JUNE)
    return World(registry, clerk, head, coordinator)


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from([0, 0, 0, 0, -1, 1])), max_size=25))
def test_whatever_people_do_the_table_holds_and_nothing_is_lost(walk: list[tuple[str, int]]) -> None:
    """Step by step: the state that follows, one revision more or nothing at all, and the words as they were."""
    clock = Clock(at("2021-07-03 09:00"))
    world = a_world(clock)
    for number, (act, off) in enumerate(walk):
        clock.forward(hours=7)
        before, revision = world.report, world.revision
        following = STEPS.get((act, str(before.state))) if off == 0 else None
        is_ready = bool(before.narrative.progress)
        refused = refusal_of(partial(world.act, act, revision + off, number))
        if refused is not None:
            assert str(refused)
            assert following is None or (act == "submit" and not is_ready)
            assert (before, revision) == (world.report, world.revision)
            continue
        after = world.report
        assert (following, revision + 1) == (str(after.state), world.revision)
        assert _what_stays(act, before) == _what_stays(act, after)
        assert before.first_submitted_at in (None, after.first_submitted_at)
        assert (after.state in (State.SUBMITTED, State.APPROVED)) == (
            world.coordinator.overview(JUNE).totals.missing == 3
        )
        assert bool(after.signed_by) <= (after.state in (State.SUBMITTED, State.APPROVED, State.RETURNED))
        assert bool(after.approved_by) == (after.state is State.APPROVED)
    kept = [each.document for each in world.registry.ledger.book("rsj").events(Report)]
    assert world.revision == len(kept)
    assert all(isinstance(each, Report) for each in kept)


def _what_stays(act: str, report: Report) -> tuple[object, ...]:
    """What this act has no business with."""
    told = (report.values, report.narrative, report.assessment, report.explanation)
    match act:
        case "save":
            return (report.evidence, report.returns, report.first_submitted_at, report.submitted_at)
        case "prove":
            return (*told, report.returns)
        case "give back" | "return":
            return (*told, report.evidence, report.signed_by, report.reported_by)
        case _:
            return (*told, report.evidence, report.returns, report.reported_by)


@given(
    st.dictionaries(st.sampled_from([JOBS_FIGURE, "x", ""]), st.decimals(allow_nan=True, allow_infinity=True)),
    st.text(),
    st.text(),
)
def test_no_form_breaks_a_page(values: Any, progress: str, name: str) -> None:
    """Whatever is saved or refused, list, overview and preview can be shown to everybody."""
    world = a_world(Clock(at("2021-07-03 09:00")))
    report = a_report(values={}, narrative=evolve(a_report().narrative, progress=progress))
    for act in (
        lambda: world.clerk.save_report(evolve(report, values=values), based_on=0),
        lambda: world.clerk.attach_reference(JUNE, JOBS, name, based_on=world.revision),
        lambda: world.clerk.submit_report(JUNE, JOBS, based_on=world.revision),
    ):
        refused = refusal_of(act)
        assert refused is None or str(refused)

    assert 4 == world.coordinator.overview(JUNE).totals.total
    assert all(str(step) for view in world.clerk.reports(JUNE) for step in view.preview.arithmetic)
    assert all(str(each.sentence) for view in world.clerk.reports(JUNE) for each in view.findings)
