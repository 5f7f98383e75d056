"""What others do before a page can be looked at: a colleague saves the same report, files come over SFTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from departments.desks import ClerkDesk
from departments.reports import Narrative
from tests.building import FIRMS_LEVEL, JOBS, JOBS_FIGURE, a_report, saved
from tests.exports.forms import exported, filled
from tests.golden.office import CLERK, COORDINATOR
from tests.people import signed_in

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


def workbooks_come(round_: Round) -> None:
    """A department's workbook, the same with another figure, another department's, and something that is none."""
    desk = round_.desks[COORDINATOR]
    sent = exported(desk, "kjj")
    round_.deliver("office", "区科技局.xlsx", sent)
    round_.deliver("office", "区科技局-更正.xlsx", filled(sent, {(FIRMS_LEVEL, _FIGURE): 410}))
    round_.deliver("office", "区人社局.xlsx", exported(desk))
    round_.deliver("office", "说明.xlsx", b"%PDF-1.4")
