"""Many workbooks into one: the same as the commission's own export, and every disagreement with both its cells."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from departments.figures import parse_figure
from departments.reports import Narrative, State
from exports.merge_findings import (
    CHANGED_AFTERWARDS,
    FILLED_IN,
    NO_WORKBOOK,
    NOT_COMPLETE,
    OTHER_PERIOD,
    OTHER_TARGET,
    SAME_FILE_TWICE,
    SAME_TWICE,
    TWO_LEADS,
)
from exports.merged import merged_workbook
from exports.merging import Merging, merge
from tests.building import CLINICS, FIRMS, JOBS, JOBS_FIGURE, JULY, REFORM, a_report, submitted
from tests.exports.forms import FORM, MADE_AT, cell_at, exported, filled
from tests.memory_ledger import MemoryInstallation

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from departments.plan import Plan
    from exports.intake import WorkbookReader
    from tests.building import Clock

FIGURE = "1-6月累计"
WHOLE = {
    (JOBS_FIGURE, FIGURE): 7000,
    (JOBS, "自评"): "达到序时进度",
    (JOBS, "进展情况"): "招聘会15场。",
    (JOBS, "存在问题"): "无。",
    (JOBS, "下一步措施"): "继续。",
}


@pytest.fixture
def installation() -> MemoryInstallation:
    """Where everything is kept: in memory; a merge knows no disk."""
    return MemoryInstallation()


@pytest.fixture
def half_reported(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, june: Period, clock: Clock
) -> CoordinatorDesk:
    """A year with all sorts of things in it: submitted, approved, returned, supporting, moved and retargeted."""
    submitted(clerk_desk, a_report(JOBS))
    submitted(clerk_desk, a_report(CLINICS, department="rsj", narrative=Narrative("联合巡诊。")))
    submitted(kjj_desk, a_report(FIRMS))
    submitted(kjj_desk, a_report(REFORM))
    coordinator_desk.approve_report(june, FIRMS, based_on=2)
    coordinator_desk.return_report(june, REFORM, reason="请补充数据。", based_on=2)
    coordinator_desk.open_period(JULY)
    coordinator_desk.retarget_commitment(
        JOBS, JOBS_FIGURE, parse_figure("12500", "人"), reason="区政府调整", since=JULY
    )
    clock.set("2021-08-03 09:00")
    submitted(clerk_desk, a_report(JOBS, {JOBS_FIGURE: 7100}, period=JULY, explanation="口径已核实。"))
    return coordinator_desk


def all_files(desk: Any, period: Period) -> list[tuple[str, bytes]]:
    """Every department's workbook."""
    return [(f"{code}.xlsx", exported(desk, code, period)) for code in desk.plan(period).directory.codes]


def own_export(desk: Any, period: Period) -> bytes:
    """The commission's own merged workbook."""
    return merged_workbook(
        desk.overview(period),
        desk.heads(),
        MADE_AT,
        desk.people(),
        before=desk.overview(period.plus_months(-1)),
        changes=desk.plan_changes(period),
    )


def as_workbook(merging: Merging) -> bytes:
    """The merged workbook of a merge."""
    found = merging.merged
    assert found is not None
    return merged_workbook(
        found.overview, found.heads, MADE_AT, found.people, before=found.before, changes=found.changes
    )


def texts(content: bytes) -> dict[str, list[tuple[str, object, str]]]:
    """Every cell of every sheet with its address, value and format."""
    book = load_workbook(io.BytesIO(content))
    return {
        sheet.title: [(cell.coordinate, cell.value, cell.number_format) for row in sheet for cell in row if cell.value]
        for sheet in book
    }


def messages(merging: Merging) -> list[str]:
    """What kinds of conflict there are."""
    return [each.told.message for each in merging.conflicts]


@pytest.mark.parametrize("month", [6, 7])
def test_merging_every_department_gives_the_cells_of_the_commissions_own_export(
    half_reported: CoordinatorDesk, reader: WorkbookReader, clock: Clock, month: int
) -> None:
    """Sheet by sheet, cell by cell, with approved, returned, supporting and not reported."""
    period = JULY.plus_months(month - 7)
    merging = merge(reader, reversed(all_files(half_reported, period)), clock().date())

    assert merging.is_settled
    assert () == merging.notes
    assert texts(own_export(half_reported, period)) == texts(as_workbook(merging))


def test_a_merge_needs_no_installation_and_tells_who_is_missing(
    half_reported: CoordinatorDesk, june: Period, reader: WorkbookReader, clock: Clock, plan: Plan
) -> None:
    """With the plan at hand what nobody sent is listed as missing, in the plan's own place."""
    files = [each for each in all_files(half_reported, june) if each[0] not in ("wjw.xlsx", "kjj.xlsx")]
    merging = merge(reader, files, clock().date(), plan=plan)

    assert merging.is_settled
    assert [NO_WORKBOOK, NO_WORKBOOK] == [each.message for each in merging.notes]
    assert merging.merged is not None
    assert [FIRMS, REFORM, JOBS, CLINICS] == [row.commitment.id for row in merging.merged.overview.rows]
    assert [State.EMPTY] * 2 == [row.state for row in merging.merged.overview.rows[:2]]


def test_the_same_file_twice_counts_once(
    half_reported: CoordinatorDesk, june: Period, reader: WorkbookReader, clock: Clock
) -> None:
    """A folder with a copy in it is no conflict, and is told."""
    content = exported(half_reported, "rsj")
    merging = merge(reader, [("a.xlsx", content), ("a (1).xlsx", content)], clock().date())

    assert merging.is_settled
    assert SAME_FILE_TWICE in [each.message for each in merging.notes]


def test_the_same_department_twice_with_other_figures_is_a_conflict(
    clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader, clock: Clock
) -> None:
    """Both sides with file and cell, nothing chosen; the newest on demand, and still told."""
    submitted(clerk_desk, a_report(JOBS))
    old = exported(clerk_desk)
    clerk_desk.withdraw_report(june, JOBS, based_on=2)
    submitted(clerk_desk, a_report(JOBS, {JOBS_FIGURE: 6500}))
    files = [("new.xlsx", exported(clerk_desk)), ("old.xlsx", old)]
    merging = merge(reader, files, clock().date())
    where = cell_at(load_workbook(io.BytesIO(old)), JOBS_FIGURE, FIGURE).coordinate

    assert not merging.is_settled
    assert [SAME_TWICE] == messages(merging)
    assert [("new.xlsx", FORM, where, "6,500"), ("old.xlsx", FORM, where, "6,000")] == [
        (each.file, each.sheet, each.cell, each.text) for each in merging.conflicts[0].sides
    ]
    chosen = merge(reader, files, clock().date(), prefer_newest=True)
    assert (True, 0) == (chosen.is_settled, chosen.conflicts[0].chosen)
    assert b"" != as_workbook(chosen)
    assert chosen.merged is not None
    (jobs,) = [row for row in chosen.merged.overview.rows if row.commitment.id == JOBS]
    assert jobs.counted is not None
    assert 6500 == jobs.counted.values[JOBS_FIGURE]


def test_a_cell_changed_after_submission_is_a_conflict_with_the_record(
    clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader, clock: Clock
) -> None:
    """What was submitted and what the file says now both stand there."""
    submitted(clerk_desk, a_report(JOBS))
    content = filled(exported(clerk_desk), {(JOBS_FIGURE, FIGURE): 9000})
    merging = merge(reader, [("a.xlsx", content)], clock().date())

    assert [CHANGED_AFTERWARDS] == messages(merging)
    assert ["6000", "9000"] == [each.text for each in merging.conflicts[0].sides]
    assert merge(reader, [("a.xlsx", content)], clock().date(), prefer_newest=True).is_settled


def test_a_form_filled_in_offline_counts_and_is_told(
    clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader, clock: Clock
) -> None:
    """A department without a connection is in the report; one that is not finished is not."""
    content = filled(exported(clerk_desk), WHOLE)
    merging = merge(reader, [("a.xlsx", content)], clock().date())
    half = filled(exported(clerk_desk), {(JOBS, "进展情况"): "刚开始写。"})

    assert merging.is_settled
    assert FILLED_IN in [each.message for each in merging.notes]
    assert merging.merged is not None
    assert 7000 == merging.merged.overview.rows[0].counted.values[JOBS_FIGURE]  # type: ignore[union-attr]
    assert "区人社局" == merging.merged.people["rsj"]
    assert NOT_COMPLETE in [each.message for each in merge(reader, [("b.xlsx", half)], clock().date()).notes]


def test_workbooks_of_different_periods_do_not_belong_together(
    half_reported: CoordinatorDesk, june: Period, reader: WorkbookReader, clock: Clock
) -> None:
    """May's file in June's folder is named; the newest can't be the right answer."""
    files = [("june.xlsx", exported(half_reported, "rsj")), ("july.xlsx", exported(half_reported, "kjj", JULY))]
    merging = merge(reader, files, clock().date(), prefer_newest=True)

    assert [OTHER_PERIOD] == messages(merging)
    assert [("june.xlsx", "2021-06"), ("july.xlsx", "2021-07")] == [
        (each.file, each.text) for each in merging.conflicts[0].sides
    ]
    assert not merging.is_settled


def test_a_commitment_moved_or_retargeted_between_two_exports_is_a_conflict(
    coordinator_desk: CoordinatorDesk, june: Period, reader: WorkbookReader, clock: Clock
) -> None:
    """One file was made before the decision, the other after it."""
    before = exported(coordinator_desk, "rsj")
    coordinator_desk.reassign_commitment(JOBS, lead="kjj", supporting=("rsj",), reason="机构调整", since=june)
    files = [("before.xlsx", before), ("after.xlsx", exported(coordinator_desk, "kjj"))]
    merging = merge(reader, files, clock().date())

    assert {OTHER_TARGET, TWO_LEADS} == set(messages(merging))
    assert [("区人社局", "区科技局")] == [
        tuple(side.text for side in each.sides) for each in merging.conflicts if each.told.message == TWO_LEADS
    ]
    assert all(side.cell for each in merging.conflicts for side in each.sides)


def test_a_changed_target_and_a_broken_file_are_problems_of_their_file(
    clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader, clock: Clock
) -> None:
    """Each is named with file and cell, and nothing is merged around it."""
    bad = filled(exported(clerk_desk), {(JOBS_FIGURE, "年度目标"): 100})
    merging = merge(reader, [("bad.xlsx", bad), ("broken.xlsx", bad[:500])], clock().date(), prefer_newest=True)

    assert ["locked_cell_changed", "damaged_workbook"] == [each.told.code for each in merging.problems]
    assert not merging.is_settled
