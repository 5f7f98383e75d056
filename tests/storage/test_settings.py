"""What an account has chosen on disk: a file of its own, whole or not at all, and no reason to keep anybody out."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from departments.ledger import WritingStopped
from departments.refusals import NotFound
from departments.settings import Ascii, Colours, Settings, Theme
from storage.backup import write_backup
from storage.installation import SETTINGS, Installation
from storage.restore import restore_backup
from storage.verify import verify_installation

if TYPE_CHECKING:
    from pathlib import Path

CHOSEN = Settings(theme=Theme.LIGHT, colours=Colours.SIXTEEN, keys={"refresh": "ctrl+r"})


def file_of(installation: Installation) -> Path:
    """Where the settings of ``rsj`` lie."""
    return installation.data / SETTINGS / "rsj.json"


def test_settings_are_found_by_another_process(installation: Installation) -> None:
    """Opened anew, from the same directory; for one user alone, and verify has nothing to say about them."""
    installation.settings.keep("rsj", CHOSEN)
    again = Installation.open(installation.data)

    assert again.settings.find("rsj") == CHOSEN
    assert again.settings.find("rsj.second") == Settings()
    assert file_of(installation).stat().st_mode & 0o077 == 0
    assert verify_installation(again).is_ok


def test_settings_are_in_the_backup(installation: Installation, tmp_path: Path) -> None:
    """Who comes back after a restore finds the app as it was."""
    installation.settings.keep("rsj", CHOSEN)
    write_backup(installation, tmp_path / "backup.zip")
    restore_backup(tmp_path / "backup.zip", tmp_path / "new")

    assert Installation.open(tmp_path / "new").settings.find("rsj") == CHOSEN


@pytest.mark.parametrize(
    ("changed", "read"),
    [
        ({"sound": "loud", "theme": "dark"}, Settings(theme=Theme.DARK)),
        ({"theme": "sepia", "ascii": "on"}, Settings(ascii=Ascii.ON)),
        ({"theme": ["dark"], "colours": 16, "mouse": 1, "compact": "yes"}, Settings()),
        ({"keys": {"refresh": "ctrl+r"}}, Settings(keys={"refresh": "ctrl+r"})),
        ({"keys": {"refresh": 5}}, Settings()),
        ({"keys": {"../../x": "f2"}}, Settings()),
        ({"keys": ["refresh"]}, Settings()),
        ({"urges shown until": 5, "tour seen": "yes"}, Settings()),
    ],
)
def test_what_is_not_known_is_left_aside(installation: Installation, changed: dict[str, Any], read: Settings) -> None:
    """A newer version's keys and words, and what somebody wrote by hand: the rest holds."""
    installation.settings.keep("rsj", Settings())
    file_of(installation).write_text(json.dumps(changed), "utf-8")

    assert installation.settings.find("rsj") == read


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("2021-07-03T09:00:00+08:00", dt.datetime(2021, 7, 3, 1, 0, tzinfo=dt.UTC)),
        ("2021-07-03T09:00:00", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_what_was_shown_is_an_instant_or_nothing(
    installation: Installation, kept: str | None, read: dt.datetime | None
) -> None:
    """It is written as it is read; what can't be held against an urge counts as never shown."""
    installation.settings.keep("rsj", Settings(urges_shown_until=read))
    assert read == installation.settings.find("rsj").urges_shown_until

    file_of(installation).write_text(json.dumps({"urges shown until": kept}), "utf-8")
    assert read == installation.settings.find("rsj").urges_shown_until


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'"' + b"x" * 200_000 + b'"', b"null"]
)
def test_a_file_that_cannot_be_read_counts_as_never_chosen(installation: Installation, content: bytes) -> None:
    """Torn, empty, endless or nested without end."""
    installation.settings.keep("rsj", CHOSEN)
    file_of(installation).write_bytes(content)

    assert installation.settings.find("rsj") == Settings()

    installation.settings.keep("rsj", CHOSEN)

    assert installation.settings.find("rsj") == CHOSEN


@pytest.mark.parametrize("name", ["../rsj", "a/b", "", ".", "Rsj", "x" * 65])
def test_a_name_is_no_path(installation: Installation, name: str) -> None:
    """Whatever is asked for lies in the directory of settings."""
    with pytest.raises(NotFound):
        installation.settings.keep(name, CHOSEN)
    with pytest.raises(NotFound):
        installation.settings.find(name)


def test_what_the_disk_refuses_leaves_the_old(installation: Installation) -> None:
    """And is told as every refused write."""
    installation.settings.keep("rsj", CHOSEN)
    place = file_of(installation).parent
    content = file_of(installation).read_bytes()
    for each in place.iterdir():
        each.unlink()
    place.rmdir()
    place.write_bytes(b"a file where the directory was")
    with pytest.raises(WritingStopped):
        installation.settings.keep("rsj", Settings())
    place.unlink()
    place.mkdir(mode=0o700)
    file_of(installation).write_bytes(content)

    assert installation.settings.find("rsj") == CHOSEN
