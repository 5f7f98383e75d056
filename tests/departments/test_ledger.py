"""What desks may rely on, whoever keeps the books: revisions, conflicts, all or nothing."""

from __future__ import annotations

import pytest
from attrs import evolve

from departments.accounts import Account, Role
from departments.ledger import Book, D, Entry, Keeping, RevisionConflict
from departments.periods import Extension
from departments.reports import Report
from tests.building import JULY, JUNE, MAY, a_report, at

NOW = at("2021-07-03 09:00")


@pytest.fixture
def book(installation: Keeping) -> Book:
    """The book of a department that has not written anything."""
    return installation.ledger.book("rsj")


def append(book: Book, report: Report, *, based_on: int, by: str = "rsj") -> None:
    """Keep the report in a transaction of its own."""
    with book.transaction(by=by, at=NOW) as pages:
        pages.append("saved", report.key, report, based_on=based_on)


def standing(book: Book, kind: type[D], key: str) -> Entry[D]:
    """A document of the book, which has to be there."""
    found = book.entry(kind, key)
    assert found is not None
    return found


def test_a_new_book_is_empty(book: Book) -> None:
    """It has a name, no document, no event and a head at 0."""
    assert ("rsj", [], None, []) == (
        book.name,
        list(book.entries(Report)),
        book.entry(Report, a_report().key),
        list(book.events()),
    )
    assert ("rsj", 0) == (book.head().book, book.head().seq)


def test_what_was_appended_is_there_as_it_was(book: Book) -> None:
    """Document, revision, time, person and action."""
    append(book, a_report(), based_on=0)

    found = standing(book, Report, a_report().key)

    assert (a_report(), 1, NOW, "rsj", "saved") == (found.document, found.revision, found.at, found.by, found.action)
    assert NOW.date() == found.at.date()


def test_each_event_is_a_revision(book: Book) -> None:
    """The latest stands, and the chain keeps them all."""
    append(book, a_report(), based_on=0)
    append(book, a_report(explanation="更正"), based_on=1)

    found = standing(book, Report, a_report().key)

    assert (2, "更正") == (found.revision, found.document.explanation)
    assert [(1, 1, a_report()), (2, 2, found.document)] == [
        (each.seq, each.revision, each.document) for each in book.events()
    ]
    assert book.head().hash == list(book.events())[-1].hash


def test_the_events_can_be_read_back(book: Book) -> None:
    """The latest first; of one kind where asked."""
    append(book, a_report(), based_on=0)
    append(book, a_report(explanation="更正"), based_on=1)
    append(book, a_report(period=JULY), based_on=0)

    told = list(book.events_back())

    assert list(reversed(list(book.events()))) == told
    assert told == list(book.events_back(Report))
    assert [] == list(book.events_back(Account))


@pytest.mark.parametrize("based_on", [0, 2, -1])
def test_an_event_based_on_another_revision_is_a_conflict(book: Book, based_on: int) -> None:
    """It carries both versions, and nothing is kept of the second."""
    append(book, a_report(), based_on=0)
    other = a_report(explanation="另一份")

    with pytest.raises(RevisionConflict) as refused:
        append(book, other, based_on=based_on, by="rsj.second")

    conflict = refused.value
    assert (based_on, 1, "rsj") == (conflict.based_on, conflict.revision, conflict.by)
    assert (a_report(), other) == (conflict.current.document, conflict.attempted)
    assert 1 == standing(book, Report, a_report().key).revision


def test_a_document_that_is_not_there_has_revision_0(book: Book) -> None:
    """A change of nothing is a conflict with nothing."""
    with pytest.raises(RevisionConflict) as refused:
        append(book, a_report(), based_on=3)

    assert (None, 0) == (refused.value.current, refused.value.revision)


def test_a_transaction_counts_whole_or_not_at_all(book: Book) -> None:
    """One conflict in it takes everything else with it."""
    append(book, a_report(), based_on=0)
    before = book.head()

    def two_of_which_one_conflicts() -> None:
        with book.transaction(by="rsj", at=NOW) as pages:
            pages.append("saved", a_report(period=MAY).key, a_report(period=MAY), based_on=0)
            pages.append("saved", a_report().key, a_report(), based_on=0)

    with pytest.raises(RevisionConflict):
        two_of_which_one_conflicts()

    assert before == book.head()
    assert None is book.entry(Report, a_report(period=MAY).key)


def test_a_transaction_that_is_left_by_any_exception_counts_for_nothing(book: Book) -> None:
    """And the book can be written again at once."""

    def one_that_breaks() -> None:
        with book.transaction(by="rsj", at=NOW) as pages:
            pages.append("saved", a_report().key, a_report(), based_on=0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        one_that_breaks()
    append(book, a_report(), based_on=0)

    assert 1 == book.head().seq


def test_a_transaction_sees_its_own_pages_and_nobody_else_does_yet(book: Book) -> None:
    """What is appended is acknowledged at the end, all of it."""
    with book.transaction(by="rsj", at=NOW) as pages:
        pages.append("saved", a_report().key, a_report(), based_on=0)
        pages.append("saved", a_report().key, a_report(explanation="二"), based_on=1)
        inside = pages.entry(Report, a_report().key)
        listed = [each.document.explanation for each in pages.entries(Report)]
        outside = book.entry(Report, a_report().key)

    assert (2, ["二"], None) == (inside and inside.revision, listed, outside)
    assert 2 == book.head().seq


def test_entries_are_listed_by_key_and_by_what_they_begin_with(book: Book) -> None:
    """A period's reports are found under its name."""
    for period in (JULY, MAY, JUNE):
        append(book, a_report(period=period), based_on=0)

    assert [MAY, JUNE, JULY] == [each.document.period for each in book.entries(Report)]
    assert [JUNE] == [each.document.period for each in book.entries(Report, "2021-06/")]


def test_kinds_do_not_meet(installation: Keeping) -> None:
    """An account and an extension may have the same key."""
    office = installation.ledger.book("office")
    account, extension = Account("x1", Role.READER), Extension(JUNE, "rsj", NOW, "系统故障", "coordinator")
    with office.transaction(by="operator", at=NOW) as pages:
        pages.append("account_added", "x1", account, based_on=0)
        pages.append("extension_granted", "x1", extension, based_on=0)

    assert (account, extension) == (
        standing(office, Account, "x1").document,
        standing(office, Extension, "x1").document,
    )
    assert [account] == [each.document for each in office.events(Account)]
    assert [account, extension] == [each.document for each in office.events(key="x1")]


def test_books_do_not_meet(installation: Keeping) -> None:
    """One department's report is not in another's book."""
    append(installation.ledger.book("rsj"), a_report(), based_on=0)

    assert None is installation.ledger.book("kjj").entry(Report, a_report().key)


def test_time_without_a_zone_is_refused(book: Book) -> None:
    """Nobody could say later when it was."""
    with pytest.raises(ValueError, match="zone"), book.transaction(by="rsj", at=NOW.replace(tzinfo=None)):
        pass


def test_the_zone_of_a_time_is_kept(book: Book) -> None:
    """Half past midnight in Beijing is still that day when it is read back, not the day before."""
    when = at("2021-07-06 00:30")
    append(book, evolve(a_report(), first_submitted_at=when), based_on=0)

    kept = standing(book, Report, a_report().key).document.first_submitted_at

    assert (when, when.date()) == (kept, kept and kept.date())


def test_the_chain_depends_on_every_event(installation: Keeping) -> None:
    """Two books with one word's difference end in different heads."""
    append(installation.ledger.book("rsj"), a_report(), based_on=0)
    append(installation.ledger.book("kjj"), a_report(explanation="一"), based_on=0)

    assert installation.ledger.book("rsj").head().hash != installation.ledger.book("kjj").head().hash
