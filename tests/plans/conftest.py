"""A plan small enough to read at a glance, and the real one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.small_plan import PLAN, plan_files
from tui.wiring import SHIPPED_PLAN, plan_texts

if TYPE_CHECKING:
    from collections.abc import Callable

Files = dict[str, str]


@pytest.fixture
def small_plan() -> Files:
    """A plan with three commitments, whole and proven."""
    return plan_files()


@pytest.fixture
def edited(small_plan: Files) -> Callable[[str, str], Files]:
    """The small plan with one passage of ``plan.toml`` replaced; the passage has to be there once."""

    def edit(passage: str, replacement: str) -> Files:
        assert PLAN.count(passage) == 1, passage
        return small_plan | {"plan.toml": PLAN.replace(passage, replacement)}

    return edit


@pytest.fixture(scope="session")
def real_plan() -> Files:
    """The 2021 plan of Nankai district as it is shipped."""
    return plan_texts(SHIPPED_PLAN)
