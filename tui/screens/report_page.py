"""A report on the screen: read, shown, judged as it is typed, and what is typed kept as a draft."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual import on, work
from textual.widgets import Input, TextArea

from departments.checks import Grade
from departments.desks import ClerkDesk, HeadDesk, ReportView
from departments.ledger import Draft
from departments.periods import PeriodClosed, PeriodLocked
from departments.plan import Plan
from departments.plan_changes import PlanChange
from departments.reports import Report
from departments.wording import N_
from departments.workflow import Verb, may
from tui.actions import bindings
from tui.background import answer
from tui.extension_text import extension_words
from tui.form_text import EXPLANATION, Reading, indicator_or_field, read_typed, typed_of
from tui.kept_typing import AT, BASED_ON, CURSOR, KeptTyping, Pace, typed_in
from tui.screens.place import Place
from tui.typed_history import Moment, TypedHistory
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.editing_line import LOOK_AFTER, SIGN
from tui.widgets.lines import NoticeLine
from tui.widgets.narrative import NarrativeField
from tui.widgets.report_fields import ReportFields

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from textual.binding import BindingType
    from textual.timer import Timer

    from departments.checks import Finding
    from departments.desks.department import Editing
    from departments.periods import Period
    from tui.language import Language

CHANGED_NOW = N_("The report was changed just now (state: {state}); this is how it stands.")
"""What is told where somebody else was quicker."""


@frozen
class _Read:
    """What a report is opened with."""

    view: ReportView
    judge: Callable[[Report], ReportView] | None
    plan: Plan
    people: dict[str, str]
    changes: tuple[PlanChange, ...]
    drafts: tuple[Draft, ...]


def is_period_locked(view: ReportView) -> bool:
    """Whether nobody of the department can change the report because of its period."""
    return isinstance(view.lock, PeriodLocked | PeriodClosed)


def may_withdraw(view: ReportView) -> bool:
    """Whether a report can be taken back: it was sent on, and its period is not closed."""
    return may(view.report.state, Verb.WITHDRAW) and not is_period_locked(view)


def may_send_on(view: ReportView) -> bool:
    """Whether a report that waits for a signature goes out without: there is no head, and its period is not closed."""
    return view.lacks_head and not is_period_locked(view)


class ReportPage(Place):
    """One department's report on one commitment for one period; what can be done with it is the form's matter."""

    DOES: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"refresh": N_("See whether somebody has changed the report; what you typed stays.")}
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("refresh")

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
        self._pace = Pace()
        self._kept = KeptTyping(desk, period, commitment) if isinstance(desk, ClerkDesk) else None

    @property
    def takes_keys(self) -> bool:
        """Not while it is opened, sent or left: what is typed meanwhile is for what comes after that."""
        return not self._is_busy

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
        if read.drafts:
            self._restore(read.drafts[0].fields, others=len(read.drafts) - 1)
        self._look()

    def _read(self) -> _Read:
        desk, period = self._desk, self._period
        drafts = self._kept.begin() if self._kept is not None else ()
        view, judge = desk.report(period, self._commitment), self._read_judge()
        return _Read(view, judge, desk.plan(period), desk.people(), desk.plan_changes(period), drafts)

    def _read_judge(self) -> Callable[[Report], ReportView] | None:
        desk = self._desk
        return desk.previewing(self._period, self._commitment) if isinstance(desk, ClerkDesk) else None

    def _restore(self, draft: dict[str, str], *, others: int) -> None:
        typed = typed_in(draft)
        if typed == typed_of(self._shown.report):
            return
        if not self._is_editable:
            self.tell(self.say("What you typed and didn't save is kept until the report can be changed again."))
            return
        self._touched |= {indicator_or_field(field) for field in typed}
        self._fields.put(Moment(typed, draft.get(AT, ""), draft.get(CURSOR, "")))
        based_on = draft.get(BASED_ON, "")
        self._based_on = int(based_on) if based_on.isdecimal() else self._based_on
        self._check()
        is_changed = self._based_on != self._shown.revision
        back = N_("What you had typed and not saved is back; {key_save_report} saves it.")
        if is_changed:
            back = N_(
                "What you had typed and not saved is back; the report was changed meanwhile, {key_save_report}"
                " shows both."
            )
        more = N_("Something else that your account typed elsewhere comes back when the report is opened again.")
        self.tell("  ".join(map(self.say, [back, more] if others else [back])), is_alarm=is_changed)
        self.call_after_refresh(self._fields.keep_in_sight)

    def look_again(self) -> None:
        """Show who else is typing, and whether somebody has saved; once the report is there."""
        if self._view is not None:
            self._look()

    def action_refresh(self) -> None:
        """See whether somebody has changed the report."""
        self.tell("")
        self.look_again()

    def say_keys_anew(self) -> None:
        """Name the keys in the labels, and in what is said of colleagues."""
        super().say_keys_anew()
        if self._is_there():
            self._fields.say_keys_anew()
            self.look_again()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """See who else is typing in this report, and whether somebody has saved it."""
        looked = await answer(self, self._look_now)
        if looked is None or self._is_busy or not self._is_there():
            return
        editing, view, is_elsewhere = looked
        if self._later is not None:
            self._later.stop()
        self._later = self.set_timer(LOOK_AFTER, self._look) if editing or is_elsewhere else None
        if view.revision > self._based_on and not self._is_unsaved():
            judge = await answer(self, self._read_judge)
            if not self._is_there() or self._is_unsaved():
                return
            self._show(view, judge or self._judge)
            self._fields.fill(typed_of(view.report))
            self._check()
            self.tell(self.say(CHANGED_NOW, state=view.report.state))
        self._fields.show_editing(self._others(editing, view, is_elsewhere=is_elsewhere))

    def _look_now(self) -> tuple[tuple[Editing, ...], ReportView, bool]:
        is_elsewhere = self._kept is not None and self._kept.is_typed_elsewhere()
        return self._desk.being_edited(self._period), self._desk.report(self._period, self._commitment), is_elsewhere

    def _others(self, editing: tuple[Editing, ...], view: ReportView, *, is_elsewhere: bool) -> str:
        """What others are doing with this report, in words; nothing where they do nothing."""
        if view.revision > self._based_on:
            saved = N_("{sign} It was changed meanwhile (state: {state}); {key_save_report} shows both versions.")
            return self.say(saved, sign=SIGN, state=view.report.state)
        if is_elsewhere:
            mine = N_("{sign} Your account types in this report elsewhere too; both texts are kept, each by itself.")
            return self.say(mine, sign=SIGN)
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

    def _is_there(self) -> bool:
        """Whether the report is shown: it was read, and its page isn't being left."""
        return self._view is not None and bool(self.query(ReportFields))

    @property
    def typed_now(self) -> object:
        """What the fields hold, once there are some."""
        return self._fields.typed() if self._is_there() else None

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
        self._fields.show_view(view, self._about_lock(view), is_editable=self._is_editable)
        self.refresh_bindings()

    def _about_lock(self, view: ReportView) -> str:
        """Why the report can't be changed, or by whose leave it still can."""
        lock = view.lock if is_period_locked(view) or isinstance(self._desk, ClerkDesk) else None
        if lock is not None:
            return self.language.sentence(lock)
        return extension_words(view.extension, self._people, self.language) if view.extension else ""

    async def _show_anew(self, view: ReportView) -> None:
        """Show what the desk has now, and judge from now on by it."""
        self._show(view, await answer(self, self._read_judge) or self._judge)

    def _check(self, typed: Mapping[str, str] | None = None) -> Reading:
        """Show what the typed text would find and which light it would give; nothing is read for it."""
        fields, view = self._fields, self._shown
        reading = read_typed(fields.typed() if typed is None else typed, view.commitment, view.report)
        if self._is_editable and self._judge is not None:
            view = self._judge(reading.report)
        hard = any(each.grade is Grade.HARD for each in view.findings)
        fields.show_preview(view, is_ready=not (hard or reading.unreadable))
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
        """Judge what is typed with every key, and keep it soon."""
        if not self._is_there():
            return
        moment = self._fields.moment()
        self.notice_line.hold_against(moment.typed)
        self._history.note(moment)
        if moment.place:
            self._touched.add(indicator_or_field(moment.place))
            self._fields.keep_in_sight()
        self._check(moment.typed)
        is_kept = self._kept is not None and self._kept.is_kept
        if self._timer is None and (is_kept or self._is_unsaved(moment.typed)):
            self._timer = self.set_timer(self._pace.wait(), self._keep_now)

    def on_descendant_focus(self) -> None:
        """What can be done depends on the field."""
        self.refresh_bindings()

    def _keep_now(self) -> None:
        self._timer = None
        self._keep_in_background()

    async def keep_typed(self) -> None:
        """Keep the form as it stands."""
        await self._keep_draft()

    @work(group="draft")
    async def _keep_in_background(self) -> None:
        await self._keep_draft()

    async def _keep_draft(self) -> None:
        async with self._drafting:
            if self._kept is None or not self._is_editable or not self._is_there():
                return
            now = self._fields.moment()
            if self._is_unsaved(now.typed):
                fields = {**now.typed, BASED_ON: str(self._based_on), AT: now.place, CURSOR: now.cursor}
                await answer(self, partial(self._kept.keep, fields))
            else:
                await answer(self, self._kept.drop)
            self._pace.note_kept()

    async def _drop_draft(self) -> None:
        async with self._drafting:
            if self._kept is not None:
                await answer(self, self._kept.drop)

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
