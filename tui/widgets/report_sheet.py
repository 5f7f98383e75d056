"""A report to read: what was promised, what is said of it, how the light comes about, and what proves it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from departments.figures import format_figure
from departments.review import Change, narrative_changes
from departments.wording import N_
from tui.terminal_safety import plain
from tui.widgets.evidence_list import EvidenceList, EvidencePart
from tui.widgets.findings import FindingLines
from tui.widgets.fitted_text import fit
from tui.widgets.folded_text import FoldedText, Paragraph, paragraphs
from tui.widgets.light import LightLine
from tui.widgets.plan_changes import PlanChangeLines
from tui.widgets.quote import QuotePanel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult

    from departments.desks import ReportView
    from departments.plan import Indicator, Plan
    from departments.plan_changes import PlanChange
    from departments.reports import Report
    from departments.review import Passage
    from tui.language import Language

_NARRATIVE = (("progress", N_("Progress")), ("problems", N_("Problems")), ("next_steps", N_("Next steps")))
_NO_FIGURE = "--"
_MARKS = MappingProxyType(
    {Change.KEPT: ("  ", ""), Change.ADDED: ("+ ", "bold $success"), Change.REMOVED: ("- ", "$muted")}
)
"""A sign and a style."""


class ReportSheet(VerticalScroll, can_focus=True):
    """One report; beside each other where there is room, else one under the other."""

    DEFAULT_CSS = """
    ReportSheet { height: 1fr; }
    ReportSheet > .sides { height: auto; layout: vertical; }
    ReportSheet .side { height: auto; width: 1fr; }
    ReportSheet .side > Static, ReportSheet FoldedText { height: auto; padding: 0 1; }
    ReportSheet .side > .label { margin: 1 0 0 0; }
    ReportSheet .side > .quiet { margin: 0; }
    """
    help = ""

    evidence = getters.query_one(EvidencePart)

    def __init__(
        self,
        view: ReportView,
        plan: Plan,
        people: Mapping[str, str],
        language: Language,
        changes: Sequence[PlanChange] = (),
    ) -> None:
        """Args: the report with what stands beside it, plan, people by account, language, and the plan's changes."""
        super().__init__()
        self._changes = tuple(each for each in changes if each.commitment.id == view.commitment.id)
        self._view = view
        self._plan = plan
        self._people = people
        self._language = language
        self._begins_at = self._came_to = 0.0
        self._piece: str | None = None
        self._has_begun = False

    def begin_where(self, former: ReportSheet) -> None:
        """Begin where another sheet of the same report was left; call it before this one is shown."""
        self._begins_at, self._piece = former.left_at

    @property
    def left_at(self) -> tuple[float, str | None]:
        """How far down one is, and the piece of evidence where one is; until it is shown, where it is to begin."""
        if not self._has_begun:
            return self._begins_at, self._piece
        pieces = self.query(EvidenceList)
        return self.scroll_y, next((each.chosen for each in pieces if each.has_focus), None)

    def leave(self) -> None:
        """Take it away for another one, also before it was ever shown."""
        self.display = False
        self.remove()

    def compose(self) -> ComposeResult:
        """What was promised and how it stands on the one side, what is said and what proves it on the other."""
        with Container(classes="sides"):
            with Vertical(classes="side"):
                yield from self._promise()
                yield from self._light()
                yield from self._returns()
            with Vertical(classes="side"):
                yield from self._narrative()
                yield from self._proof()

    def on_mount(self) -> None:
        """Fill in what is filled in by itself; a sheet that is taken away before it was there gets no widgets."""
        if not (self.is_attached and self.query(EvidenceList)):
            return
        view = self._view
        if view.is_lead:
            is_counted = view.report.state.counts or view.is_withheld
            light = view.light if is_counted else view.preview
            before = N_("Light: ") if is_counted else N_("Light if sent as it stands: ")
            self.query_one(LightLine).show(light.light, self._language.say(before))
        self.query_one(FindingLines).show(view.findings)
        self.evidence.show_evidence(view.report.evidence)
        pieces = self.evidence.pieces
        pieces.choose(self._piece)
        (self if self._piece is None else pieces).focus(scroll_visible=False)

    def on_resize(self) -> None:
        """Go to where the sheet begins once it is long enough: its texts are folded one after the other."""
        # Whoever has gone elsewhere meanwhile stays there.
        self._has_begun = self._has_begun or self.scroll_y != self._came_to
        if not self._has_begun:
            self.scroll_to(y=self._begins_at, animate=False, immediate=True)
            self._came_to = self.scroll_y
            self._has_begun = self._came_to >= self._begins_at

    # ── the promise

    def _promise(self) -> ComposeResult:
        view, say = self._view, self._language.say
        back = view.report.open_return
        if back:
            text = say("RETURNED {at} by {by}: {reason}", at=back.at, by=self._person(back.by), reason=back.reason)
            yield FoldedText(paragraphs(text), classes="alarm")
        yield QuotePanel(self._plan, view.commitment, self._language)
        if self._changes:
            yield PlanChangeLines(self._changes, self._plan.directory, self._people, self._language)
        yield Static(plain("  ".join(self._standing())), id="standing")
        if view.is_lead and view.commitment.indicators:
            yield Static(Content("\n").join(self._figures()), id="figures")

    def _standing(self) -> Iterator[str]:
        view, say = self._view, self._language.say
        report = view.report
        yield self._language.term(report.state)
        if report.reported_by:
            yield say("by {name}", name=self._person(report.reported_by))
        if report.signed_by:
            yield say("signed by {name}", name=self._person(report.signed_by))
        if report.submitted_at:
            yield say("submitted {at}", at=report.submitted_at)
        if report.approved_by:
            yield say("approved by {name}", name=self._person(report.approved_by))
        if view.is_late:
            yield say("LATE")
        if not view.is_due:
            yield say("not due this period")

    def _figures(self) -> Iterator[Content]:
        view, say = self._view, self._language.say
        last = say("last {period}", period=view.previous.period) if view.previous else say("last")
        yield Content.styled(self._line(say("Indicator"), say("Target"), str(view.report.period), last), "bold $label")
        for each in view.commitment.indicators:
            now, told = _figure(each, view.report), view.last_figures.get(each.id)
            before = format_figure(told.value) if told else _NO_FIGURE
            name = f"{each.name}({each.unit})" if each.unit else each.name
            yield Content(self._line(name, format_figure(each.target), now, before))
            reason = view.report.figure_absent.get(each.id)
            if reason:
                yield Content(say("  no figure: {reason}", reason=reason))
            if told and not (view.previous and view.previous.period == told.period):
                yield Content(say("  the last figure is of {period}", period=told.period))

    @staticmethod
    def _line(name: str, target: str, now: str, last: str) -> str:
        figures = " ".join(fit(text, width, is_right=True) for text, width in ((target, 9), (now, 9), (last, 12)))
        return f"{fit(name, 34)} {figures}"

    # ── the light

    def _light(self) -> ComposeResult:
        view, language = self._view, self._language
        if view.is_lead:
            light = view.light if view.report.state.counts else view.preview
            yield LightLine(language, classes="label quiet")
            steps = [f"  {language.sentence(step)}" for step in light.arithmetic]
            if light.contradicts_figures:
                steps.append("  " + language.say("! the assessment is better than the figures"))
            yield FoldedText(map(Paragraph, steps), id="arithmetic")
        yield FindingLines(language)
        if view.report.explanation:
            yield Static(plain(language.say("Explanation: {text}", text="")), classes="label quiet")
            yield FoldedText(paragraphs(view.report.explanation), id="explanation")

    def _returns(self) -> ComposeResult:
        returns = self._view.report.returns
        if not returns:
            return
        yield Static(plain(self._language.say("Returned so far")), classes="label")
        lines = [
            self._language.labelled(f"{each.at:%Y-%m-%d %H:%M} {self._person(each.by)}", each.reason)
            for each in returns
        ]
        yield FoldedText(map(Paragraph, lines), id="returns")

    # ── what is said and what proves it

    def _narrative(self) -> ComposeResult:
        view, say = self._view, self._language.say
        if view.is_withheld:
            yield FoldedText(paragraphs(say("What its department writes can be read here once it is submitted.")))
            return
        last = view.previous.narrative if view.previous else None
        changes = narrative_changes(view.report.narrative, last)
        if view.report.nothing_to_report:
            yield Static(plain(say("Nothing to report this period")), classes="strong")
        note = ""
        if view.previous and changes.is_unchanged:
            note = say("! word for word the text of {period}", period=view.previous.period)
        elif view.previous:
            note = say("+ new since {period}, - left out", period=view.previous.period)
        if note:
            yield Static(plain(note), id="changes", classes="muted")
        for field, label in _NARRATIVE:
            yield Static(plain(say(label)), classes="label")
            passages = getattr(changes, field)
            told = _marked(passages) if view.previous else paragraphs(_text(passages))
            yield FoldedText(told, id=f"text-{field}")

    def _proof(self) -> ComposeResult:
        if self._view.is_withheld:
            yield EvidencePart(self._language, classes="hidden")
            return
        if self._view.report.evidence:
            yield Static(plain(self._language.say("Evidence (Enter looks at a text)")), classes="label")
            yield EvidencePart(self._language)
        else:
            yield Static(plain(self._language.say("Evidence")), classes="label")
            yield Static(plain(self._language.say("Nothing is attached.")))
            yield EvidencePart(self._language, classes="hidden")

    def _person(self, account: str) -> str:
        return self._people.get(account, account)


def _figure(indicator: Indicator, report: Report) -> str:
    if indicator.id not in report.values:
        return _NO_FIGURE
    return format_figure(report.values[indicator.id])


def _text(passages: Sequence[Passage]) -> str:
    return "".join(each.text for each in passages) or "--"


def _marked(passages: Sequence[Passage]) -> list[Paragraph]:
    told = []
    for each in passages:
        mark, style = _MARKS[each.change]
        told += [Paragraph(f"{mark}{line}", style) for line in each.text.strip("\n").split("\n") if line.strip()]
    return told or [Paragraph("--")]
