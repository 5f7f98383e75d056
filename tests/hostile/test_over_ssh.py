"""Hostile text behind a real ssh client: every byte that comes out of it, and every line of the server's log."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING
from unittest import mock

import asyncssh
import pytest

from storage.installation import Installation
from tests.hostile.attacks import ATTACKS, ESCAPES, handfuls
from tests.hostile.planting import IN_A_REPORT, Ground, texts
from tests.hostile.reading import commands_in, invisible_in
from tests.ssh.clients import ssh
from tests.ssh.conftest import end, start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ssh.clients import Door

JOBS = "4.1-01"
IN_THE_PLAN = {
    "title": ('title = "南开区2021年国民经济和社会发展计划"', "plan.toml"),
    "figure": ('name = "地区生产总值增速"', "plan.toml"),
    "place": ('short_name = "区人社局"', "departments.toml"),
}
"""Names in the plan's files, which whoever writes the files makes up."""
ONE_LINERS = {
    "status --period 2021-06": ("coordinator", ("title", "figure", "place")),
    "status --period 2021-06 --department rsj": ("reader", ("place",)),
    f"report show {JOBS} --period 2021-06": ("rsj", tuple(name for name in IN_A_REPORT if name != "reporter")),
    f"report show {JOBS} --period 2021-06 --department fgw": ("coordinator", ("progress", "problems", "next", "note")),
    "report list --period 2021-06": ("rsj", ("reason", "returner")),
    f"evidence list {JOBS} --period 2021-06 --department fgw": ("coordinator", ("evidence", "note")),
    "period urges --period 2021-06": ("coordinator", ("urge",)),
}
"""What is asked for behind the address, by whom, and whose words stand in the answer."""


@pytest.fixture(scope="module")
def planted_door(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A server on the sample installation, in whose books and plan a foreign hand has written every attack."""
    place = tmp_path_factory.mktemp("planted")
    data = place / "data"
    shutil.copytree(sample_data, data)
    ground = Ground(Installation.open(data).ledger, ("rsj", JOBS), ("fgw", JOBS))
    ground.plant(texts(handfuls(1, "\n")))
    whole = handfuls(1)[0].encode("utf-8", "ignore").decode()
    for name, (line, file) in IN_THE_PLAN.items():
        path = data / "plan" / file
        key = line.partition(" ")[0]
        hostile = f"{key} = {json.dumps(f'<{name}>{whole}<{name}>', ensure_ascii=False)}".replace("\x7f", "\\u007f")
        path.write_text(path.read_text("utf-8").replace(line, hostile, 1), "utf-8")
    opened = start(data, place / "home")
    yield opened
    end(opened)


@pytest.mark.parametrize("flags", [(), ("-tt",)], ids=["no terminal", "terminal"])
@pytest.mark.parametrize("command", ONE_LINERS)
def test_one_line_over_ssh_commands_no_terminal(planted_door: Door, command: str, flags: tuple[str, ...]) -> None:
    """Raw bytes, as the client hands them to the terminal: words, and where there is one our own colours."""
    account, told = ONE_LINERS[command]
    answer = ssh(planted_door, account, command, flags=flags)

    assert 0 == answer.returncode
    assert [] == commands_in(answer.stdout + answer.stderr)
    assert [] == [name for name in told if f"<{name}>" not in answer.stdout.decode()]


@pytest.mark.parametrize("flags", [(), ("-tt",)], ids=["no terminal", "terminal"])
def test_a_hostile_command_is_answered_in_words(planted_door: Door, flags: tuple[str, ...]) -> None:
    """A wrong word, option and value: each is named again, and none of it to the letter."""
    printed = b""
    for text in handfuls(8, "\n"):
        word = re.sub("[\0'\"\\\\]", "", text).encode("utf-8", "ignore").decode()
        for line in (f"'{word}'", f"report '{word}'", f"status --period 'x{word}'"):
            answer = ssh(planted_door, "coordinator", line, flags=flags)
            printed += answer.stdout + answer.stderr

    assert [] == commands_in(printed)
    assert [] == [each.name for each in ATTACKS if each.mark.encode() not in printed]


def test_the_log_says_who_knocked_in_words(planted_door: Door) -> None:
    """A client may call itself anything: no attempt forges a line or colours one, and what is no name is not let in."""
    names = [f"k{each.text}".replace("\n", "").encode("utf-8", "ignore").decode()[:40] for each in ATTACKS]
    before = len(planted_door.log.splitlines())
    asyncio.run(knock(planted_door, names))
    lines = planted_door.wait_for_log("last-of-all").splitlines()[before:]

    assert [] == [each for line in lines for each in invisible_in(line)]
    assert [] == [line for line in lines if not re.match(r"\d{4}-\d\d-\d\d \S+ \d+ (INFO|WARNING) ", line)]
    assert [] == [name for name in names[len(ESCAPES) :] if name not in "\n".join(lines)]
    assert len(names) <= len(lines)


async def knock(door: Door, names: list[str]) -> None:
    """Come with each of these names and a wrong password, from a client that sends whatever it is told."""
    with mock.patch("asyncssh.connection.saslprep", str):
        for name in (*names, "last-of-all"):
            with suppress(asyncssh.Error, OSError):
                await asyncssh.connect(
                    "127.0.0.1", door.port, username=name, password="wrong", known_hosts=None, client_keys=None
                )
