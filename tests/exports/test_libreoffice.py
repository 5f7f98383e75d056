"""Every exported workbook opens in LibreOffice and prints without loss; a form saved by it comes back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from departments.reports import Evidence, Narrative, Return, State
from exports.columns import SEE_APPENDIX
from exports.importing import Outcome, apply, propose
from exports.merged import merged_workbook
from tests.building import CLINICS, FIRMS, JOBS, JOBS_FIGURE, MAY, REFORM, a_report, at, saved
from tests.exports import real_plan
from tests.exports.forms import exported, filled
from tests.exports.office_program import bare, converted, pages_by_sheet, texts_by_sheet
from tests.exports.overviews import GENERATED_AT, counted, seen
from tests.memory_ledger import MemoryInstallation

if TYPE_CHECKING:
    from pathlib import Path

    from departments.desks import ClerkDesk
    from departments.periods import Period
    from exports.intake import WorkbookReader

LONG = "".join(f"第{number}项工作已完成阶段目标，形成台账并按月调度。" for number in range(60))
FIGURE = "1-6月累计"


@pytest.fixture
def installation() -> MemoryInstallation:
    """Where everything is kept: in memory."""
    return MemoryInstallation()


def small_report() -> bytes:
    """A merged workbook with something in every sheet and texts that look like formulas."""
    sent_back = Return(at("2021-07-06 10:00"), "coordinator", "口径不符，请核实。")
    now = seen(
        counted(
            JOBS, {JOBS_FIGURE: 5000}, narrative=Narrative(LONG, "=1+1", "@继续"), evidence=(Evidence("台账.xlsx"),)
        ),
        counted(FIRMS, narrative=Narrative("高企培育。" * 150, "", "")),
        counted(REFORM, state=State.RETURNED, returns=(sent_back,)),
    )
    before = seen(counted(JOBS, {JOBS_FIGURE: 4000}, period=MAY), period=MAY)
    return merged_workbook(now, real_plan.sample_heads()[:1], GENERATED_AT, before=before)


def to_be_seen(text: str) -> str:
    """The text, or its pointer where it stands whole in the appendix, in cells of the appendix's own."""
    pointer = bare(SEE_APPENDIX)
    return pointer if text.startswith(pointer) else text


def test_every_sheet_is_printed_without_loss(clerk_desk: ClerkDesk, june: Period, tmp_path: Path) -> None:
    """Each text and each count of each sheet stands on that sheet's pages."""
    saved(clerk_desk, a_report(JOBS, narrative=Narrative(LONG, "-1", "+1")))
    merged, department, whole = (tmp_path / f"{name}.xlsx" for name in ("merged", "department", "whole"))
    merged.write_bytes(small_report())
    department.write_bytes(exported(clerk_desk))
    overview = real_plan.sample_overview()
    whole.write_bytes(merged_workbook(overview, real_plan.sample_heads(), real_plan.GENERATED_AT, before=overview))
    lost = []
    for workbook, pdf in zip((merged, department, whole), converted("pdf", merged, department, whole), strict=True):
        printed, wanted = pages_by_sheet(pdf), texts_by_sheet(workbook)

        assert len(wanted) == len(printed)
        for (sheet, texts), pages in zip(wanted.items(), printed, strict=True):
            lost += [(workbook.name, sheet, text) for text in texts if to_be_seen(text) not in pages]

    assert lost == []


def test_a_form_saved_by_libreoffice_comes_back(
    clerk_desk: ClerkDesk, june: Period, reader: WorkbookReader, tmp_path: Path
) -> None:
    """Figures and texts as they were typed, nothing else changed, and the hidden sheet whole."""
    saved(clerk_desk, a_report(CLINICS, {}, department="rsj", narrative=Narrative("=巡诊", "+1", "@x\n第二行")))
    form = tmp_path / "form.xlsx"
    cells = {(JOBS_FIGURE, FIGURE): "0.7万", (JOBS, "自评"): "滞后", (JOBS, "进展情况"): "招聘会15场。\n其中线上3场。"}
    form.write_bytes(filled(exported(clerk_desk), cells))
    (again,) = converted("xlsx", form)
    proposal = propose(clerk_desk, reader, again.name, again.read_bytes())

    assert () == proposal.refused
    assert {JOBS: Outcome.NEW, CLINICS: Outcome.SAME} == {each.commitment: each.outcome for each in proposal.items}
    apply(clerk_desk, proposal)
    report = clerk_desk.report(june, JOBS).report
    assert ({JOBS_FIGURE: Decimal(7000)}, "招聘会15场。\n其中线上3场。") == (report.values, report.narrative.progress)
