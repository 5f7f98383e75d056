"""One walk through the scenes in each language, for all tests and all processes of a run."""

from __future__ import annotations

import fcntl
import functools
import os
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.golden.drawing import Drawn, draw
from tui.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Look = Callable[[str], Drawn]


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Look:
    """Gives what a language's scenes look like, and what else was asked of them.

    A process that finds another one walking in its language does the other language's walk meanwhile. A walk that
    breaks off has broken off for everybody.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    @functools.cache
    def look(language: str) -> Drawn:
        kept = shared / f"frames-{language}.json"
        if not _walk_unless_busy(shared, language):
            for other in LANGUAGES:
                _walk_unless_busy(shared, other)
        with _locked(shared, language, fcntl.LOCK_EX):
            text = kept.read_text("utf-8")
        return Drawn.of_json(text)

    return look


def _walk_unless_busy(shared: Path, language: str) -> bool:
    """Go through a language's scenes and keep what came of it; False where somebody else is about it."""
    kept = shared / f"frames-{language}.json"
    try:
        with _locked(shared, language, fcntl.LOCK_EX | fcntl.LOCK_NB):
            if not kept.exists():
                kept.write_text(_drawn_or_broken_off(language).as_json(), "utf-8")
    except BlockingIOError:
        return False
    return True


def _drawn_or_broken_off(language: str) -> Drawn:
    """What came of a walk; that it broke off is kept too, so that no other test sets out anew."""
    try:
        return draw(language)
    except Exception:  # noqa: BLE001 - it fails every test that asks
        return Drawn(fault=traceback.format_exc())


@contextmanager
def _locked(shared: Path, language: str, how: int) -> Iterator[None]:
    with (shared / f"frames-{language}.lock").open("w") as lock:
        fcntl.flock(lock, how)
        yield
