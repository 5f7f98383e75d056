"""What is decided about files: one choice for all that belongs together, and none that outlives what it was about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from exports.merge_findings import OTHER_PERIOD, SAME_TWICE, MergeConflicts, NothingToMerge
from exports.stamp import PlanHead
from tests.building import JOBS, JOBS_FIGURE, MAY, a_report, submitted
from tests.exports.forms import MADE_AT, exported
from tests.memory_ledger import MemoryInstallation
from tui.file_merge import Choices, FileMerge, installed_plans, merge_files

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period


@pytest.fixture
def installation() -> MemoryInstallation:
    """Where everything is kept: in memory; files are merged as they come."""
    return MemoryInstallation()


@pytest.fixture
def versions(june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk) -> dict[str, bytes]:
    """Three workbooks of one department, each with another figure and another text."""
    files = {}
    for number, figure in ((1, 6000), (2, 6500), (3, 7000)):
        submitted(clerk_desk, a_report(values={JOBS_FIGURE: figure}, explanation=f"第{number}稿。"))
        files[f"{number}.xlsx"] = exported(coordinator_desk)
        clerk_desk.withdraw_report(june, JOBS, based_on=clerk_desk.report(june, JOBS).revision)
    return files


def merged(desk: Any, files: dict[str, bytes], choices: Choices | None = None) -> FileMerge:
    """What comes of these files."""
    read = ((name, partial(bytes, content)) for name, content in files.items())
    return merge_files(read, MADE_AT, partial(installed_plans, desk), choices or Choices())


def figures(found: FileMerge) -> set[int]:
    """The jobs that count."""
    assert found.merging.merged is not None
    rows = [row for row in found.merging.merged.overview.rows if row.commitment.id == JOBS]
    return {int(each.values[JOBS_FIGURE]) for row in rows if (each := row.counted)}


def test_the_fields_of_a_report_are_decided_together(
    coordinator_desk: CoordinatorDesk, versions: dict[str, bytes]
) -> None:
    """A report is taken whole from one file."""
    two = {name: versions[name] for name in ("1.xlsx", "2.xlsx")}
    found = merged(coordinator_desk, two)
    (decision,) = found.decisions

    assert ("1.xlsx", "2.xlsx") == decision.files
    assert [SAME_TWICE] * 2 == [each.told.message for each in decision.conflicts]
    assert {1} == {each.newer for each in decision.conflicts}
    assert {6500} == figures(merged(coordinator_desk, two, Choices(newest=True)))


@pytest.mark.parametrize(("first", "second", "figure"), [(0, 0, 6000), (0, 1, 7000), (1, 0, 6500), (1, 1, 7000)])
def test_a_third_file_is_held_against_the_one_that_stands(
    coordinator_desk: CoordinatorDesk, versions: dict[str, bytes], first: int, second: int, figure: int
) -> None:
    """A choice may bring up another question: the winner against the next file."""
    sides: dict[Any, int] = {}
    for answer in (first, second):
        found = merged(coordinator_desk, versions, Choices(sides=sides))
        undecided = [each for each in found.decisions if each.questions[0] not in sides]
        with pytest.raises(MergeConflicts):
            found.workbook(MADE_AT)
        sides |= dict.fromkeys(undecided[0].questions, answer)
    found = merged(coordinator_desk, versions, Choices(sides=sides))

    assert found.merging.is_settled
    assert {figure} == figures(found)
    assert b"PK" == found.workbook(MADE_AT)[:2]


def test_nobody_chooses_between_two_periods(coordinator_desk: CoordinatorDesk, versions: dict[str, bytes]) -> None:
    """Not even the newest."""
    files = {"1.xlsx": versions["1.xlsx"], "五月.xlsx": exported(coordinator_desk, "rsj", MAY)}
    found = merged(coordinator_desk, files, Choices(newest=True))
    (decision,) = found.decisions

    assert OTHER_PERIOD == decision.conflicts[0].told.message
    assert decision.newer is None
    with pytest.raises(MergeConflicts):
        found.workbook(MADE_AT)


def test_nothing_comes_of_nothing(coordinator_desk: CoordinatorDesk, june: Period) -> None:
    """A file that is no workbook is a problem; alone it makes no report."""
    found = merged(coordinator_desk, {"照片.xlsx": b"\xff\xd8"})

    assert (None, 0, 1) == (found.period, found.departments, len(found.merging.problems))
    with pytest.raises(NothingToMerge):
        found.workbook(MADE_AT)


def test_another_plan_than_the_offices_is_not_taken_for_it(coordinator_desk: CoordinatorDesk, june: Period) -> None:
    """The office's plan names what nobody sent only where the files are of that plan."""
    plan, before = coordinator_desk.plan(june), coordinator_desk.plan(MAY)
    head = PlanHead.of(plan)

    assert (plan, before) == installed_plans(coordinator_desk, head, june)
    assert (None, None) == installed_plans(coordinator_desk, evolve(head, title="别的计划"), june)
