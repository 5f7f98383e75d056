"""The rules of arithmetic once more, written from their description alone: what a coordinator with a calculator does.

Nothing here comes from the program: the plan is read from its file, figures are fractions, lights are words.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import define, field

FOLDER = Path(__file__).parents[2] / "departments" / "plans" / "nankai-2021"
ORDER = ("done", "on_track", "slightly_behind", "behind", "missing", "not_due")


@define
class Told:
    """What the lead said about a commitment for a month, and what became of it."""

    lead: str
    figures: dict[int, Fraction | None]
    """By the indicator's place; None where there is a reason instead."""
    assessment: str
    state: str
    """draft, submitted, returned or approved; mended drafts don't occur."""
    first_sent_on: str = ""
    """The day on which it first reached the commission."""
    was_returned: bool = False

    @property
    def counts(self) -> bool:
        """Whether it goes into the totals."""
        return self.state in ("submitted", "approved")


@define
class Promise:
    """A commitment as its line of the plan file has it, and as the year has changed it."""

    id: str
    leads: dict[int, str]
    """By the month from which each leads."""
    due: str
    milestones: list[str]
    targets: list[dict[int, Fraction]]
    """By indicator, by the month from which each holds."""
    measures: list[dict[str, Any]]
    supporting: list[str] = field(factory=list)
    begins: int = 1
    ends: int = 13
    """The month from which it stands no more."""
    told: dict[int, Told] = field(factory=dict)

    @property
    def section(self) -> int:
        """The number before the dot."""
        return int(self.id.partition(".")[0])

    def lead(self, month: int) -> str:
        """Who leads in a month."""
        return self.leads[max(each for each in self.leads if each <= month)]

    def target(self, place: int, month: int) -> Fraction:
        """An indicator's target in a month."""
        of = self.targets[place]
        return of[max(each for each in of if each <= month)]

    def is_due(self, month: int) -> bool:
        """Whether it is to be reported."""
        if self.due == "milestone":
            return f"2021-{month:02d}" in self.milestones
        return self.due != "quarterly" or month in (3, 6, 9, 12)

    def counted(self, month: int) -> tuple[Told, int] | None:
        """What counts in a month, and of which month it is; of an earlier one where none is due now."""
        told = self.told.get(month)
        if told and told.counts:
            return told, month
        if self.is_due(month):
            return None
        for earlier in range(month - 1, self.begins - 1, -1):
            told = self.told.get(earlier)
            if told and told.counts:
                return told, earlier
        return None

    def light(self, month: int) -> str:
        """What it shows in a month."""
        counted = self.counted(month)
        if counted:
            return self.light_told(*counted)
        if self.is_due(month) or any(self.is_due(each) for each in range(self.begins, month)):
            return "missing"
        return "not_due"

    def figures(self, month: int) -> dict[str, Reckoned]:
        """Every figure with its arithmetic, under its indicator's id."""
        counted = self.counted(month)
        told, then = counted or (None, month)
        return {
            f"{self.id}.{place + 1}": reckoned(
                measure, self.target(place, then), told.figures[place] if told else None, then
            )
            for place, measure in enumerate(self.measures)
        }

    def light_told(self, told: Told, month: int) -> str:
        """The worst of the figures' lights and the assessment."""
        return worst([*self.figure_lights(told, month), assessed(told.assessment, month)])

    def figure_lights(self, told: Told, month: int) -> list[str]:
        """The light of every figure that is there."""
        return [
            figure_light(self.measures[place], self.target(place, month), value, month)
            for place, value in told.figures.items()
            if value is not None
        ]


def promises() -> dict[str, Promise]:
    """Every commitment of the plan file, by id."""
    found = {}
    for line in tomllib.loads((FOLDER / "plan.toml").read_text("utf-8"))["commitment"]:
        measures, due = line.get("indicator", []), line.get("due", "monthly")
        found[line["id"]] = Promise(
            id=line["id"],
            leads={1: line["lead"]},
            due="milestone" if isinstance(due, list) else due,
            milestones=due if isinstance(due, list) else [],
            targets=[{1: Fraction(str(each["target"]))} for each in measures],
            measures=measures,
            supporting=line.get("supporting", []),
        )
    return found


def directory() -> list[str]:
    """Every department's code, in the file's order."""
    return [each["code"] for each in tomllib.loads((FOLDER / "departments.toml").read_text("utf-8"))["department"]]


def worst(lights: list[str]) -> str:
    """The one furthest from done."""
    return max(lights, key=ORDER.index)


def assessed(assessment: str, month: int) -> str:
    """The light of the clerk's own judgement: not started is 0 % against the pace."""
    if assessment != "not_started":
        return assessment
    return "slightly_behind" if Fraction(month, 12) * 100 <= 10 else "behind"


@define
class Reckoned:
    """A figure, and how far it is."""

    target: Fraction
    value: Fraction | None
    share: Fraction | None
    gap: Fraction | None
    """In percentage points; None where nothing is pro-rated."""


def reckoned(measure: dict[str, Any], target: Fraction, value: Fraction | None, month: int) -> Reckoned:
    """The share of the target, or of the way to it, and how far that is ahead of the year."""
    if value is None:
        return Reckoned(target, None, None, None)
    is_sum, less_is_better = _is_sum(measure), _less_is_better(measure)
    start = Fraction(str(measure["baseline"])) if "baseline" in measure else None
    climbs = (
        start is not None
        and measure["comparator"] != "growth"
        and (start > target if less_is_better else start < target)
    )
    if not (is_sum or climbs):
        return Reckoned(target, value, value / target if target else None, None)
    begin = Fraction(0) if is_sum or start is None else start
    share = (value - begin) / (target - begin)
    gap = (share - Fraction(month, 12)) * 100
    return Reckoned(target, value, share, -gap if is_sum and less_is_better else gap)


def _is_sum(measure: dict[str, Any]) -> bool:
    return bool(measure["basis"] == "cumulative" and measure["comparator"] != "growth")


def _less_is_better(measure: dict[str, Any]) -> bool:
    return bool(measure.get("direction") == "lower" or measure["comparator"] == "at_most")


def figure_light(measure: dict[str, Any], target: Fraction, value: Fraction, month: int) -> str:
    """The light of one figure."""
    is_sum, less_is_better = _is_sum(measure), _less_is_better(measure)
    slack = abs(target) / 20 if measure["comparator"] == "about" else Fraction(0)
    is_met = value <= target + slack if less_is_better else value >= target - slack
    gap = reckoned(measure, target, value, month).gap
    if gap is not None:
        if is_met and (month == 12 or (is_sum and not less_is_better)):
            return "done"
        return "on_track" if gap >= 0 else "slightly_behind" if gap >= -10 else "behind"
    if is_met:
        return "done" if month == 12 else "on_track"
    missed = value - target if less_is_better else target - value
    return "slightly_behind" if missed <= abs(target) / 10 else "behind"


@define
class Sheet:
    """One month on paper."""

    lights: dict[str, str]
    """By commitment."""
    figures: dict[str, Reckoned]
    """By indicator."""
    totals: Counter[str]
    sections: dict[int, Counter[str]]
    lights_by_lead: dict[str, Counter[str]]
    counts_by_lead: dict[str, tuple[int, int, int, int, int]]
    """Due, reported, approved, returned, late."""


def sheet(plan: dict[str, Promise], month: int, due_on: str, today: str) -> Sheet:
    """Everything counted for a month, as it looks on a day."""
    standing = [each for each in plan.values() if each.begins <= month < each.ends]
    lights = {each.id: each.light(month) for each in standing}
    by_lead: dict[str, list[Promise]] = {}
    for each in standing:
        by_lead.setdefault(each.lead(month), []).append(each)
    return Sheet(
        lights=lights,
        figures={id_: figure for each in standing for id_, figure in each.figures(month).items()},
        totals=Counter(lights.values()),
        sections={
            number: Counter(lights[each.id] for each in standing if each.section == number)
            for number in sorted({each.section for each in standing})
        },
        lights_by_lead={lead: Counter(lights[each.id] for each in theirs) for lead, theirs in by_lead.items()},
        counts_by_lead={lead: _counts(theirs, month, due_on, today) for lead, theirs in by_lead.items()},
    )


def _counts(theirs: list[Promise], month: int, due_on: str, today: str) -> tuple[int, int, int, int, int]:
    due = [each.told.get(month) for each in theirs if each.is_due(month)]
    told = [each for each in due if each]
    late = sum(((each and each.first_sent_on) or today) > due_on for each in due)
    return (
        len(due),
        sum(each.counts for each in told),
        sum(each.state == "approved" for each in told),
        sum(each.state == "returned" for each in told),
        late,
    )
