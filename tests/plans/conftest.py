"""A plan small enough to read at a glance, and the real one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.wiring import SHIPPED_PLAN, plan_texts

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = """某区2021年计划

一、2021年主要预期指标

地区生产总值增长6.6%。

二、2021年重点任务

1.保障民生

千方百计稳住就业。实现新增就业1.9万人左右,深化15分钟服务圈建设。推动公共机构全覆盖。

各位代表,让我们努力!
"""
DEPARTMENTS = """[[department]]
code = "fgw"
name = "发展和改革委员会"
short_name = "发改委"

[[department]]
code = "rsj"
name = "人力资源和社会保障局"
short_name = "人社局"
"""
PLAN = """[plan]
id = "small-2021"
title = "某区2021年计划"
year = 2021

[[section]]
number = 0
title = "主要预期指标"
headings = ["主要预期指标"]

[[section]]
number = 1
title = "保障民生"
headings = ["千方百计稳住就业"]

[[commitment]]
id = "0.1-01"
quote = "地区生产总值增长6.6%"
lead = "fgw"
due = "quarterly"
[[commitment.indicator]]
name = "地区生产总值增速"
unit = "%"
printed = "6.6%"
target = "6.6"
comparator = "growth"
basis = "level"

[[commitment]]
id = "1.1-01"
quote = "实现新增就业1.9万人左右,深化15分钟服务圈建设"
lead = "rsj"
supporting = ["fgw"]
[[commitment.indicator]]
name = "新增就业"
unit = "人"
printed = "1.9万"
target = "19000"
comparator = "about"

[[commitment]]
id = "1.1-02"
quote = "推动公共机构全覆盖"
lead = "fgw"
due = ["2021-06", "2021-12"]
[[commitment.indicator]]
name = "公共机构覆盖率"
unit = "%"
printed = "全覆盖"
target = "100"
basis = "level"

[[not_a_target]]
text = "15分钟服务圈"
number = "15"
why = "服务圈的名称"
"""

Files = dict[str, str]


@pytest.fixture
def small_plan() -> Files:
    """A plan with three commitments, whole and proven."""
    return {"plan.toml": PLAN, "departments.toml": DEPARTMENTS, "source.txt": SOURCE}


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
