"""What is drawn: every page and dialog, with the keys that lead there from the first page of a desk, and back."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from tests.golden.meanwhile import (
    a_whole_form_comes,
    colleague_leaves,
    colleague_saves,
    colleague_types,
    evidence_is_named,
    form_comes,
    leave_is_given,
    workbooks_come,
)
from tests.golden.office import CLERK, COORDINATOR, GUEST, HEAD, NEWCOMER, READER, Round
from tests.people import ONE_TIME
from tests.tui.app.conftest import LARGE, SMALL

Step = str | Callable[[Round], None]
"""A key, ``=`` and what is typed, or what somebody else does meanwhile."""
BACK, TWICE_BACK = ("escape",), ("escape", "escape")
TWO_PARTS = ("f6", "f2", "=新增就业0.2万人", "f2")
"""The chosen commitment in two, of which the first has all its targets."""
FOUR_TIMES_BACK = ("escape",) * 4
DISCARD = ("escape", "2")
"""Leaves a form, and gives up what was typed in it."""


@frozen
class Scene:
    """One page to look at."""

    name: str
    who: str
    """At whose desk."""
    there: tuple[Step, ...] = ()
    back: tuple[Step, ...] = ()
    sizes: tuple[tuple[int, int], ...] = (SMALL, LARGE)
    """Columns and lines of the terminals in which it is looked at."""

    @property
    def title(self) -> str:
        """What its files are called."""
        return f"{self.who}-{self.name}"


SCENES = (
    Scene("sign-in", GUEST),
    Scene("help", GUEST, ("f1",), BACK),
    Scene("terminal-check", GUEST, ("f4",), BACK),
    Scene("too-small", GUEST, sizes=((79, 24), (100, 20))),
    Scene("password", GUEST, (f"={NEWCOMER}", "enter", f"={ONE_TIME}", "enter"), BACK),
    Scene("refused", GUEST, ("=wrong-password", "enter")),
    Scene("tour", HEAD, (), BACK),
    Scene("list", HEAD),
    Scene("report", HEAD, ("2", "enter"), BACK),
    Scene("reason", HEAD, ("2", "enter", "f6"), TWICE_BACK),
    Scene("sign", HEAD, ("2", "enter", "f8"), TWICE_BACK),
    Scene("tour-2", HEAD, ("f1", "f2", "enter"), TWICE_BACK),
    Scene("workbooks", HEAD, ("f2",), BACK),
    Scene("overview", COORDINATOR, ("1",)),
    Scene("overview-light", COORDINATOR, ("1", "f4"), BACK),
    Scene("period", COORDINATOR, ("1", "f7"), BACK),
    Scene("standing", COORDINATOR, ("1", "enter"), BACK),
    Scene("reading", COORDINATOR, ("1", "enter", "enter"), TWICE_BACK),
    Scene("review", COORDINATOR, ("2",)),
    Scene("review-report", COORDINATOR, ("2", "enter"), BACK),
    Scene("review-return", COORDINATOR, ("2", "enter", "f6"), TWICE_BACK),
    Scene("review-palette", COORDINATOR, ("2", "f9"), BACK),
    Scene("review-palette-found", COORDINATOR, ("2", "f9", "=renshe"), TWICE_BACK),
    Scene("review-part", COORDINATOR, ("2", "f2"), BACK),
    Scene("approve-all", COORDINATOR, ("2", "f8"), BACK),
    Scene("report-history", COORDINATOR, ("2", "enter", "f2"), TWICE_BACK),
    Scene("not-reported", COORDINATOR, ("3",)),
    Scene("owing", COORDINATOR, ("3", "enter"), BACK),
    Scene("urging-list", COORDINATOR, ("3", "f2"), BACK),
    Scene("urging-list-found", COORDINATOR, ("3", "f2", "f3", "=renshe"), TWICE_BACK),
    Scene("urging-list-short", COORDINATOR, ("3", "f2", "f4"), BACK),
    Scene("urge-all", COORDINATOR, ("3", "f4"), BACK),
    Scene("urge", COORDINATOR, ("3", "f8"), BACK),
    Scene("periods", COORDINATOR, ("4",)),
    Scene("due-date", COORDINATOR, ("4", "f2"), BACK),
    Scene("close", COORDINATOR, ("4", "f6"), BACK),
    Scene("close-unreviewed", COORDINATOR, ("4", "f6", "enter"), BACK),
    Scene("open", COORDINATOR, ("4", "down", "f8"), ("escape", "up")),
    Scene("open-again", COORDINATOR, ("4", "up", "f8"), ("escape", "down")),
    Scene("extension-department", COORDINATOR, ("4", "up", "f4"), ("escape", "down")),
    Scene("extension", COORDINATOR, ("4", "up", "f4", "enter"), ("escape", "down")),
    Scene("history", COORDINATOR, ("5",)),
    Scene("history-entry", COORDINATOR, ("5", "enter"), BACK),
    Scene("history-department", COORDINATOR, ("5", "f2"), BACK),
    Scene("accounts", COORDINATOR, ("6",)),
    Scene("account-role", COORDINATOR, ("6", "f2"), BACK),
    Scene("account-department", COORDINATOR, ("6", "f2", "1"), BACK),
    Scene("account-new", COORDINATOR, ("6", "f2", "1", "enter"), BACK),
    Scene("account", COORDINATOR, ("6", "down", "enter"), ("escape", "up")),
    Scene("disable", COORDINATOR, ("6", "down", "f6"), ("escape", "up")),
    Scene("account-reset", COORDINATOR, ("6", "down", "f4"), ("escape", "up")),
    Scene("plan", COORDINATOR, ("7",)),
    Scene("plan-changes", COORDINATOR, ("7", "f7"), BACK),
    Scene("plan-commitment", COORDINATOR, ("7", "enter"), BACK),
    Scene("plan-departments", COORDINATOR, ("7", "f2"), BACK),
    Scene("plan-which-target", COORDINATOR, ("7", "f4"), BACK),
    Scene("plan-target", COORDINATOR, ("7", "f4", "1"), BACK),
    Scene(
        "plan-target-passed",
        COORDINATOR,
        ("7", "f4", "1", *["backspace"] * 3, "=300", "tab", "tab", "=上级调整", "f2"),
        TWICE_BACK,
    ),
    Scene(
        "plan-from-later",
        COORDINATOR,
        ("7", "f2", *["backspace"] * 4, "=区卫健委", "tab", "tab", "tab", "=职责调整", "f2"),
        TWICE_BACK,
    ),
    Scene("plan-part", COORDINATOR, ("7", "f6"), BACK),
    Scene("plan-parts", COORDINATOR, ("7", *TWO_PARTS), ("escape", "enter")),
    Scene("plan-split", COORDINATOR, ("7", *TWO_PARTS, "1"), ("escape", "escape", "enter")),
    Scene("plan-parts-lost", COORDINATOR, ("7", *TWO_PARTS, "escape"), ("enter",)),
    Scene("plan-heading", COORDINATOR, ("7", "f8"), BACK),
    Scene("plan-new", COORDINATOR, ("7", "f8", "enter"), TWICE_BACK),
    Scene("merging", COORDINATOR, ("8",)),
    Scene("merge-findings", COORDINATOR, (workbooks_come, "f5", "f4", "f8"), BACK),
    Scene("merge-file-left-out", COORDINATOR, ("8", "f8", "enter"), TWICE_BACK),
    Scene("merge-decision", COORDINATOR, ("8", "f8", "down", "enter"), TWICE_BACK),
    Scene("merge-forgotten", COORDINATOR, ("8", "f8", "f4", "escape"), ("enter",)),
    Scene("settings", COORDINATOR, ("1", "ctrl+o"), BACK),
    Scene("account-password", COORDINATOR, ("6", "down", "down", "f4", "enter"), ("escape", "up", "up")),
    Scene("overview", READER, ("1",)),
    Scene("overview-light", READER, ("1", "f4"), BACK),
    Scene("standing", READER, ("1", "enter"), BACK),
    Scene("reading", READER, ("1", "enter", "enter"), TWICE_BACK),
    Scene("not-reported", READER, ("2",)),
    Scene("owing", READER, ("2", "enter"), BACK),
    Scene("plan-changes", READER, ("3",)),
    Scene("plan-changes-found", READER, ("3", "f3", "=jishu"), BACK),
    Scene("tour", CLERK, (), BACK),
    Scene("list", CLERK),
    Scene("list-found", CLERK, ("f3", "=xzjy"), BACK),
    Scene("list-help", CLERK, ("f1",), BACK),
    Scene("palette", CLERK, ("f9",), BACK),
    Scene("palette-found", CLERK, ("f9", "=xzjy"), TWICE_BACK),
    Scene("period", CLERK, ("f7",), BACK),
    Scene("urges", CLERK, ("f8",), BACK),
    Scene("form", CLERK, ("1", "enter"), BACK),
    Scene("form-help", CLERK, ("1", "enter", "f1"), TWICE_BACK),
    Scene("evidence", CLERK, ("1", "enter", "f4"), TWICE_BACK),
    Scene("form-to-be-signed", CLERK, ("2", "enter"), BACK),
    Scene("workbooks", CLERK, ("f2",), BACK),
    Scene("settings", CLERK, ("ctrl+o",), BACK),
    Scene("keys", CLERK, ("ctrl+o", "f3"), TWICE_BACK),
    Scene("key", CLERK, ("ctrl+o", "f3", "enter"), ("escape", "escape", "escape")),
    Scene("key-clash", CLERK, ("ctrl+o", "f3", "down", "down", "enter", "f8"), ("escape", "escape")),
    *(Scene(f"tour-{page}", CLERK, ("f1", "f2", *["enter"] * (page - 1)), TWICE_BACK) for page in (2, 3, 4)),
    Scene("tour-end", CLERK, ("f1", "f2", *["enter"] * 4), TWICE_BACK),
    Scene("import", CLERK, (form_comes, "f2", "enter"), TWICE_BACK),
    Scene("conflict", CLERK, ("1", "enter", "end", "backspace", "=9", colleague_saves, "f2"), ("escape", *DISCARD)),
    Scene("form-leaving", CLERK, ("1", "enter", "end", "=0", "escape"), ("2",)),
    Scene("submit", CLERK, ("1", "enter", "f8"), TWICE_BACK),
    Scene("import-saving", CLERK, (a_whole_form_comes, "f2", "enter", "f8"), FOUR_TIMES_BACK),
    Scene("list-typing", CLERK, (colleague_types, "f5")),
    Scene("form-typing", CLERK, ("1", "enter"), ("escape", colleague_leaves, "f5")),
    Scene("evidence-removal", CLERK, (evidence_is_named, "1", "enter", *["tab"] * 7, "delete"), TWICE_BACK),
    Scene("form-approved", CLERK, ("left_square_bracket", "1", "enter"), ("escape", "right_square_bracket")),
    Scene("form-closed", CLERK, ("left_square_bracket", "2", "enter"), ("escape", "right_square_bracket")),
    Scene("form-extended", CLERK, (leave_is_given, "left_square_bracket", "2", "enter"), BACK),
    Scene("list-extended", CLERK, (), ("right_square_bracket",)),
    Scene("form-wrong", CLERK, ("1", "enter", *["backspace"] * 4, "=4000", "f2"), BACK),
    Scene("practice", CLERK, ("ctrl+t",)),
    Scene("practice-form", CLERK, ("1", "enter"), BACK),
)
"""Every scene, by desk, in the order in which they are gone through."""
