"""What the sample installation's reports say: made up from the plan alone, the same every time, and labelled so.

Nothing here is a real figure of a real department. Each commitment gets a pace of its own from a checksum of its id, so
that most are in time, some lag a little, a few lag badly, and no two runs differ.
"""

from __future__ import annotations

import zlib
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from departments.figures import format_figure
from departments.lights import Light, commitment_light
from departments.plan import Basis, Comparator, Direction
from departments.reports import Assessment, Narrative

if TYPE_CHECKING:
    from departments.periods import Period
    from departments.plan import Commitment, Indicator, Plan
    from departments.reports import Report

LABEL = "【样例】"
_PACES = tuple(map(Decimal, ("1.18", "1.12", "1.08", "1.05", "1.04", "1.02", "1.01", "1.00", "0.96", "0.84", "0.68")))
_OPTIMISTS = 29
"""Of so many commitments without figures to contradict them, one is judged badly by its own clerk."""


def chance(*words: object) -> int:
    """A number below 10,000 that depends on the words alone."""
    return zlib.crc32("/".join(map(str, words)).encode()) % 10_000


def figure(indicator: Indicator, period: Period) -> Decimal:
    """The sample figure of an indicator: the year to date for a cumulative one."""
    pace = _PACES[chance(indicator.id) % len(_PACES)]
    if indicator.basis is Basis.CUMULATIVE:
        to_date = indicator.target * period.month / 12 * pace
        whole = indicator.target == indicator.target.to_integral_value()
        return to_date.quantize(Decimal(1 if whole else "0.01"), rounding=ROUND_FLOOR)
    if indicator.comparator is Comparator.GROWTH or indicator.direction is Direction.LOWER:
        wobble = Decimal(chance(indicator.id, period) % 9 - 3) / 20
        sign = -1 if indicator.direction is Direction.LOWER else 1
        return max(Decimal(0), indicator.target + sign * wobble).quantize(Decimal("0.1"))
    share = min(Decimal(1), Decimal("0.86") + Decimal(period.month) / 60 * pace)
    return (indicator.target * share).quantize(Decimal(1 if indicator.target > 20 else "0.1"), rounding=ROUND_FLOOR)  # noqa: PLR2004 - small levels show a decimal


def written(plan: Plan, commitment: Commitment, empty: Report) -> Report:
    """The sample report: figures, an assessment that goes with them, and a narrative."""
    period = empty.period
    values = {each.id: figure(each, period) for each in commitment.indicators}
    report = evolve(empty, values=values, narrative=_narrative(commitment, values, period))
    if not values:
        return evolve(report, assessment=_judged(commitment, period))
    light = commitment_light(commitment, report, plan.behind_below).light
    return evolve(report, assessment=Assessment(light.value), explanation=_explained(light))


def supported(empty: Report) -> Report:
    """The sample report of a supporting department: words, and no figures."""
    told = Narrative(f"{LABEL}按牵头单位安排完成本期配合事项。", "无。", "按计划继续配合。")
    return evolve(empty, narrative=told)


def _judged(commitment: Commitment, period: Period) -> Assessment:
    if chance(commitment.id) % _OPTIMISTS == 0:
        return Assessment.BEHIND
    if chance(commitment.id, period) % 11 == 0:
        return Assessment.SLIGHTLY_BEHIND
    is_early_bird = chance(commitment.id, "done") % 13 == 0
    return Assessment.DONE if is_early_bird and period.month >= 7 else Assessment.ON_TRACK  # noqa: PLR2004 - from July


def _narrative(commitment: Commitment, values: dict[str, Decimal], period: Period) -> Narrative:
    names = {each.id: each for each in commitment.indicators}
    figures = ";".join(f"{names[key].name}{format_figure(value)}{names[key].unit}" for key, value in values.items())
    subject = commitment.quote.partition(",")[0].rstrip("。;")
    done = f"{LABEL}1—{period.month}月，围绕“{subject}”推进落实"
    progress = f"{done}，{figures}。" if figures else f"{done}，各项工作按计划开展。"
    problems = "无。" if chance(commitment.id) % 3 else "个别环节进度不均衡，需加强协调。"
    return Narrative(progress, problems, "按时间节点继续推进，下期报送最新进展。")


def _explained(light: Light) -> str:
    if light in (Light.BEHIND, Light.SLIGHTLY_BEHIND):
        return f"{LABEL}受项目周期影响，进度暂时落后，已安排赶进度。"
    return f"{LABEL}集中办结，本期数据增加较多，已核对台账。"
