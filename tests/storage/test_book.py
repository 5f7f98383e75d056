"""A book keeps what was acknowledged, refuses what began from an old page, and shows other processes' changes."""

from __future__ import annotations

import errno
import os
import threading
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from departments.accounts import Account, Role
from departments.ledger import BookBusy, RevisionConflict, WritingStopped
from departments.refusals import NotFound
from departments.reports import Evidence, Report
from storage import durable, view
from storage.book import BookUnreadable, DiskBook
from storage.installation import Installation
from storage.journal import JournalDamaged
from storage.locks import Patience
from tests.building import CLINICS, JOBS, JUNE, MAY, a_report
from tests.faults.recording import Watched
from tests.storage.books import NOW, figures, save

if TYPE_CHECKING:
    from pathlib import Path


def refusing(call: str, number: int) -> Any:
    """The module ``os`` as durable sees it, with one call that always fails."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return mock.patch.object(durable, "os", Watched({call: refuse}))


def test_a_new_book_is_empty_and_makes_no_directory(book: DiskBook) -> None:
    """Nothing is written by looking."""
    assert book.entry(Report, "2021-06/4.1-01") is None
    assert list(book.entries(Report)) == []
    assert book.head().seq == 0
    assert not book.place.directory.exists()


def test_what_was_saved_is_there_for_everybody(book: DiskBook, elsewhere: DiskBook) -> None:
    """Another process sees the document, its revision, who wrote it and when."""
    report = save(book)

    entry = elsewhere.entry(Report, report.key)

    assert entry is not None
    assert (report, 1, "rsj", NOW, "saved") == (entry.document, entry.revision, entry.by, entry.at, entry.action)


def test_another_process_is_seen_at_once_and_without_a_lock(book: DiskBook, elsewhere: DiskBook) -> None:
    """A reader that has looked before sees what came after, even while a writer holds the lock."""
    assert list(elsewhere.entries(Report)) == []
    save(book)

    with book.transaction(by="rsj", at=NOW):
        assert len(elsewhere.entries(Report)) == 1


def test_a_second_save_from_the_same_page_is_a_conflict_with_both_versions(book: DiskBook) -> None:
    """The refusal carries what stands and what was not saved; the book keeps what stood."""
    report = save(book, figure=1)
    other = a_report(values={"4.1-01.1": 2})

    with pytest.raises(RevisionConflict) as caught, book.transaction(by="kjj", at=NOW) as transaction:
        transaction.append("saved", report.key, other, based_on=0)

    assert (1, 0, "rsj") == (caught.value.revision, caught.value.based_on, caught.value.by)
    assert (report, other) == (caught.value.current.document, caught.value.attempted)
    assert figures(book) == [1]


def test_a_transaction_counts_whole_or_not_at_all(book: DiskBook) -> None:
    """An exception in the block leaves nothing of it, whatever was appended before."""
    report = a_report()

    def half_done() -> None:
        with book.transaction(by="rsj", at=NOW) as transaction:
            transaction.append("saved", report.key, report, based_on=0)
            raise KeyError

    with pytest.raises(KeyError):
        half_done()

    assert book.head().seq == 0


def test_a_transaction_sees_what_it_has_appended(book: DiskBook) -> None:
    """Documents and lists, in the order of their keys."""
    save(book, CLINICS)
    report = a_report()

    with book.transaction(by="rsj", at=NOW) as transaction:
        transaction.append("saved", report.key, report, based_on=0)
        transaction.append("submitted", report.key, report, based_on=1)
        entry = transaction.entry(Report, report.key)
        keys = [each.key for each in transaction.entries(Report, "2021-06/")]

    assert entry is not None
    assert (2, "submitted") == (entry.revision, entry.action)
    assert keys == [f"{JUNE}/{JOBS}", f"{JUNE}/{CLINICS}"]
    assert [each.action for each in book.events(key=report.key)] == ["saved", "submitted"]


def test_entries_are_by_key_and_under_what_is_asked(book: DiskBook) -> None:
    """One period, all periods, or one kind only."""
    for period in (JUNE, MAY):
        save(book, period=period)
    with book.transaction(by="op", at=NOW) as transaction:
        transaction.append("account_added", "rsj", Account("rsj", Role.CLERK, "rsj"), based_on=0)

    assert [each.key for each in book.entries(Report)] == [f"{MAY}/{JOBS}", f"{JUNE}/{JOBS}"]
    assert [each.key for each in book.entries(Report, "2021-06/")] == [f"{JUNE}/{JOBS}"]
    assert [each.key for each in book.entries(Report, "2021-0")] == [f"{MAY}/{JOBS}", f"{JUNE}/{JOBS}"]
    assert [each.key for each in book.entries(Account)] == ["rsj"]
    assert [each.action for each in book.events(Account)] == ["account_added"]


def test_how_reports_stand_is_seen_as_they_are(book: DiskBook, elsewhere: DiskBook) -> None:
    """With every save, another process's included, and with a checkpoint between; an account is no report."""
    for figure in range(40):
        report = save(book if figure % 2 else elsewhere, figure=figure)

        assert {report.key: report.standing} == book.standings() == elsewhere.standings()
    with book.transaction(by="op", at=NOW) as transaction:
        transaction.append("account_added", "rsj", Account("rsj", Role.CLERK, "rsj"), based_on=0)

    assert {report.key: report.standing} == elsewhere.standings()


def test_a_lost_checkpoint_costs_nothing_but_time(book: DiskBook, installation: Installation) -> None:
    """Missing, empty, torn or of another form: the state is made again from the journal."""
    with mock.patch.object(view, "_FEW", 2):
        for figure in range(10):
            save(book, figure=figure)
    checkpoint = book.place.checkpoint
    whole = checkpoint.read_bytes()

    for content in (None, b"", whole[: len(whole) // 2], whole.replace(b'"form":1', b'"form":9'), b"[1]"):
        checkpoint.unlink(missing_ok=True)
        if content is not None:
            checkpoint.write_bytes(content)
        again = Installation.open(installation.data).ledger.book("rsj")

        assert [each.document.values["4.1-01.1"] for each in again.entries(Report)] == [9]
        assert again.head() == book.head()


def test_a_checkpoint_is_written_now_and_then_and_read(book: DiskBook, installation: Installation) -> None:
    """With few events there is none; with many, a new process reads no line before it."""
    save(book)
    assert not book.place.checkpoint.exists()
    with mock.patch.object(view, "_FEW", 2):
        for figure in range(12):
            save(book, figure=figure)
    lines = book.place.journal.read_bytes().splitlines(keepends=True)
    # A line that nobody reads any more may say anything; verify is there to tell of it.
    book.place.journal.write_bytes(b"x" * len(lines[0]) + b"".join(lines[1:]))

    assert len(Installation.open(installation.data).ledger.book("rsj").entries(Report)) == 1


def test_a_torn_line_was_never_acknowledged(book: DiskBook, elsewhere: DiskBook) -> None:
    """It is not read, and the next save clears it away."""
    save(book, figure=1)
    with book.place.journal.open("ab") as stream:
        stream.write(b'{"v":1,"seq":2,"at":"2021')

    assert figures(elsewhere) == [1]
    save(elsewhere, figure=2)
    assert figures(book) == [1, 2]


def test_a_journal_that_lost_its_end_is_damage(book: DiskBook, installation: Installation) -> None:
    """Acknowledged events that are gone are told of, with the line from which they are."""
    for figure in range(3):
        save(book, figure=figure)
    lines = book.place.journal.read_bytes().splitlines(keepends=True)
    book.place.journal.write_bytes(b"".join(lines[:2]))

    for opened in (book, Installation.open(installation.data).ledger.book("rsj")):
        with pytest.raises(JournalDamaged, match="line 3: acknowledged events missing from here on: 1"):
            opened.entries(Report)
        with pytest.raises(JournalDamaged), opened.transaction(by="rsj", at=NOW):
            pass


def test_a_journal_of_another_book_is_damage(installation: Installation) -> None:
    """The first line is bound to the book's name."""
    save(installation.ledger.book("rsj"))
    (installation.data / "books" / "kjj").mkdir()
    (installation.data / "books" / "rsj" / "journal.jsonl").rename(
        installation.data / "books" / "kjj" / "journal.jsonl"
    )

    with pytest.raises(JournalDamaged, match="line 1"):
        installation.ledger.book("kjj").head()


def test_after_a_failed_sync_the_book_is_read_and_no_more_written(book: DiskBook, elsewhere: DiskBook) -> None:
    """In this process nothing is written any more; in another it is tried anew."""
    save(book, figure=1)
    with refusing("fsync", errno.EIO), pytest.raises(WritingStopped):
        save(book, figure=2)

    assert figures(book) == [1]
    with pytest.raises(WritingStopped, match="Input/output error"):
        save(book, figure=3)
    save(elsewhere, figure=4)
    assert figures(book) == [1, 4]


def test_a_head_is_never_of_what_may_still_be_taken_back(book: DiskBook, elsewhere: DiskBook) -> None:
    """Whoever records a head while a writer waits for the disk gets it when the disk has answered."""
    save(book, figure=1)
    is_written, is_asked = threading.Event(), threading.Event()
    heads: list[int] = []

    def fail_when_asked(_: int) -> None:
        is_written.set()
        is_asked.wait(timeout=10)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def ask() -> None:
        is_written.wait(timeout=10)
        assert len(elsewhere.entries(Report)) == 1
        is_asked.set()
        heads.append(elsewhere.head().seq)

    reader = threading.Thread(target=ask)
    reader.start()
    answers = iter([fail_when_asked])

    def fsync(fd: int) -> None:
        next(answers, os.fsync)(fd)

    with mock.patch.object(durable, "os", Watched({"fsync": fsync})), pytest.raises(WritingStopped):
        save(book, figure=2)
    reader.join()

    assert heads == [1]


def test_writing_resumes_when_there_is_room_again(book: DiskBook) -> None:
    """A full disk is nobody's damage: reading works, and the next save after it is a save."""
    save(book, figure=1)
    for call in ("write", "fsync"):
        with refusing(call, errno.ENOSPC), pytest.raises(WritingStopped, match="No space left"):
            save(book, figure=2)
        assert figures(book) == [1]

    save(book, figure=3)
    assert figures(book) == [1, 3]


def test_one_writer_at_a_time_and_the_others_are_told(installation: Installation, book: DiskBook) -> None:
    """Whoever waits too long is refused by name, threads and processes alike."""
    impatient = DiskBook("rsj", book.place.directory, patience=Patience(0.02))

    with book.transaction(by="rsj", at=NOW):
        with pytest.raises(BookBusy, match="rsj"):
            save(impatient)
        holder = threading.Thread(target=lambda: save(book, figure=2))
        holder.start()
    holder.join()

    assert figures(book) == [2]


def test_threads_of_one_process_lose_nothing(book: DiskBook) -> None:
    """Four threads, one book object, readers among them."""

    def write(writer: int) -> None:
        for number in range(25):
            save(book, f"4.1-{writer:02d}", figure=number)
            book.entries(Report)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(figures(book)) == 100
    assert {each.revision for each in book.entries(Report)} == {25}


def test_an_event_may_not_name_evidence_that_is_not_there(book: DiskBook) -> None:
    """So that clearing away can't take what is being named; what was named before stays nameable."""
    report = a_report(evidence=(Evidence("名单.pdf", "ab" * 32, 3),))

    with pytest.raises(NotFound, match=r"名单\.pdf"), book.transaction(by="rsj", at=NOW) as transaction:
        transaction.append("saved", report.key, report, based_on=0)

    assert book.head().seq == 0


def test_an_instant_without_a_zone_is_a_mistake_of_the_program(book: DiskBook) -> None:
    """Nothing of it may reach a journal."""
    with pytest.raises(ValueError, match="zone"), book.transaction(by="rsj", at=NOW.replace(tzinfo=None)):
        pass


def test_a_book_that_may_not_be_read_is_a_refusal(book: DiskBook, tmp_path: Path) -> None:
    """One sentence with the book's name, not a traceback."""
    save(book)
    refuse = mock.Mock(side_effect=PermissionError(errno.EACCES, "no"))

    with mock.patch("storage.journal.os.open", refuse), pytest.raises(BookUnreadable, match="rsj"):
        Installation.open(tmp_path / "data").ledger.book("rsj").entries(Report)
