"""The command line as a whole: help and errors in both languages, exit codes, passwords, and broken streams."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from tests.people import PASSWORD
from tests.tui.conftest import CommandLine, run_line
from tui.cli import tianbao as root
from tui.program import chosen_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
ENGLISH_WORDS = re.compile(r"\b(?:Usage|Options|Commands|Error|Invalid|Missing|No such|Show this|Try)\b")
PROGRAM = (sys.executable, "-m", "tui")


def every_command(group: click.Group = root, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The full path of every group and command."""
    yield path
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", list(every_command()), ids=" ".join)
def test_every_help_page_is_in_the_callers_language(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Chinese unless English is asked for; no sentence in the other language."""
    pages = {}
    for lang in ("zh", "en"):
        answer = run_line(["--lang", lang, *path, "--help"])
        assert answer.code == 0
        pages[lang] = answer.text + capsys.readouterr().out
    chinese, english = pages["zh"], pages["en"]

    assert chinese.startswith("用法：tianbao")
    assert not ENGLISH_WORDS.search(chinese)
    assert all(CHINESE.search(line) for line in chinese.splitlines() if re.match(r" {2}[a-z].* {2}", line))
    assert not CHINESE.search(english.replace("新增就业", ""))


BAD_LINES = {
    "no such command": ("nonsense",),
    "no such verb": ("plan", "nonsense"),
    "no such option": ("status", "--nonsense"),
    "a misspelt option": ("report", "list", "--perod", "2021-06"),
    "an option without its value": ("status", "--period"),
    "a value for a switch": ("status", "--json=3"),
    "a missing argument": ("report", "show"),
    "a missing option": ("report", "submit", "1.1-01"),
    "too many arguments": ("status", "one", "two"),
    "no verb": ("report",),
    "a language nobody speaks": ("--lang", "fr", "status"),
    "a period that is none": ("status", "--period", "June"),
    "a section that is none": ("status", "--section", "one"),
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_told_in_the_callers_language(line: tuple[str, ...]) -> None:
    """Exit code 2, nothing on standard output, and the first line of the answer in one language."""
    chinese, english = run_line(list(line)), run_line(["--lang", "en", *line])

    assert (chinese.code, chinese.out) == (2, b"")
    assert CHINESE.search(chinese.err.splitlines()[0])
    assert not ENGLISH_WORDS.search(chinese.err)
    if "--lang" not in line:
        assert english.code == 2
        assert not CHINESE.search(english.err)


def test_a_misspelt_option_is_guessed_at() -> None:
    """The nearest one is named."""
    assert "是否指 --period？" in run_line(["status", "--perod", "2021-06"]).err


@pytest.mark.parametrize(
    ("line", "environment", "code"),
    [
        ([], "", "zh"),
        ([], "en", "en"),
        ([], "fr", "zh"),
        (["--lang", "en", "status"], "zh", "en"),
        (["--lang=en", "status"], "", "en"),
        (["--data", "--lang", "en"], "", "zh"),
        (["--data", "x", "--lang", "en"], "", "en"),
        (["status", "--lang", "en"], "", "zh"),
        (["--lang"], "", "zh"),
    ],
)
def test_the_language_is_known_before_anything_else(
    line: list[str], environment: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the line, else from the environment, else Chinese."""
    monkeypatch.setenv("TIANBAO_LANG", environment)

    assert chosen_language(line) == code


def program(*arguments: str, data: Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program itself, without a terminal."""
    return subprocess.run(
        [*PROGRAM, "--data", str(data), *arguments],
        input=stdin.encode(),
        capture_output=True,
        check=False,
        timeout=60,
        start_new_session=True,
        env=os.environ | environment,
    )


def test_without_a_terminal_the_app_says_so(data: Path) -> None:
    """No command and no terminal: a sentence, and bad usage."""
    result = program(data=data)

    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode() == "填报程序需要在终端中打开；不需要终端的命令见 tianbao --help。\n"


NEEDS_TERMINAL = "The app needs a terminal; see tianbao --help for the commands that don't.\n"


@pytest.mark.parametrize(
    ("line", "environment", "answer"),
    [
        (("--lang", "en"), {}, NEEDS_TERMINAL),
        (("--lang=en",), {}, NEEDS_TERMINAL),
        ((), {"TIANBAO_LANG": "en"}, NEEDS_TERMINAL),
        (("--lang", "en", "--account", "rsj"), {}, NEEDS_TERMINAL),
        (("--lang", "fr"), {"TIANBAO_LANG": "en"}, "“fr”"),
        ((), {"TIANBAO_LANG": "fr"}, "“fr”"),
        (("--data",), {}, "--data"),
        (("--nonsense",), {}, "--nonsense"),
        (("--lang", "en", "--"), {}, NEEDS_TERMINAL),
    ],
)
def test_the_app_is_asked_for_by_options_alone(
    data: Path, line: tuple[str, ...], environment: dict[str, str], answer: str
) -> None:
    """However they are written; what is no option of the app, or has no value, is told before any terminal."""
    result = program(*line, data=data, **environment)

    assert result.returncode == 2
    assert answer in result.stderr.decode()


def test_the_password_comes_from_a_pipe_or_the_environment(data: Path) -> None:
    """A clerk's list appears either way; nothing of the password does."""
    line = ("--account", "rsj", "report", "list")
    piped = program(*line, data=data, stdin=f"{PASSWORD}\n")
    named = program(*line, data=data, TIANBAO_PASSWORD=PASSWORD)

    assert (piped.returncode, named.returncode) == (0, 0)
    assert piped.stdout == named.stdout
    assert (piped.stderr, named.stderr) == (b"", b"")
    assert PASSWORD.encode() not in piped.stdout


def test_no_password_is_bad_usage(data: Path) -> None:
    """The end of the input where a password was asked for."""
    result = program("--account", "rsj", "report", "list", data=data)

    assert (result.returncode, result.stdout) == (2, b"")
    assert "未收到账号“rsj”的口令" in result.stderr.decode()
    assert b"Traceback" not in result.stderr


def test_a_reader_that_goes_away_is_no_failure_to_tell(data: Path) -> None:
    """A closed pipe ends the program without a traceback."""
    process = subprocess.Popen(
        [*PROGRAM, "--data", str(data), "status"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()

    assert process.wait(60) == 1
    assert told == b""


def test_an_answer_that_can_not_be_written_is_told(data: Path) -> None:
    """A full disk under standard output: one sentence and exit code 1."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        result = subprocess.run(
            [*PROGRAM, "--data", str(data), "status"], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )

    assert result.returncode == 1
    assert len(result.stderr.decode().splitlines()) == 1
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("encoding", ["ascii", "gb18030", "latin-1"])
def test_a_terminal_of_another_alphabet_gets_an_answer(data: Path, encoding: str) -> None:
    """The page comes in what the terminal speaks, with question marks at worst; the document is always UTF-8."""
    page = program("status", data=data, PYTHONIOENCODING=encoding)
    document = program("plan", "show", "--json", data=data, PYTHONIOENCODING=encoding)

    assert (page.returncode, document.returncode) == (0, 0)
    assert "新增就业" in document.stdout.decode("utf-8")


def test_arguments_that_are_no_utf8_are_no_traceback(data: Path) -> None:
    """Bytes that no locale reads are answered like anything that isn't there."""
    result = subprocess.run(
        [*PROGRAM, "--data", str(data), "report", "show", b"\xff\xfe"], capture_output=True, check=False, timeout=60
    )

    assert result.returncode == 1
    assert b"Traceback" not in result.stderr


def test_a_directory_that_is_none_is_told(tmp_path: Path) -> None:
    """A file in place of the data directory."""
    (tmp_path / "file").write_text("x")
    answer = run_line(["--data", str(tmp_path / "file"), "status"])

    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1


SLOW = ("textual", "rich", "openpyxl", "asyncssh", "argon2", "babel")


@pytest.mark.parametrize("line", [("--help",), ("status",), ("status", "--json"), ("report", "list"), ("verify",)])
def test_nothing_slow_is_loaded(data: Path, line: tuple[str, ...]) -> None:
    """A look needs no toolkit, no workbook and no password."""
    result = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "tui", "--data", str(data), *line],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    loaded = {row.rpartition("|")[2].strip().partition(".")[0] for row in result.stderr.splitlines()}

    assert result.returncode == 0
    assert loaded & set(SLOW) == set()


def test_the_operator_can_do_without_any_account(tianbao: CommandLine) -> None:
    """Whoever owns the data directory looks at everything."""
    for line in (("status",), ("plan", "show"), ("period", "list"), ("report", "list"), ("account", "list")):
        assert tianbao(*line).code == 0
