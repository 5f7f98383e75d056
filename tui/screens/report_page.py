"""A report on the screen: read, shown, judged as it is typed, and what is typed kept as a draft."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from attrs import frozen
from textual import on, work
from textual.widgets import Input, TextArea

from departments.checks import Grade
from departments.desks import ClerkDesk, HeadDesk, ReportView
from departments.periods import PeriodClosed, PeriodLocked
from departments.plan import Plan
from departments.plan_changes import PlanChange
from departments.reports import Report
from departments.wording import N_
from tui.background import answer
from tui.form_text import EXPLANATION, Reading, indicator_or_field, read_typed, typed_of
from tui.screens.place import Place
from tui.typed_history import Moment, TypedHistory
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.editing_line import LOOK_AFTER, SIGN
from tui.widgets.lines import NoticeLine
from tui.widgets.narrative import NarrativeField
from tui.widgets.report_fields import ReportFields

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from textual.timer import Timer

    from departments.checks import Finding
    from departments.desks.department import Editing
    from departments.periods import Period
    from tui.language import Language

KEEP_AFTER = 1.5
"""Seconds after a key until what was typed is kept as a draft."""
_BASED_ON, _AT, _CURSOR = "based on", "at", "cursor"
"""What a draft holds beside the typed text: the revision it began from, and where in which field it was left."""


@frozen
class _Read:
    """What a report is opened with."""

    view: ReportView
    judge: Callable[[Report], ReportView] | None
    plan: Plan
    people: dict[str, str]
    changes: tuple[PlanChange, ...]
    draft: dict[str, str] | None


class ReportPage(Place):
    """One department's report on one commitment for one period; what can be done with it is the form's matter."""

    def __init__(self, desk: ClerkDesk | HeadDesk, language: Language, period: Period, commitment: str) -> None:
        """Args: the desk, the language, and which report."""
        super().__init__(language)
        self._desk = desk
        self._period = period
        self._commitment = commitment
        self._view: ReportView | None = None
        self._judge: Callable[[Report], ReportView] | None = None
        self._based_on = 0
        self._history = TypedHistory(Moment({}))
        self._touched: set[str] = set()
        self._shows_findings = False
        self._is_busy = False
        self._timer: Timer | None = None
        self._later: Timer | None = None
        self._people: dict[str, str] = {}
        self._drafting = asyncio.Lock()

    # ── opening

    def on_mount(self) -> None:
        """Read the report and what was left half-typed."""
        self.title_line.show(self._commitment)
        self._run(self._open)

    async def _open(self) -> None:
        read = await answer(self, self._read)
        if read is None:
            return
        fields = ReportFields(read.view, read.plan, read.people, self.language, read.changes)
        await self.mount(fields, before=self.query_one(NoticeLine))
        self._people = read.people
        self._shows_findings = read.view.revision > 0
        self._show(read.view, read.judge)
        fields.fill(typed_of(read.view.report))
        fields.focus_first()
        self._history = TypedHistory(fields.moment())
        self._check()
        if read.draft:
            self._restore(read.draft)
        self._look()

    def _read(self) -> _Read:
        desk, period = self._desk, self._period
        draft = desk.draft(period, self._commitment) if isinstance(desk, ClerkDesk) else None
        view, judge = desk.report(period, self._commitment), self._read_judge()
        return _Read(view, judge, desk.plan(period), desk.people(), desk.plan_changes(period), draft)

    def _read_judge(self) -> Callable[[Report], ReportView] | None:
        desk = self._desk
        return desk.previewing(self._period, self._commitment) if isinstance(desk, ClerkDesk) else None

    def _restore(self, draft: dict[str, str]) -> None:
        typed = {field: text for field, text in draft.items() if field not in (_BASED_ON, _AT, _CURSOR)}
        if typed == typed_of(self._shown.report):
            return
        if not self._is_editable:
            self.tell(self.say("What you typed and didn't save is kept until the report can be changed again."))
            return
        self._touched |= {indicator_or_field(field) for field in typed}
        self._fields.put(Moment(typed, draft.get(_AT, ""), draft.get(_CURSOR, "")))
        based_on = draft.get(_BASED_ON, "")
        self._based_on = int(based_on) if based_on.isdecimal() else self._based_on
        self._check()
        if self._based_on == self._shown.revision:
            self.tell(self.say("What you had typed and not saved is back; F2 saves it."))
        else:
            back = N_("What you had typed and not saved is back; the report was changed meanwhile, F2 shows both.")
            self.tell(self.say(back), is_alarm=True)

    def look_again(self) -> None:
        """Show who else is typing, and whether somebody has saved; once the report is there."""
        if self._view is not None:
            self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """See who else is typing in this report, and whether somebody has saved it."""
        looked = await answer(self, self._look_now)
        if looked is None or self._is_busy:
            return
        editing, view = looked
        if self._later is not None:
            self._later.stop()
        self._later = self.set_timer(LOOK_AFTER, self._look) if editing else None
        if view.revision > self._based_on and not self._is_unsaved():
            judge = await answer(self, self._read_judge)
            if self._is_unsaved():
                return
            self._show(view, judge or self._judge)
            self._fields.fill(typed_of(view.report))
            self._check()
            now = N_("The report was changed just now (state: {state}); this is how it stands.")
            self.tell(self.say(now, state=view.report.state))
        self._fields.show_editing(self._others(editing, view))

    def _look_now(self) -> tuple[tuple[Editing, ...], ReportView]:
        return self._desk.being_edited(self._period), self._desk.report(self._period, self._commitment)

    def _others(self, editing: tuple[Editing, ...], view: ReportView) -> str:
        """What others are doing with this report, in words; nothing where they do nothing."""
        if view.revision > self._based_on:
            saved = N_("{sign} It was changed meanwhile (state: {state}); F2 shows both versions.")
            return self.say(saved, sign=SIGN, state=view.report.state)
        names = ", ".join(self._person(each.account) for each in editing if each.commitment == self._commitment)
        return self.say("{sign} Being typed in now: {who}", sign=SIGN, who=names) if names else ""

    # ── what is shown

    @property
    def _fields(self) -> ReportFields:
        return self.query_one(ReportFields)

    @property
    def _shown(self) -> ReportView:
        assert self._view is not None  # noqa: S101 - nothing can be done before the report was read
        return self._view

    @property
    def _is_editable(self) -> bool:
        return isinstance(self._desk, ClerkDesk) and self._view is not None and self._view.lock is None

    def _show(self, view: ReportView, judge: Callable[[Report], ReportView] | None) -> None:
        self._view, self._judge, self._based_on = view, judge, view.revision
        name = view.commitment.indicators[0].name if view.commitment.indicators else view.commitment.quote
        self.title_line.show(
            f"{view.commitment.id} {name}",
            f"{self._desk.department.short_name} | {self._period} {self.language.term(view.report.state)}",
        )
        is_period = isinstance(view.lock, PeriodLocked | PeriodClosed)
        lock = view.lock if is_period or isinstance(self._desk, ClerkDesk) else None
        self._fields.show_view(view, self.language.sentence(lock) if lock else "", is_editable=self._is_editable)
        self.refresh_bindings()

    async def _show_anew(self, view: ReportView) -> None:
        """Show what the desk has now, and judge from now on by it."""
        self._show(view, await answer(self, self._read_judge) or self._judge)

    def _check(self, typed: Mapping[str, str] | None = None) -> Reading:
        """Show what the typed text would find and which light it would give; nothing is read for it."""
        fields, view = self._fields, self._shown
        reading = read_typed(fields.typed() if typed is None else typed, view.commitment, view.report)
        if self._is_editable and self._judge is not None:
            view = self._judge(reading.report)
        fields.show_preview(view)
        fields.show_findings(self._findings_to_show(view.findings), reading.unreadable)
        return reading

    def _judged(self, report: Report) -> Report:
        """The report as it would be kept."""
        return self._judge(report).report if self._judge is not None else report

    def _person(self, account: str) -> str:
        """Who it is, as tables print the person."""
        return self._people.get(account, account)

    def _findings_to_show(self, findings: tuple[Finding, ...]) -> list[Finding]:
        """Those of the fields in which something was typed; all of them once the report was saved."""
        shown = [each for each in findings if self._shows_findings or each.place in self._touched]
        asks = any(each.grade is Grade.SOFT for each in shown)
        return [each for each in findings if each in shown or (asks and each.place == EXPLANATION)]

    def _is_unsaved(self, typed: Mapping[str, str] | None = None) -> bool:
        typed = self._fields.typed() if typed is None else typed
        return self._is_editable and typed != typed_of(self._shown.report)

    # ── typing

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceLine.Changed)
    def follow(self) -> None:
        """Judge what is typed with every key, and keep it a moment after the first key of a run."""
        if self._view is None or not self.query(ReportFields):
            return
        moment = self._fields.moment()
        self._history.note(moment)
        if moment.place:
            self._touched.add(indicator_or_field(moment.place))
        self._check(moment.typed)
        if self._timer is None and self._is_unsaved(moment.typed):
            self._timer = self.set_timer(KEEP_AFTER, self._keep_now)

    def on_descendant_focus(self) -> None:
        """What can be done depends on the field."""
        self.refresh_bindings()

    def _keep_now(self) -> None:
        self._timer = None
        self._keep_in_background()

    async def keep_typed(self) -> None:
        """Keep the form as it stands."""
        if self._view is not None and self.query(ReportFields):
            await self._keep_draft()

    @work(group="draft")
    async def _keep_in_background(self) -> None:
        await self._keep_draft()

    async def _keep_draft(self) -> None:
        async with self._drafting:
            if isinstance(self._desk, ClerkDesk) and self._is_unsaved():
                now = self._fields.moment()
                kept = {**now.typed, _BASED_ON: str(self._based_on), _AT: now.place, _CURSOR: now.cursor}
                await answer(self, partial(self._desk.keep_draft, self._period, self._commitment, kept))

    async def _drop_draft(self) -> None:
        async with self._drafting:
            if isinstance(self._desk, ClerkDesk):
                await answer(self, partial(self._desk.drop_draft, self._period, self._commitment))

    def action_undo_typing(self) -> None:
        """Take back what was typed last."""
        self._go_to(self._history.undo())

    def action_redo_typing(self) -> None:
        """Do again what was taken back last."""
        self._go_to(self._history.redo())

    def _go_to(self, moment: Moment | None) -> None:
        if moment is not None:
            self._fields.put(moment)
            self.refresh_bindings()

    def action_copy_previous(self) -> None:
        """Put the last period's text into the field where one is."""
        field = self._narrative_in_focus()
        if field is not None:
            field.copy_last()

    def _narrative_in_focus(self) -> NarrativeField | None:
        ancestors = self.focused.ancestors if self.focused else []
        return next((each for each in ancestors if isinstance(each, NarrativeField) and each.last), None)

    # ── stories

    def _run(self, story: Callable[[], Coroutine[None, None, object]]) -> None:
        """Run one story at a time: a key pressed during one does nothing."""
        if not self._is_busy:
            self._is_busy = True
            self._to_its_end(story)

    @work(group="story")
    async def _to_its_end(self, story: Callable[[], Coroutine[None, None, object]]) -> None:
        try:
            await story()
        finally:
            self._is_busy = False
