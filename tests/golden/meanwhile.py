"""What others do before a page can be looked at: a colleague saves the same report, files come over SFTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from departments.desks import ClerkDesk, CoordinatorDesk
from departments.reports import Narrative
from tests.building import FIRMS_LEVEL, JOBS, JOBS_FIGURE, JUNE, MAY, a_report, at, saved
from tests.exports.forms import exported, filled
from tests.golden.office import CLERK, COORDINATOR
from tests.people import back_at, signed_in

if TYPE_CHECKING:
    from tests.golden.office import Round

_FIGURE = "1-6月累计"


def colleague_saves(round_: Round) -> None:
    """Another clerk of the department writes other figures and another text into the jobs' report."""
    colleague = signed_in(round_.office, "rsj.second", ClerkDesk, "rsj")
    theirs = a_report(values={JOBS_FIGURE: 6500})
    saved(colleague, evolve(theirs, narrative=Narrative("举办招聘会15场，达成意向420人。", "无。", "继续。")))


def form_comes(round_: Round) -> None:
    """The department's form, with a text that is new and a figure that isn't one."""
    form = exported(round_.desks[CLERK])
    cells: dict[tuple[str, str], object] = {(JOBS, "进展情况"): "举办招聘会15场。", (JOBS_FIGURE, _FIGURE): "约七千"}
    round_.deliver("rsj", "填报表.xlsx", filled(form, cells))


def a_whole_form_comes(round_: Round) -> None:
    """The department's form once more, with another figure and another text that can both be taken."""
    form = exported(round_.desks[CLERK])
    cells: dict[tuple[str, str], object] = {(JOBS, "进展情况"): "举办招聘会15场。", (JOBS_FIGURE, _FIGURE): 7000}
    round_.deliver("rsj", "填报表.xlsx", filled(form, cells))


def colleague_types(round_: Round) -> None:
    """A third clerk of the department has the jobs' report open, and types."""
    third = signed_in(round_.office, "rsj.third", ClerkDesk, "rsj")
    third.keep_draft(JUNE, JOBS, {"progress": "正在写"})


def colleague_leaves(round_: Round) -> None:
    """The third clerk gives up what was typed."""
    back_at(round_.office, "rsj.third", ClerkDesk).drop_draft(JUNE, JOBS)


def evidence_is_named(round_: Round) -> None:
    """The jobs' report has a document for its evidence."""
    second = back_at(round_.office, "rsj.second", ClerkDesk)
    based_on = second.report(JUNE, JOBS).revision
    second.attach_reference(JUNE, JOBS, "南人社发〔2021〕12号", note="招聘会批复", based_on=based_on)


def leave_is_given(round_: Round) -> None:
    """The commission lets the department report in May once more."""
    coordinator = back_at(round_.office, COORDINATOR, CoordinatorDesk)
    coordinator.grant_extension(MAY, "rsj", until=at("2021-07-09 17:00"), reason="系统故障，准予补报。")


def workbooks_come(round_: Round) -> None:
    """A department's workbook, the same with another figure, another department's, and something that is none."""
    desk = round_.desks[COORDINATOR]
    sent = exported(desk, "kjj")
    round_.deliver("office", "区科技局.xlsx", sent)
    round_.deliver("office", "区科技局-更正.xlsx", filled(sent, {(FIRMS_LEVEL, _FIGURE): 410}))
    round_.deliver("office", "区人社局.xlsx", exported(desk))
    round_.deliver("office", "说明.xlsx", b"%PDF-1.4")
