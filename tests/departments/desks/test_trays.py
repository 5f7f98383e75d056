"""The trays at a department's desks: sending in, putting in order, fetching; a department's own alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from departments.deliveries import NameTaken, NotAFileName, OutOfOrder
from departments.refusals import NotFound
from tests.building import JOBS

if TYPE_CHECKING:
    from departments.desks import ClerkDesk, HeadDesk
    from departments.periods import Period


def sent(desk: ClerkDesk, name: str, *pieces: bytes) -> None:
    """Send a file in, piece by piece."""
    delivery = desk.begin_delivery(name)
    for piece in pieces:
        delivery.write(delivery.size, piece)
    delivery.keep()


def test_a_file_that_was_sent_in_can_prove_a_report(june: Period, clerk_desk: ClerkDesk, kjj_desk: ClerkDesk) -> None:
    """All of its pieces, under its name, and nobody else's."""
    sent(clerk_desk, "照片.jpg", b"pic", b"ture")

    view = clerk_desk.attach_from_inbox(june, JOBS, "照片.jpg", based_on=0)

    assert [("照片.jpg", 7)] == [(each.name, each.size) for each in clerk_desk.sent()]
    assert ("照片.jpg", 7) == (view.report.evidence[0].name, view.report.evidence[0].size)
    assert [] == list(kjj_desk.sent())
    with clerk_desk.open_sent("照片.jpg") as content:
        assert b"picture" == content.read()


def test_nothing_is_seen_of_a_file_before_all_of_it_is_there(clerk_desk: ClerkDesk) -> None:
    """And nothing at all of one that was dropped."""
    delivery = clerk_desk.begin_delivery("照片.jpg")
    delivery.write(0, b"pic")

    assert [] == list(clerk_desk.inbox())
    delivery.drop()
    assert [] == list(clerk_desk.sent())


def test_a_piece_out_of_order_is_refused(clerk_desk: ClerkDesk) -> None:
    """A file with a hole in it proves nothing."""
    delivery = clerk_desk.begin_delivery("照片.jpg")

    with pytest.raises(OutOfOrder, match=r"照片\.jpg"):
        delivery.write(5, b"ture")
    delivery.drop()


def test_a_file_on_its_way_gets_its_name_at_the_end(clerk_desk: ClerkDesk) -> None:
    """Under its provisional name it is among what was sent, and not for use."""
    sent(clerk_desk, "照片.jpg.filepart", b"picture")
    before = [each.name for each in clerk_desk.inbox()]

    clerk_desk.rename_sent("照片.jpg.filepart", "照片.jpg")

    assert ([], ["照片.jpg"]) == (before, [each.name for each in clerk_desk.inbox()])


def test_a_name_is_replaced_only_on_purpose(clerk_desk: ClerkDesk) -> None:
    """The file that has it stays otherwise."""
    sent(clerk_desk, "a.jpg", b"a")
    sent(clerk_desk, "b.jpg", b"b")
    with pytest.raises(NameTaken):
        clerk_desk.rename_sent("b.jpg", "a.jpg")

    clerk_desk.rename_sent("b.jpg", "a.jpg", is_replacing=True)

    with clerk_desk.open_sent("a.jpg") as content:
        assert b"b" == content.read()


def test_a_file_that_is_removed_stays_where_it_proves_something(june: Period, clerk_desk: ClerkDesk) -> None:
    """The inbox is emptied, the report is not."""
    sent(clerk_desk, "照片.jpg", b"picture")
    view = clerk_desk.attach_from_inbox(june, JOBS, "照片.jpg", based_on=0)

    clerk_desk.remove_sent("照片.jpg")

    assert [] == list(clerk_desk.inbox())
    with clerk_desk.open_evidence(june, JOBS, view.report.evidence[0].sha256) as content:
        assert b"picture" == content.read()


def test_what_lies_ready_is_the_whole_departments(
    clerk_desk: ClerkDesk, head_desk: HeadDesk, kjj_desk: ClerkDesk
) -> None:
    """Clerk and head fetch it; another department has nothing of it."""
    clerk_desk.lay_ready("报表.xlsx", b"book")

    assert ["报表.xlsx"] == [each.name for each in head_desk.outbox()]
    with head_desk.open_outbox("报表.xlsx") as content:
        assert b"book" == content.read()
    with pytest.raises(NotFound):
        kjj_desk.open_outbox("报表.xlsx")


@pytest.mark.parametrize("name", ["../a", "a/b", "a\\b", ".profile", "a\x1b[31m", "a\u202egpj", "a\n"])
def test_a_name_that_leads_elsewhere_is_refused(clerk_desk: ClerkDesk, name: str) -> None:
    """Neither a path nor what a terminal would obey."""
    sent(clerk_desk, "a.jpg", b"a")
    for act in (
        lambda: clerk_desk.begin_delivery(name),
        lambda: clerk_desk.lay_ready(name, b"x"),
        lambda: clerk_desk.rename_sent("a.jpg", name),
    ):
        with pytest.raises(NotAFileName):
            act()


@pytest.mark.parametrize(
    "name", ["台账\u3000一.pdf", "a  b.pdf", "a\u00a0b.pdf", "e\u0301.pdf", " a.pdf ", "한국.pdf", "\u1112\u1161.pdf"]
)
def test_a_name_is_kept_as_it_was_sent(june: Period, clerk_desk: ClerkDesk, name: str) -> None:
    """With blanks of any kind and letters in any form, so that the program that sent the file finds it again."""
    sent(clerk_desk, f"x{name}", b"picture")
    clerk_desk.rename_sent(f"x{name}", name)
    view = clerk_desk.attach_from_inbox(june, JOBS, name, based_on=0)

    assert [name] == [each.name for each in clerk_desk.sent()]
    assert 7 == view.report.evidence[0].size
    clerk_desk.remove_sent(name)
    assert [] == list(clerk_desk.sent())


def test_a_letter_that_a_mac_took_apart_is_found_by_who_types_it_whole(june: Period, clerk_desk: ClerkDesk) -> None:
    """Nobody sees a difference; where both are there, each is what it is called."""
    sent(clerk_desk, "e\u0301.pdf", b"apart")
    view = clerk_desk.attach_from_inbox(june, JOBS, "\u00e9.pdf", based_on=0)
    sent(clerk_desk, "\u00e9.pdf", b"together")

    assert len("apart") == view.report.evidence[0].size
    with clerk_desk.open_sent("\u00e9.pdf") as content:
        assert b"together" == content.read()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a\x1b[31m", r"can't be seen \(U\+001B\)"),
        ("a\u202egpj", r"can't be seen \(U\+202E\)"),
        ("a\tb", r"can't be seen \(U\+0009\)"),
        (".profile", "begins with a dot"),
        ("a\\b", "backslash"),
        ("关" * 86, "longer than 255 bytes"),
        ("e" + "\u0301" * 9, "too many marks"),
        ("\u3000", "nothing in it"),
    ],
)
def test_why_a_name_is_refused_is_said(clerk_desk: ClerkDesk, name: str, why: str) -> None:
    """The one reason that it is, and not all that there are."""
    with pytest.raises(NotAFileName, match=why):
        clerk_desk.begin_delivery(name)


@pytest.mark.parametrize("name", ["没有.jpg", "../kjj/别人的.jpg", ""])
def test_what_is_not_in_the_tray_is_not_there(clerk_desk: ClerkDesk, kjj_desk: ClerkDesk, name: str) -> None:
    """For reading, renaming and removing alike."""
    sent(kjj_desk, "别人的.jpg", b"other")
    for act in (
        lambda: clerk_desk.open_sent(name),
        lambda: clerk_desk.rename_sent(name, "b.jpg"),
        lambda: clerk_desk.remove_sent(name),
        lambda: clerk_desk.open_outbox(name),
    ):
        with pytest.raises(NotFound):
            act()
