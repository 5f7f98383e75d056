"""Who did it, as the app and the tables print the person: by name where the account has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from departments.accounts import Role
from tests.people import ONE_TIME, PASSWORD
from tests.tui.conftest import JUNE
from tui import wiring

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.conftest import CommandLine

WANG, LI = "王芳", "李强"


@pytest.fixture
def named(data: Path) -> None:
    """A clerk and a coordinator whose accounts say who they are."""
    office = wiring.open_office(data)
    for account, role, department, person in (
        ("rsj.wang", Role.CLERK, "rsj", WANG),
        ("li", Role.COORDINATOR, None, LI),
    ):
        office.operator_desk().add_account(account, role, department, display_name=person, password=ONE_TIME)
        office.change_password(account, ONE_TIME, PASSWORD)


@pytest.mark.usefixtures("named")
def test_the_record_names_persons(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """On the page, in the table for Excel, and in what changed; a program still reads accounts."""
    submitted()
    tianbao("report", "withdraw", "1.1-01", *JUNE, by="rsj.wang")
    tianbao("report", "submit", "1.1-01", *JUNE, by="rsj.wang")
    page = tianbao("history", by="li").text
    table = tianbao("history", "-o", "-", by="li").text
    events = tianbao("history", "--json", by="li").document["events"]

    assert f"{WANG}  报送" in page
    assert f",{WANG},报送" in table
    assert f"填报人: rsj → {WANG}" in page
    assert ("rsj.wang  报送" in page, ",rsj.wang,报送" in table) == (False, False)
    assert "rsj.wang" in {each["by"] for each in events}


@pytest.mark.usefixtures("named")
def test_reports_plan_and_calendar_name_persons(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """Who returned a report, changed the plan, gave leave."""
    submitted()
    tianbao("report", "return", "1.1-01", *JUNE, "--reason", "请补充", by="li")
    tianbao("plan", "assign", "1.1-02", "--lead", "fgw", "--reason", "分工调整", by="li")
    tianbao("period", "close", "2021-06", by="li")
    tianbao(
        "period", "extend", "2021-06", "--department", "wjw", "--until", "2099-01-01", "--reason", "数据迟到", by="li"
    )

    pages = (("report", "show", "1.1-01", *JUNE), ("report", "list", *JUNE), ("plan", "changes"), ("period", "list"))
    for line in pages:
        assert f"由{LI}" in tianbao(*line, by="coordinator").text, line
