"""How the year goes, who did what in it, and who signed in when."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from departments.accounts import BadAccountName, Role, SignInRefused
from departments.field_changes import FieldChange
from departments.history import Sought, Subject, history
from departments.lights import Light
from departments.overview import LightCounts
from departments.refusals import NotFound
from departments.reports import Assessment, Evidence, Report, State
from storage.credentials import DiskCredentials
from tests.building import (
    CLINICS,
    FIRMS,
    FIRMS_DEALS,
    FIRMS_LEVEL,
    JOBS,
    JOBS_FIGURE,
    JULY,
    JUNE,
    REFORM,
    Clock,
    a_commitment,
    a_report,
    an_indicator,
    at,
    saved,
    submitted,
)
from tests.people import ONE_TIME, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk, Office, OperatorDesk, ReaderDesk, Registry
    from departments.ledger import Credentials, Event
    from departments.periods import Period


def test_the_trend_has_every_period_that_was_opened(
    coordinator_desk: CoordinatorDesk, reader_desk: ReaderDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk
) -> None:
    """Each as its own overview counts it; a period that nobody opened is no point of a line."""
    assert () == reader_desk.trend()

    coordinator_desk.open_period(JUNE)
    submitted(clerk_desk, a_report())
    coordinator_desk.open_period(JULY)
    submitted(kjj_desk, a_report(REFORM, period=JULY, assessment=Assessment.BEHIND))

    june, july = reader_desk.trend()
    assert (JUNE, LightCounts(on_track=1, missing=3)) == (june.period, june.lights)
    assert (JULY, LightCounts(behind=1, missing=3)) == (july.period, july.lights)


def test_an_indicator_has_target_figure_and_pace(
    june: Period, reader_desk: ReaderDesk, kjj_desk: ClerkDesk, clerk_desk: ClerkDesk
) -> None:
    """Without a figure it stands there too, missing; of a section alone where one is named."""
    submitted(kjj_desk, a_report(FIRMS))

    level, deals, jobs = reader_desk.indicators(june)
    assert [FIRMS_LEVEL, FIRMS_DEALS, JOBS_FIGURE] == [each.indicator.id for each in (level, deals, jobs)]
    assert (Decimal(25), Fraction(1, 2), Fraction(1, 2), Fraction(0), Light.ON_TRACK, june) == (
        deals.value,
        deals.completion,
        deals.pace,
        deals.gap,
        deals.light,
        deals.of_period,
    )
    assert (None, None, None, None, Light.MISSING) == (jobs.value, jobs.completion, jobs.pace, jobs.gap, jobs.light)
    assert [JOBS_FIGURE] == [each.indicator.id for each in reader_desk.indicators(june, section=4)]


def test_a_figure_that_is_explained_away_has_no_light_of_its_own(
    june: Period, reader_desk: ReaderDesk, clerk_desk: ClerkDesk
) -> None:
    """The reason stands in the report."""
    submitted(clerk_desk, a_report(values={}, figure_absent={JOBS_FIGURE: "季度后公布"}))

    jobs = reader_desk.indicators(june, section=4)[0]
    assert (None, None, june) == (jobs.value, jobs.light, jobs.of_period)


def test_history_has_the_old_value_beside_the_new(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """At the department's own desk, field by field, as values; evidence and returns one by one."""
    submitted(clerk_desk, a_report())
    clock.forward(hours=1)
    view = coordinator_desk.report(june, JOBS)
    coordinator_desk.return_report(june, JOBS, "口径有误", based_on=view.revision)
    clock.forward(hours=1)
    view = submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6200}))
    clerk_desk.withdraw_report(june, JOBS, based_on=view.revision)
    clerk_desk.attach_reference(june, JOBS, "津人社〔2021〕3号", based_on=view.revision + 1)

    told = clerk_desk.history(Sought(commitment=JOBS))
    assert ["attached", "withdrawn", "submitted", "saved", "returned", "submitted", "saved"] == [
        each.action for each in told
    ]
    attached, _, _, saved_again, returned, *_, first = told
    assert FieldChange("evidence", None, Evidence("津人社〔2021〕3号")) in attached.changes
    assert FieldChange(f"values.{JOBS_FIGURE}", Decimal(6000), Decimal(6200)) in saved_again.changes
    assert FieldChange("state", State.SUBMITTED, State.RETURNED) in returned.changes
    assert ["口径有误"] == [each.new.reason for each in returned.changes if each.field == "returns"]
    assert FieldChange("narrative.progress", "", "举办招聘会12场。") in first.changes
    assert (at("2021-07-03 09:00"), "rsj", Subject.REPORT, "rsj", "rsj", june) == (
        first.at,
        first.by,
        first.subject,
        first.book,
        first.department,
        first.period,
    )


def test_the_commissions_history_tells_what_came_to_it(
    june: Period, coordinator_desk: CoordinatorDesk, operator_desk: OperatorDesk, clerk_desk: ClerkDesk
) -> None:
    """What was drafted in between shows where it was sent, beside what had been sent before; who drafted when stays."""
    submitted(clerk_desk, a_report(explanation="初稿"))
    view = coordinator_desk.report(june, JOBS)
    coordinator_desk.return_report(june, JOBS, "口径有误", based_on=view.revision)
    saved(clerk_desk, a_report(values={JOBS_FIGURE: 9999}))
    submitted(clerk_desk, a_report(values={JOBS_FIGURE: 6200}))

    again, saved_last, saved_again, returned, first, drafted = coordinator_desk.history(Sought(commitment=JOBS))
    assert FieldChange(f"values.{JOBS_FIGURE}", Decimal(6000), Decimal(6200)) in again.changes
    assert () == saved_last.changes
    assert (FieldChange("state", State.RETURNED, State.DRAFT),) == saved_again.changes
    assert {"state", "returns"} == {each.field for each in returned.changes}
    assert FieldChange("explanation", "", "初稿") in first.changes
    assert ("saved", "rsj", {"commitment", "department", "period", "state"}) == (
        drafted.action,
        drafted.by,
        {each.field for each in drafted.changes},
    )
    assert "9999" in str(operator_desk.history(Sought(commitment=JOBS)))


def test_a_draft_is_its_departments(
    june: Period,
    coordinator_desk: CoordinatorDesk,
    reader_desk: ReaderDesk,
    clerk_desk: ClerkDesk,
    head_desk: HeadDesk,
    operator_desk: OperatorDesk,
) -> None:
    """Others see that there is one, and its text only once it is submitted; while it is corrected, not again."""
    draft = saved(clerk_desk, a_report(explanation="初稿"))
    proven = clerk_desk.attach_file(june, JOBS, "a.pdf", io.BytesIO(b"proof"), based_on=draft.revision)
    waiting = clerk_desk.submit_report(june, JOBS, based_on=proven.revision)
    for desk in (coordinator_desk, reader_desk):
        (seen,) = (each for each in desk.reports(june) if each.report.commitment == JOBS)

        assert Report(JOBS, "rsj", june, State.SIGNING) == seen.report == desk.report(june, JOBS).report
        assert ((), seen.light) == (seen.findings, seen.preview)
        (row,) = (each for each in desk.overview(june).rows if each.commitment.id == JOBS)
        assert seen.report == row.current
        with pytest.raises(NotFound):
            desk.open_evidence(june, JOBS, proven.report.evidence[0].sha256)
    assert (
        "初稿" == head_desk.report(june, JOBS).report.explanation == operator_desk.report(june, JOBS).report.explanation
    )

    out = head_desk.sign_report(june, JOBS, based_on=waiting.revision)
    assert "初稿" == reader_desk.report(june, JOBS).report.explanation
    back = coordinator_desk.return_report(june, JOBS, "口径有误", based_on=out.revision)
    assert ("初稿", State.RETURNED) == (back.report.explanation, reader_desk.report(june, JOBS).report.state)

    clerk_desk.save_report(a_report(explanation="二稿"), based_on=back.revision)
    seen = reader_desk.report(june, JOBS)
    assert ("", State.DRAFT, "口径有误") == (
        seen.report.explanation,
        seen.report.state,
        seen.report.open_return and seen.report.open_return.reason,
    )


def test_each_piece_of_a_collection_is_told_once(june: Period, clerk_desk: ClerkDesk) -> None:
    """The second document says nothing of the first; one that was taken off stands on the old side."""
    first, second = Evidence("津人社〔2021〕3号"), Evidence("津人社〔2021〕4号")
    clerk_desk.attach_reference(june, JOBS, first.name, based_on=0)
    clerk_desk.attach_reference(june, JOBS, second.name, based_on=1)
    clerk_desk.detach_evidence(june, JOBS, first, based_on=2)

    pieces = [[each for each in entry.changes if each.field == "evidence"] for entry in clerk_desk.history()]
    assert [
        [FieldChange("evidence", first, None)],
        [FieldChange("evidence", None, second)],
        [FieldChange("evidence", None, first)],
    ] == pieces


@pytest.fixture
def busy_days(
    june: Period,
    coordinator_desk: CoordinatorDesk,
    reader_desk: ReaderDesk,
    clerk_desk: ClerkDesk,
    kjj_desk: ClerkDesk,
    clock: Clock,
) -> None:
    """Two reports on the 3rd, a retarget on the 4th, an account disabled and enabled on the 5th."""
    submitted(clerk_desk, a_report())
    submitted(kjj_desk, a_report(REFORM))
    clock.forward(days=1)
    coordinator_desk.retarget_commitment(JOBS, "新增就业", Decimal(13000), reason="市里加码", since=june)
    clock.forward(days=1)
    coordinator_desk.disable_account("reader")
    coordinator_desk.enable_account("reader")


@pytest.mark.usefixtures("busy_days")
@pytest.mark.parametrize(
    ("sought", "actions"),
    [
        (Sought(department="kjj"), ["submitted", "saved"]),
        (Sought(commitment=JOBS), ["retargeted", "submitted", "saved"]),
        (Sought(account="reader"), ["account_enabled", "account_disabled", "password_changed", "account_added"]),
        (Sought(by="rsj"), ["submitted", "saved", "password_changed"]),
        (Sought(by="operator", account="kjj"), ["account_added"]),
        (Sought(action="submitted"), ["submitted", "submitted"]),
        (Sought(period=JUNE, action="period_opened"), ["period_opened"]),
        (Sought(since=at("2021-07-04 00:00")), ["account_enabled", "account_disabled", "retargeted"]),
        (Sought(since=at("2021-07-04 00:00"), until=at("2021-07-04 09:00")), ["retargeted"]),
        (Sought(department="wjw"), []),
    ],
)
def test_history_is_narrowed_to_what_is_sought(
    coordinator_desk: CoordinatorDesk, sought: Sought, actions: list[str]
) -> None:
    """By department, commitment, account, person, action and time, in any combination."""
    found = [each for each in coordinator_desk.history(sought) if not (sought.department and each.account)]

    assert actions == [each.action for each in found]


@pytest.mark.parametrize("commitment", [JOBS, "4.1-02"])
def test_a_commitments_history_has_whoever_had_it(
    june: Period, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, wjw_desk: ClerkDesk, commitment: str
) -> None:
    """Who leads it now, who led it before, and who was given one that came into the plan later."""
    if commitment == JOBS:
        saved(clerk_desk, a_report())
    else:
        beds = a_commitment(an_indicator("300", id="", name="新增养老床位", unit="张"), lead="rsj", supporting=())
        coordinator_desk.add_commitment(beds, source="专题会", reason="民生实事", since=june)
        saved(clerk_desk, a_report(commitment, values={f"{commitment}.1": 100}))
    coordinator_desk.reassign_commitment(commitment, lead="wjw", supporting=(), reason="机构改革", since=june)
    saved(wjw_desk, a_report(commitment, department="wjw", values={f"{commitment}.1": 200}))

    told = coordinator_desk.history(Sought(commitment=commitment))

    assert {"wjw", "coordinator", "rsj"} == {each.by for each in told}
    assert () == coordinator_desk.history(Sought(commitment="9.9-99"))


@pytest.mark.usefixtures("busy_days")
def test_history_can_be_cut_to_the_latest(coordinator_desk: CoordinatorDesk) -> None:
    """A page at a time."""
    assert ["account_enabled", "account_disabled"] == [each.action for each in coordinator_desk.history(limit=2)]


@pytest.mark.usefixtures("busy_days")
def test_the_latest_are_told_without_the_year_before_them(registry: Registry) -> None:
    """No more of a book is read than it takes to lay the old value beside the new."""
    taken = []

    def counted() -> Iterator[Event]:
        for event in registry.ledger.book("rsj").events_back():
            taken.append(event.action)
            yield event

    told = next(history("rsj", counted(), Sought(action="submitted"), lambda _: True))

    assert ["submitted", "saved"] == taken
    assert ("state", State.DRAFT, State.SUBMITTED) in [(each.field, each.old, each.new) for each in told.changes]


@pytest.mark.usefixtures("busy_days")
def test_a_retarget_stands_in_the_history_with_its_reason(coordinator_desk: CoordinatorDesk) -> None:
    """Old target beside the new one, from when on it holds, and why."""
    (told,) = coordinator_desk.history(Sought(action="retargeted"))

    assert Subject.PLAN == told.subject
    assert (
        FieldChange(f"target.{JOBS_FIGURE}", Decimal(12000), Decimal(13000)),
        FieldChange("since", None, JUNE),
        FieldChange("reason", None, "市里加码"),
    ) == told.changes


@pytest.mark.usefixtures("busy_days")
def test_a_clerk_reads_the_history_of_the_own_reports_alone(
    clerk_desk: ClerkDesk, head_desk: HeadDesk, operator_desk: OperatorDesk, coordinator_desk: CoordinatorDesk
) -> None:
    """No accounts, no plan, nobody else's; another department's name answers as one that isn't there."""
    assert ["submitted", "saved"] == [each.action for each in clerk_desk.history()]
    assert {"rsj"} == {each.book for each in head_desk.history()}
    assert () == clerk_desk.history(Sought(account="reader"))
    with pytest.raises(NotFound, match="kjj"):
        clerk_desk.history(Sought(department="kjj"))
    with pytest.raises(NotFound, match="nobody"):
        coordinator_desk.history(Sought(department="nobody"))
    assert len(operator_desk.history()) == len(coordinator_desk.history())
    assert ["saved"] == [each.action for each in clerk_desk.history(Sought(action="saved"), limit=1)]
    assert clerk_desk.history(limit=1)[0].action == "submitted"


def test_accounts_are_listed_with_their_last_sign_in(
    office: Office, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """One that nobody used has none and waits for a password of its own; the journal is left alone by all of it."""
    coordinator_desk.add_account("wjw", Role.CLERK, "wjw", password=ONE_TIME)
    events = len(coordinator_desk.history())
    clock.forward(days=1)
    again = office.sign_in("rsj", PASSWORD)

    views = {each.account.name: each for each in coordinator_desk.account_views()}
    assert ["coordinator", "rsj", "wjw"] == list(views)
    assert (at("2021-07-04 09:00"), False) == (views["rsj"].last_sign_in, views["rsj"].has_one_time_password)
    assert (None, True) == (views["wjw"].last_sign_in, views["wjw"].has_one_time_password)
    assert (None, at("2021-07-03 09:00")) == (clerk_desk.previous_sign_in, again.previous_sign_in)
    assert events == len(coordinator_desk.history())


def test_wrong_passwords_are_seen_and_are_no_sign_in(
    office: Office, coordinator_desk: CoordinatorDesk, clerk_desk: ClerkDesk, clock: Clock
) -> None:
    """The note stays where it was; the wait that they cost is shown with its end."""
    clock.forward(hours=1)
    for _ in range(4):
        with pytest.raises(SignInRefused):
            office.sign_in("rsj", "wrong-password")

    view = next(each for each in coordinator_desk.account_views() if each.account.name == "rsj")
    assert (at("2021-07-03 09:00"), 4, at("2021-07-03 10:00") + dt.timedelta(seconds=1)) == (
        view.last_sign_in,
        view.failed_tries,
        view.locked_until,
    )
    clock.forward(seconds=1)
    assert {None} == {each.locked_until for each in coordinator_desk.account_views()}


def test_nobody_can_be_made_an_operator(coordinator_desk: CoordinatorDesk) -> None:
    """There is no such role, and the name is taken by whoever owns the data directory."""
    assert {"clerk", "head", "coordinator", "reader"} == {each.value for each in Role}
    with pytest.raises(BadAccountName):
        coordinator_desk.add_account("operator", Role.COORDINATOR)


@pytest.fixture(params=["disk"])
def disk_credentials(tmp_path: Path, request: pytest.FixtureRequest) -> Credentials:
    """Notes of sign-ins on a real disk."""
    return DiskCredentials(tmp_path / "credentials.json", is_sample=True)


def test_a_note_that_the_disk_refuses_keeps_nobody_out(tmp_path: Path, disk_credentials: Any) -> None:
    """Notes that can't be read or written count as none."""
    (tmp_path / "sign-ins").write_text("in the way")
    disk_credentials.note_sign_in("rsj", at("2021-07-03 09:00"))
    assert {} == disk_credentials.sign_ins()

    (tmp_path / "sign-ins").unlink()
    disk_credentials.note_sign_in("rsj", at("2021-07-03 09:00"))
    disk_credentials.note_sign_in("kjj", at("2021-07-04 09:00"))
    (tmp_path / "sign-ins" / "kjj").write_text("torn")
    assert {"rsj": at("2021-07-03 09:00")} == disk_credentials.sign_ins()


def test_a_milestone_that_is_not_due_is_in_nobodys_way(
    june: Period, coordinator_desk: CoordinatorDesk, reader_desk: ReaderDesk
) -> None:
    """In July the clinics owe nothing, so their department has no row."""
    coordinator_desk.open_period(JULY)

    assert CLINICS not in {each.commitment.id for each in reader_desk.overview(JULY).rows if each.is_due}
    assert "wjw" not in {each.department.code for each in reader_desk.not_reported(JULY).rows}
