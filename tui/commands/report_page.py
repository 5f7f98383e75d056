"""Reports on a page: a period's list, one report in full, and what the checks found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.checks import Grade
from departments.field_changes import field_changes
from departments.wording import N_, Measured
from tui.printing import Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from departments.checks import Finding
    from departments.desks import ReportView
    from departments.directory import Directory
    from departments.ledger import RevisionConflict
    from departments.plan import Commitment
    from departments.reports import Evidence, Return
    from tui.language import Language
    from tui.printing import Printer


def print_reports(
    views: Sequence[ReportView], directory: Directory, people: Mapping[str, str], printer: Printer
) -> None:
    """A line a report: where it stands, its light, its revision, and whether it is late; persons by account."""
    language = printer.language
    heads = (N_("Commitment"), N_("Department"), N_("State"), N_("Light"), N_("Revision"), N_("Remark"))
    late, not_due = language.say(N_("late")), language.say(N_("not due"))
    printer.table(
        [Column(language.say(head), is_flexible=head == heads[-1]) for head in heads],
        [
            (
                each.commitment.id,
                directory[each.report.department].short_name,
                language.term(each.report.state),
                printer.lit(each.light.light) if each.is_lead else "-",
                str(each.revision),
                late if each.is_late else "" if each.is_due else not_due,
            )
            for each in views
        ],
    )
    counted = sum(each.report.state.counts for each in views)
    printer.say(N_("Submitted or approved: {counted} of {all}."), counted=counted, all=len(views))
    for each in views:
        if back := each.report.open_return:
            printer.text(f"{each.commitment.id}  {_returned(back, people, language)}")


def _returned(back: Return, people: Mapping[str, str], language: Language) -> str:
    by = people.get(back.by, back.by)
    return language.say(N_("Returned {at} by {by}: {reason}"), at=back.at, by=by, reason=back.reason)


def print_report(view: ReportView, directory: Directory, people: Mapping[str, str], printer: Printer) -> None:
    """Everything about one report; persons by account."""
    report, language = view.report, printer.language
    printer.text(f"{view.commitment.id}  {view.commitment.quote}")
    printer.say(
        N_("{department}, {period}: {state}, revision {revision}"),
        department=directory[report.department].short_name,
        period=report.period,
        state=report.state,
        revision=view.revision,
    )
    for back in report.returns:
        printer.text(_returned(back, people, language))
    if view.lock is not None:
        printer.text(language.sentence(view.lock))
    printer.line()
    if view.is_withheld:
        printer.say(N_("What its department writes can be read here once it is submitted."))
    else:
        _print_figures(view, printer)
        _print_narrative(view, printer)
    for evidence in report.evidence:
        printer.text(language.say(N_("Evidence: {what}"), what=evidence_text(evidence, printer)))
    printer.line()
    is_counted = report.state.counts or view.is_withheld
    light = view.light if is_counted else view.preview
    word = N_("It shows: {light}") if is_counted else N_("Light, if it were submitted now: {light}")
    printer.say(word, light=light.light)
    for step in light.arithmetic:
        printer.text(language.sentence(step), indent=2)
    print_findings(view.findings, printer)


def _print_figures(view: ReportView, printer: Printer) -> None:
    say, report = printer.language.say, view.report
    for indicator in view.commitment.indicators:
        value, last = report.values.get(indicator.id), view.last_figures.get(indicator.id)
        unit = indicator.unit
        figure = report.figure_absent.get(indicator.id) or "-" if value is None else Measured(value, unit)
        message = N_("{name}: {figure} (target {target})")
        if last:
            message = N_("{name}: {figure} (target {target}; {last} in {period})")
        printer.text(
            say(
                message,
                name=indicator.name,
                figure=figure,
                target=Measured(indicator.target, unit),
                last=Measured(last.value, unit) if last else None,
                period=last.period if last else "",
            )
        )


def _print_narrative(view: ReportView, printer: Printer) -> None:
    report, say = view.report, printer.language.say
    if report.nothing_to_report:
        printer.say(N_("Nothing to report this period."))
    texts = (
        (N_("Progress"), report.narrative.progress),
        (N_("Problems"), report.narrative.problems),
        (N_("Next steps"), report.narrative.next_steps),
        (N_("Explanation"), report.explanation),
    )
    for head, text in texts:
        if text:
            printer.line(say(head))
            printer.text(text, indent=2)
    if report.assessment:
        printer.say(N_("Assessment: {assessment}"), assessment=report.assessment)


def evidence_text(evidence: Evidence, printer: Printer) -> str:
    """A piece of evidence in one line."""
    say = printer.language.say
    note = f" - {evidence.note}" if evidence.note else ""
    if evidence.is_reference:
        return say(N_("{name} (reference){note}"), name=evidence.name, note=note)
    return say(
        N_("{name} ({size} bytes, sha256 {sha256}){note}"),
        name=evidence.name,
        size=evidence.size,
        sha256=evidence.sha256[:12],
        note=note,
    )


def print_findings(findings: Iterable[Finding], printer: Printer) -> None:
    """What the checks found, a line each, beside the answer."""
    for each in findings:
        message = N_("To correct: {what}") if each.grade is Grade.HARD else N_("To explain: {what}")
        printer.note(message, what=each.sentence)


def print_conflict(conflict: RevisionConflict, commitment: Commitment, printer: Printer) -> None:
    """Both versions of every field in which somebody was quicker, a line a field, beside the answer."""
    if conflict.current is None:
        return
    names = {each.id: each.name for each in commitment.indicators}
    heads = {
        "progress": N_("Progress"),
        "problems": N_("Problems"),
        "next_steps": N_("Next steps"),
        "assessment": N_("Assessment"),
        "nothing_to_report": N_("Nothing to report"),
        "explanation": N_("Explanation"),
    }
    for each in field_changes(conflict.current.document, conflict.attempted):
        parent, _, field = each.field.partition(".")
        key = field if parent == "narrative" else parent
        name = names.get(field) or printer.language.say(heads.get(key, each.field))
        there, yours = ("-" if value in (None, "") else value for value in (each.old, each.new))
        printer.note(
            N_("{name}: it stands there as “{there}”, yours is “{yours}”."), name=name, there=there, yours=yours
        )
