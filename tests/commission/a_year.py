"""A year as it goes, played at the desks of a real installation, while a clerk of the test keeps book by hand."""

from __future__ import annotations

import datetime as dt
import zlib
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from departments.desks import ClerkDesk, CoordinatorDesk, ReaderDesk
from departments.periods import Period
from departments.plan import Basis, Commitment, Comparator, Direction, Indicator
from departments.reports import Assessment, Narrative, Report
from tests.building import YEAR, Clock, at
from tests.commission.by_hand import Promise, Told, assessed, directory, promises, worst
from tests.people import signed_in
from tui import wiring

if TYPE_CHECKING:
    from pathlib import Path

REORGANISED, HEIR = "zjw", "sjj"
RETARGETED = "4.1-01"
SPLIT = "3.1-01"


def luck(*words: object) -> int:
    """A number below 100 that depends on the words alone."""
    return zlib.crc32("/".join(map(str, words)).encode()) % 100


@define
class Year:
    """The year's people and the book kept by hand."""

    clock: Clock
    coordinator: CoordinatorDesk
    reader: ReaderDesk
    clerks: dict[str, ClerkDesk]
    book: dict[str, Promise] = field(factory=promises)
    left_unreviewed: dict[int, int] = field(factory=dict)

    @classmethod
    def begun(cls, data: Path) -> Year:
        """An installation with the shipped plan and a clerk in every department."""
        clock = Clock(at("2021-01-04 09:00"))
        # A sample's passwords are hashed cheaply; everything else is as in any installation.
        office = wiring.office_of(wiring.create_installation(data, demo_now=clock.now), clock)
        clerks = {code: signed_in(office, code, ClerkDesk, code) for code in directory()}
        coordinator, reader = signed_in(office, "coordinator", CoordinatorDesk), signed_in(office, "reader", ReaderDesk)
        return cls(clock, coordinator, reader, clerks)

    def month(self, month: int) -> None:
        """One round: open, report, review, close, and an extension for some."""
        period = Period(YEAR, month)
        self.on(month, 1)
        due_on = self.coordinator.open_period(period).due_on
        for lead in directory():
            self.report(lead, month, due_on)
        self.support(month)
        self.review(month, due_on)
        if month % 3 == 2:
            self.extend(month)
            self.correct(month)

    def standing(self, month: int) -> list[Promise]:
        """What the plan holds in a month."""
        return [each for each in self.book.values() if each.begins <= month < each.ends]

    def on(self, month: int, day: int, hour: int = 9) -> None:
        """Set the clock to a day of the month after the period's."""
        following = Period(YEAR, month).plus_months(1)
        self.clock.now = dt.datetime(following.year, following.month, day, hour, tzinfo=self.clock.now.tzinfo)

    def report(self, lead: str, month: int, due_on: dt.date) -> None:
        """What a clerk does: nothing about some, drafts of others, the rest in time or late; written down in one go."""
        desk, period, written = self.clerks[lead], Period(YEAR, month), []
        self.on(month, 2, 10)
        for promise in self.standing(month):
            chance = luck("report", promise.id, month)
            if promise.lead(month) == lead and promise.is_due(month) and chance >= 4:
                told = promise.told[month] = _told(promise, month)
                told.state = "draft" if chance < 7 else "submitted"
                written.append((promise, told, chance > 93))
        if written:
            desk.save_reports([(_written(promise, told, period), 0) for promise, told, _ in written])
        for promise, told, is_late in written:
            if told.state == "submitted":
                self.on(month, due_on.day + 2 if is_late else 2, 10)
                told.first_sent_on = self.clock.now.date().isoformat()
                desk.submit_report(period, promise.id, based_on=1)

    def support(self, month: int) -> None:
        """Whoever leads nothing tells its part of what it supports; no total may change by that."""
        self.on(month, 2, 11)
        period, standing = Period(YEAR, month), self.standing(month)
        leads = {each.lead(month) for each in standing}
        for code in directory():
            supported = next((each.id for each in standing if code in each.supporting), None)
            if supported is None or code in leads or code == REORGANISED:
                continue
            words = Narrative("已配合完成相关工作。", "无。", "继续配合。")
            desk = self.clerks[code]
            view = desk.save_report(Report(supported, code, period, narrative=words), based_on=0)
            desk.submit_report(period, supported, based_on=view.revision)

    def review(self, month: int, due_on: dt.date) -> None:
        """Return some, have some of these mended, approve what has no warnings, look at a few others, and close."""
        period = Period(YEAR, month)
        self.on(month, due_on.day + 3)
        for promise in self.standing(month):
            told, chance = promise.told.get(month), luck("return", promise.id, month)
            if told is None or told.state != "submitted" or chance > 8:
                continue
            self._return(promise, told, period, mended=chance > 2)
        self.coordinator.approve_all_without_warnings(period)
        waiting = 0
        for promise in self.standing(month):
            told = promise.told.get(month)
            if told is None or told.state != "submitted":
                continue
            if not (told.was_returned or _boasts(promise, told, month) or _jumps(promise, told, month)):
                told.state = "approved"
            elif told.was_returned and month % 2:
                view = self.coordinator.report(period, promise.id)
                self.coordinator.approve_report(period, promise.id, based_on=view.revision)
                told.state = "approved"
            else:
                waiting += 1
        self.left_unreviewed[month] = waiting

    def _return(self, promise: Promise, told: Told, period: Period, *, mended: bool) -> None:
        view = self.coordinator.report(period, promise.id)
        view = self.coordinator.return_report(period, promise.id, "请补充数量。", based_on=view.revision)
        told.state, told.was_returned = "returned", True
        if mended:
            self.clerks[told.lead].submit_report(period, promise.id, based_on=view.revision)
            told.state = "submitted"

    def close(self, month: int) -> None:
        """Close the period with what was not reviewed."""
        self.coordinator.close_period(Period(YEAR, month), with_unreviewed=True)

    def extend(self, month: int) -> None:
        """补报许可 for whoever reported nothing of something, once the period is closed."""
        period = Period(YEAR, month)
        self.close(month)
        owing = [each for each in self.standing(month) if each.is_due(month) and month not in each.told][:3]
        for promise in owing:
            until = self.clock.now + dt.timedelta(days=1)
            lead = promise.lead(month)
            self.coordinator.grant_extension(period, lead, until=until, reason="数据晚出")
            told = _told(promise, month)
            promise.told[month] = told
            told.first_sent_on = self.clock.now.date().isoformat()
            view = self.clerks[lead].save_report(_written(promise, told, period), based_on=0)
            self.clerks[lead].submit_report(period, promise.id, based_on=view.revision)

    def correct(self, month: int) -> None:
        """Have some of what was approved corrected although the period is closed; not everybody answers."""
        period = Period(YEAR, month)
        approved = [
            each for each in self.standing(month) if month in each.told and each.told[month].state == "approved"
        ]
        for place, promise in enumerate(approved[::20]):
            self._return(promise, promise.told[month], period, mended=place % 3 != 0)

    def raise_target(self, since: int) -> None:
        """A new target for the jobs, half as high again."""
        promise = self.book[RETARGETED]
        target = promise.target(0, 1) * 3 / 2
        number = Decimal(target.numerator) / target.denominator
        name = promise.measures[0]["name"]
        self.coordinator.retarget_commitment(RETARGETED, name, number, reason="市里加码", since=Period(YEAR, since))
        promise.targets[0][since] = target

    def reorganise(self, since: int) -> int:
        """One department takes over all that another one leads and supports."""
        self.coordinator.hand_over_department(REORGANISED, HEIR, reason="机构改革", since=Period(YEAR, since))
        theirs = [each for each in self.book.values() if each.lead(since) == REORGANISED]
        for promise in theirs:
            promise.leads[since] = HEIR
        return len(theirs)

    def add(self, since: int) -> None:
        """A decision of the year becomes a commitment with one figure."""
        indicator = Indicator(
            "", "新增车位", "个", Decimal(1200), Comparator.AT_LEAST, Basis.CUMULATIVE, Direction.HIGHER
        )
        plan = self.coordinator.plan()
        neighbour = plan.commitment(SPLIT)
        proposed = Commitment("", 3, neighbour.heading, "新增停车位1200个", neighbour.lead, (), (indicator,))
        added = self.coordinator.add_commitment(
            proposed, source="南开政发〔2021〕9号", reason="民生实事", since=Period(YEAR, since)
        )
        measure = {"name": "新增车位", "comparator": "at_least", "basis": "cumulative", "direction": "higher"}
        self.book[added.id] = Promise(
            added.id, {1: added.lead}, "monthly", [], [{1: Fraction(1200)}], [measure], begins=since
        )

    def split(self, since: int) -> None:
        """One commitment becomes two without figures, each with a department of its own."""
        old = self.coordinator.plan().commitment(SPLIT)
        other = next(code for code in directory() if code not in (old.lead, REORGANISED))
        parts = [evolve(old, quote=f"{old.quote}({code})", lead=code, indicators=()) for code in (old.lead, other)]
        made = self.coordinator.split_commitment(SPLIT, parts, reason="分头落实", since=Period(YEAR, since))
        self.book[SPLIT].ends = since
        for each in made:
            self.book[each.id] = Promise(
                each.id, {1: each.lead}, str(each.due), list(each.milestones), [], [], begins=since
            )


def _told(promise: Promise, month: int) -> Told:
    """What the clerk would say: figures at a pace of their own, and a judgement that mostly goes with them."""
    figures = {place: _figure(promise, place, month) for place in range(len(promise.measures))}
    told = Told(promise.lead(month), figures, "on_track", "submitted")
    lights = promise.figure_lights(told, month)
    if not lights:
        told.assessment = ("on_track", "on_track", "slightly_behind", "behind", "not_started", "done")[
            luck("judged", promise.id, month) % 6
        ]
    elif luck("honest", promise.id, month) > 15:
        told.assessment = worst(lights)
    return told


def _figure(promise: Promise, place: int, month: int) -> Fraction | None:
    measure, target = promise.measures[place], promise.target(place, month)
    if measure["comparator"] == "growth" and month % 3 and luck("absent", promise.id, place, month) < 30:
        return None
    pace = Fraction(80 + luck("pace", promise.id, place) % 40, 100)
    if measure["basis"] == "cumulative":
        # A sum only rises: its pace is held against the first target, whatever the target is now.
        share = promise.target(place, promise.begins) * Fraction(month, 12) * pace
    else:
        share = target * (Fraction(9, 10) + Fraction(luck("level", promise.id, place, month), 500))
    return Fraction(int(share * 100), 100)


def _boasts(promise: Promise, told: Told, month: int) -> bool:
    """Whether the clerk judges better than the figures do."""
    lights = promise.figure_lights(told, month)
    return bool(lights) and worst([worst(lights), assessed(told.assessment, month)]) != assessed(told.assessment, month)


def _jumps(promise: Promise, told: Told, month: int) -> bool:
    """Whether a sum is more than three times the last one that was reported, by whoever led."""
    for place, value in told.figures.items():
        earlier = (promise.told[each] for each in range(month - 1, 0, -1) if each in promise.told)
        last = next((each.figures[place] for each in earlier if each.counts), None)
        if promise.measures[place]["basis"] == "cumulative" and value and last and value > 3 * last:
            return True
    return False


def _written(promise: Promise, told: Told, period: Period) -> Report:
    names = {place: f"{promise.id}.{place + 1}" for place in told.figures}
    return Report(
        commitment=promise.id,
        department=told.lead,
        period=period,
        values={
            names[place]: Decimal(value.numerator) / value.denominator
            for place, value in told.figures.items()
            if value is not None
        },
        figure_absent={names[place]: "季度后公布" for place, value in told.figures.items() if value is None},
        narrative=Narrative("按计划推进。", "无。", "继续推进。"),
        assessment=Assessment(told.assessment),
        explanation="已核对。",
    )
