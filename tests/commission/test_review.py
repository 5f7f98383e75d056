"""Reviewing: the queue with its filters, what changed in the words, approving many, correcting what is approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.desks.reviewing import ReasonMissing
from departments.ledger import BookBusy
from departments.lights import Light
from departments.refusals import NotFound
from departments.reports import Narrative, State
from departments.review import Change, Passage, narrative_changes, sentences, text_changes
from tests.building import FIRMS, JOBS, JOBS_FIGURE, JULY, JUNE, REFORM, Clock, a_report, saved, submitted

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk
    from departments.periods import Period
    from tests.memory_ledger import QuickerHand

WORSE = {JOBS_FIGURE: 5500}
"""Below the pace of June, so that an assessment of on track is better than the figures."""


@pytest.fixture
def submissions(june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk) -> None:
    """Jobs by their lead, with a warning, and by a supporting department; firms and reform by their lead."""
    submitted(clerk_desk, a_report(values=WORSE, explanation="季节性因素。"))
    for commitment in (FIRMS, REFORM):
        submitted(kjj_desk, a_report(commitment))
    submitted(kjj_desk, a_report(department="kjj", values={}))


@pytest.mark.usefixtures("submissions")
@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ({}, [("kjj", FIRMS), ("kjj", REFORM), ("kjj", JOBS), ("rsj", JOBS)]),
        ({"department": "rsj"}, [("rsj", JOBS)]),
        ({"department": "wjw"}, []),
        ({"section": 4}, [("kjj", JOBS), ("rsj", JOBS)]),
        ({"light": Light.SLIGHTLY_BEHIND}, [("rsj", JOBS)]),
        ({"only_with_warnings": True}, [("rsj", JOBS)]),
        ({"section": 1, "light": Light.ON_TRACK}, [("kjj", FIRMS)]),
    ],
)
def test_the_queue_shows_what_is_sought_in_a_fixed_order(
    coordinator_desk: CoordinatorDesk, sought: dict[str, object], found: list[tuple[str, str]]
) -> None:
    """Departments as the directory has them, commitments as the plan has them."""
    items = coordinator_desk.review_queue(JUNE, **sought)  # type: ignore[arg-type]

    assert found == [(each.report.department, each.report.commitment) for each in items]


def test_the_queue_of_no_department_is_not_an_empty_one(june: Period, coordinator_desk: CoordinatorDesk) -> None:
    """A slip in a code is said, not shown as nothing to do."""
    with pytest.raises(NotFound, match="rjs"):
        coordinator_desk.review_queue(june, department="rjs")


@pytest.mark.usefixtures("submissions")
def test_an_item_has_everything_beside_the_report(coordinator_desk: CoordinatorDesk, clock: Clock) -> None:
    """Quote, target, arithmetic, warnings with their explanation, and for how long it has waited."""
    clock.set("2021-07-06 00:30")

    item = coordinator_desk.review_queue(JUNE, department="rsj")[0]

    assert (3, ["assessment_better"], "季节性因素。") == (
        item.days_waiting,
        [each.code for each in item.warnings],
        item.report.explanation,
    )
    assert "新增就业1.2万人" == item.view.commitment.quote
    assert item.view.light.arithmetic


def test_an_item_marks_what_changed_since_the_last_period(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """What was left out stands between what stayed and what came."""
    submitted(clerk_desk, a_report(narrative=Narrative("举办招聘会12场。走访企业30家。", "无。", "继续。")))
    coordinator_desk.open_period(JULY)
    clock.forward(days=30)
    july = a_report(
        period=JULY,
        values={JOBS_FIGURE: 7100},
        narrative=Narrative("举办招聘会15场。走访企业30家。开设夜校。", "无。", "继续。"),
    )
    submitted(clerk_desk, july)

    item = coordinator_desk.review_queue(JULY)[0]

    assert (
        Passage(Change.REMOVED, "举办招聘会12场。"),
        Passage(Change.ADDED, "举办招聘会15场。"),
        Passage(Change.KEPT, "走访企业30家。"),
        Passage(Change.ADDED, "开设夜校。"),
    ) == item.narrative.progress
    assert (Passage(Change.KEPT, "无。"),) == item.narrative.problems
    assert not item.narrative.is_unchanged


def test_a_copied_narrative_is_told() -> None:
    """Word for word the last period's; nothing at all is no copy."""
    told = Narrative("做了。", "无。", "继续。")

    assert narrative_changes(told, told).is_unchanged
    assert not narrative_changes(told, None).is_unchanged
    assert not narrative_changes(Narrative(), Narrative()).is_unchanged


def test_a_decimal_point_ends_no_sentence() -> None:
    """Figures stay whole."""
    assert ("完成12.5亿元;", "增长3.1%。", "下月继续") == sentences("完成12.5亿元;增长3.1%。下月继续")


def test_a_hostile_text_is_compared_in_no_time() -> None:
    """Twenty thousand sentences that are all alike are told as one left out and one added."""
    old, new = "啊。" * 10_000, "啊。" * 9_999

    assert (Passage(Change.REMOVED, old), Passage(Change.ADDED, new)) == text_changes(old, new)


@given(st.text("甲乙。；\n", max_size=30), st.text("甲乙。；\n", max_size=30))
def test_both_texts_can_be_read_back_from_the_passages(old: str, new: str) -> None:
    """What is not removed makes up the new text, to the letter; what is not added the old one, but for its spacing."""
    passages = text_changes(old, new)

    assert new == "".join(each.text for each in passages if each.change is not Change.REMOVED)
    assert "".join(old.split()) == "".join(
        "".join(each.text for each in passages if each.change is not Change.ADDED).split()
    )


@pytest.mark.usefixtures("submissions")
def test_what_has_no_warnings_is_approved_at_once_each_with_its_own_event(
    coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk
) -> None:
    """What is left is left with its reason, and authors stay."""
    done = coordinator_desk.approve_all_without_warnings(JUNE)

    assert [FIRMS, REFORM, JOBS] == [each.report.commitment for each in done.approved]
    assert [(JOBS, "has_warnings")] == [(each.item.report.commitment, each.code) for each in done.left]
    for commitment in (FIRMS, REFORM, JOBS):
        report = coordinator_desk.report(JUNE, commitment, "kjj").report
        assert (State.APPROVED, "kjj", "coordinator") == (report.state, report.reported_by, report.approved_by)
        actions = [
            each.action for each in coordinator_desk.history() if (each.book, each.commitment) == ("kjj", commitment)
        ]
        assert ["approved", "submitted", "saved"] == actions


def test_what_was_returned_before_is_left_for_a_look(
    june: Period, coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk
) -> None:
    """Somebody asked for something: it is not approved unseen."""
    view = submitted(kjj_desk, a_report(REFORM))
    coordinator_desk.return_report(june, REFORM, "请补充数量", based_on=view.revision)
    submitted(kjj_desk, a_report(REFORM))

    done = coordinator_desk.approve_all_without_warnings(june)

    assert ((), ["was_returned"]) == (done.approved, [each.code for each in done.left])
    assert "请补充数量" == done.left[0].item.returns[0].reason


def test_a_report_withdrawn_in_between_is_left(
    june: Period, coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk, quicker: QuickerHand
) -> None:
    """Nobody's approval lands on a report that the reviewer has not seen."""
    view = submitted(kjj_desk, a_report(REFORM))
    submitted(kjj_desk, a_report(FIRMS))
    quicker.acts_first("kjj", lambda: kjj_desk.withdraw_report(june, REFORM, based_on=view.revision))

    done = coordinator_desk.approve_all_without_warnings(june)

    assert ([FIRMS], [(REFORM, "changed_meanwhile")]) == (
        [each.report.commitment for each in done.approved],
        [(each.item.report.commitment, each.code) for each in done.left],
    )
    assert State.DRAFT is coordinator_desk.report(june, REFORM).report.state


def test_a_book_that_refuses_leaves_the_others_approved(
    june: Period, coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk, clerk_desk: ClerkDesk, quicker: QuickerHand
) -> None:
    """What was approved is told, and so is what was not."""

    def busy() -> None:
        raise BookBusy("kjj")

    submitted(kjj_desk, a_report(REFORM))
    submitted(clerk_desk, a_report())
    quicker.acts_first("kjj", busy)

    done = coordinator_desk.approve_all_without_warnings(june)

    assert [JOBS] == [each.report.commitment for each in done.approved]
    assert ["book_busy"] == [each.code for each in done.left]
    assert "kjj" in str(done.left[0].sentence)


def test_a_return_needs_a_reason_and_no_valid_form(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """The reason is read by the clerk; findings hold nobody up."""
    view = submitted(clerk_desk, a_report(values=WORSE, explanation="季节性因素。"))
    with pytest.raises(ReasonMissing):
        coordinator_desk.return_report(june, JOBS, " \n", based_on=view.revision)

    returned = coordinator_desk.return_report(june, JOBS, "数据与台账不符", based_on=view.revision)

    assert (State.RETURNED, "数据与台账不符") == (returned.report.state, returned.report.returns[-1].reason)
    assert clerk_desk.report(june, JOBS).lock is None


def test_a_correction_after_approval_has_a_reason_and_stays_in_the_history(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """Approved, returned, corrected, approved again: every step is there, with the figure that stood then."""
    view = submitted(clerk_desk, a_report())
    view = coordinator_desk.approve_report(june, JOBS, based_on=view.revision)
    with pytest.raises(ReasonMissing):
        coordinator_desk.return_report(june, JOBS, "", based_on=view.revision)
    view = coordinator_desk.return_report(june, JOBS, "口径有误", based_on=view.revision)
    assert (State.RETURNED, "", "rsj") == (view.report.state, view.report.approved_by, view.report.reported_by)
    view = submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6200}))
    coordinator_desk.approve_report(june, JOBS, based_on=view.revision)

    told = [(each.action, each.by) for each in reversed(coordinator_desk.history()) if each.commitment == JOBS]

    assert [
        ("saved", "rsj"),
        ("submitted", "rsj"),
        ("approved", "coordinator"),
        ("returned", "coordinator"),
        ("saved", "rsj"),
        ("submitted", "rsj"),
        ("approved", "coordinator"),
    ] == told
    assert ("口径有误",) == tuple(each.reason for each in coordinator_desk.report(june, JOBS).report.returns)


def test_the_reviewers_backlog_has_the_longest_waiting_first(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, clock: Clock
) -> None:
    """Of every period, in days that a calendar counts; drafts and approved ones wait for nobody here."""
    view = submitted(kjj_desk, a_report(FIRMS))
    coordinator_desk.approve_report(june, FIRMS, based_on=view.revision)
    submitted(clerk_desk, a_report())
    clock.forward(days=2)
    submitted(kjj_desk, a_report(REFORM))
    saved(kjj_desk, a_report(department="kjj", values={}))
    clock.forward(days=1)

    waiting = coordinator_desk.backlog()

    assert [("rsj", JOBS, 3), ("kjj", REFORM, 1)] == [(each.department, each.commitment, each.days) for each in waiting]
