"""Six tries a connection, in whatever way, and six that can be seen in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asyncssh.packet import Boolean, NameList, String

from tests.ssh.clients import plink, run, ssh_options
from tests.ssh.insisting import answers_to, unproven
from tests.ssh.test_signing_in import new_key
from tui.wiring import open_office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ssh.conftest import OpenDoor
    from tests.ssh.insisting import Try

SENT_AWAY = "Too many authentication failures"
WAYS: dict[str, Try] = {
    "keyboard-interactive": (b"keyboard-interactive", (String(""), String(""))),
    "hostbased": (b"hostbased", (String("ssh-ed25519"), String("k"), String("h"), String("u"), String("s"))),
    "password-change": (b"password", (Boolean(value=True), String("wrong"), String("another"))),
    "gssapi-with-mic": (b"gssapi-with-mic", (NameList([]),)),
}


@pytest.mark.parametrize("way", WAYS)
async def test_every_way_in_has_six_tries(open_door: OpenDoor, way: str) -> None:
    """Those that open nothing here, too: the seventh is never answered, and each has its line in the log."""
    door = open_door()
    answered = await answers_to(door, "rsj", WAYS[way])

    assert (6, SENT_AWAY) == answered
    assert 6 == door.log.count("sign-in of rsj refused from 127.0.0.1")


async def test_the_question_for_the_ways_in_is_no_try_and_the_next_ones_are(open_door: OpenDoor) -> None:
    """Every client begins with it, once."""
    door = open_door()

    assert (7, SENT_AWAY) == await answers_to(door, "rsj", (b"none", ()))
    assert 6 == door.log.count("refused")


async def test_a_known_key_without_its_other_half_has_six_tries(open_door: OpenDoor, tmp_path: Path) -> None:
    """Public halves are public: a signature that doesn't prove it is as wrong as a wrong password."""
    door = open_door()
    public = new_key(tmp_path)
    open_office(door.data).operator_desk().add_key("rsj", public)

    assert (6, SENT_AWAY) == await answers_to(door, "rsj", unproven(public, is_signed=True))
    assert 6 == door.log.count("a known key without its other half")


async def test_a_known_key_can_not_be_shown_for_ever(open_door: OpenDoor, tmp_path: Path) -> None:
    """To show it is no try yet; but a client that never comes to the point is sent away as well."""
    door = open_door()
    public = new_key(tmp_path)
    open_office(door.data).operator_desk().add_key("rsj", public)
    answered, reason = await answers_to(door, "rsj", unproven(public, is_signed=False), most=1000)

    assert 6 < answered < 200
    assert SENT_AWAY == reason


def test_five_keys_and_then_the_right_one_come_in(open_door: OpenDoor, tmp_path: Path) -> None:
    """As with OpenSSH's server: that the right one is shown before it is proven costs no try."""
    door = open_door()
    keys = []
    for number in range(6):
        (tmp_path / str(number)).mkdir()
        public = new_key(tmp_path / str(number))
        keys += ["-i", str(tmp_path / str(number) / "key-ed25519")]
    open_office(door.data).operator_desk().add_key("rsj", public)
    line = ["ssh", *ssh_options(door, "BatchMode=yes"), *keys, "-p", str(door.port), "rsj@127.0.0.1", "status"]

    assert 0 == run(line, env={"HOME": str(door.home)}).returncode
    assert 0 == plink(door, "rsj", "status").returncode
    assert 5 == door.log.count("refused")
