"""The reader's desk: looking at everything, at whoever's it is."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from departments.accounts import Role
from departments.lights import Light
from departments.periods import PeriodOutsidePlan
from departments.refusals import NotFound
from departments.reports import State
from tests.building import CLINICS, FIRMS, JOBS, JUNE, REFORM, YEAR, a_report, saved, submitted

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, CoordinatorDesk, OperatorDesk, ReaderDesk
    from departments.periods import Period


def test_every_lead_stands_in_the_list(june: Period, reader_desk: ReaderDesk, clerk_desk: ClerkDesk) -> None:
    """Reported or not, in the plan's order."""
    submitted(clerk_desk, a_report())

    found = reader_desk.reports(june)

    assert [(FIRMS, "kjj"), (REFORM, "kjj"), (JOBS, "rsj"), (CLINICS, "wjw")] == [
        (each.commitment.id, each.report.department) for each in found
    ]
    assert [State.EMPTY, State.EMPTY, State.SUBMITTED, State.EMPTY] == [each.report.state for each in found]


def test_one_departments_list_has_what_it_supports_too(june: Period, reader_desk: ReaderDesk) -> None:
    """Its own report on each, not the lead's."""
    found = reader_desk.reports(june, "kjj")

    assert [(FIRMS, True), (REFORM, True), (JOBS, False)] == [(each.commitment.id, each.is_lead) for each in found]
    assert {"kjj"} == {each.report.department for each in found}


def test_the_leads_report_is_meant_where_no_department_is_named(
    june: Period, reader_desk: ReaderDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk
) -> None:
    """A supporting department's is asked for by its code."""
    submitted(clerk_desk, a_report(explanation="牵头"))
    submitted(kjj_desk, a_report(department="kjj", values={}, assessment=None, explanation="配合"))

    found = [reader_desk.report(june, JOBS, code).report.explanation for code in (None, "rsj", "kjj")]

    assert ["牵头", "牵头", "配合"] == found


def test_evidence_is_read_through_the_report_that_names_it(
    june: Period, reader_desk: ReaderDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk
) -> None:
    """The same content under another commitment or another department is not there."""
    view = clerk_desk.attach_file(june, JOBS, "a.pdf", io.BytesIO(b"proof"), based_on=0)
    kjj_desk.attach_file(june, FIRMS, "b.pdf", io.BytesIO(b"other"), based_on=0)
    sha256 = view.report.evidence[0].sha256
    submitted(clerk_desk, a_report())

    with reader_desk.open_evidence(june, JOBS, sha256) as content:
        assert b"proof" == content.read()
    for commitment, department in ((FIRMS, None), (JOBS, "kjj"), (CLINICS, "rsj")):
        with pytest.raises(NotFound):
            reader_desk.open_evidence(june, commitment, sha256, department)


def test_the_heads_of_all_chains_are_in_the_official_order(
    june: Period, reader_desk: ReaderDesk, clerk_desk: ClerkDesk
) -> None:
    """The commission's own first; a department that wrote nothing stands at 0."""
    before = {each.book: each for each in reader_desk.heads()}
    saved(clerk_desk, a_report())

    after = reader_desk.heads()

    assert ["office", "kjj", "rsj", "wjw", "xyd"] == [each.book for each in after]
    assert [0, 1, 0, 0] == [each.seq for each in after[1:]]
    assert ["rsj"] == [each.book for each in after if each != before[each.book]]


def test_what_is_not_in_the_year_is_outside_the_plan(reader_desk: ReaderDesk) -> None:
    """Overview and reports say so alike."""
    for act in (reader_desk.overview, reader_desk.reports):
        with pytest.raises(PeriodOutsidePlan):
            act(type(JUNE)(YEAR + 1, 1))


def test_everybody_who_reads_everything_sees_the_same(
    june: Period,
    reader_desk: ReaderDesk,
    coordinator_desk: CoordinatorDesk,
    operator_desk: OperatorDesk,
    clerk_desk: ClerkDesk,
) -> None:
    """One read model for the leader, the commission and the operator."""
    submitted(clerk_desk, a_report())

    pages = [each.overview(june) for each in (reader_desk, coordinator_desk, operator_desk)]

    assert pages[0] == pages[1] == pages[2]
    assert {Light.ON_TRACK: 1, Light.MISSING: 3} == {
        light: pages[0].totals.of(light) for light in Light if pages[0].totals.of(light)
    }


def test_people_are_named_for_tables(
    reader_desk: ReaderDesk, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, operator_desk: OperatorDesk
) -> None:
    """Everybody for who reads everything; the department's own for a clerk, and who reviews."""
    operator_desk.add_account("rsj.third", Role.CLERK, "rsj", display_name="填报员")
    operator_desk.add_account("zhk", Role.COORDINATOR)
    operator_desk.add_account("zhk.second", Role.COORDINATOR, display_name="审核甲")

    assert {"rsj": "rsj", "rsj.third": "填报员", "zhk": "发改委综合科", "zhk.second": "审核甲"} == clerk_desk.people()
    assert {"reader", "rsj", "kjj", "rsj.third", "zhk", "zhk.second"} == set(reader_desk.people())


def test_the_plan_shown_is_that_of_the_current_period(june: Period, reader_desk: ReaderDesk) -> None:
    """Where no period is named, the latest open one is meant."""
    assert reader_desk.plan(june) == reader_desk.plan()
