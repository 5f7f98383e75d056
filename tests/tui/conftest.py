"""A real installation on disk, and a command line in hand that runs against it in this process."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import frozen

from departments.desks import ClerkDesk, CoordinatorDesk, ReaderDesk
from tests import building
from tests.people import PASSWORD, signed_in
from tests.small_plan import write_plan
from tests.tui.stillness import quick_pilots
from tui import wiring
from tui.cli import run
from tui.language import speak
from tui.printing import Printer
from tui.program import chosen_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


NOW = dt.datetime(2021, 7, 3, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
"""Two days before the June reports are due."""


@frozen
class Answer:
    """What a command line came to."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """What it printed."""
        return self.out.decode()

    @property
    def document(self) -> Any:
        """The one JSON document that it printed."""
        return json.loads(self.out)


class Terminal(io.TextIOWrapper):
    """A stream into memory that may say it is a terminal."""

    def __init__(self, *, is_terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        """Whether a person is said to see it."""
        return self._is_terminal

    def written(self) -> bytes:
        """Everything so far."""
        self.flush()
        content: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]
        return content


@frozen
class CommandLine:
    """``tianbao`` on one data directory."""

    data: Path
    _monkeypatch: pytest.MonkeyPatch

    def __call__(
        self,
        *arguments: str,
        by: str | None = None,
        password: str = PASSWORD,
        lang: str = "zh",
        is_terminal: bool = False,
    ) -> Answer:
        """Run one command line.

        Args:
            arguments: without the global options.
            by: the account; None for the operator.
            password: what stands in the environment for it.
            lang: the language.
            is_terminal: whether standard output says that a person sees it.
        """
        line = ["--data", str(self.data), "--lang", lang, *(("--account", by) if by else ()), *arguments]
        with self._monkeypatch.context() as patch:
            patch.setenv("TIANBAO_PASSWORD", password)
            return run_line(line, is_terminal=is_terminal)


def run_line(line: list[str], *, is_terminal: bool = False) -> Answer:
    """Run a whole command line with streams in memory."""
    out, err = Terminal(is_terminal=is_terminal), Terminal()
    code = run(line, Printer(speak(chosen_language(line)), out, err, has_colour=is_terminal))
    return Answer(code, out.written(), err.written().decode())


@pytest.fixture(autouse=True, scope="session")
def _quick() -> Iterator[None]:
    """Nothing in an app is waited for longer than it takes."""
    with quick_pilots():
        yield


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the small plan, five accounts, and June open; copied for each test."""
    place = tmp_path_factory.mktemp("furnished")
    data = place / "data"
    installation = wiring.create_installation(data, write_plan(place / "plan"), demo_now=NOW)
    office = wiring.office_of(installation, lambda: NOW)
    signed_in(office, "coordinator", CoordinatorDesk).open_period(building.JUNE)
    signed_in(office, "reader", ReaderDesk)
    for code in ("rsj", "wjw", "fgw"):
        signed_in(office, code, ClerkDesk, code)
    return data


@pytest.fixture
def data(furnished: Path, tmp_path: Path) -> Path:
    """A data directory of the test's own."""
    return Path(shutil.copytree(furnished, tmp_path / "data"))


@pytest.fixture
def tianbao(data: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line on the test's data directory."""
    monkeypatch.chdir(data.parent)
    return CommandLine(data, monkeypatch)


@pytest.fixture
def submitted(tianbao: CommandLine) -> Callable[..., None]:
    """Save and submit the June report on the jobs, with a figure of choice."""

    def submit(figure: str = "9800") -> None:
        assert tianbao("report", "save", "1.1-01", *JUNE, *written(figure), by="rsj").code == 0
        assert tianbao("report", "submit", "1.1-01", *JUNE, by="rsj").code == 0

    return submit


JUNE = ("--period", "2021-06")


def written(figure: str) -> tuple[str, ...]:
    """Options that make a whole report on the jobs."""
    texts = ("--progress", "举办招聘会12场。", "--problems", "无。", "--next-steps", "走进校园。")
    return ("--value", f"新增就业={figure}", *texts, "--assessment", "on_track")
