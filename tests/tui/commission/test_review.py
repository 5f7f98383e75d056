"""Reviewing: the queue, one report with everything beside it, approving and returning."""

from __future__ import annotations

import asyncio
import io
import threading
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve
from textual.events import Key

from departments.desks import CoordinatorDesk
from departments.reports import Narrative, State
from tests.building import FIRMS, JOBS, JOBS_FIGURE, JUNE, REFORM, a_report, saved, submitted
from tests.tui.app.conftest import LARGE
from tui.dialogs.reason import ReasonDialog
from tui.screens.review import ReviewScreen
from tui.screens.text_page import TextPage

if TYPE_CHECKING:
    import pytest

    from departments.desks import ClerkDesk, ReaderDesk
    from departments.periods import Period
    from tests.tui.app.conftest import AtTerminal


async def test_the_queue_has_a_row_a_report(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """By department in the directory's order, with light, figure and gap."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2")

        assert hands.is_at(ReviewScreen)
        assert "待审核3份" in hands.page
        assert hands.page.index(FIRMS) < hands.page.index(REFORM) < hands.page.index(JOBS)
        assert "6,000" in hands.page


async def test_approving_goes_on_to_the_next(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """F8 approves what is shown; the author stays; after the last one the queue is back with a sentence."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "end", "enter")

        assert "第3份，共3份" in hands.page
        assert "新增就业1.2万人" in hands.page

        await hands.press("f8")

        assert f"{JOBS}已审核通过" in hands.page
        assert "第2份，共2份" in hands.page

        await hands.press("f8", "f8")

        assert hands.is_at(ReviewScreen)
        assert "最后一份" in hands.page
        assert "待审核0份" in hands.page

    report = coordinator_desk.report(JUNE, JOBS).report
    assert (report.state, report.reported_by, report.approved_by) == (State.APPROVED, "rsj", "coordinator")


async def test_returning_needs_a_reason(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """Without one the dialog comes back; with one the clerk reads it, and can edit at once."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "end", "enter", "f6", "f2")

        assert hands.is_at(ReasonDialog)
        assert "! 必须填写理由" in hands.page
        assert clerk_desk.report(JUNE, JOBS).report.state is State.SUBMITTED

        await hands.type("请补充招聘会场次")
        await hands.press("f2")

        assert f"{JOBS}已退回区人社局" in hands.page
        assert "第2份，共2份" in hands.page

    view = clerk_desk.report(JUNE, JOBS)
    assert view.report.open_return is not None
    assert view.report.open_return.reason == "请补充招聘会场次"
    assert view.lock is None
    assert view.report.narrative.progress == "举办招聘会12场。"


async def test_a_reason_that_is_typed_before_its_question_stands_is_not_lost(
    at_terminal: AtTerminal,
    reported: Period,
    coordinator_desk: CoordinatorDesk,
    clerk_desk: ClerkDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The key that asks, the reason and the key that sends it come at once, as over a slow line."""
    may_ask, kept_reason = threading.Event(), CoordinatorDesk.kept_reason

    def slowly(desk: CoordinatorDesk, period: Period, commitment: str, *, department: str | None = None) -> str:
        may_ask.wait(60)
        return kept_reason(desk, period, commitment, department=department)

    monkeypatch.setattr(CoordinatorDesk, "kept_reason", slowly)
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "end", "enter")
        for key in (Key("f6", None), *(Key("character", each) for each in "请补充"), Key("f2", None)):
            hands.app.post_message(key)
        for _ in range(100):
            await asyncio.sleep(0)
        may_ask.set()
        await hands.wait_for(f"{JOBS}已退回区人社局")
        await hands.settle()

    open_return = clerk_desk.report(JUNE, JOBS).report.open_return
    assert open_return is not None
    assert open_return.reason == "请补充"


async def test_somebody_was_quicker(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """A report that was withdrawn and sent again is not approved unseen: that is told, and the new text shown."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "end", "enter")
        taken = clerk_desk.withdraw_report(JUNE, JOBS, based_on=clerk_desk.report(JUNE, JOBS).revision)
        submitted(clerk_desk, evolve(taken.report, narrative=Narrative("改为13场。", "", "下月继续。")))

        await hands.press("f8")

        assert "改为13场" in hands.page
        assert "rsj" in hands.page
        assert coordinator_desk.report(JUNE, JOBS).report.state is State.SUBMITTED

        await hands.press("f8")

    assert coordinator_desk.report(JUNE, JOBS).report.state is State.APPROVED


async def test_next_and_previous_decide_nothing(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """F4 and F3, and the brackets, go round the queue."""
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "enter")

        assert hands.page.lstrip().startswith(FIRMS)

        await hands.press("f4")

        assert hands.page.lstrip().startswith(REFORM)

        await hands.press("f3", "f3")

        assert hands.page.lstrip().startswith(JOBS)
    assert len(coordinator_desk.review_queue(JUNE)) == 3


async def test_what_changed_since_the_last_period_is_marked(
    at_terminal: AtTerminal, may: Period, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """With a sign before each sentence that is new or gone, not by colour alone; side by side where there is room."""
    told = Narrative("举办招聘会20场。", "缺口主要在制造业。", "下月走进校园。")
    submitted(clerk_desk, a_report(narrative=told))
    async with at_terminal(coordinator_desk, size=LARGE) as hands:
        await hands.press("2", "enter")
        lines = hands.page.splitlines()

        assert any("- 举办招聘会12场" in line for line in lines)
        assert any("+ 举办招聘会20场" in line for line in lines)
        assert any("  缺口主要在制造业" in line for line in lines)
        beside = next(line for line in lines if "进展情况" in line)
        assert beside.index("进展情况") > 40


async def test_copied_text_is_named(
    at_terminal: AtTerminal, may: Period, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """Word for word the last period's text says so."""
    submitted(clerk_desk, a_report())
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "enter")

        assert "与2021-05完全相同" in hands.page


async def test_evidence_that_is_text_can_be_looked_at(
    at_terminal: AtTerminal, june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """A text in GB18030 opens; a picture is laid ready to be fetched; a reference says what it is."""
    revision = saved(clerk_desk, a_report()).revision
    for name, content in (("台账.txt", "招聘会台账：一月二场".encode("gb18030")), ("照片.png", b"\x89PNG\x00\x00")):
        revision = clerk_desk.attach_file(JUNE, JOBS, name, io.BytesIO(content), based_on=revision).revision
    revision = clerk_desk.attach_reference(JUNE, JOBS, "南政发〔2021〕5号", based_on=revision).revision
    clerk_desk.submit_report(JUNE, JOBS, based_on=revision)
    async with at_terminal(coordinator_desk, size=LARGE) as hands:
        await hands.press("2", "enter", "tab", "enter")

        assert hands.is_at(TextPage)
        assert "招聘会台账：一月二场" in hands.page

        await hands.press("escape", "down", "enter")

        assert "2021-06-4.1-01-照片.png（1 KB）已放入" in hands.page
        with coordinator_desk.open_outbox("2021-06-4.1-01-照片.png") as fetched:
            assert fetched.read() == b"\x89PNG\x00\x00"

        await hands.press("down", "enter")

        assert "存放在别处" in hands.page


async def test_a_supporting_departments_report_is_reviewed_too(
    at_terminal: AtTerminal, june: Period, kjj_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """It stands in the queue as 配合, without a light of its own."""
    submitted(kjj_desk, a_report(values={}, department="kjj", assessment=None))
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2")

        assert "配合" in hands.page
        assert "? 未报" not in hands.page

        await hands.press("enter", "f8")

    assert coordinator_desk.report(JUNE, JOBS, "kjj").report.state is State.APPROVED


async def test_the_history_of_returns_is_shown(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """Every earlier return with its reason; F2 tells who did what."""
    view = coordinator_desk.report(JUNE, JOBS)
    back = coordinator_desk.return_report(JUNE, JOBS, "数字与报表不符", based_on=view.revision)
    clerk_desk.submit_report(JUNE, JOBS, based_on=back.revision)
    async with at_terminal(coordinator_desk, size=LARGE) as hands:
        await hands.press("2", "end")

        assert "退过" in hands.page

        await hands.press("enter")

        assert "数字与报表不符" in hands.page

        await hands.press("f2")

        assert hands.is_at(TextPage)
        assert "退回" in hands.page
        assert "rsj" in hands.page


async def test_a_changed_target_stands_beside_the_quote(
    at_terminal: AtTerminal, reported: Period, coordinator_desk: CoordinatorDesk
) -> None:
    """With the old one, the date, who changed it and why."""
    coordinator_desk.retarget_commitment(JOBS, JOBS_FIGURE, Decimal(13000), reason="市里追加任务")
    async with at_terminal(coordinator_desk) as hands:
        await hands.press("2", "end", "enter")
        words = "".join(hands.page.split())

        assert "12,000>13,000人" in words
        assert "市里追加任务" in words
        assert "6,000÷13,000" in words


async def test_a_draft_is_there_without_its_text(
    at_terminal: AtTerminal, may: Period, june: Period, reader_desk: ReaderDesk, clerk_desk: ClerkDesk
) -> None:
    """A leader who goes down to it reads that it is a draft; nothing of it stands there, and nothing as left out."""
    saved(clerk_desk, a_report(explanation="未定稿的话", values={JOBS_FIGURE: 5432}))
    async with at_terminal(reader_desk, size=LARGE) as hands:
        await hands.press("end", "enter", "home", "enter")

        assert "新增就业1.2万人" in hands.page
        assert "草稿" in hands.page
        assert "报送后可在此查看" in hands.page
        for unseen in ("未定稿的话", "5,432", "举办招聘会", "按此报送"):
            assert unseen not in hands.page
