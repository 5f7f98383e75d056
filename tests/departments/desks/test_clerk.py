"""The clerk's desk: entering, proving and submitting, and what happens when two do it at once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from departments.checks import Grade
from departments.desks.clerk import LONGEST_TEXT, NotReady, NotTheLead, TextTooLong
from departments.figures import NotANumber, TooLong
from departments.lights import Light
from departments.periods import PeriodClosed, PeriodOutsidePlan
from departments.refusals import NotFound
from departments.reports import Assessment, Evidence, Narrative, Report, State
from tests.building import (
    CLINICS,
    FIRMS,
    FIRMS_DEALS,
    FIRMS_LEVEL,
    JOBS,
    JOBS_FIGURE,
    JULY,
    JUNE,
    MARCH,
    MAY,
    Clock,
    a_report,
    at,
    draft_of,
    figures,
    saved,
    submitted,
)

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk
    from departments.periods import Period
    from tests.memory_ledger import QuickerHand

FIGURE = {JOBS_FIGURE: Decimal(6000)}


def test_an_untouched_commitment_is_empty_at_revision_0(june: Period, clerk_desk: ClerkDesk) -> None:
    """The form can be opened before anything was written."""
    view = clerk_desk.report(june, JOBS)

    assert (0, State.EMPTY, True, True, False, None) == (
        view.revision,
        view.report.state,
        view.is_lead,
        view.is_due,
        view.is_late,
        view.lock,
    )
    assert {"figure_missing", "progress_missing", "assessment_missing"} == {each.code for each in view.findings}


def test_a_saved_draft_is_kept_word_for_word(june: Period, clerk_desk: ClerkDesk) -> None:
    """Everything that a clerk writes comes back, and the person stands beside it."""
    view = clerk_desk.save_report(a_report(), based_on=0)

    assert (1, State.DRAFT, "rsj") == (view.revision, view.report.state, view.report.reported_by)
    assert evolve(a_report(), state=State.DRAFT, reported_by="rsj") == view.report
    assert view.report == clerk_desk.report(june, JOBS).report


def test_a_preview_judges_what_is_typed_and_keeps_nothing(june: Period, clerk_desk: ClerkDesk) -> None:
    """The form shows findings and light before anything is saved."""
    typed = a_report(values=FIGURE, narrative=Narrative(), assessment=Assessment.DONE)

    view = clerk_desk.preview_report(typed)

    assert {"progress_missing", "assessment_better"} <= {each.code for each in view.findings}
    assert view.preview.light is Light.ON_TRACK
    assert (0, State.EMPTY) == (clerk_desk.report(june, JOBS).revision, clerk_desk.report(june, JOBS).report.state)


def test_a_preview_can_be_asked_again_and_again_without_a_book(june: Period, clerk_desk: ClerkDesk) -> None:
    """With every key: it answers as the desk does, from what was read beforehand."""
    judged = clerk_desk.previewing(june, JOBS)
    typed = a_report(values=FIGURE, narrative=Narrative(), assessment=Assessment.DONE)
    answered = clerk_desk.preview_report(typed)
    submitted(clerk_desk, a_report())

    assert answered == judged(typed)
    assert (2, 0) == (clerk_desk.preview_report(typed).revision, judged(typed).revision)


def test_a_draft_previews_its_light_and_counts_nowhere(
    june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """The clerk sees what it would be; the leaders see that nothing was sent."""
    view = saved(clerk_desk, a_report())

    assert (Light.ON_TRACK, Light.MISSING) == (view.preview.light, view.light.light)
    assert 4 == coordinator_desk.overview(june).totals.of(Light.MISSING)


def test_a_submitted_report_counts_at_once(
    june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk, clock: Clock
) -> None:
    """State, time and light; the overview sees it without anybody doing anything."""
    view = submitted(clerk_desk, a_report())

    assert (State.SUBMITTED, clock.now, clock.now) == (
        view.report.state,
        view.report.submitted_at,
        view.report.first_submitted_at,
    )
    assert (Light.ON_TRACK, Light.ON_TRACK) == (view.light.light, view.preview.light)
    assert 1 == coordinator_desk.overview(june).totals.on_track


@pytest.mark.parametrize(
    "forged",
    [
        {"state": State.APPROVED},
        {"approved_by": "coordinator", "signed_by": "rsj.head"},
        {"reported_by": "somebody"},
        {"first_submitted_at": at("2021-06-01 08:00"), "submitted_at": at("2021-06-01 08:00")},
        {"evidence": (Evidence("别人的.pdf", "0" * 64, 3),)},
    ],
)
def test_only_what_a_clerk_writes_is_taken_from_a_form(
    june: Period, clerk_desk: ClerkDesk, forged: dict[str, Any]
) -> None:
    """A form that says it is approved, signed, in time or proven is a draft like any other."""
    view = saved(clerk_desk, a_report(**forged))

    assert evolve(a_report(), state=State.DRAFT, reported_by="rsj") == view.report


def test_text_is_cleaned_and_the_rest_stays(june: Period, clerk_desk: ClerkDesk) -> None:
    """What could command a reader's terminal goes before anything is kept."""
    view = saved(
        clerk_desk,
        a_report(
            values={},
            narrative=Narrative("进展\x1b[31m顺利\r\n第二行", "\u202e问题", "\x07下一步"),
            explanation="说\x9b31m明",
            figure_absent={JOBS_FIGURE: "按季\n公布\x00"},
        ),
    )

    assert Narrative("进展顺利\n第二行", "问题", "下一步") == view.report.narrative
    assert ("说明", {JOBS_FIGURE: "按季 公布"}) == (view.report.explanation, view.report.figure_absent)


def test_a_reason_beside_a_figure_is_dropped(june: Period, clerk_desk: ClerkDesk) -> None:
    """There is a figure or a reason, not both; an empty reason is none."""
    with_both = a_report(figure_absent={JOBS_FIGURE: "按季公布"})
    empty = a_report(values={}, figure_absent={JOBS_FIGURE: " \u200b"})

    assert {} == saved(clerk_desk, with_both).report.figure_absent
    assert {} == saved(clerk_desk, empty).report.figure_absent


@pytest.mark.parametrize("place", ["progress", "problems", "next_steps", "explanation", "figure_absent"])
def test_a_text_over_the_limit_is_refused_before_anything_is_kept(
    june: Period, clerk_desk: ClerkDesk, place: str
) -> None:
    """The sentence shows its beginning and its length; a file would do instead."""
    long = "长" * (LONGEST_TEXT + 1)
    report = a_report(values={})
    match place:
        case "explanation":
            report = evolve(report, explanation=long)
        case "figure_absent":
            report = evolve(report, figure_absent={JOBS_FIGURE: long})
        case _:
            report = evolve(report, narrative=evolve(report.narrative, **{place: long}))

    with pytest.raises(TextTooLong, match="20001 characters"):
        clerk_desk.save_report(report, based_on=0)

    assert 0 == clerk_desk.report(june, JOBS).revision


def test_the_longest_text_fits(june: Period, clerk_desk: ClerkDesk) -> None:
    """The limit itself is allowed."""
    view = saved(clerk_desk, a_report(explanation="长" * LONGEST_TEXT))

    assert LONGEST_TEXT == len(view.report.explanation)


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_no_figure(june: Period, clerk_desk: ClerkDesk, value: str) -> None:
    """Whichever door it came through: one such figure would break every page that shows it."""
    with pytest.raises(NotANumber):
        clerk_desk.save_report(a_report(values={JOBS_FIGURE: value}), based_on=0)

    assert 0 == clerk_desk.report(june, JOBS).revision


@pytest.mark.parametrize("value", ["1E+15", "1E+999999", "1E-11", "0." + "3" * 28])
def test_a_figure_beyond_all_plans_is_refused(june: Period, clerk_desk: ClerkDesk, value: str) -> None:
    """A number that nobody could print is a slip."""
    with pytest.raises(TooLong):
        clerk_desk.save_report(a_report(values={JOBS_FIGURE: value}), based_on=0)


@pytest.mark.parametrize(
    "report",
    [
        a_report(values={"1.2-01.1": 5}),
        a_report(values={JOBS_FIGURE: 1, "4.1-01.2": 5}),
        a_report(values={}, figure_absent={"4.1-01.9": "没有"}),
    ],
)
def test_a_figure_that_the_commitment_does_not_have_is_refused(
    june: Period, clerk_desk: ClerkDesk, report: Report
) -> None:
    """Neither another commitment's nor one that nobody has."""
    with pytest.raises(NotFound):
        clerk_desk.save_report(report, based_on=0)


@pytest.mark.parametrize("told", [{"values": FIGURE}, {"values": {}, "figure_absent": {JOBS_FIGURE: "由牵头单位报"}}])
def test_a_supporting_department_cannot_enter_figures(june: Period, kjj_desk: ClerkDesk, told: dict[str, Any]) -> None:
    """Nothing is counted twice; the sentence says whose the figures are."""
    report = evolve(a_report(), department="kjj", **told)

    with pytest.raises(NotTheLead, match=r"4.1-01 belong to the lead department"):
        kjj_desk.save_report(report, based_on=0)


def test_a_supporting_department_tells_and_proves(june: Period, kjj_desk: ClerkDesk, clerk_desk: ClerkDesk) -> None:
    """Its narrative goes out, and the lead's report is another one."""
    view = submitted(kjj_desk, a_report(department="kjj", values={}, assessment=None))

    assert (State.SUBMITTED, False, False) == (view.report.state, view.is_lead, view.is_late)
    assert State.EMPTY == clerk_desk.report(june, JOBS).report.state


@pytest.mark.parametrize("desk", ["clerk_desk", "kjj_desk"])
def test_a_supporting_report_is_never_late(
    request: pytest.FixtureRequest, june: Period, clock: Clock, desk: str
) -> None:
    """Only the lead owes the report by a day."""
    clock.set("2021-07-30 09:00")

    view = request.getfixturevalue(desk).report(june, JOBS)

    assert (desk == "clerk_desk") == view.is_late


def test_a_report_that_is_not_ready_says_everything_at_once(june: Period, clerk_desk: ClerkDesk) -> None:
    """All findings travel with the refusal, the first in its sentence, and the draft stays."""
    draft = saved(clerk_desk, a_report(values={}, assessment=None))

    with pytest.raises(NotReady, match=r"4.1-01 can't be submitted yet: 新增就业 has no figure") as refused:
        clerk_desk.submit_report(june, JOBS, based_on=draft.revision)

    assert ["figure_missing", "assessment_missing"] == [each.code for each in refused.value.findings]
    assert draft.report == clerk_desk.report(june, JOBS).report


def test_a_soft_finding_needs_an_explanation_which_travels(
    june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """Without one it is refused, with one it goes, and the commission reads it."""
    low = a_report(values={JOBS_FIGURE: 1000})
    draft = saved(clerk_desk, low)
    with pytest.raises(NotReady, match="Explain"):
        clerk_desk.submit_report(june, JOBS, based_on=draft.revision)

    submitted(clerk_desk, evolve(low, explanation="年底集中入库"))

    seen = coordinator_desk.report(june, JOBS)
    assert ("年底集中入库", [Grade.SOFT]) == (seen.report.explanation, [each.grade for each in seen.findings])


def test_a_fall_since_an_earlier_period_is_seen_through_one_without_a_figure(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """Leaving a figure out for a month does not make the next one free."""
    for period in (MARCH, MAY, JUNE):
        coordinator_desk.open_period(period)
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 8000}, period=MARCH))
    submitted(clerk_desk, a_report(values={}, figure_absent={JOBS_FIGURE: "系统升级"}, period=MAY))

    view = saved(clerk_desk, a_report())

    assert ["explanation_wanted", "cumulative_fell"] == [each.code for each in view.findings]
    assert MAY == (view.previous and view.previous.period)
    assert (MARCH, Decimal(8000)) == (view.last_figures[JOBS_FIGURE].period, view.last_figures[JOBS_FIGURE].value)


def test_last_periods_report_stands_beside_the_form(coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk) -> None:
    """The last one that counts: not a draft, not another department's."""
    for period in (MARCH, MAY, JUNE):
        coordinator_desk.open_period(period)
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 3000}, period=MARCH))
    saved(clerk_desk, a_report(values={JOBS_FIGURE: 5000}, period=MAY))

    found = clerk_desk.report(JUNE, JOBS).previous

    assert (MARCH, figures({JOBS_FIGURE: 3000})) == (found and (found.period, found.values))


def test_another_year_is_outside_the_plan(clerk_desk: ClerkDesk) -> None:
    """The sentence names the plan's year."""
    with pytest.raises(PeriodOutsidePlan, match="2021"):
        clerk_desk.save_report(a_report(period=evolve(JUNE, year=2022)), based_on=0)


def test_a_half_typed_form_is_the_accounts_own(june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk) -> None:
    """It is kept, replaced and dropped, and a colleague does not see it."""
    clerk_desk.keep_draft(june, JOBS, {"progress": "举办"})
    clerk_desk.keep_draft(june, JOBS, {"progress": "举办招聘会"})

    assert {"progress": "举办招聘会"} == draft_of(clerk_desk, june, JOBS)
    assert (None, None) == (draft_of(colleague_desk, june, JOBS), draft_of(clerk_desk, JULY, JOBS))
    assert [{JOBS}, set(), set()] == [clerk_desk.unsaved(june), colleague_desk.unsaved(june), clerk_desk.unsaved(JULY)]
    assert 0 == clerk_desk.report(june, JOBS).revision
    clerk_desk.drop_draft(june, JOBS)
    clerk_desk.drop_draft(june, JOBS)
    assert draft_of(clerk_desk, june, JOBS) is None
    assert set() == clerk_desk.unsaved(june)


def test_a_report_saved_through_one_desk_is_seen_at_every_other(
    june: Period, clerk_desk: ClerkDesk, colleague_desk: ClerkDesk, head_desk: HeadDesk
) -> None:
    """There is one report, whoever looks."""
    view = saved(clerk_desk, a_report())

    assert [view.report] * 2 == [each.report(june, JOBS).report for each in (colleague_desk, head_desk)]


def test_nothing_to_report_is_an_answer(june: Period, clerk_desk: ClerkDesk) -> None:
    """With a reason and a next step it can be submitted like any other."""
    view = submitted(
        clerk_desk,
        a_report(
            nothing_to_report=True,
            narrative=Narrative("项目未批", "", "催办"),
            values={JOBS_FIGURE: 6000},
        ),
    )

    assert (State.SUBMITTED, True) == (view.report.state, view.report.nothing_to_report)


def test_a_quarterly_report_has_a_level_and_a_sum(june: Period, kjj_desk: ClerkDesk) -> None:
    """Two figures, two lights, one commitment."""
    view = submitted(kjj_desk, a_report(FIRMS, values={FIRMS_LEVEL: 380, FIRMS_DEALS: 20}, explanation="见说明"))

    assert [Light.SLIGHTLY_BEHIND, Light.SLIGHTLY_BEHIND] == [each.light for each in view.light.indicators]


def test_a_milestone_is_due_at_its_dates(coordinator_desk: CoordinatorDesk, wjw_desk: ClerkDesk) -> None:
    """In July nothing is owed, and can be said all the same."""
    coordinator_desk.open_period(JULY)

    view = submitted(wjw_desk, a_report(CLINICS, period=JULY, assessment=Assessment.BEHIND))

    assert (False, False, Light.BEHIND) == (view.is_due, view.is_late, view.light.light)


def test_a_returned_value_cannot_be_used_to_change_the_book(june: Period, clerk_desk: ClerkDesk) -> None:
    """What a form does with its own copy of the figures reaches nobody who has not saved it."""
    view = saved(clerk_desk, a_report())
    written = dict(view.report.values)
    written[JOBS_FIGURE] = Decimal(0)

    assert FIGURE == clerk_desk.report(june, JOBS).report.values


def test_a_period_that_closes_first_takes_no_report_any_more(
    june: Period, clerk_desk: ClerkDesk, coordinator_desk: CoordinatorDesk, quicker: QuickerHand
) -> None:
    """Between looking and writing the coordinator may have closed it: then nothing is written."""
    quicker.acts_first("rsj", lambda: coordinator_desk.close_period(june))

    with pytest.raises(PeriodClosed):
        clerk_desk.save_report(a_report(), based_on=0)

    assert 0 == clerk_desk.report(june, JOBS).revision
