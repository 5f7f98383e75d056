"""A password of one's own from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.conftest import run_line

if TYPE_CHECKING:
    import pytest

    from tests.tui.conftest import CommandLine

NEW = "another-password"


def test_a_one_time_password_is_replaced(tianbao: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """It opens no desk, and the refusal names the command that replaces it."""
    once = tianbao("account", "reset", "rsj").text.split()[1]
    monkeypatch.setenv("TIANBAO_PASSWORD", once)
    line = ["--data", str(tianbao.data), "--account", "rsj"]
    refused = run_line([*line, "report", "list"])
    monkeypatch.setenv("TIANBAO_NEW_PASSWORD", NEW)
    changed = run_line([*line, "account", "password"])
    monkeypatch.setenv("TIANBAO_PASSWORD", NEW)

    assert (refused.code, changed.code) == (1, 0)
    assert "tianbao account password" in refused.err
    assert changed.text == "账号“rsj”的口令已更改。\n"
    assert run_line([*line, "report", "list"]).code == 0


def test_nobody_has_no_password_to_change(tianbao: CommandLine) -> None:
    """The operator has no account."""
    assert tianbao("account", "password").code == 2
