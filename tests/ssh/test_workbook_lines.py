"""Workbooks as one-liners of OpenSSH's clients: a form out and in again, and departments' workbooks merged."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from tests.exports.forms import filled
from tests.ssh.clients import sftp, ssh
from tui.tray_names import INBOX, OUTBOX

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ssh.clients import Door, End

PERIOD = "2021-09"
TEXT, NOTHING = "进展情况", "本期无进展"


@pytest.fixture(scope="module")
def form(door: Door) -> bytes:
    """The clerk's form, as ``ssh rsj@host export department > a.xlsx`` gives it."""
    told = ssh(door, "rsj", f"export department --period {PERIOD}")
    assert 0 == told.returncode, told.stderr.decode()
    content: bytes = told.stdout
    return content


@pytest.fixture(scope="module")
def unreported(door: Door) -> list[str]:
    """Commitments whose reports the clerk may still write."""
    listed = json.loads(ssh(door, "rsj", f"report list --json --period {PERIOD}").stdout)
    return [each["commitment"] for each in listed["reports"] if each["state"] in ("empty", "draft", "returned")]


def document(told: End) -> Any:
    """The JSON document that a command printed."""
    return json.loads(told.stdout)


def test_a_form_sent_in_with_the_command_is_saved(door: Door, form: bytes, unreported: list[str]) -> None:
    """``ssh rsj@host import --name … < …``: looked at first, then saved; what it says stands in the report."""
    content = filled(form, {(unreported[0], TEXT): "从网络送来的进展。"})
    looked = document(ssh(door, "rsj", "import --name 表.xlsx --dry-run --json", input=content))
    done = ssh(door, "rsj", "import - --name 表.xlsx", input=content)

    assert (True, 0, "表.xlsx") == (looked["dry_run"], looked["saved"], looked["file"])
    assert [unreported[0]] == [each["commitment"] for each in looked["reports"] if each["changes"]]
    assert 0 == done.returncode, done.stderr.decode()
    shown = ssh(door, "rsj", f"report show {unreported[0]} --period {PERIOD} --json")
    assert "从网络送来的进展。" == document(shown)["progress"]


def test_a_refused_form_lies_marked_in_the_outbox(
    door: Door, form: bytes, unreported: list[str], tmp_path: Path
) -> None:
    """Exit 1, the cell by name, and a copy to fetch over SFTP with the cell red and a list of what is wrong."""
    content = filled(form, {(unreported[-1], NOTHING): "也许"})
    told = ssh(door, "rsj", "import --name 九月.xlsx", input=content)
    fetched = sftp(door, "rsj", f"get {OUTBOX}/九月-有误.xlsx {tmp_path}/back.xlsx")

    assert 1 == told.returncode
    assert "九月-有误.xlsx" in told.stdout.decode()
    assert "也许" in told.stdout.decode()
    assert 0 == fetched.returncode, fetched.stderr.decode()
    assert "错误清单" == load_workbook(tmp_path / "back.xlsx").sheetnames[0]


def test_a_program_reads_why_a_form_from_the_inbox_is_refused(
    door: Door, form: bytes, unreported: list[str], tmp_path: Path
) -> None:
    """One JSON document with sheet and cell, and where the marked copy lies; nothing else on standard output."""
    sent = tmp_path / "sent.xlsx"
    sent.write_bytes(filled(form, {(unreported[-1], NOTHING): "也许"}))
    sftp(door, "rsj", f"put {sent} {INBOX}/sent.xlsx")
    told = ssh(door, "rsj", "import --from-inbox sent.xlsx --json")
    found = document(told)

    assert 1 == told.returncode
    assert ("sent-有误.xlsx", 1) == (found["marked"], found["counts"]["refused"])
    assert [("填报表", "not_in_list")] == [(each["sheet"], each["code"]) for each in found["refused"]]
    assert found["refused"][0]["cell"]


def test_the_commission_merges_what_lies_in_its_inbox(door: Door, form: bytes, tmp_path: Path) -> None:
    """Every workbook that was sent in, at the door's own plan, onto standard output; with a conflict none, and why."""
    wjw = ssh(door, "coordinator", f"export department --department wjw --period {PERIOD}").stdout
    for name, content in (("m-rsj.xlsx", form), ("m-wjw.xlsx", wjw)):
        (tmp_path / name).write_bytes(content)
        assert 0 == sftp(door, "coordinator", f"put {tmp_path}/{name} {INBOX}/{name}").returncode
    merged = ssh(door, "coordinator", "merge --from-inbox 'm-*.xlsx' -o -")
    looked = document(ssh(door, "coordinator", "merge --from-inbox 'm-*.xlsx' --json"))

    assert 0 == merged.returncode, merged.stderr.decode()
    assert "任务进展" in load_workbook(io.BytesIO(merged.stdout)).sheetnames
    assert (PERIOD, 2, True, None) == tuple(looked[each] for each in ("period", "departments", "settled", "written"))
    assert {"no_workbook"} == {each["kind"] for each in looked["notes"]}


def test_a_conflict_of_sent_workbooks_has_both_cells(door: Door, form: bytes, tmp_path: Path) -> None:
    """Exit 1 and both sides for a program; a file that isn't there is named."""
    submitted = document(ssh(door, "rsj", f"report list --json --period {PERIOD}"))["reports"]
    own = next(each["commitment"] for each in submitted if each["state"] in ("submitted", "approved"))
    for name, content in (("c-1.xlsx", form), ("c-2.xlsx", filled(form, {(own, TEXT): "另一种说法。"}))):
        (tmp_path / name).write_bytes(content)
        sftp(door, "coordinator", f"put {tmp_path}/{name} {INBOX}/{name}")
    told = ssh(door, "coordinator", "merge --from-inbox c-1.xlsx --from-inbox c-2.xlsx --json")
    missing = ssh(door, "coordinator", "merge --from-inbox nowhere.xlsx -o -")

    conflicts = document(told)["conflicts"]
    assert 1 == told.returncode
    assert [("same_twice", own, None)] == [(each["kind"], each["commitment"], each["chosen"]) for each in conflicts]
    assert "另一种说法。" == conflicts[0]["sides"][1]["text"]
    assert ("c-2.xlsx", "填报表") == (conflicts[0]["sides"][1]["file"], conflicts[0]["sides"][1]["sheet"])
    assert (1, True) == (missing.returncode, "nowhere.xlsx" in missing.stderr.decode())


@pytest.mark.parametrize("command", ["merge /etc/passwd -o -", "merge - /etc/passwd -o -", "import /etc/passwd"])
def test_workbooks_of_the_hosts_are_out_of_reach(door: Door, command: str) -> None:
    """A path would be one on the server."""
    told = ssh(door, "coordinator" if command.startswith("merge") else "rsj", command)

    assert 2 == told.returncode
    assert "/etc/passwd指的是服务器上的文件" in told.stderr.decode()
