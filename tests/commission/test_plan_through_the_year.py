"""What the commission changes about the plan: reassigned, handed over, retargeted, added and split, with a reason."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from departments.commitment_checks import BadTarget, CommitmentIncomplete, TargetOfNothing
from departments.desks.plan_growing import SumsDiffer
from departments.desks.plan_keeping import NothingChanged, TargetExceeded, TargetFarOff
from departments.desks.reviewing import ReasonMissing
from departments.field_changes import FieldChange
from departments.figures import TooLong
from departments.lights import Light
from departments.periods import NoSuchStep, Period
from departments.plan import Basis, Commitment, Comparator, Due, Indicator
from departments.plan_changes import ChangeKind
from departments.refusals import BadInput, NotFound
from departments.reports import State
from tests.building import (
    CLINICS,
    FIRMS,
    JOBS,
    JOBS_FIGURE,
    JULY,
    JUNE,
    REFORM,
    YEAR,
    Clock,
    a_commitment,
    a_report,
    an_indicator,
    figures,
    submitted,
)

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, ReaderDesk
    from tests.memory_ledger import QuickerHand

pytestmark = pytest.mark.usefixtures("june")
WHY = "区政府第12次常务会议"


def proposed(**changes: Any) -> Commitment:
    """A new commitment under the jobs' heading, as somebody might type it."""
    beds = an_indicator("300", id="", name="新增养老床位", unit="张")
    standing = a_commitment(beds, id="", quote="新增养老床位300张", lead="wjw", supporting=("rsj", "wjw", "rsj"))
    return evolve(standing, **changes)


def test_a_change_never_reaches_into_a_closed_period(coordinator_desk: CoordinatorDesk) -> None:
    """What was merged stays as it was merged."""
    coordinator_desk.close_period(JUNE)

    for change in (
        lambda: coordinator_desk.reassign_commitment(JOBS, lead="wjw", supporting=(), since=JUNE, reason=WHY),
        lambda: coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(9), since=JUNE, reason=WHY),
        lambda: coordinator_desk.add_commitment(proposed(), source="x", since=JUNE, reason=WHY),
        lambda: coordinator_desk.split_commitment(JOBS, [proposed(), proposed(lead="kjj")], since=JUNE, reason=WHY),
        lambda: coordinator_desk.hand_over_department("rsj", "wjw", since=JUNE, reason=WHY),
    ):
        with pytest.raises(NoSuchStep, match="2021-06 is closed"):
            change()


def test_a_commitment_that_came_later_was_not_due_before(coordinator_desk: CoordinatorDesk) -> None:
    """A quarterly one of July is not due until September, and the periods without it don't matter."""
    added = coordinator_desk.add_commitment(proposed(due=Due.QUARTERLY), source="9号", since=JULY, reason=WHY)

    lights = {row.commitment.id: row.light.light for row in coordinator_desk.overview(JULY).rows}
    assert Light.NOT_DUE is lights[added.id]


def test_a_change_that_changes_nothing_is_none(coordinator_desk: CoordinatorDesk) -> None:
    """The same target and the same departments leave no trace; the same departments in other places are a change."""
    with pytest.raises(NothingChanged, match="新增就业 stands like that in 2021-07 already"):
        coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal("12000.0"), since=JULY, reason=WHY)
    with pytest.raises(NothingChanged, match=JOBS):
        coordinator_desk.reassign_commitment(JOBS, lead="rsj", supporting=("kjj", "rsj"), reason=WHY)
    assert () == coordinator_desk.plan_changes()

    coordinator_desk.reassign_commitment(JOBS, lead="kjj", supporting=("rsj",), reason=WHY)
    assert 1 == len(coordinator_desk.plan_changes())


def test_a_target_that_a_report_is_already_beyond_wants_confirming(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """The sentence has figure, unit and period; confirmed it holds."""
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6300}))

    with pytest.raises(
        TargetExceeded, match=r"新增就业 already stands at 6,300 人 \(2021-06\), beyond the new target 6,000"
    ):
        coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(6000), reason=WHY)
    assert () == coordinator_desk.plan_changes()

    coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(6000), even_if_exceeded=True, reason=WHY)
    assert Light.DONE is coordinator_desk.review_item(JUNE, JOBS).view.light.indicators[0].light


def test_a_target_that_is_just_met_or_only_drafted_beyond_needs_no_confirming(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk
) -> None:
    """Beyond is more than met, and a draft says nothing yet."""
    view = submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6300}))
    coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(6300), reason=WHY)
    clerk_desk.withdraw_report(JUNE, JOBS, based_on=view.revision)
    coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(6000), reason=WHY)

    assert [(Decimal(12000), Decimal(6300)), (Decimal(6300), Decimal(6000))] == [
        (each.fields[0].old, each.fields[0].new) for each in coordinator_desk.plan_changes()
    ]


@pytest.mark.parametrize(
    ("target", "refusal"), [("-1", BadTarget), ("NaN", BadInput), ("Infinity", BadInput), ("1e40", TooLong)]
)
def test_a_target_is_a_number_that_a_plan_could_have(
    coordinator_desk: CoordinatorDesk, target: str, refusal: type[BadInput]
) -> None:
    """Anything else is refused before anything is kept."""
    with pytest.raises(refusal):
        coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(target), reason=WHY)

    assert () == coordinator_desk.plan_changes()


def test_a_decision_of_the_year_becomes_a_commitment(
    coordinator_desk: CoordinatorDesk, reader_desk: ReaderDesk, wjw_desk: ClerkDesk
) -> None:
    """It gets the heading's next number, stands behind its heading's last, and is reported like any other."""
    coordinator_desk.close_period(JUNE)
    coordinator_desk.open_period(JULY)
    added = coordinator_desk.add_commitment(proposed(), source="南开政发〔2021〕9号", reason=WHY)

    assert ("4.1-02", ["4.1-02.1"], ("rsj",)) == (added.id, [each.id for each in added.indicators], added.supporting)
    assert [FIRMS, REFORM, JOBS, CLINICS] == [each.id for each in reader_desk.plan(JUNE).commitments]
    assert [FIRMS, REFORM, JOBS, "4.1-02", CLINICS] == [each.id for each in reader_desk.plan(JULY).commitments]
    report = a_report("4.1-02", period=JULY, department="wjw", values={"4.1-02.1": 200})
    assert Light.ON_TRACK is submitted(wjw_desk, report).light.light
    (change,) = reader_desk.plan_changes()
    assert (ChangeKind.ADDED, "南开政发〔2021〕9号", "新增养老床位300张") == (
        change.kind,
        change.source,
        change.commitment.quote,
    )
    assert 5 == reader_desk.overview(Period(YEAR, 8)).totals.total


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"quote": " \x1b[2J "}, "quote the decision"),
        ({"indicators": (an_indicator(), an_indicator())}, "two indicators are called 新增就业"),
        ({"indicators": (an_indicator(name=""),)}, "no name or no unit"),
        ({"indicators": (an_indicator(unit=" "),)}, "no name or no unit"),
        ({"due": Due.MILESTONE}, "none of them is in or after 2021-06"),
        ({"due": Due.MILESTONE, "milestones": ("2021-03",)}, "none of them is in or after 2021-06"),
        ({"due": Due.MILESTONE, "milestones": ("juni",)}, "juni is not a period"),
    ],
)
def test_an_incomplete_commitment_says_what_is_missing(
    coordinator_desk: CoordinatorDesk, changes: dict[str, Any], says: str
) -> None:
    """And the plan stays as it is."""
    with pytest.raises(CommitmentIncomplete, match=says):
        coordinator_desk.add_commitment(proposed(**changes), source="南开政发〔2021〕9号", since=JUNE, reason=WHY)

    assert () == coordinator_desk.plan_changes()


def test_an_added_commitment_names_its_decision_its_place_and_departments_that_are_there(
    coordinator_desk: CoordinatorDesk,
) -> None:
    """Each refusal is of its own kind."""
    with pytest.raises(CommitmentIncomplete, match="names no decision"):
        coordinator_desk.add_commitment(proposed(), source=" ", reason=WHY)
    with pytest.raises(ReasonMissing):
        coordinator_desk.add_commitment(proposed(), source="9号", reason="")
    with pytest.raises(NotFound, match="别处"):
        coordinator_desk.add_commitment(proposed(heading="别处"), source="9号", reason=WHY)
    with pytest.raises(NotFound, match="nobody"):
        coordinator_desk.add_commitment(proposed(supporting=("nobody",)), source="9号", reason=WHY)
    with pytest.raises(BadTarget):
        coordinator_desk.add_commitment(proposed(indicators=(an_indicator("-5"),)), source="9号", reason=WHY)

    assert () == coordinator_desk.plan_changes()


def test_parts_stand_in_the_place_of_what_was_split(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk
) -> None:
    """From the first period that is not closed; the old one's report stays, and its number is never given again."""
    submitted(clerk_desk, a_report())
    coordinator_desk.close_period(JUNE, with_unreviewed=True)
    half = an_indicator("6000", id="")
    halves = [
        proposed(lead=lead, supporting=(), quote=f"新增就业({lead})", indicators=(half,)) for lead in ("rsj", "kjj")
    ]
    parts = coordinator_desk.split_commitment(JOBS, halves, source="专题会", reason=WHY)
    coordinator_desk.open_period(JULY)

    assert ["4.1-02", "4.1-03"] == [each.id for each in parts]
    assert [FIRMS, REFORM, "4.1-02", "4.1-03", CLINICS] == [each.id for each in coordinator_desk.plan(JULY).commitments]
    assert State.SUBMITTED is coordinator_desk.report(JUNE, JOBS).report.state
    with pytest.raises(NotFound):
        clerk_desk.report(JULY, JOBS)
    assert ["4.1-02"] == [each.commitment.id for each in clerk_desk.reports(JULY) if each.is_lead]
    assert {
        ("split", FieldChange("commitment", JOBS, ("4.1-02", "4.1-03"))),
        ("added", FieldChange("commitment", JOBS, "4.1-02")),
        ("added", FieldChange("commitment", JOBS, "4.1-03")),
    } == {(each.kind.value, each.fields[0]) for each in coordinator_desk.plan_changes()}
    quarters = [evolve(each, indicators=(an_indicator("3000", id=""),)) for each in halves]
    more = coordinator_desk.split_commitment("4.1-02", quarters, reason=WHY)
    assert ["4.1-04", "4.1-05"] == [each.id for each in more]
    assert [FIRMS, REFORM, "4.1-04", "4.1-05", "4.1-03", CLINICS] == [
        each.id for each in coordinator_desk.plan(JULY).commitments
    ]


def test_a_split_is_into_two_at_least_and_whole_or_not_at_all(coordinator_desk: CoordinatorDesk) -> None:
    """A second part that is refused leaves no first one behind."""
    with pytest.raises(CommitmentIncomplete, match="at least two parts"):
        coordinator_desk.split_commitment(JOBS, [proposed()], reason=WHY)
    with pytest.raises(CommitmentIncomplete):
        coordinator_desk.split_commitment(JOBS, [proposed(), proposed(quote="")], reason=WHY)
    with pytest.raises(CommitmentIncomplete, match="two parts have the same words and the same lead"):
        coordinator_desk.split_commitment(JOBS, [proposed(), proposed(quote=" 新增养老床位300张\n")], reason=WHY)
    with pytest.raises(CommitmentIncomplete, match="two parts have the same words and the same lead"):
        coordinator_desk.preview_commitment(proposed(), beside=(proposed(),))

    assert () == coordinator_desk.plan_changes()
    assert JOBS in coordinator_desk.plan(JULY)


def people(target: str) -> Indicator:
    """The jobs' indicator with another target, as a part of it might have it."""
    return an_indicator(target, id="")


RATE = an_indicator("3.5", id="", name="失业率", unit="%", comparator=Comparator.AT_MOST, basis=Basis.LEVEL)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ([(), ()], "新增就业: 12,000 人 in the whole, none in the parts"),
        ([(people("8000"),), (people("3000"),)], "新增就业: 12,000 人 in the whole, 11,000 人 in the parts"),
        ([(people("12000"),), (people("12000"),)], "新增就业: 12,000 人 in the whole, 24,000 人 in the parts"),
        ([(an_indicator(id="", unit="万人"),), ()], "新增就业: 12,000 人 in the whole, none in the parts"),
        ([(), (people("12000"), RATE)], ""),
        ([(people("8000"), RATE), (people("4000"),)], ""),
    ],
    ids=["dropped", "fewer", "twice as much", "another unit", "all in one part", "what only a part has"],
)
def test_parts_that_come_to_something_else_than_the_whole_want_confirming(
    coordinator_desk: CoordinatorDesk, parts: list[tuple[Indicator, ...]], says: str
) -> None:
    """By name and unit, with both figures; confirmed it holds, and what comes to the same needs no confirming."""
    made = [proposed(quote=f"第{place}项", indicators=each) for place, each in enumerate(parts, 1)]
    if says:
        with pytest.raises(SumsDiffer, match=says):
            coordinator_desk.split_commitment(JOBS, made, reason=WHY)

        assert () == coordinator_desk.plan_changes()

    coordinator_desk.split_commitment(JOBS, made, reason=WHY, even_if_sums_differ=bool(says))
    assert 3 == len(coordinator_desk.plan_changes())


def test_what_is_read_at_a_point_in_time_does_not_add_up(coordinator_desk: CoordinatorDesk) -> None:
    """A rate that each part keeps is the whole's; one that some keep and others don't is told with all that differs."""
    whole = coordinator_desk.add_commitment(proposed(indicators=(RATE, people("300"))), source="9号", reason=WHY)
    same = [proposed(quote=each, indicators=(RATE, people("150"))) for each in ("甲", "乙")]
    other = [same[0], evolve(same[1], indicators=(evolve(RATE, target=Decimal(4)),))]

    with pytest.raises(
        SumsDiffer,
        match=r"失业率: 3\.5% in the whole, 3\.5%, 4% in the single parts; 新增就业: 300 人 in the whole, 150 人",
    ):
        coordinator_desk.split_commitment(whole.id, other, reason=WHY)
    assert 2 == len(coordinator_desk.split_commitment(whole.id, same, reason=WHY))


def test_at_least_nothing_is_no_target(coordinator_desk: CoordinatorDesk) -> None:
    """Of what adds up from 0; a rate may be held at 0 or above, and what has to stay low may be 0."""
    rate = evolve(RATE, target=Decimal(0), comparator=Comparator.AT_LEAST)
    accidents = an_indicator("0", id="", name="重大事故", unit="起", comparator=Comparator.AT_MOST)
    coordinator_desk.add_commitment(proposed(indicators=(rate, accidents)), source="9号", reason=WHY)

    with pytest.raises(TargetOfNothing, match="新增就业 adds up from nothing"):
        coordinator_desk.add_commitment(proposed(indicators=(people("0"),)), source="9号", reason=WHY)
    with pytest.raises(TargetOfNothing):
        coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal("0.0"), reason=WHY)
    assert 1 == len(coordinator_desk.plan_changes())


@pytest.mark.parametrize(("target", "is_asked"), [("36000", True), ("35999", False), ("4000", True), ("4001", False)])
def test_a_target_with_perhaps_a_digit_wrong_wants_confirming(
    coordinator_desk: CoordinatorDesk, *, target: str, is_asked: bool
) -> None:
    """Three times as much or more, a third or less; the sentence has both figures."""
    if is_asked:
        with pytest.raises(TargetFarOff, match=f"新增就业 would go from 12,000 人 to {int(target):,} 人"):
            coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(target), reason=WHY)

    coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(target), reason=WHY, even_if_far_off=is_asked)
    assert Decimal(target) == coordinator_desk.plan(JULY).commitment(JOBS).indicators[0].target


def test_a_department_reads_the_changes_that_concern_it(
    coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, wjw_desk: ClerkDesk, kjj_desk: ClerkDesk, clock: Clock
) -> None:
    """Who had the commitment, who has it, and nobody else."""
    coordinator_desk.reassign_commitment(JOBS, lead="wjw", supporting=(), reason=WHY)
    clock.forward(minutes=1)
    coordinator_desk.retarget_commitment(FIRMS, "技术合同成交额", Decimal(60), reason=WHY)

    assert [JOBS] == [each.commitment.id for each in clerk_desk.plan_changes()]
    assert [JOBS] == [each.commitment.id for each in wjw_desk.plan_changes()]
    assert [JOBS, FIRMS] == [each.commitment.id for each in kjj_desk.plan_changes()]


def test_two_coordinators_change_one_commitment_without_losing_a_change(
    coordinator_desk: CoordinatorDesk, quicker: QuickerHand
) -> None:
    """The second one's old value is what the first one has made of it."""
    quicker.acts_first(
        "office", lambda: coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(13000), reason=WHY)
    )
    coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(14000), reason=WHY)

    assert [(Decimal(12000), Decimal(13000)), (Decimal(13000), Decimal(14000))] == [
        (each.fields[0].old, each.fields[0].new) for each in coordinator_desk.plan_changes()
    ]


def test_a_growth_rate_that_is_beyond_its_new_target_is_asked_about_too(
    coordinator_desk: CoordinatorDesk, kjj_desk: ClerkDesk
) -> None:
    """Whatever the comparator says, a figure above the number is told."""
    growth = an_indicator("6.6", name="增速", unit="%", comparator=Comparator.GROWTH)
    added = coordinator_desk.add_commitment(proposed(lead="kjj", indicators=(growth,)), source="9号", reason=WHY)
    submitted(kjj_desk, a_report(added.id, department="kjj", values=figures({f"{added.id}.1": "7.1"})))

    with pytest.raises(TargetExceeded, match=r"7\.1%"):
        coordinator_desk.retarget_commitment(added.id, "增速", Decimal("6.8"), reason=WHY)
