"""What is drawn: every page and dialog, with the keys that lead there from the first page of a desk, and back."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from tests.golden.meanwhile import colleague_saves, form_comes, workbooks_come
from tests.golden.office import CLERK, COORDINATOR, GUEST, HEAD, NEWCOMER, READER, Round
from tests.people import ONE_TIME

Step = str | Callable[[Round], None]
"""A key, ``=`` and what is typed, or what somebody else does meanwhile."""
BACK, TWICE_BACK = ("escape",), ("escape", "escape")


@frozen
class Scene:
    """One page to look at."""

    name: str
    who: str
    """At whose desk."""
    there: tuple[Step, ...] = ()
    back: tuple[Step, ...] = ()

    @property
    def title(self) -> str:
        """What its files are called."""
        return f"{self.who}-{self.name}"


SCENES = (
    Scene("sign-in", GUEST),
    Scene("help", GUEST, ("f1",), BACK),
    Scene("terminal-check", GUEST, ("f4",), BACK),
    Scene("password", GUEST, (f"={NEWCOMER}", "enter", f"={ONE_TIME}", "enter"), BACK),
    Scene("tour", HEAD, (), BACK),
    Scene("list", HEAD),
    Scene("report", HEAD, ("2", "enter"), BACK),
    Scene("reason", HEAD, ("2", "enter", "f6"), TWICE_BACK),
    Scene("overview", COORDINATOR, ("1",)),
    Scene("overview-light", COORDINATOR, ("1", "f4"), BACK),
    Scene("standing", COORDINATOR, ("1", "enter"), BACK),
    Scene("reading", COORDINATOR, ("1", "enter", "enter"), TWICE_BACK),
    Scene("review", COORDINATOR, ("2",)),
    Scene("review-report", COORDINATOR, ("2", "enter"), BACK),
    Scene("review-return", COORDINATOR, ("2", "enter", "f6"), TWICE_BACK),
    Scene("review-palette", COORDINATOR, ("2", "f9"), BACK),
    Scene("not-reported", COORDINATOR, ("3",)),
    Scene("owing", COORDINATOR, ("3", "enter"), BACK),
    Scene("urging-list", COORDINATOR, ("3", "f2"), BACK),
    Scene("urging-list-short", COORDINATOR, ("3", "f2", "f4"), BACK),
    Scene("urge-all", COORDINATOR, ("3", "f4"), BACK),
    Scene("periods", COORDINATOR, ("4",)),
    Scene("due-date", COORDINATOR, ("4", "f2"), BACK),
    Scene("history", COORDINATOR, ("5",)),
    Scene("accounts", COORDINATOR, ("6",)),
    Scene("account-role", COORDINATOR, ("6", "f2"), BACK),
    Scene("plan", COORDINATOR, ("7",)),
    Scene("plan-changes", COORDINATOR, ("7", "f7"), BACK),
    Scene("merging", COORDINATOR, ("8",)),
    Scene("merge-findings", COORDINATOR, (workbooks_come, "f5", "f4", "f8"), BACK),
    Scene("settings", COORDINATOR, ("1", "ctrl+o"), BACK),
    Scene("overview", READER, ("1",)),
    Scene("reading", READER, ("1", "enter", "enter"), TWICE_BACK),
    Scene("not-reported", READER, ("2",)),
    Scene("plan-changes", READER, ("3",)),
    Scene("tour", CLERK, (), BACK),
    Scene("list", CLERK),
    Scene("list-found", CLERK, ("f3", "=xzjy"), BACK),
    Scene("list-help", CLERK, ("f1",), BACK),
    Scene("palette", CLERK, ("f9",), BACK),
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
    Scene("tour-end", CLERK, ("f1", "f2", *["enter"] * 4), TWICE_BACK),
    Scene("import", CLERK, (form_comes, "f2", "enter"), TWICE_BACK),
    Scene("conflict", CLERK, ("1", "enter", "end", "backspace", "=9", colleague_saves, "f2")),
)
"""Every scene, by desk, in the order in which they are gone through."""
