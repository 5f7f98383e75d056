"""A look through everything tells what is wrong and where, changes nothing, and is silent about what is well."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from storage import clean_garbage, rebuild_books, state, verify_installation, view
from storage.installation import Installation
from storage.state import State
from storage.tables import Tables
from tests.storage.books import figures, prove, save

if TYPE_CHECKING:
    from pathlib import Path

    from departments.reports import Evidence
    from storage.book import DiskBook


@pytest.fixture
def evidence(installation: Installation, book: DiskBook) -> Evidence:
    """A file that an event names."""
    return prove(installation, book)


def blob(installation: Installation, evidence: Evidence) -> Path:
    """Where it lies."""
    return installation.data / "evidence" / "rsj" / evidence.sha256[:2] / evidence.sha256


def test_a_healthy_installation_raises_no_alarm(installation: Installation, evidence: Evidence, book: DiskBook) -> None:
    """And the document that is printed has the promised shape."""
    with mock.patch.object(view, "_FEW", 1):
        for figure in range(5):
            save(book, "4.2-01", figure)
    installation.credentials.set_password("rsj", "a-password", one_time=True)

    printed = json.loads(json.dumps(verify_installation(installation).as_json()))

    assert printed["ok"] is True
    assert [(each["book"], each["events"], each["ok"], each["problem"]) for each in printed["books"]] == [
        ("rsj", 6, True, None)
    ]
    assert printed["books"][0]["head"] == book.head().hash
    assert {key: printed["evidence"][key] for key in ("files", "bytes", "missing", "damaged", "garbage")} == {
        "files": 1, "bytes": 15, "missing": 0, "damaged": 0, "garbage": 0,
    }  # fmt: skip


def test_looking_changes_nothing(installation: Installation, evidence: Evidence) -> None:
    """Not even the names in the directory."""
    before = {each: each.stat().st_mtime_ns for each in installation.data.rglob("*")}

    verify_installation(Installation.open(installation.data))

    assert {each: each.stat().st_mtime_ns for each in installation.data.rglob("*")} == before


def test_a_damaged_line_is_told_with_its_number(installation: Installation, book: DiskBook) -> None:
    """The events before it are counted, the other books are looked at all the same."""
    for figure in range(3):
        save(book, figure=figure)
    save(installation.ledger.book("kjj"))
    content = book.place.journal.read_bytes()
    book.place.journal.write_bytes(content.replace(b'"seq":2', b'"seq":7'))

    kjj, rsj = verify_installation(Installation.open(installation.data)).books

    assert kjj.problem is None
    assert (1, "") == (rsj.events, rsj.head)
    assert rsj.problem is not None
    assert "line 2" in str(rsj.problem)


def test_a_state_that_differs_from_the_journal_is_told(installation: Installation, book: DiskBook) -> None:
    """Even where its checksum is right; rebuilding sets it right."""
    save(book, figure=1)
    other = State(book._view._origin, Tables({"report/2021-06": b"{}"}))
    other.position = book._view.caught_up().position
    book.place.checkpoint.write_bytes(state.checkpoint_of(other))

    found = verify_installation(Installation.open(installation.data)).books[0].problem
    rebuild_books(Installation.open(installation.data))

    assert str(found) == "the kept state differs from the journal; run tianbao rebuild"
    assert verify_installation(Installation.open(installation.data)).is_ok


def test_what_a_crash_leaves_is_noted_and_no_problem(installation: Installation, book: DiskBook) -> None:
    """A torn line and an unreadable checkpoint."""
    save(book)
    with book.place.journal.open("ab") as stream:
        stream.write(b'{"v":1')
    book.place.checkpoint.write_bytes(b"{")

    found = verify_installation(Installation.open(installation.data))

    assert found.is_ok
    assert len(found.books[0].notes) == 2


def test_evidence_that_is_gone_is_missing(installation: Installation, evidence: Evidence) -> None:
    """Department and hash are told."""
    blob(installation, evidence).unlink()

    found = verify_installation(installation)

    assert (f"rsj/{evidence.sha256}",) == found.evidence.missing
    assert not found.is_ok


def test_evidence_of_another_content_is_damaged(installation: Installation, evidence: Evidence) -> None:
    """One bit is enough."""
    blob(installation, evidence).write_bytes(b"a list of namez")

    found = verify_installation(installation)

    assert (f"rsj/{evidence.sha256}",) == found.evidence.damaged
    assert found.as_json()["evidence"]["damaged"] == 1
    assert not found.is_ok


def test_what_no_event_names_is_garbage_and_can_be_cleared_away(installation: Installation, evidence: Evidence) -> None:
    """What is named stays, today or long ago; so does what somebody is just writing."""
    stray = installation.shelf.put("rsj", "never-named.pdf", io.BytesIO(b"stray"))
    half = installation.data / "books" / "rsj" / ".0123.part"
    half.write_bytes(b"half")
    assert verify_installation(installation).as_json()["evidence"]["garbage"] == 2

    gone = clean_garbage(installation)

    assert {each.name for each in gone} == {stray.sha256, half.name}
    found = verify_installation(installation)
    assert found.is_ok
    assert found.evidence.garbage == ()
    assert blob(installation, evidence).exists()


def test_a_changed_plan_and_changed_passwords_are_told(installation: Installation) -> None:
    """Everything else that can't be made again."""
    installation.credentials.set_password("rsj", "a-password", one_time=True)
    (installation.data / "plan" / "plan.toml").write_bytes(b"# another")
    path = installation.data / "credentials.json"
    path.write_bytes(path.read_bytes().replace(b"true", b"false"))

    assert len(verify_installation(Installation.open(installation.data)).problems) == 2


def test_rebuilding_makes_state_and_note_again(installation: Installation, book: DiskBook) -> None:
    """From the journal alone, the torn tail cut away."""
    save(book, figure=1)
    save(book, figure=2)
    with book.place.journal.open("ab") as stream:
        stream.write(b"torn")
    book.place.head.write_bytes(b"")

    (rebuilt,) = rebuild_books(installation)

    assert (2, book.head().hash, None) == (rebuilt.events, rebuilt.head, rebuilt.problem)
    assert book.place.checkpoint.exists()
    assert book.place.journal.read_bytes().endswith(b"\n")
    assert figures(Installation.open(installation.data).ledger.book("rsj")) == [1, 2]
