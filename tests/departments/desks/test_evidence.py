"""Evidence at the clerk's desk: files, the inbox, references, and taking them off again."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from departments.desks import ClerkDesk, Office, Registry
from departments.desks.clerk import LONGEST_TEXT, TextTooLong
from departments.ledger import EvidenceEmpty, EvidenceTooLarge, UnreadableFile
from departments.refusals import BadInput, NotFound
from departments.reports import Evidence, State
from tests.building import (
    JOBS,
    JOBS_FIGURE,
    Clock,
)
from tests.memory_trays import MemoryTrays
from tests.people import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from departments.ledger import Keeping
    from departments.periods import Period

FIGURE = {JOBS_FIGURE: Decimal(6000)}


def test_a_file_proves_a_report_and_can_be_read_again(june: Period, clerk_desk: ClerkDesk) -> None:
    """Name without its path, size, note and content."""
    view = clerk_desk.attach_file(
        june, JOBS, r"C:\材料\招聘会\x1b[2J照片.jpg", io.BytesIO(b"picture"), note=" 现场\n照片 ", based_on=0
    )

    (found,) = view.report.evidence
    assert (r"x1b[2J照片.jpg", 7, "现场 照片", False) == (found.name, found.size, found.note, found.is_reference)
    with clerk_desk.open_evidence(june, JOBS, found.sha256) as content:
        assert b"picture" == content.read()
    assert State.DRAFT == view.report.state


@pytest.mark.parametrize("name", ["", "/", "..\\", "\x1b[31m", "a/b/"])
def test_a_file_without_a_name_gets_one(june: Period, clerk_desk: ClerkDesk, name: str) -> None:
    """佐证材料 is better than nothing."""
    view = clerk_desk.attach_file(june, JOBS, name, io.BytesIO(b"x"), based_on=0)

    assert "佐证材料" == view.report.evidence[0].name


def test_the_same_file_attached_again_replaces_its_note(june: Period, clerk_desk: ClerkDesk) -> None:
    """Twice the same proof is one proof; another name makes it another."""
    clerk_desk.attach_file(june, JOBS, "a.pdf", io.BytesIO(b"x"), note="旧", based_on=0)
    clerk_desk.attach_file(june, JOBS, "a.pdf", io.BytesIO(b"x"), note="新", based_on=1)

    view = clerk_desk.attach_file(june, JOBS, "b.pdf", io.BytesIO(b"x"), based_on=2)

    assert [("a.pdf", "新"), ("b.pdf", "")] == [(each.name, each.note) for each in view.report.evidence]


def test_a_reference_names_what_is_kept_elsewhere(june: Period, clerk_desk: ClerkDesk) -> None:
    """A document number or an address, with a note, and no file behind it."""
    view = clerk_desk.attach_reference(june, JOBS, " 津人社〔2021〕3号 ", note="批复", based_on=0)

    (found,) = view.report.evidence
    assert Evidence("津人社〔2021〕3号", note="批复") == found
    assert found.is_reference
    with pytest.raises(NotFound):
        clerk_desk.open_evidence(june, JOBS, "")


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\x1b[31m"])
def test_an_empty_reference_is_none(june: Period, clerk_desk: ClerkDesk, text: str) -> None:
    """What can't be seen refers to nothing."""
    with pytest.raises(BadInput):
        clerk_desk.attach_reference(june, JOBS, text, based_on=0)


@pytest.mark.parametrize("field", ["reference", "note", "name"])
def test_a_line_of_evidence_has_a_limit_too(june: Period, clerk_desk: ClerkDesk, field: str) -> None:
    """Nobody puts a book into a note."""
    long = "长" * (LONGEST_TEXT + 1)
    acts: dict[str, Callable[[], object]] = {
        "reference": lambda: clerk_desk.attach_reference(june, JOBS, long, based_on=0),
        "note": lambda: clerk_desk.attach_reference(june, JOBS, "3号", note=long, based_on=0),
        "name": lambda: clerk_desk.attach_file(june, JOBS, long, io.BytesIO(b"x"), based_on=0),
    }

    with pytest.raises(TextTooLong):
        acts[field]()


def test_evidence_comes_off_the_report_it_is_on(june: Period, clerk_desk: ClerkDesk) -> None:
    """The others stay, and what was taken off can't be opened through the report any more."""
    clerk_desk.attach_file(june, JOBS, "a.pdf", io.BytesIO(b"a"), based_on=0)
    view = clerk_desk.attach_reference(june, JOBS, "3号", based_on=1)

    left = clerk_desk.detach_evidence(june, JOBS, view.report.evidence[0], based_on=2)

    assert ["3号"] == [each.name for each in left.report.evidence]
    with pytest.raises(NotFound):
        clerk_desk.open_evidence(june, JOBS, view.report.evidence[0].sha256)


def test_evidence_that_is_not_on_the_report_cannot_come_off(june: Period, clerk_desk: ClerkDesk) -> None:
    """The refusal names it."""
    clerk_desk.attach_reference(june, JOBS, "3号", based_on=0)

    with pytest.raises(NotFound, match="4号"):
        clerk_desk.detach_evidence(june, JOBS, Evidence("4号"), based_on=1)


def test_a_file_too_large_is_refused_and_the_report_stays(
    june: Period, registry: Registry, clerk_desk: ClerkDesk, installation: Keeping
) -> None:
    """One file has a limit, and the report doesn't change by what was refused."""

    class Endless(io.RawIOBase):
        """Zeros without an end."""

        def readinto(self, buffer: Any) -> int:
            buffer[:] = bytes(len(buffer))
            self.given = getattr(self, "given", 0) + len(buffer)
            return len(buffer) if self.given < 2**28 else 0

        def readable(self) -> bool:
            return True

    with pytest.raises(EvidenceTooLarge, match=r"大\.iso is larger than"):
        clerk_desk.attach_file(june, JOBS, "大.iso", io.BufferedReader(Endless()), based_on=0)

    assert 0 == clerk_desk.report(june, JOBS).revision


def test_a_file_without_anything_in_it_proves_nothing(june: Period, clerk_desk: ClerkDesk) -> None:
    """Sent by mistake, or by a command whose input was empty; the report doesn't change."""
    with pytest.raises(EvidenceEmpty, match=r"台账\.pdf is an empty file"):
        clerk_desk.attach_file(june, JOBS, "台账.pdf", io.BytesIO(), based_on=0)

    assert 0 == clerk_desk.report(june, JOBS).revision


def test_a_file_is_attached_from_the_inbox(
    june: Period, clerk_desk: ClerkDesk, deliver: Callable[[str, str, bytes], None]
) -> None:
    """What came by SFTP is listed and used by its name."""
    deliver("rsj", "照片.jpg", b"picture")
    deliver("kjj", "别人的.jpg", b"other")

    view = clerk_desk.attach_from_inbox(june, JOBS, "照片.jpg", note="现场", based_on=0)

    assert [("照片.jpg", 7)] == [(each.name, each.size) for each in clerk_desk.inbox()]
    assert ("照片.jpg", 7, "现场") == (
        view.report.evidence[0].name,
        view.report.evidence[0].size,
        view.report.evidence[0].note,
    )


@pytest.mark.parametrize(
    "name", ["没有.jpg", "别人的.jpg", "../kjj/别人的.jpg", "/etc/passwd", "", "半份.jpg.filepart"]
)
def test_the_inbox_gives_nothing_that_is_not_in_it(
    june: Period, clerk_desk: ClerkDesk, deliver: Callable[[str, str, bytes], None], name: str
) -> None:
    """Another department's tray is as far away as the moon."""
    deliver("kjj", "别人的.jpg", b"other")
    deliver("rsj", "半份.jpg.filepart", b"half of")

    with pytest.raises(NotFound):
        clerk_desk.attach_from_inbox(june, JOBS, name, based_on=0)


def test_an_inbox_file_that_cannot_be_read_gets_one_sentence(
    june: Period, registry: Registry, clock: Clock, clerk_desk: ClerkDesk
) -> None:
    """Which file and why; nothing is lost."""
    trays = MemoryTrays()
    trays.deliver("rsj", "坏.jpg", None, clock())
    desk = Office(evolve(registry, trays=trays)).sign_in("rsj", PASSWORD)
    assert isinstance(desk, ClerkDesk)

    with pytest.raises(UnreadableFile, match=r"坏\.jpg can't be read"):
        desk.attach_from_inbox(june, JOBS, "坏.jpg", based_on=0)

    assert 0 == desk.report(june, JOBS).revision
