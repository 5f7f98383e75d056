"""A command behind the address: the same command line, at the own desk, clean both ways."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import termios
import zipfile
from typing import TYPE_CHECKING

import pytest

from storage.evidence import MEGABYTE
from tests.ssh.clients import asking, plink, ssh, ssh_options, terminal
from tests.waiting import until
from tui.sample import PASSWORD

if TYPE_CHECKING:
    from tests.ssh.clients import Door, Terminal

OPERATORS = ("serve", "init", "account list", "backup x", "restore x y", "rebuild", "verify", "demo", "doctor")


def test_a_leader_reads_the_status_in_one_line(door: Door) -> None:
    """``ssh reader@host status`` prints the leaders' page, and nothing beside it."""
    told = ssh(door, "reader", "status")

    assert (0, b"") == (told.returncode, told.stderr)
    assert "南开区2021年国民经济和社会发展计划" in told.stdout.decode()


def test_json_over_ssh_is_json(door: Door) -> None:
    """A program at the other end reads the same document as on the host."""
    told = ssh(door, "rsj", "report list --json --period 2021-09")

    assert "rsj" == json.loads(told.stdout)["department"]


def test_the_desk_is_that_of_the_account(door: Door) -> None:
    """Another department's reports are not there for a clerk, and there is no option to be somebody else."""
    foreign = ssh(door, "rsj", "report list --department wjw")
    posing = ssh(door, "rsj", "--account coordinator status")
    elsewhere = ssh(door, "rsj", "--data /tmp status")

    assert 1 == foreign.returncode
    assert "wjw" in foreign.stderr.decode()
    assert [2, 2] == [posing.returncode, elsewhere.returncode]


@pytest.mark.parametrize("command", OPERATORS)
def test_the_operators_commands_do_not_exist(door: Door, command: str) -> None:
    """What belongs to the host answers like a word that means nothing, for the coordinator too."""
    asked, name = ssh(door, "coordinator", command), command.partition(" ")[0]

    assert 2 == asked.returncode
    assert asked.stderr.decode().startswith(f"没有命令 {name}。")


def test_the_help_page_names_what_there_is(door: Door) -> None:
    """A guest's help page has the guest's commands; alone, the program's name asks for it."""
    told = ssh(door, "rsj", "tianbao").stdout.decode()

    assert "report" in told
    assert [name for name in OPERATORS if f"  {name.partition(' ')[0]} " in told] == []


def test_a_file_goes_in_and_out_unchanged(door: Door) -> None:
    """Evidence of every byte there is comes back byte for byte, with its Chinese name."""
    content = bytes(range(256)) * 512 + os.urandom(100_000)
    added = ssh(door, "rsj", "evidence add 4.1-07 --period 2021-09 --name 台账.pdf", input=content)
    fetched = ssh(door, "rsj", "evidence get 4.1-07 台账.pdf --period 2021-09")

    assert 0 == added.returncode, added.stderr.decode()
    assert content == fetched.stdout


def is_ended_by(end: signal.Signals, client: subprocess.Popen[bytes]) -> bool:
    """Whether the client has ended; a signal is now and then lost on an ssh that is just going to sleep."""
    client.send_signal(end)
    return client.poll() is not None


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_half_a_file_is_no_evidence(door: Door, end: signal.Signals) -> None:
    """Whoever breaks off in the middle of a file, politely or not, has attached nothing and left nothing lying."""
    shelf = door.data / "evidence" / "rsj"
    before = set(shelf.rglob("*"))
    # Whatever a shell that runs the tests in the background has told them to ignore, a person's client hears.
    line = ["env", "--default-signal=INT", "ssh", *ssh_options(door), "-p", str(door.port), "rsj@127.0.0.1"]
    with subprocess.Popen(
        [*line, "evidence add 4.1-07 --period 2021-09 --name half.pdf"],
        stdin=subprocess.PIPE,
        env={**os.environ, **asking(door, PASSWORD)},
    ) as client:
        assert client.stdin is not None
        try:
            client.stdin.write(bytes(7 * MEGABYTE // 2))
            client.stdin.flush()
            until(lambda: sum(each.stat().st_size for each in shelf.glob("*.part")) >= 3 * MEGABYTE, "half of the file")
            until(lambda: is_ended_by(end, client), "the client's end")
        finally:
            client.kill()
    until(lambda: door.log.count("rsj begins") == door.log.count("rsj ends"), "the end of the command")

    assert before == set(shelf.rglob("*"))
    assert "half.pdf" not in ssh(door, "rsj", "evidence list 4.1-07 --period 2021-09").stdout.decode()


def test_a_workbook_goes_to_standard_output(door: Door) -> None:
    """``… export department > a.xlsx`` is a workbook; PuTTY's plink gets the same one."""
    for told in (ssh(door, "rsj", "export department"), plink(door, "rsj", "export", "department")):
        assert 0 == told.returncode, told.stderr.decode()
        assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(told.stdout)).namelist()


@pytest.mark.parametrize(
    "command",
    [
        "evidence add 4.1-07 /etc/passwd --period 2021-09",
        "export department -o /tmp/taken.xlsx",
        "plan check /etc/passwd",
        "evidence get 4.1-07 台账.pdf -o /tmp/taken.pdf",
    ],
)
def test_the_hosts_files_are_out_of_reach(door: Door, command: str) -> None:
    """No command reads or writes a file of the server's, whatever its path."""
    told = ssh(door, "rsj", command)

    assert 2 == told.returncode
    assert "服务器上的文件" in told.stderr.decode()


def test_without_a_terminal_and_a_command_there_is_a_sentence(door: Door) -> None:
    """``ssh -T host`` says what is missing and ends with 2."""
    told = ssh(door, "rsj")

    assert 2 == told.returncode
    assert "填报程序需要终端" in told.stderr.decode()


@pytest.mark.parametrize("kind", ["dumb", "unknown"])
def test_a_terminal_that_prints_lines_is_told_so_as_at_the_host(door: Door, kind: str) -> None:
    """The same sentence and exit code, in whole lines; a command is answered there like anywhere."""
    told = terminal(door, "rsj", kind=kind)
    listed = terminal(door, "rsj", "status", kind=kind)

    assert 2 == told.wait_closed()
    assert f"不能显示页面（TERM={kind}）" in told.text
    assert 0 == listed.wait_closed()


def test_a_command_on_a_terminal_begins_its_lines_at_the_left(door: Door) -> None:
    """There is no terminal of the kernel's on the server's side to do it; and a file is not poured on a screen."""
    shown = terminal(door, "reader", "status", size=(100, 90))
    poured = terminal(door, "rsj", "export department")

    assert 0 == shown.wait_closed()
    assert any(line.startswith("0 主要预期指标") for line in shown.text.split("\n"))
    assert 2 == poured.wait_closed()


def test_a_file_that_would_fill_the_screen_comes_with_what_works_instead(door: Door) -> None:
    """Over SSH there is no ``-o``: without ``-t`` the file goes wherever the caller's own shell puts it."""
    added = ssh(door, "rsj", "evidence add 4.1-07 --period 2021-09 --name 屏幕.bin", input=b"bytes")
    for command in ("export department", "evidence get 4.1-07 屏幕.bin --period 2021-09"):
        poured = terminal(door, "rsj", command)

        assert 2 == poured.wait_closed()
        assert "ssh 不带 -t" in poured.text
        assert "-o" not in poured.text
    assert [0, 0] == [added.returncode, ssh(door, "rsj", "export department").returncode]


def sends_keys(screen: Terminal) -> bool:
    """Whether the client hands on each key, and nothing waits for the end of a line at its side."""
    return not termios.tcgetattr(screen.child.fileno())[3] & termios.ICANON


@pytest.mark.parametrize("typed", [("现场检查", "\r", "\x04"), ("现场检查\r\x04",)], ids=["key by key", "pasted"])
def test_ctrl_d_ends_what_is_typed(door: Door, typed: tuple[str, ...]) -> None:
    """As on every terminal; what came before it is what was sent."""
    name = f"记录{len(typed)}.txt"
    screen = terminal(door, "rsj", f"evidence add 4.1-07 --period 2021-09 --name {name}")
    until(lambda: sends_keys(screen), "a client that hands on keys")
    for keys in typed:
        screen.type(keys)
        screen.read(0.5)
    ended = screen.wait_closed()
    kept = ssh(door, "rsj", f"evidence get 4.1-07 {name} --period 2021-09")

    assert 0 == ended, screen.text
    assert "现场检查" == kept.stdout.decode().strip()


def test_ctrl_d_in_the_middle_of_bytes_is_one_of_them(door: Door) -> None:
    """Half a file would pass for a whole one otherwise, where a program forces a terminal upon a file."""
    content = bytes(each for each in range(256) if each != ord("\x03")) * 64
    line = "evidence add 4.1-07 --period 2021-09 --name 全部.bin"
    added = ssh(door, "rsj", line, flags=["-T"], input=content)
    with subprocess.Popen(
        ["ssh", *ssh_options(door), "-p", str(door.port), "-tt", "rsj@127.0.0.1", line.replace("全部", "终端")],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={**os.environ, **asking(door, PASSWORD), "TERM": "xterm"},
    ) as client:
        assert client.stdin is not None
        client.stdin.write(content)
        client.stdin.close()
        code = client.wait()
    kept = ssh(door, "rsj", "evidence get 4.1-07 终端.bin --period 2021-09").stdout

    assert [0, 0] == [added.returncode, code]
    assert content == kept


def test_a_quotation_without_an_end_is_a_sentence(door: Door) -> None:
    """Bad usage ends with 2, and nothing else happens."""
    assert 2 == ssh(door, "rsj", "report show '4.1-01").returncode


def test_the_language_is_the_clients(door: Door) -> None:
    """An English locale gets English, ``--lang`` overrules it, and everything else gets Chinese."""
    english = {"LC_ALL": "", "LANG": "en_GB.UTF-8"}
    send = ["SendEnv=LANG"]

    assert b"There is no command x." in ssh(door, "rsj", "x", options=send, env=english).stderr
    assert "没有命令" in ssh(door, "rsj", "--lang zh x", options=send, env=english).stderr.decode()
    assert "没有命令" in ssh(door, "rsj", "x").stderr.decode()


def test_a_command_line_in_the_chinese_windows_own_way_is_understood(door: Door) -> None:
    """As PuTTY's plink sends it there: the text that was typed is the text that is kept."""
    line = "report save 4.1-07 --period 2021-09 --progress 走访企业，推进就业"
    told = ssh(door, "rsj", line.encode("gb18030").decode("utf-8", "surrogateescape"))
    shown = ssh(door, "rsj", "report show 4.1-07 --period 2021-09 --json")

    assert 0 == told.returncode, told.stderr.decode()
    assert "走访企业，推进就业" == json.loads(shown.stdout)["progress"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_all_calendars_is_a_sentence(door: Door, day: str) -> None:
    """No clock of this earth has it in its time zone."""
    told = [ssh(door, "rsj", f"history {option} {day}") for option in ("--since", "--until")]

    assert [2, 2] == [each.returncode for each in told]
    assert all(day in each.stderr.decode() for each in told)


def test_a_check_of_the_plan_names_no_place_on_the_host(door: Door) -> None:
    """Where the data lie is nobody's business but the operator's."""
    told = ssh(door, "rsj", "plan check")

    assert 0 == told.returncode
    assert str(door.data) not in told.stdout.decode()
