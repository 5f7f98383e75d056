"""Each call that a verb makes of the operating system fails, in each way; what the person is told must be true."""

from __future__ import annotations

import errno
import itertools
import shutil
from typing import TYPE_CHECKING

from attrs import frozen

from departments.ledger import WritingStopped
from departments.refusals import Refusal
from tests.faults import scene
from tests.faults.failing import SHORT, Refusing
from tests.faults.scene import VERBS, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ERRNOS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES, errno.EMFILE)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_ONE_BOOK = ("save", "submit", "return", "approve", "open_period", "close_period")
"""The verbs that write into a book and nowhere else."""
_UNDOING = ("ftruncate", "fsync", "unlink")


@frozen
class Case:
    """One call failing in one way."""

    verb: str
    at: int
    call: str
    errno: int
    is_for_ever: bool


def cases(made: Path, place: Path, one_in: int, verbs: Iterable[str]) -> Iterator[Case]:
    """All cases, or one in so many, taking turns among the errors."""
    number = 0
    for verb in verbs:
        for at, call in enumerate(calls_of(made, place, verb)):
            for error, is_for_ever in itertools.product(ERRNOS, (False, True)):
                number += 1
                if number % one_in == 0:
                    yield Case(verb, at, call, error, is_for_ever)
            if call == "write":
                yield Case(verb, at, call, SHORT, is_for_ever=False)


def calls_of(made: Path, place: Path, verb: str) -> list[str]:
    """The calls that a verb makes, in order."""
    data = place / "data"
    shutil.copytree(made, data)
    stage, counting = Stage.at(data), Refusing(data)
    with counting.running():
        VERBS[verb](stage)
    shutil.rmtree(place)
    place.mkdir()
    return counting.calls


def try_case(made: Path, place: Path, case: Case, before: scene.Snapshot, after: scene.Snapshot) -> None:
    """Let it fail; the answer must be true, nothing but a refusal, and writing must go on when it is over."""
    data = place / "data"
    shutil.copytree(made, data)
    stage = Stage.at(data)
    refusing = Refusing(data, case.at, case.errno, case.is_for_ever)
    refusal: Refusal | None = None
    with refusing.running():
        try:
            VERBS[case.verb](stage)
        except Refusal as refused:
            refusal = refused
    fresh = Stage.at(data)
    left = scene.snapshot(fresh.installation)
    if refusal is None:
        assert left == after, f"acknowledged and not there: {case}"
        assert case.call != "fsync", f"acknowledged although it may not be on disk: {case}"
    else:
        assert str(refusal), case
        assert left in (before, after), case
        if isinstance(refusal, WritingStopped) and not (case.is_for_ever and case.call in _UNDOING):
            assert left == before, f"refused and there: {case}"
        # Reading goes on in the same process whatever happened to writing, and shows what is on disk.
        assert scene.snapshot(stage.installation) == left, case
        if left == before and case.verb != "change_account":
            _check_goes_on(stage, fresh, case, refusal)
    scene.check_sound(Stage.at(data).installation)
    shutil.rmtree(place)
    place.mkdir()


def _check_goes_on(stage: Stage, fresh: Stage, case: Case, refusal: Refusal) -> None:
    """Writing resumes by itself when there is room again; after any other failed write, in another process only."""
    is_stopped = isinstance(refusal, WritingStopped) and case.call in ("write", "fsync")
    if case.errno in (*NO_ROOM, SHORT):
        VERBS[case.verb](stage)
    elif is_stopped and case.verb in _ONE_BOOK:
        assert _is_refused(case.verb, stage), f"written on after a failed write: {case}"
        VERBS[case.verb](fresh)
    else:
        VERBS[case.verb](fresh)


def _is_refused(verb: str, stage: Stage) -> bool:
    try:
        VERBS[verb](stage)
    except WritingStopped:
        return True
    return False


def run(place: Path, one_in: int = 1, verbs: Iterable[str] = tuple(VERBS)) -> int:
    """Try every case of these verbs, or one in so many, in an empty directory; gives how many were tried."""
    made, place = place / "made" / "data", place / "place"
    made.parent.mkdir()
    place.mkdir()
    scene.make(made)
    before = scene.snapshot(Stage.at(made).installation)
    afters = {}
    for verb in verbs:
        data = place / "data"
        shutil.copytree(made, data)
        VERBS[verb](Stage.at(data))
        afters[verb] = scene.snapshot(Stage.at(data).installation)
        shutil.rmtree(place)
        place.mkdir()
    tried = 0
    for case in list(cases(made, place, one_in, verbs)):
        try_case(made, place, case, before, afters[case.verb])
        tried += 1
    return tried
