"""A small plan as files: one commitment of each kind for three departments, proven against its own source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """关于示范区2021年计划的报告

一、2021年主要预期指标
地区生产总值增长6.6%。
二、2021年主要任务
1.夯实民生保障基础
稳定和扩大就业。实现新增就业1.9万人,深化15分钟服务圈建设。完善社区卫生服务。
各位代表,让我们努力奋斗。
"""
DEPARTMENTS = """
[[department]]
code = "fgw"
name = "示范区发展和改革委员会"
short_name = "区发改委"

[[department]]
code = "rsj"
name = "示范区人力资源和社会保障局"
short_name = "区人社局"

[[department]]
code = "wjw"
name = "示范区卫生健康委员会"
short_name = "区卫健委"
"""
PLAN = """
[plan]
id = "sample-2021"
title = "示范区2021年计划"
year = 2021

[[section]]
number = 0
title = "主要预期指标"
headings = ["主要预期指标"]

[[section]]
number = 1
title = "夯实民生保障基础"
headings = ["稳定和扩大就业"]

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
quote = "实现新增就业1.9万人,深化15分钟服务圈建设"
lead = "rsj"
supporting = ["wjw"]
[[commitment.indicator]]
name = "新增就业"
unit = "人"
printed = "1.9万人"
target = "19000"

[[commitment]]
id = "1.1-02"
quote = "完善社区卫生服务"
lead = "wjw"
due = ["2021-06"]

[[not_a_target]]
text = "15分钟服务圈"
number = "15"
why = "服务圈的名称"
"""


def plan_files() -> dict[str, str]:
    """The plan's files, by name."""
    return {"plan.toml": PLAN, "departments.toml": DEPARTMENTS, "source.txt": SOURCE}


def write_plan(directory: Path, **files: str | bytes) -> Path:
    """Write the plan's files into a directory and give it.

    Args:
        directory: made where it is missing.
        files: ``plan``, ``departments`` or ``source``, where one is not to be the sample's.
    """
    directory.mkdir(parents=True, exist_ok=True)
    texts: dict[str, str | bytes] = {"plan": PLAN, "departments": DEPARTMENTS, "source": SOURCE}
    for name, text in (texts | files).items():
        path = directory / f"{name}.{'txt' if name == 'source' else 'toml'}"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return directory
