"""What is wrong with a report: hard findings block it, soft ones want an explanation."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from departments.checks import Finding, Grade, find_problems
from departments.lights import Light
from departments.periods import Period
from departments.plan import Basis, Comparator
from departments.reports import Assessment, Narrative, Report, State
from tests.building import JOBS_FIGURE, MAY, YEAR, a_commitment, a_report, an_indicator, figures

TEN = Decimal(10)
JOBS_PROMISE = a_commitment(an_indicator())


def problems(report: Report, *earlier: Report, commitment: Any = JOBS_PROMISE) -> tuple[Finding, ...]:
    """What is wrong with the report after these earlier ones, the latest first."""
    return find_problems(commitment, report, earlier, TEN)


def codes(report: Report, *earlier: Report, commitment: Any = JOBS_PROMISE) -> list[str]:
    """The findings as ``hard figure_missing``."""
    return [f"{each.grade} {each.code}" for each in problems(report, *earlier, commitment=commitment)]


def counted(value: object, period: Period = MAY, **changes: Any) -> Report:
    """An earlier report that counts, with this figure."""
    return a_report(values={JOBS_FIGURE: value}, period=period, state=State.APPROVED, **changes)


def test_a_whole_report_has_nothing_wrong() -> None:
    """Figure, narrative and assessment are there, and the figure went up as figures do."""
    assert () == problems(a_report(), counted(5000))


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"values": {}}, "figure_missing", JOBS_FIGURE),
        ({"values": {}, "figure_absent": {JOBS_FIGURE: ""}}, "figure_missing", JOBS_FIGURE),
        ({"values": figures({JOBS_FIGURE: -1}), "assessment": Assessment.BEHIND}, "negative", JOBS_FIGURE),
        ({"narrative": Narrative("", "问题", "下一步")}, "progress_missing", "progress"),
        ({"assessment": None}, "assessment_missing", "assessment"),
        ({"nothing_to_report": True, "narrative": Narrative("", "", "下一步")}, "reason_missing", "progress"),
        ({"nothing_to_report": True, "narrative": Narrative("无项目")}, "next_steps_missing", "next_steps"),
    ],
)
def test_a_hard_finding_says_what_and_where(changes: dict[str, Any], code: str, place: str) -> None:
    """It names the field that has to be put right."""
    found = problems(evolve(a_report(), **changes))

    assert [(Grade.HARD, code, place)] == [(each.grade, each.code, each.place) for each in found]
    assert str(found[0].sentence)


@pytest.mark.parametrize(
    "changes",
    [
        {"values": figures({JOBS_FIGURE: 0}), "assessment": Assessment.NOT_STARTED},
        {"values": {}, "figure_absent": {JOBS_FIGURE: "按季公布"}},
        {"narrative": Narrative("只写进展")},
        {"nothing_to_report": True, "narrative": Narrative("项目未批", "", "催办")},
    ],
)
def test_what_is_answered_is_not_missing(changes: dict[str, Any]) -> None:
    """0 is a figure, a reason stands for one, and problems need not be invented."""
    assert () == problems(evolve(a_report(), **changes))


@pytest.mark.parametrize(
    ("last", "value", "code"),
    [
        (5000, 4999, "soft cumulative_fell"),
        (5000, 5000, ""),
        (2000, 6000, ""),
        (2000, 6001, "soft jumped"),
        (0, 9000, ""),
        (0, 0, ""),
        ("0.5", "1.6", "soft jumped"),
    ],
)
def test_a_figure_that_adds_up_may_not_move_oddly_without_a_word(last: object, value: object, code: str) -> None:
    """A fall and more than threefold are soft; exactly threefold, and anything after 0, is not."""
    report = a_report(values={JOBS_FIGURE: value}, assessment=Assessment.BEHIND, explanation="核减重复统计")

    assert ([code] if code else []) == codes(report, counted(last))


def test_a_soft_finding_without_an_explanation_blocks() -> None:
    """The explanation is what is missing, and hard findings come first."""
    assert ["hard explanation_wanted", "soft cumulative_fell"] == codes(a_report(), counted(7000))


def test_a_soft_finding_names_both_figures_and_the_period() -> None:
    """The clerk sees what it is held against."""
    _, found = problems(a_report(), counted(12800))

    expected = "新增就业 adds up over the year and fell from 12,800 (2021-05) to 6,000."
    assert expected == str(found.sentence)


def test_a_period_without_a_figure_hides_no_fall() -> None:
    """The last figure that there is counts, however many periods ago it was given."""
    absent = evolve(counted(0), values={}, figure_absent={JOBS_FIGURE: "系统升级"})
    april = counted(7000, Period(YEAR, 4))

    assert ["hard explanation_wanted", "soft cumulative_fell"] == codes(a_report(), absent, april)


def test_each_figure_is_held_against_its_own_last_one() -> None:
    """One that was absent last time and one that was there are looked up apart."""
    other = an_indicator("100", id="b", name="培训", unit="场")
    commitment = a_commitment(an_indicator(), other)
    may = evolve(counted(5000), figure_absent={"b": "未统计"})
    april = evolve(counted(9000, Period(YEAR, 4)), values=figures({JOBS_FIGURE: 9000, "b": 60}))
    report = a_report(values={JOBS_FIGURE: 6000, "b": 50}, explanation="核减")

    found = problems(report, may, april, commitment=commitment)

    assert [("cumulative_fell", "b")] == [(each.code, each.place) for each in found]


@pytest.mark.parametrize("value", [-5, 3, 4000])
def test_a_level_moves_as_it_likes(value: int) -> None:
    """What is read at a point in time may fall, jump and be negative."""
    rate = a_commitment(an_indicator("5", basis=Basis.LEVEL, comparator=Comparator.GROWTH))
    report = a_report(values={JOBS_FIGURE: value}, assessment=Assessment.BEHIND)

    assert [] == codes(report, counted(900), commitment=rate)


@pytest.mark.parametrize(
    ("value", "assessment", "is_better"),
    [(6000, "done", True), (4000, "on_track", True), (6000, "on_track", False), (12000, "behind", False)],
)
def test_an_assessment_better_than_the_figures_wants_an_explanation(
    value: int, assessment: str, *, is_better: bool
) -> None:
    """自评与数据不符 is soft; a modest assessment is nobody's business."""
    report = a_report(values={JOBS_FIGURE: value}, assessment=Assessment(assessment), explanation="月底集中入库")

    assert (["soft assessment_better"] if is_better else []) == codes(report)


def test_the_contradiction_names_assessment_and_light() -> None:
    """The fields are values, for the terminal to put into the reader's words."""
    _, found = problems(a_report(values={JOBS_FIGURE: 1000}))

    assert {"assessment": Assessment.ON_TRACK, "light": Light.BEHIND} == found.sentence.fields


def test_a_supporting_department_needs_a_narrative_alone() -> None:
    """No figure and no assessment is asked of it."""
    report = a_report(department="kjj", values={}, assessment=None)

    assert () == problems(report)
    assert ["hard progress_missing"] == codes(evolve(report, narrative=Narrative()))


def test_a_figure_in_a_supporting_report_is_hard() -> None:
    """A draft from when the department still led must not be counted twice."""
    report = a_report(department="kjj")

    found = problems(report)

    assert [("hard", "figure_of_the_lead", JOBS_FIGURE)] == [(str(each.grade), each.code, each.place) for each in found]


def test_without_figures_there_is_nothing_to_contradict() -> None:
    """A commitment in words takes the clerk's word."""
    assert [] == codes(a_report(values={}, assessment=Assessment.DONE), commitment=a_commitment())
