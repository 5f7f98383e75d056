"""A form as it is being typed survives a dropped line, for its own account, and is never an event."""

from __future__ import annotations

import datetime as dt
import errno
import os
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from departments.ledger import Draft, KeptDraft, WritingStopped
from departments.refusals import NotFound
from storage import durable
from storage.installation import Installation
from tests.building import at
from tests.faults.recording import Watched

if TYPE_CHECKING:
    from storage.drafts import DiskDrafts

NOW = at("2021-07-03 09:00")
KEY = "2021-06/4.1-01"
DRAFT = Draft("", NOW, {"progress": "举办招聘会\n12场", "4.1-01.1": "６０００"})


@pytest.fixture
def drafts(installation: Installation) -> DiskDrafts:
    """The drafts of a new installation."""
    return installation.drafts


def test_a_draft_is_found_until_it_is_dropped(drafts: DiskDrafts, installation: Installation) -> None:
    """By the same account, in another process as well; dropping twice does no harm."""
    drafts.keep("rsj", "rsj", KEY, Draft("", NOW, {"progress": "older"}))
    drafts.keep("rsj", "rsj", KEY, DRAFT)

    assert Installation.open(installation.data).drafts.find("rsj", "rsj", KEY) == (DRAFT,)
    drafts.drop("rsj", "rsj", KEY, "")
    drafts.drop("rsj", "rsj", KEY, "")
    assert drafts.find("rsj", "rsj", KEY) == ()


def test_sessions_of_one_account_keep_theirs_apart(drafts: DiskDrafts) -> None:
    """The latest first; each takes the place of its own, and goes by itself."""
    first = Draft("aa", NOW, {"progress": "一"})
    second = Draft("bb", NOW + dt.timedelta(seconds=1), {"progress": "二"})
    longer = Draft("aa", NOW + dt.timedelta(seconds=2), {"progress": "一二"})
    for each in (DRAFT, first, second):
        drafts.keep("rsj", "rsj", KEY, each)

    assert (second, first, DRAFT) == drafts.find("rsj", "rsj", KEY)

    drafts.keep("rsj", "rsj", KEY, longer)
    drafts.drop("rsj", "rsj", KEY, "bb")
    drafts.drop("rsj", "rsj", KEY, "bb")

    assert (longer, DRAFT) == drafts.find("rsj", "rsj", KEY)


@pytest.mark.parametrize("session", ["..", "a/b", "*", "A", "g", "0" * 33])
def test_a_session_is_no_path_either(drafts: DiskDrafts, session: str) -> None:
    """Nor a pattern."""
    with pytest.raises(NotFound):
        drafts.keep("rsj", "rsj", KEY, Draft(session, NOW, {}))


def test_nobody_elses_draft_is_found(drafts: DiskDrafts) -> None:
    """Not a colleague's, not another report's, not another department's."""
    drafts.keep("rsj", "rsj", KEY, DRAFT)

    assert drafts.find("rsj", "rsj.second", KEY) == ()
    assert drafts.find("rsj", "rsj", KEY + "2") == ()
    assert drafts.find("kjj", "rsj", KEY) == ()


def test_who_is_typing_is_known_and_not_what(drafts: DiskDrafts, installation: Installation) -> None:
    """Of one department at a time; what can't be read, or says no time, is nobody's."""
    drafts.keep("rsj", "rsj", KEY, DRAFT)
    drafts.keep("rsj", "rsj.second", KEY + "2", DRAFT)
    drafts.keep("kjj", "kjj", KEY, DRAFT)
    expected = {KeptDraft("rsj", KEY, NOW), KeptDraft("rsj.second", KEY + "2", NOW)}

    assert set(Installation.open(installation.data).drafts.kept("rsj")) == expected
    assert drafts.kept("wjw") == drafts.kept("../rsj") == drafts.kept("*") == ()

    for path in (installation.data / "drafts" / "rsj" / "rsj").glob("*.json"):
        for content in (b"{", b"[]", b'{"key": "x", "fields": {}}', b'{"key": "x", "at": "2021-07-03T09:00:00"}'):
            path.write_bytes(content)

            assert drafts.kept("rsj") == (KeptDraft("rsj.second", KEY + "2", NOW),)


def test_no_book_hears_of_a_draft(drafts: DiskDrafts, installation: Installation) -> None:
    """The journal does not fill with keystrokes."""
    drafts.keep("rsj", "rsj", KEY, DRAFT)

    assert installation.ledger.names() == ()


@pytest.mark.parametrize("name", ["..", "a/b", "", ".hidden", "a\0b"])
def test_a_name_is_no_path(drafts: DiskDrafts, name: str) -> None:
    """It answers as if it were not there."""
    with pytest.raises(NotFound):
        drafts.keep(name, "rsj", KEY, DRAFT)
    with pytest.raises(NotFound):
        drafts.keep("rsj", name, KEY, DRAFT)


def test_a_key_may_be_anything(drafts: DiskDrafts) -> None:
    """It names no file."""
    for key in ("../../x", "", "长" * 500, "\0"):
        drafts.keep("rsj", "rsj", key, DRAFT)
        assert drafts.find("rsj", "rsj", key) == (DRAFT,)


def test_a_torn_draft_is_none(drafts: DiskDrafts, installation: Installation) -> None:
    """It was never told to be saved."""
    drafts.keep("rsj", "rsj", KEY, DRAFT)
    path = next(each for each in (installation.data / "drafts").rglob("*.json"))
    for content in (b"", b"{", b"[]", b'{"key": "other", "fields": {}}'):
        path.write_bytes(content)
        assert drafts.find("rsj", "rsj", KEY) == ()


def test_a_full_disk_keeps_the_older_draft(drafts: DiskDrafts) -> None:
    """And tells that the newer one is not kept."""
    drafts.keep("rsj", "rsj", KEY, DRAFT)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with mock.patch.object(durable, "os", Watched({"write": full})), pytest.raises(WritingStopped, match="No space"):
        drafts.keep("rsj", "rsj", KEY, Draft("", NOW, {"progress": "newer"}))

    assert drafts.find("rsj", "rsj", KEY) == (DRAFT,)
