"""The form of a report: fields filled from text and read back as text; it knows no desk and saves nothing."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from textual import getters
from textual.containers import VerticalScroll
from textual.widgets import Static

from departments.periods import PeriodClosed, PeriodLocked
from departments.reports import Assessment
from departments.wording import N_
from tui.form_text import (
    ABSENT,
    ASSESSMENT,
    EXPLANATION,
    NEXT_STEPS,
    NOTHING_TO_REPORT,
    PROBLEMS,
    PROGRESS,
    VALUE,
    YES,
    indicator_or_field,
)
from tui.terminal_safety import plain
from tui.typed_history import Moment
from tui.widgets import field_help
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.evidence_list import EvidenceList, EvidencePart
from tui.widgets.fields import LineInput
from tui.widgets.figure_input import FigureField
from tui.widgets.findings import FindingLines
from tui.widgets.light import LightLine
from tui.widgets.narrative import NarrativeField
from tui.widgets.plan_changes import PlanChangeLines, of_departments_and_targets
from tui.widgets.quote import QuotePanel
from tui.widgets.text_input import FormText, TextInput, cursor_of, put_cursor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from departments.checks import Finding
    from departments.desks import ReportView
    from departments.plan import Plan
    from departments.plan_changes import PlanChange
    from departments.refusals import BadInput
    from tui.language import Language

NARRATIVE_LABELS = MappingProxyType({PROGRESS: N_("Progress"), PROBLEMS: N_("Problems"), NEXT_STEPS: N_("Next steps")})


class ReportFields(VerticalScroll, can_focus=False):
    """Everything that a report says, top to bottom."""

    light = getters.query_one("#light", LightLine)
    arithmetic = getters.query_one("#arithmetic", Static)
    evidence = getters.query_one(EvidenceList)
    explanation = getters.query_one("#explanation", FormText)

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
        self._changes = of_departments_and_targets(changes, view.commitment.id)
        self._view = view
        self._plan = plan
        self._people = people
        self._language = language
        self._assessment = ChoiceLine(
            [(each.value, language.term(each)) for each in Assessment],
            help=field_help.ASSESSMENT,
        )
        self._nothing = ChoiceLine(
            [("", language.say("no")), (YES, language.say("yes"))],
            help=field_help.NOTHING_TO_REPORT,
        )
        self._figures = (
            tuple(FigureField(each, view.last_figures.get(each.id), language) for each in view.commitment.indicators)
            if view.is_lead
            else ()
        )
        self._narratives = dict(self._narrative())
        self._place_findings: dict[str, FindingLines] = {}
        self._arithmetic = ""
        self._editing = ""
        self._is_editable = False

    # ── composing

    def compose(self) -> ComposeResult:
        """Returned reason, lock, quote and its changes, figures, assessment, light, texts, explanation, evidence."""
        say = self._language.say
        yield Static(id="returned", classes="alarm hidden", markup=False)
        yield Static(id="lock", classes="hidden", markup=False)
        yield QuotePanel(self._plan, self._view.commitment, self._language)
        if self._changes:
            yield PlanChangeLines(self._changes, self._plan.directory, self._people, self._language)
        yield Static(id="state", markup=False)
        yield Static(id="editing", classes="hidden", markup=False)
        if self._view.is_lead:
            yield from self._figures
            yield Static(plain(say("Assessment")), classes="label")
            yield self._assessment
            yield self._findings(ASSESSMENT)
        yield LightLine(self._language).add_class("hidden") if not self._view.is_lead else self._light_line()
        yield Static(id="arithmetic", markup=False)
        yield Static(plain(say("Nothing to report this period")), classes="label")
        yield self._nothing
        yield from self._narratives.values()
        yield Static(plain(say("Explanation (for the notes marked !)")), classes="label")
        yield FormText(id="explanation", help=field_help.EXPLANATION)
        yield self._findings(EXPLANATION)
        yield Static(id="about-evidence", classes="label", markup=False)
        yield EvidencePart(self._language)

    def say_keys_anew(self) -> None:
        """Name the keys in the labels, as far as they do something."""
        self.query_one("#about-evidence", Static).update(plain(self._about_evidence()))
        for each in self._narratives.values():
            each.say_keys_anew()

    def _about_evidence(self) -> str:
        say, has_some = self._language.say, bool(self._view.report.evidence)
        if not self._is_editable:
            return say("Evidence") if has_some else say("Evidence: none")
        if not has_some:
            return say("Evidence ({key_attach_evidence} adds)")
        return say("Evidence ({key_attach_evidence} adds, {key_detach_evidence} removes)")

    def _light_line(self) -> LightLine:
        line = LightLine(self._language)
        line.id = "light"
        return line

    def _findings(self, place: str) -> FindingLines:
        self._place_findings[place] = FindingLines(self._language)
        return self._place_findings[place]

    def _narrative(self) -> Iterator[tuple[str, NarrativeField]]:
        previous = self._view.previous
        for place, label in NARRATIVE_LABELS.items():
            last = str(getattr(previous.narrative, place)) if previous else ""
            since = previous.period if previous else None
            field = NarrativeField(
                self._language.say(label), last, since, self._language, help=field_help.NARRATIVE[place]
            )
            field.id = f"text-{place}"
            yield place, field

    # ── text in and out

    def typed(self) -> dict[str, str]:
        """What the fields hold, empty ones left out."""
        typed = {field: widget.value for field, widget in self._lines()}
        typed |= {field: widget.text for field, widget in self._texts()}
        typed[ASSESSMENT], typed[NOTHING_TO_REPORT] = self._assessment.chosen, self._nothing.chosen
        return {field: text for field, text in typed.items() if text}

    def fill(self, typed: Mapping[str, str]) -> None:
        """Put text into the fields; a field that isn't named becomes empty."""
        for field, line in self._lines():
            line.value = typed.get(field, "")
        for field, text in self._texts():
            if text.text != typed.get(field, ""):
                text.load_text(typed.get(field, ""))
        self._assessment.chosen = typed.get(ASSESSMENT, "")
        self._nothing.chosen = typed.get(NOTHING_TO_REPORT, "")

    def moment(self) -> Moment:
        """What the fields hold, and where the cursor is."""
        place, widget = next(((field, each) for field, each in self._widgets() if each.has_focus), ("", None))
        cursor = cursor_of(widget) if isinstance(widget, LineInput | TextInput) else ""
        return Moment(self.typed(), place, cursor)

    def put(self, moment: Moment) -> None:
        """Put the text of a moment into the fields, and the cursor where it was."""
        self.fill(moment.typed)
        self.focus_place(moment.place)
        widget = self.screen.focused
        if isinstance(widget, LineInput | TextInput):
            put_cursor(widget, moment.cursor)

    def _lines(self) -> Iterator[tuple[str, LineInput]]:
        for each in self._figures:
            yield VALUE + each.indicator.id, each.figure
            yield ABSENT + each.indicator.id, each.absent

    def _texts(self) -> Iterator[tuple[str, TextInput]]:
        for place, each in self._narratives.items():
            yield place, each.field
        yield EXPLANATION, self.explanation

    def _widgets(self) -> Iterator[tuple[str, Widget]]:
        yield from self._lines()
        if self._view.is_lead:
            yield ASSESSMENT, self._assessment
        yield NOTHING_TO_REPORT, self._nothing
        yield from self._texts()

    # ── showing

    def show_view(self, view: ReportView, lock: str, *, is_editable: bool) -> None:
        """Show what was returned, why it is locked, where it stands, and its evidence."""
        self._view = view
        back = view.report.open_return
        say = self._language.say
        heading = say("RETURNED {at} by {by}:", at=back.at, by=self._person(back.by)) if back else ""
        returned = f"{heading}\n{back.reason}" if back else ""
        self._show("#returned", returned)
        self._show("#lock", lock)
        self.query_one("#state", Static).update(plain(self._standing()))
        self._is_editable = is_editable
        self.query_one(EvidencePart).show_evidence(view.report.evidence)
        self.evidence.help = field_help.EVIDENCE if is_editable else field_help.EVIDENCE_TO_READ
        self._let_type(is_allowed=is_editable)
        self.say_keys_anew()

    def _let_type(self, *, is_allowed: bool) -> None:
        """Let one go from field to field, or move through all of it as through a text."""
        was_here = self.has_focus_within
        for _, widget in self._widgets():
            widget.disabled = not is_allowed
        for each in self._figures:
            each.show_echo()
        self.can_focus = not is_allowed
        if was_here and not is_allowed and not self.evidence.has_focus:
            self.focus(scroll_visible=False)

    def show_editing(self, words: str) -> None:
        """Say what colleagues are doing with this report; nothing where they do nothing."""
        if words != self._editing:
            self._editing = words
            self._show("#editing", words)

    def _show(self, selector: str, text: str) -> None:
        widget = self.query_one(selector, Static)
        widget.update(plain(text))
        widget.set_class(not text, "hidden")

    def _person(self, account: str) -> str:
        return self._people.get(account, account)

    def _standing(self) -> str:
        say, report = self._language.say, self._view.report
        parts = [
            say("{period}, due {due_on}", period=report.period, due_on=self._view.record.due_on),
            say("State: {state}", state=report.state),
            say("version {revision}", revision=self._view.revision) if self._view.revision else "",
            say("by {name}", name=self._person(report.reported_by)) if report.reported_by else "",
            say("LATE") if self._view.is_late else "",
            "" if self._view.is_due else say("not due this period"),
        ]
        return "  ".join(part for part in parts if part)

    def show_preview(self, view: ReportView, *, is_ready: bool) -> None:
        """Show the light with its arithmetic, under each figure what it comes to.

        Args:
            view: the report as it is typed.
            is_ready: whether it could be sent so: what can't be sent gives no light.
        """
        if not view.is_lead:
            return
        say, shown = self._language.say, view.preview if is_ready else None
        if view.report.state.counts or isinstance(view.lock, PeriodLocked | PeriodClosed):
            shown = view.light
            self.light.show(shown.light, say("Light: "))
        elif shown is not None:
            self.light.show(shown.light, say("Light if sent now: "))
        else:
            self.light.tell(say("Can be sent once what is missing is filled in and what is wrong is put right."))
        standings = {each.indicator.id: each for each in view.preview.indicators}
        for each in self._figures:
            each.show_standing(standings.get(each.indicator.id))
        steps = shown.arithmetic if shown is not None else ()
        arithmetic = "\n".join(f"  {self._language.sentence(step)}" for step in steps)
        if arithmetic != self._arithmetic:
            self._arithmetic = arithmetic
            self.arithmetic.update(plain(arithmetic))

    def show_findings(self, findings: Sequence[Finding], unreadable: Mapping[str, BadInput]) -> None:
        """Show what is wrong beside the fields; under the field where one is typing, it is brought into sight."""
        for place, lines, field in self._lines_of_places():
            refusal = unreadable.get(VALUE + place) or unreadable.get(place)
            is_new = lines.show([] if refusal else [each for each in findings if each.place == place], refusal)
            if is_new and field.has_focus:
                self.call_after_refresh(lines.scroll_visible, animate=False)

    def _lines_of_places(self) -> Iterator[tuple[str, FindingLines, Widget]]:
        for figure in self._figures:
            yield figure.indicator.id, figure.findings, figure.figure
        for place, text in self._narratives.items():
            yield place, text.findings, text.field
        for place, lines in self._place_findings.items():
            yield place, lines, self._assessment if place == ASSESSMENT else self.explanation

    # ── focus

    def focus_first(self) -> None:
        """Begin at the first field, with the top of the form in sight."""
        fields = (widget for _, widget in self._widgets() if widget.focusable)
        self.screen.set_focus(next(fields, self), scroll_visible=False)
        self.scroll_home(animate=False)

    def keep_in_sight(self) -> None:
        """Bring the field in which one is typing into sight."""
        field = self.screen.focused
        if field is not None and self in field.ancestors:
            field.scroll_visible(animate=False)

    def first_of(self, findings: Sequence[Finding]) -> Finding:
        """The finding whose field comes first, from top to bottom; one that has no field here comes last."""
        order = [indicator_or_field(field) for field, _ in self._widgets()]
        return min(findings, key=lambda each: order.index(each.place) if each.place in order else len(order))

    def focus_place(self, place: str) -> None:
        """Go to the field of a finding, or of typed text."""
        wanted = {place, VALUE + place}
        for field, widget in self._widgets():
            if field in wanted:
                self.screen.set_focus(widget)
                return
