"""The official Chinese words for the domain's terms, one place for screen, command line and workbooks.

The words are those of the published progress tables and circulars (序时进度、亮灯、自评 …); the English word is the
term's own value in the code. Kinds share values (``done`` is a light and an assessment), so each has its own table.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from departments.accounts import Role
from departments.directory import DepartmentKind
from departments.lights import Light
from departments.periods import PeriodStatus
from departments.plan import Basis, Comparator, Direction, Due
from departments.reports import Assessment, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

_TABLES: Mapping[type[StrEnum], Mapping[StrEnum, str]] = MappingProxyType(
    {
        Light: {
            Light.DONE: "已完成",
            Light.ON_TRACK: "达到序时",
            Light.SLIGHTLY_BEHIND: "略有滞后",
            Light.BEHIND: "滞后",
            Light.MISSING: "未报",
            Light.NOT_DUE: "未到期",
        },
        State: {
            State.EMPTY: "未填",
            State.DRAFT: "草稿",
            State.SIGNING: "待审签",
            State.SUBMITTED: "已报送",
            State.RETURNED: "已退回",
            State.APPROVED: "已审核",
        },
        Assessment: {
            Assessment.DONE: "已完成",
            Assessment.ON_TRACK: "达到序时进度",
            Assessment.SLIGHTLY_BEHIND: "略有滞后",
            Assessment.BEHIND: "滞后",
            Assessment.NOT_STARTED: "未启动",
        },
        Comparator: {
            Comparator.AT_LEAST: "至少",
            Comparator.ABOUT: "左右",
            Comparator.EXACT: "等于",
            Comparator.AT_MOST: "不超过",
            Comparator.GROWTH: "增长",
        },
        Basis: {Basis.CUMULATIVE: "累计数", Basis.LEVEL: "时点数"},
        Direction: {Direction.HIGHER: "正向", Direction.LOWER: "反向"},
        Due: {Due.MONTHLY: "按月", Due.QUARTERLY: "按季", Due.MILESTONE: "按节点"},
        PeriodStatus: {
            PeriodStatus.LOCKED: "未开放",
            PeriodStatus.OPEN: "填报中",
            PeriodStatus.CLOSED: "已关闭",
        },
        Role: {
            Role.CLERK: "填报员",
            Role.HEAD: "审核人",
            Role.COORDINATOR: "综合科",
            Role.READER: "领导",
        },
        DepartmentKind: {DepartmentKind.DEPARTMENT: "部门", DepartmentKind.SUBDISTRICT: "街道"},
    }
)


def official_term(member: StrEnum) -> str:
    """The official Chinese word for a term of the domain."""
    return _TABLES[type(member)][member]
