"""What the operator runs on the host: proof, rebuilding, backups and the look at the host."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.tui.conftest import JUNE, run_line
from tui.wiring import clean_garbage

DAMAGED = "{journal}第{line}行：该行与校验值、上一行对不上；程序不会跳过任何内容，请用备份恢复这本账册。"

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.conftest import CommandLine


def test_the_proof_has_the_agreed_keys(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """``verify --json`` names every key of the contract."""
    submitted()
    proof = tianbao("verify", "--json").document
    rsj = next(each for each in proof["books"] if each["book"] == "rsj")

    assert proof["ok"] is True
    assert {"book", "events", "head", "ok", "problem"} <= set(rsj)
    assert (rsj["events"], rsj["ok"], rsj["problem"], len(rsj["head"])) == (2, True, None, 64)
    assert {"files": 0, "bytes": 0, "missing": 0, "damaged": 0}.items() <= proof["evidence"].items()


def test_whole_books_are_said_to_be_whole(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """A line a book, and a sentence."""
    submitted()
    answer = tianbao("verify")

    assert answer.code == 0
    assert answer.text.endswith("全部完整。\n")


def test_damage_is_told_with_its_place(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """A changed line of a journal ends with exit code 1 and names the book; so does the document."""
    submitted()
    journal = tianbao.data / "books" / "rsj" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"9800", b"9900", 1))
    answer, document = tianbao("verify"), tianbao("verify", "--json")

    assert (answer.code, document.code) == (1, 1)
    assert document.document["ok"] is False
    assert [each["book"] for each in document.document["books"] if "journal.jsonl" in (each["problem"] or "")] == [
        "rsj"
    ]
    assert "发现损坏" in answer.err
    assert "Traceback" not in answer.err
    assert "该行与校验值、上一行对不上；程序不会跳过任何内容，请用备份恢复这本账册。" in document.text
    assert "请用备份恢复" in answer.text.replace("\n", "")


def test_damage_ends_every_other_command_in_one_sentence(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """What can't be trusted is not shown."""
    submitted()
    journal = tianbao.data / "books" / "rsj" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"9800", b"9900", 1))
    shutil.rmtree(tianbao.data / "books" / "rsj" / "state.json", ignore_errors=True)
    answer = tianbao("report", "show", "1.1-01", *JUNE)

    assert (answer.code, answer.out) == (1, b"")
    assert answer.err == f"磁盘上的数据已损坏：{DAMAGED.format(journal=journal, line=1)} 请运行 tianbao verify。\n"


def test_what_cannot_be_rebuilt_is_told_in_the_operators_language(
    tianbao: CommandLine, submitted: Callable[..., None]
) -> None:
    """Why a book is left as it is; in English for whoever asks for that."""
    submitted()
    journal = tianbao.data / "books" / "rsj" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"9800", b"9900", 1))
    chinese, english = tianbao("rebuild"), tianbao("rebuild", lang="en")

    assert (1, 1) == (chinese.code, english.code)
    assert f"rsj：保持原样：{DAMAGED.format(journal=journal, line=1)}" in chinese.err
    assert "line 1: the line does not fit its hash" in english.err


def test_a_file_that_is_no_backup_is_told_in_the_operators_language(tianbao: CommandLine, tmp_path: Path) -> None:
    """With what is wrong with it, and what to do."""
    (tmp_path / "other.zip").write_bytes(b"PK")
    answer = tianbao("restore", str(tmp_path / "other.zip"), str(tmp_path / "new"))

    assert 1 == answer.code
    assert answer.err == f"备份{tmp_path / 'other.zip'}无法使用（不是本程序的备份）；请换用另一份备份。\n"


def test_leftovers_are_counted_and_removed(tianbao: CommandLine) -> None:
    """A file that no event names is no damage; ``--clean`` takes it away."""
    drawer = tianbao.data / "evidence" / "rsj" / "ab"
    drawer.mkdir(parents=True)
    (drawer / ("ab" + "0" * 62)).write_bytes(b"x")
    before = tianbao("verify", "--json")
    cleaned = tianbao("verify", "--clean", lang="en")

    assert (before.code, before.document["evidence"]["garbage"]) == (0, 1)
    assert "Files removed that no event names: 1." in cleaned.err
    assert tianbao("verify", "--json").document["evidence"]["garbage"] == 0
    assert clean_garbage(tianbao.data) == ()


def test_recorded_heads_hold_while_history_is_added_to(
    tianbao: CommandLine, submitted: Callable[..., None], tmp_path: Path
) -> None:
    """Today's books extend yesterday's heads; a rewritten history doesn't."""
    heads = tmp_path / "heads.json"
    assert tianbao("verify", "--save-heads", str(heads)).code == 0
    submitted()
    held = tianbao("verify", "--heads", str(heads))
    heads.write_text(f"office 1 {'0' * 64}\n", "utf-8")
    broken = tianbao("verify", "--heads", str(heads), lang="en")

    assert held.code == 0
    assert "个相符" in held.text
    assert broken.code == 1
    assert "office: " in broken.err


def test_states_are_made_again(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """From the journals, whatever the states were."""
    submitted()
    answer = tianbao("rebuild", lang="en")

    assert answer.code == 0
    assert answer.text.startswith("Books rebuilt: ")


def test_a_backup_comes_back_as_it_was(tianbao: CommandLine, submitted: Callable[..., None], tmp_path: Path) -> None:
    """Restored elsewhere, it answers the same."""
    submitted()
    backup, place = tmp_path / "b.zip", tmp_path / "restored"
    made = tianbao("backup", str(backup))
    restored = tianbao("restore", str(backup), str(place))
    again = tianbao("restore", str(backup), str(place))

    assert (made.code, restored.code, again.code) == (0, 0, 1)
    assert "已有内容" in again.err
    assert run_line(["--data", str(place), "status", "--json"]).out == tianbao("status", "--json").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("restore", "missing.zip", "somewhere"),
        ("restore", "data", "somewhere"),
        ("backup", "no/such/place.zip"),
        ("verify", "--heads", "missing.json"),
        ("verify", "--heads", "data"),
        ("verify", "--save-heads", "no/such/place"),
    ],
)
def test_what_can_not_be_done_is_one_sentence(tianbao: CommandLine, arguments: tuple[str, ...]) -> None:
    """Exit code 1 and no traceback."""
    answer = tianbao(*arguments)

    assert answer.code == 1
    assert answer.err
    assert "Traceback" not in answer.err


def test_recorded_heads_that_are_not_there_are_told_as_that(tianbao: CommandLine) -> None:
    """Not as a file without any."""
    answer = tianbao("verify", "--heads", "missing.json", lang="en")

    assert "missing.json can't be read or written (No such file or directory)" in answer.err


def test_the_host_is_looked_at(tianbao: CommandLine) -> None:
    """Each topic has a line with a verdict."""
    answer = tianbao("doctor")

    assert answer.code in (0, 1)
    for topic in ("文件系统", "落盘速度", "剩余空间", "权限", "时钟", "字符集"):
        assert topic in answer.text


def test_a_merged_workbook_proves_the_books_later(tianbao: CommandLine, submitted: Callable[..., None]) -> None:
    """The heads on a workbook's cover hold while history is added to, and name a book that was rewritten."""
    submitted("9813")
    workbook = tianbao.data.parent / "m.xlsx"
    assert tianbao("export", "merged", "-o", str(workbook)).code == 0
    assert tianbao("period", "close", "2021-06", "--with-unreviewed", by="coordinator").code == 0

    held = tianbao("verify", "--heads", str(workbook))
    shutil.rmtree(tianbao.data / "books" / "rsj")
    gone = tianbao("verify", "--heads", str(workbook), lang="en")

    assert held.code == 0, held.text
    assert gone.code == 1
    assert "the book is gone" in gone.text + gone.err


def test_a_workbook_without_heads_proves_nothing(tianbao: CommandLine) -> None:
    """A department's workbook prints none, and that is said."""
    workbook = tianbao.data.parent / "own.xlsx"
    assert tianbao("export", "department", "-o", str(workbook), by="rsj").code == 0

    answer = tianbao("verify", "--heads", str(workbook), lang="en")

    assert answer.code == 1
    assert "holds no heads" in answer.err


def test_the_doctors_advice_is_in_the_readers_language(tianbao: CommandLine) -> None:
    """What was found, and what to do about it."""
    (tianbao.data / "plan" / "plan.toml").chmod(0o644)

    chinese, english = (" ".join(tianbao("doctor", lang=lang).text.split()) for lang in ("zh", "en"))
    assert "其他用户可访问（0644）" in chinese
    assert "请把全部文件归于同一用户" in chinese.replace(" ", "")
    assert "open to others (0644)" in english
