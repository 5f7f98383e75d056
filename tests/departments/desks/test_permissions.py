"""Who may do what: every verb of every desk, and what is another department's answers as if it were not there."""

from __future__ import annotations

import inspect
import io
from typing import TYPE_CHECKING, Any

import pytest

from departments.accounts import Role
from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk, OperatorDesk, ReaderDesk
from departments.refusals import NotFound
from departments.reports import Evidence
from tests.building import CLINICS, FIRMS, JOBS, JUNE, REFORM, a_report, draft_of, submitted
from tests.people import PASSWORD, signed_in

if TYPE_CHECKING:
    from departments.desks import Office
    from departments.periods import Period

PERSONAL = {"settings", "keep_settings", "sees"}
LOOKING_UP = {"calendar", "plan", "overview", "trend", "people", "heads", "places"}
READING = PERSONAL | LOOKING_UP | {"reports", "report", "open_evidence"}
DRAFTING = {"keep_draft", "drafts", "drop_draft", "unsaved"}
SAVING = {"preview_report", "previewing", "save_report", "save_reports"}
WRITING = DRAFTING | SAVING | {"state_when_submitted", "submit_report", "withdraw_report"}
PROVING = {"attach_file", "attach_from_inbox", "attach_reference", "detach_evidence"}
FETCHING = {"outbox", "open_outbox", "lay_ready"}
SENDING = FETCHING | {"inbox", "sent", "open_sent", "begin_delivery", "rename_sent", "remove_sent"}
SIGNING = {"sign_report", "return_report"}
LOOKING = {"indicators", "not_reported", "plan_changes"}
OWN_MATTERS = {"being_edited", "now", "today", "urges", "note_urges_shown", "corrections", "history", "plan_changes"}
REVIEWING = {
    "approve_report",
    "return_report",
    "keep_reason",
    "kept_reason",
    "review_queue",
    "review_item",
    "backlog",
    "approve_all_without_warnings",
}
URGING = {"urging_list", "whom_to_urge", "urge_departments", "urges_sent"}
CALENDAR = {"open_period", "move_due_date", "close_period", "grant_extension"}
CHANGING_THE_PLAN = {"reassign_commitment", "retarget_commitment", "hand_over_department"}
ADDING_TO_THE_PLAN = {"preview_commitment", "add_commitment", "split_commitment"}
ACCOUNTS = {
    "history",
    "accounts",
    "account_views",
    "add_account",
    "reset_account",
    "preview_disabling",
    "disable_account",
    "enable_account",
}
KEYS = {"public_keys", "add_key", "remove_key", "failed_tries", "unlock_account"}
VERBS = {
    ClerkDesk: READING | OWN_MATTERS | WRITING | PROVING | SENDING,
    HeadDesk: READING | OWN_MATTERS | SIGNING | FETCHING,
    ReaderDesk: READING | LOOKING,
    CoordinatorDesk: READING
    | LOOKING
    | REVIEWING
    | URGING
    | CALENDAR
    | CHANGING_THE_PLAN
    | ADDING_TO_THE_PLAN
    | ACCOUNTS
    | KEYS
    | SENDING
    | {"now"},
    OperatorDesk: READING | LOOKING | ACCOUNTS | KEYS,
}
DESKS = {
    Role.CLERK: ClerkDesk,
    Role.HEAD: HeadDesk,
    Role.COORDINATOR: CoordinatorDesk,
    Role.READER: ReaderDesk,
}
NOWHERE = "9.9-99"
OWN = {
    "period": JUNE,
    "commitment": JOBS,
    "report": a_report(),
    "based_on": 0,
    "reason": "数字有误",
    "reference": "津南发改〔2021〕8号",
    "evidence": Evidence("津南发改〔2021〕8号"),
    "name": "证明.pdf",
    "sha256": "0" * 64,
    "fields": {"progress": "半句"},
}


def verbs_of(desk: type[Any]) -> set[str]:
    """Every public method of a desk's class, inherited ones too."""
    return {name for name, _ in inspect.getmembers(desk, inspect.isfunction) if not name.startswith("_")}


def ask(desk: Any, verb: str, **named: Any) -> Any:
    """Do the verb with an argument for everything that it needs, and with these."""
    parameters = inspect.signature(getattr(desk, verb)).parameters
    needed = {name for name, each in parameters.items() if each.default is inspect.Parameter.empty}
    given = {name: io.BytesIO(b"%PDF") if name == "content" else OWN[name] for name in needed if name not in named}
    return getattr(desk, verb)(**given, **{name: value for name, value in named.items() if name in parameters})


def answer(desk: Any, verb: str, **named: Any) -> tuple[type[Any], str]:
    """What kind of refusal it is, and its sentence with the name that was asked for taken out."""
    with pytest.raises(NotFound) as refused:
        ask(desk, verb, **named)
    asked = {str(value) for value in named.values()}
    if "report" in named:
        asked = {named["report"].commitment}

    assert refused.value.name in asked

    return type(refused.value), str(refused.value).replace(refused.value.name, "…")


@pytest.mark.parametrize("desk", list(VERBS))
def test_a_desk_has_its_own_verbs_and_no_other(desk: type[Any]) -> None:
    """A verb that is added to a desk has to be added here, on purpose."""
    assert VERBS[desk] == verbs_of(desk)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sits_at_its_own_desk(office: Office, role: Role) -> None:
    """Signing in gives the desk of the account's role, exactly."""
    signed_in(office, "somebody", DESKS[role], "rsj" if role.has_department else None)

    assert DESKS[role] is type(office.sign_in("somebody", PASSWORD))


def test_a_desk_cannot_be_changed(clerk_desk: ClerkDesk) -> None:
    """Nobody becomes somebody else by an assignment."""
    with pytest.raises(AttributeError):
        clerk_desk.account = "coordinator"  # type: ignore[assignment, misc]


ABOUT_A_COMMITMENT = [
    (desk, verb)
    for desk in (ClerkDesk, HeadDesk)
    for verb in sorted(VERBS[desk])
    if {"commitment", "report"} & set(inspect.signature(getattr(desk, verb)).parameters)
    if verb not in {"drafts", "drop_draft"}
]


@pytest.mark.parametrize(("desk", "verb"), ABOUT_A_COMMITMENT)
@pytest.mark.parametrize("foreign", [FIRMS, REFORM])
def test_another_departments_commitment_answers_as_one_that_is_not_there(
    request: pytest.FixtureRequest, june: Period, kjj_desk: ClerkDesk, desk: type[Any], verb: str, foreign: str
) -> None:
    """Even when there is a report on it, with evidence: the same refusal in the same words."""
    request.getfixturevalue("deliver")("rsj", OWN["name"], b"%PDF")
    for commitment in (FIRMS, REFORM):
        view = submitted(kjj_desk, a_report(commitment))
        kjj_desk.withdraw_report(june, commitment, based_on=view.revision)
        ask(kjj_desk, "attach_reference", commitment=commitment, based_on=view.revision + 1)
    mine = request.getfixturevalue("clerk_desk" if desk is ClerkDesk else "head_desk")
    takes_report = "report" in inspect.signature(getattr(mine, verb)).parameters

    def about(commitment: str) -> dict[str, Any]:
        return {"report": a_report(commitment, department="rsj")} if takes_report else {"commitment": commitment}

    assert answer(mine, verb, **about(NOWHERE)) == answer(mine, verb, **about(foreign))


@pytest.mark.parametrize("verb", ["reports", "report", "open_evidence"])
@pytest.mark.parametrize("desk", ["clerk_desk", "head_desk"])
def test_another_departments_name_answers_as_one_that_is_not_there(
    request: pytest.FixtureRequest, june: Period, desk: str, verb: str
) -> None:
    """Supporting each other on the jobs lets neither look into the other's report."""
    mine = request.getfixturevalue(desk)

    assert answer(mine, verb, department="nowhere") == answer(mine, verb, department="kjj")
    assert answer(mine, verb, department="nowhere") == answer(mine, verb, department="office")


def test_a_report_cannot_be_written_in_another_departments_name(june: Period, clerk_desk: ClerkDesk) -> None:
    """The department of a report is the desk's, not the form's."""
    with pytest.raises(NotFound):
        clerk_desk.save_report(a_report(JOBS, department="kjj"), based_on=0)


def test_a_form_left_on_another_departments_commitment_is_none(clerk_desk: ClerkDesk, kjj_desk: ClerkDesk) -> None:
    """Drafts are an account's own."""
    kjj_desk.keep_draft(JUNE, JOBS, {"progress": "协助"})

    assert (None, None) == (draft_of(clerk_desk, JUNE, JOBS), draft_of(clerk_desk, JUNE, FIRMS))


def test_a_department_sees_its_own_commitments_alone(
    june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, wjw_desk: ClerkDesk
) -> None:
    """Led and supported, in the plan's order; overview and totals only of what it leads."""
    for desk, commitment in ((kjj_desk, FIRMS), (kjj_desk, REFORM), (wjw_desk, CLINICS)):
        submitted(desk, a_report(commitment))

    overview = clerk_desk.overview(june)

    assert [JOBS, CLINICS] == [each.id for each in clerk_desk.plan(june).commitments]
    assert [JOBS, CLINICS] == [each.commitment.id for each in clerk_desk.reports(june)]
    assert {"rsj"} == {each.report.department for each in clerk_desk.reports(june, "rsj")}
    assert [JOBS] == [each.commitment.id for each in overview.rows]
    assert [JOBS] == [each.id for each in overview.plan.commitments]
    assert 1 == overview.totals.total


def test_a_department_that_leads_nothing_has_a_desk_all_the_same(office: Office, june: Period) -> None:
    """It sees an empty list, not a refusal."""
    desk = signed_in(office, "xyd", ClerkDesk, "xyd")

    assert ("学府街", (), (), 0) == (
        desk.department.short_name,
        desk.reports(june),
        desk.plan().commitments,
        desk.overview(june).totals.total,
    )


@pytest.mark.parametrize("desk", ["coordinator_desk", "reader_desk", "operator_desk"])
def test_who_reads_everything_is_told_what_is_not_there(
    request: pytest.FixtureRequest, june: Period, desk: str
) -> None:
    """Unknown commitments, unknown departments, and departments that have nothing to do with a commitment."""
    mine = request.getfixturevalue(desk)

    assert answer(mine, "report", commitment=NOWHERE)
    assert answer(mine, "report", department="nowhere") == answer(mine, "report", department="wjw")
    assert answer(mine, "reports", department="nowhere")
    assert answer(mine, "open_evidence", sha256="f" * 64)
