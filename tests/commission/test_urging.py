"""Who has not reported, the list to urge from, and urges that need no click."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from departments.desks import ClerkDesk
from departments.desks.department_urging import CannotReport, NobodyMayReport, NothingOutstanding
from departments.periods import PeriodLocked, PeriodOutsidePlan
from departments.refusals import NotFound
from departments.reports import State
from departments.settings import Settings
from departments.urging import Urging
from tests.building import CLINICS, FIRMS, JOBS, JULY, JUNE, REFORM, Clock, a_report, at, saved, submitted
from tests.people import back_at

if TYPE_CHECKING:
    from departments.desks import CoordinatorDesk, HeadDesk, Office, ReaderDesk
    from departments.urging import Board, ToUrge

pytestmark = pytest.mark.usefixtures("june")


def rows(board: Board) -> list[tuple[str, int, int]]:
    """Department, missing and due of each row."""
    return [(each.department.code, each.missing, each.due) for each in board.rows]


def test_the_board_is_sorted_by_what_is_missing_and_then_as_the_directory_is(
    reader_desk: ReaderDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, wjw_desk: ClerkDesk
) -> None:
    """Whoever reported nothing is there, and so is whoever is complete."""
    assert [("kjj", 2, 2), ("rsj", 1, 1), ("wjw", 1, 1)] == rows(reader_desk.not_reported(JUNE))

    submitted(kjj_desk, a_report(FIRMS))
    submitted(kjj_desk, a_report(REFORM))
    saved(wjw_desk, a_report(CLINICS))
    board = reader_desk.not_reported(JUNE)

    assert [("rsj", 1, 1), ("wjw", 1, 1), ("kjj", 0, 2)] == rows(board)
    assert (2, 2, 1, 1, 2) == (
        board.missing,
        board.departments_missing,
        board.totals.of(State.EMPTY),
        board.totals.draft,
        board.totals.submitted,
    )
    assert [True, True, False] == [each.has_nothing for each in board.rows]


def test_the_board_counts_the_days_since_the_due_date(reader_desk: ReaderDesk, clock: Clock) -> None:
    """None before it and on it; only for whoever owes something."""
    assert {0} == {each.days_late for each in reader_desk.not_reported(JUNE).rows}

    clock.set("2021-07-05 23:59")
    assert {0} == {each.days_late for each in reader_desk.not_reported(JUNE).rows}

    clock.set("2021-07-08 00:01")
    assert {3} == {each.days_late for each in reader_desk.not_reported(JUNE).rows}


def test_a_board_of_another_year_is_refused(reader_desk: ReaderDesk) -> None:
    """The plan has twelve months."""
    with pytest.raises(PeriodOutsidePlan):
        reader_desk.not_reported(JUNE.plus_months(12))


def test_the_list_says_what_since_when_and_how_late(
    coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """A report that was sent back is owed since that day, with the reason."""
    view = submitted(kjj_desk, a_report(REFORM))
    clock.set("2021-07-07 10:00")
    coordinator_desk.return_report(JUNE, REFORM, "请补充\n数量", based_on=view.revision)
    submitted(clerk_desk, a_report())
    clock.set("2021-07-08 10:00")

    listed = coordinator_desk.urging_list(JUNE)

    assert [("kjj", 3), ("wjw", 3)] == [(each.department.code, each.days_late) for each in listed.departments]
    assert [(FIRMS, State.EMPTY, dt.date(2021, 7, 5)), (REFORM, State.RETURNED, dt.date(2021, 7, 7))] == [
        (each.commitment.id, each.state, each.since) for each in listed.departments[0].items
    ]
    assert [
        "【催报】2021年1—6月计划执行情况应于7月5日前报送，目前尚有2个单位3项未报送：",
        "1. 区科技局：2项未报送，已逾期3天",
        "· 1.2-01 新增就业1.2万人（未填）",
        "· 2.1-01 深化改革（7月7日退回：请补充 数量）",
        "2. 区卫健委：1项未报送，已逾期3天",
        "· 4.2-01 完善社区卫生服务（未填）",
        "请尽快登录系统报送；本期确无进展的，请选“本期无进展”并说明原因和下一步措施。",
    ] == listed.text.split("\n")
    assert listed.text_for("wjw").startswith(
        "【催报】区卫健委：2021年1—6月计划执行情况应于7月5日前报送，你单位1项未报送"
    )
    assert not listed.text_for("rsj")


def test_a_complete_period_has_thanks_to_paste(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, wjw_desk: ClerkDesk
) -> None:
    """Nobody is left to urge, and asking everybody urges nobody."""
    submitted(clerk_desk, a_report())
    submitted(wjw_desk, a_report(CLINICS))
    for commitment in (FIRMS, REFORM):
        submitted(kjj_desk, a_report(commitment))

    assert "2021年1—6月计划执行情况已全部报送，感谢各单位支持。" == coordinator_desk.urging_list(JUNE).text
    assert Urging((), ()) == coordinator_desk.urge_departments(JUNE)


def test_an_urge_is_kept_with_who_when_and_what_was_outstanding(
    coordinator_desk: CoordinatorDesk, reader_desk: ReaderDesk, clock: Clock
) -> None:
    """A second one is counted; the board shows both."""
    clock.set("2021-07-08 10:00")
    first = coordinator_desk.urge_departments(JUNE).sent
    clock.forward(hours=3)
    (second,) = coordinator_desk.urge_departments(JUNE, ["kjj"], text="请今日下班前报送。\x1b[2J").sent

    assert [("kjj", 1), ("rsj", 1), ("wjw", 1)] == [(each.department, each.number) for each in first]
    assert (2, (FIRMS, REFORM), "请今日下班前报送。", "coordinator", at("2021-07-08 13:00"), 3) == (
        second.number,
        second.commitments,
        second.text,
        second.by,
        second.at,
        second.days_late,
    )
    assert (2, at("2021-07-08 13:00")) == (
        reader_desk.not_reported(JUNE).rows[0].urged,
        reader_desk.not_reported(JUNE).rows[0].last_urged_at,
    )
    assert [2, 1] == [len(each.urges) for each in coordinator_desk.urging_list(JUNE).departments[:2]]
    assert ["urged"] * 4 == [each.action for each in coordinator_desk.history() if each.subject == "urge"]


def test_an_urge_is_new_until_its_text_was_shown_and_stays_until_it_is_settled(
    office: Office, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """At whatever sign-in, and whatever is chosen since; no click: reporting is the acknowledgement."""
    clock.forward(hours=1)
    coordinator_desk.urge_departments(JUNE, ["rsj"])
    assert [None] == [each.seen_at for each in coordinator_desk.urges_sent(JUNE)]

    clock.forward(hours=1)
    first_look = back_at(office, "rsj", ClerkDesk)
    assert [(True, False, (JOBS,))] == [(each.is_new, each.is_settled, each.outstanding) for each in first_look.urges()]
    assert [at("2021-07-03 11:00")] == [each.seen_at for each in coordinator_desk.urges_sent(JUNE)]

    first_look.note_urges_shown(first_look.urges())
    assert [False] == [each.is_new for each in first_look.urges()]

    second_look = back_at(office, "rsj", ClerkDesk)
    second_look.keep_settings(Settings())
    assert [(False, False)] == [(each.is_new, each.is_settled) for each in second_look.urges()]

    submitted(second_look, a_report())
    assert [(False, True)] == [(each.is_new, each.is_settled) for each in second_look.urges()]
    assert [()] == [each.outstanding for each in coordinator_desk.urges_sent(JUNE)]


def test_an_urge_that_nobody_has_read_stays_new_and_so_does_a_later_one(
    office: Office, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk, clock: Clock
) -> None:
    """Signing in is not reading; each account reads for itself, and nothing of it is in the record."""
    coordinator_desk.urge_departments(JUNE, ["rsj"])
    clock.forward(hours=1)
    back_at(office, "rsj", ClerkDesk)
    again = back_at(office, "rsj", ClerkDesk)
    assert [True] == [each.is_new for each in again.urges()]

    before = coordinator_desk.heads()
    again.note_urges_shown(again.urges())
    assert before == coordinator_desk.heads()

    coordinator_desk.urge_departments(JUNE, ["rsj"])
    assert [True, False] == [each.is_new for each in again.urges()]
    assert [True, True] == [each.is_new for each in colleague_desk.urges()]


def test_what_waits_for_the_head_is_owed_and_told_apart(
    coordinator_desk: CoordinatorDesk, head_desk: HeadDesk, clerk_desk: ClerkDesk
) -> None:
    """It is not with the commission yet."""
    coordinator_desk.urge_departments(JUNE, ["rsj"])
    submitted(clerk_desk, a_report())
    assert [((JOBS,), (JOBS,))] == [(each.outstanding, each.signing) for each in clerk_desk.urges()]

    head_desk.sign_report(JUNE, JOBS, based_on=2)
    assert [((), ())] == [(each.outstanding, each.signing) for each in clerk_desk.urges()]


def test_urges_come_the_latest_first_and_end_with_the_period(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """In a closed period nobody can answer one; with an extension it is there again."""
    coordinator_desk.open_period(JULY)
    coordinator_desk.urge_departments(JUNE, ["rsj"])
    clock.forward(hours=1)
    coordinator_desk.urge_departments(JULY, ["rsj"])
    assert [JULY, JUNE] == [each.urge.period for each in clerk_desk.urges()]

    coordinator_desk.close_period(JUNE)
    assert [JULY] == [each.urge.period for each in clerk_desk.urges()]

    coordinator_desk.grant_extension(JUNE, "rsj", until=at("2021-07-09 18:00"), reason="补报")
    assert [JULY, JUNE] == [each.urge.period for each in clerk_desk.urges()]


def test_a_departments_head_reads_its_urges_and_another_department_does_not(
    coordinator_desk: CoordinatorDesk, head_desk: HeadDesk, wjw_desk: ClerkDesk
) -> None:
    """An urge is a department's, not an account's."""
    coordinator_desk.urge_departments(JUNE, ["rsj"])

    assert ["rsj"] == [each.urge.department for each in head_desk.urges()]
    assert () == wjw_desk.urges()


def test_an_urge_that_could_do_nothing_is_refused_and_nobody_is_urged(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """Unknown, owing nothing, locked, or closed without an extension: each has its sentence."""
    submitted(clerk_desk, a_report())
    with pytest.raises(NothingOutstanding, match="区人社局 owes no report for period 2021-06"):
        coordinator_desk.urge_departments(JUNE, ["kjj", "rsj"])
    with pytest.raises(NotFound, match="nobody"):
        coordinator_desk.urge_departments(JUNE, ["nobody"])
    with pytest.raises(PeriodLocked):
        coordinator_desk.urge_departments(JULY)
    coordinator_desk.close_period(JUNE, with_unreviewed=True)
    with pytest.raises(CannotReport, match="区科技局 has no extension"):
        coordinator_desk.urge_departments(JUNE, ["kjj"])

    with pytest.raises(
        NobodyMayReport, match=r"of the departments that owe reports \(2\) none has an extension; grant one"
    ):
        coordinator_desk.urge_departments(JUNE)

    assert () == coordinator_desk.urges_sent(JUNE)


def codes(departments: tuple[ToUrge, ...]) -> list[str]:
    """The departments' codes, in their order."""
    return [each.department.code for each in departments]


def test_in_a_closed_period_the_answer_says_who_was_left_out(coordinator_desk: CoordinatorDesk) -> None:
    """Whoever has leave is urged; the list that is asked for before says the same, and urges nobody."""
    coordinator_desk.close_period(JUNE)
    coordinator_desk.grant_extension(JUNE, "rsj", until=at("2021-07-09 18:00"), reason="补报")
    before = coordinator_desk.whom_to_urge(JUNE)

    assert (["rsj"], ["kjj", "wjw"]) == (codes(before.reached), codes(before.left))
    assert () == coordinator_desk.urges_sent(JUNE)

    done = coordinator_desk.urge_departments(JUNE)

    assert (["rsj"], ["kjj", "wjw"]) == ([each.department for each in done.sent], codes(done.left))


def test_who_may_not_report_reads_whom_to_ask_for_leave(coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk) -> None:
    """In list, paragraph and letter: nobody is told to report who can't, and what was sent back needs no leave."""
    view = submitted(kjj_desk, a_report(REFORM))
    coordinator_desk.close_period(JUNE, with_unreviewed=True)
    ask = "请先向发改委综合科申请补报许可，再登录系统报送"
    report = "请尽快登录系统报送；本期确无进展的，请选“本期无进展”并说明原因和下一步措施。"
    listed = coordinator_desk.urging_list(JUNE)

    assert f"本期已关闭，{ask}。" == listed.text.split("\n")[-1]
    assert listed.short_text.endswith(f"：区科技局1项、区人社局1项、区卫健委1项。本期已关闭，{ask}。")
    assert listed.text_for("wjw").endswith(f"（未填）\n本期已关闭，{ask}。")

    coordinator_desk.return_report(JUNE, REFORM, "请补充", based_on=view.revision)
    coordinator_desk.grant_extension(JUNE, "rsj", until=at("2021-07-09 18:00"), reason="补报")
    listed = coordinator_desk.urging_list(JUNE)

    correct = "；已退回的无须许可，请尽快修改后重新报送。"
    assert [report, f"本期已关闭，区科技局、区卫健委{ask}{correct}"] == listed.text.split("\n")[-2:]
    assert f"本期已关闭，{ask}{correct}" == listed.text_for("kjj").split("\n")[-1]
    assert report not in listed.text_for("kjj")
    assert report == listed.text_for("rsj").split("\n")[-1]
    assert report == coordinator_desk.urge_departments(JUNE, ["kjj"]).sent[0].text.split("\n")[-1]


def test_a_list_of_some_says_that_it_is_of_some(coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk) -> None:
    """In the order in which they were named; whoever owes nothing, or isn't there, is refused."""
    submitted(clerk_desk, a_report())
    listed = coordinator_desk.urging_list(JUNE, ["wjw", "kjj", "wjw"])

    assert ["wjw", "kjj"] == codes(listed.departments)
    assert "【催报】2021年1—6月计划执行情况应于7月5日前报送，下列2个单位3项未报送：" == listed.text.split("\n")[0]
    with pytest.raises(NothingOutstanding):
        coordinator_desk.urging_list(JUNE, ["rsj"])
    with pytest.raises(NotFound):
        coordinator_desk.urging_list(JUNE, ["nobody"])
