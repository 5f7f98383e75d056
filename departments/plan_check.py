"""Proof that a plan file leaves nothing of its source out.

Every promise of parts 一 and 二 must stand in exactly one commitment's quote, and every number in them must be what
exactly one indicator measures, or be named as a number that nobody has to deliver, with the reason.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from attrs import frozen

from departments.figures import parse_figure
from departments.plan_file import PLAN_FILE, SOURCE_FILE
from departments.refusals import BadInput
from departments.toml_tables import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from departments.plan import Commitment
    from departments.plan_file import PlanFile

_PART_ONE = re.compile(r"^一、", re.MULTILINE)
_PART_TWO = re.compile(r"^二、", re.MULTILINE)
_CLOSING = re.compile(r"^各位代表", re.MULTILINE)
_SECTION_TITLE = re.compile(r"[0-9]+\.(?P<title>.+)")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LEADING_FIGURE = re.compile(r"[0-9.]+[万亿]?%?")
_SENTENCE = re.compile(r"[^。;；]+")
_WORD = re.compile(r"\w")


@frozen
class Passage:
    """A stretch of the source, by character offsets."""

    start: int
    end: int


@frozen
class Paragraph:
    """The body of one heading."""

    section: int
    heading: str
    passage: Passage


@frozen
class PlanCheck:
    """What the proof found."""

    problems: tuple[Problem, ...]
    commitments: int
    indicators: int
    sentences: int
    """Sentences of parts 一 and 二, titles and headings apart."""
    covered_sentences: int
    """Of these, how many are quoted, or named as no promise, to the last word."""
    numbers: int
    """Numbers in digits in those sentences."""
    measured_numbers: int
    """Of these, how many an indicator measures."""
    excused_numbers: int
    """Of these, how many are named as nobody's target."""

    @property
    def is_proven(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check_plan(plan_file: PlanFile) -> PlanCheck:
    """Hold a plan file against its source."""
    source = plan_file.source
    problems: list[Problem] = []
    paragraphs = tuple(_paragraphs(plan_file, problems))
    quotes = dict(_quotes(plan_file, paragraphs, problems))
    excused = [each for one in plan_file.not_a_promise if (each := _locate(source, one.text, one.line, problems))]
    measured = list(_measured(plan_file, quotes, problems))
    named = [
        Passage(at.start + offset, at.start + offset + len(one.number))
        for one in plan_file.not_a_target
        if (at := _locate(source, one.text, one.line, problems)) and (offset := one.text.index(one.number)) >= 0
    ]
    covered = _characters([*quotes.values(), *excused])
    _check_overlaps(quotes, plan_file, problems)
    sentences = [each for paragraph in paragraphs for each in _sentences(source, paragraph.passage)]
    complete = [each for each in sentences if _is_covered(source, each, covered, problems)]
    numbers = [each for paragraph in paragraphs for each in _numbers(source, paragraph.passage)]
    by_indicator, by_name = _characters(measured), _characters(named)
    for each in numbers:
        claims = (each.start in by_indicator) + (each.start in by_name)
        if claims != 1:
            said = "is claimed by nobody" if not claims else "is measured and excused at once"
            what = f"the number {source[each.start : each.end]} in “{_around(source, each)}” {said}"
            problems.append(Problem(SOURCE_FILE, _line(source, each.start), what))
    return PlanCheck(
        problems=tuple(sorted(problems, key=lambda each: (each.file, each.line))),
        commitments=len(plan_file.plan.commitments),
        indicators=sum(len(each.indicators) for each in plan_file.plan.commitments),
        sentences=len(sentences),
        covered_sentences=len(complete),
        numbers=len(numbers),
        measured_numbers=sum(each.start in by_indicator for each in numbers),
        excused_numbers=sum(each.start in by_name for each in numbers),
    )


def _paragraphs(plan_file: PlanFile, problems: list[Problem]) -> Iterator[Paragraph]:
    """The bodies of part 一 (section 0) and of the headings of part 二, in order."""
    source = plan_file.source
    one, two, end = (pattern.search(source) for pattern in (_PART_ONE, _PART_TWO, _CLOSING))
    if not one or not two or not end:
        problems.append(Problem(SOURCE_FILE, 0, "the lines that begin with 一、, 二、 and 各位代表 are not all there"))
        return
    headings = {each: section for section in plan_file.plan.sections for each in section.headings}
    titles = {section.title for section in plan_file.plan.sections}
    for line in _lines(source, Passage(source.index("\n", one.start()), two.start())):
        yield Paragraph(0, plan_file.plan.sections[0].headings[0], line)
    for line in _lines(source, Passage(source.index("\n", two.start()), end.start())):
        text = source[line.start : line.end]
        title = _SECTION_TITLE.fullmatch(text)
        heading, _, _ = text.partition("。")
        if title and title["title"] in titles:
            continue
        if heading not in headings:
            what = f"“{heading[:20]}” is neither a section's title nor a heading of {PLAN_FILE}"
            problems.append(Problem(SOURCE_FILE, _line(source, line.start), what))
            continue
        yield Paragraph(headings[heading].number, heading, Passage(line.start + len(heading), line.end))


def _lines(source: str, within: Passage) -> Iterator[Passage]:
    for found in re.compile(r"[^\n]*\S[^\n]*").finditer(source, within.start, within.end):
        yield Passage(found.start(), found.end())


def _quotes(
    plan_file: PlanFile, paragraphs: tuple[Paragraph, ...], problems: list[Problem]
) -> Iterator[tuple[Commitment, Passage]]:
    for commitment in plan_file.plan.commitments:
        line = plan_file.commitment_lines[commitment.id]
        at = _locate(plan_file.source, commitment.quote, line, problems)
        if at is None:
            continue
        own = [each for each in paragraphs if (each.section, each.heading) == (commitment.section, commitment.heading)]
        if not any(each.passage.start <= at.start and at.end <= each.passage.end for each in own):
            what = f"the quote of {commitment.id} does not stand under its heading {commitment.heading}"
            problems.append(Problem(PLAN_FILE, line, what))
        yield commitment, at


def _locate(source: str, text: str, line: int, problems: list[Problem]) -> Passage | None:
    places = source.count(text)
    if places != 1:
        problems.append(Problem(PLAN_FILE, line, f"“{text}” stands at {places} places of {SOURCE_FILE}, not at one"))
        return None
    start = source.index(text)
    return Passage(start, start + len(text))


def _check_overlaps(quotes: dict[Commitment, Passage], plan_file: PlanFile, problems: list[Problem]) -> None:
    ordered = sorted(quotes.items(), key=lambda each: each[1].start)
    for (first, at), (second, next_at) in itertools.pairwise(ordered):
        if next_at.start < at.end:
            what = f"the quotes of {first.id} and {second.id} overlap"
            problems.append(Problem(PLAN_FILE, plan_file.commitment_lines[second.id], what))


def _measured(plan_file: PlanFile, quotes: dict[Commitment, Passage], problems: list[Problem]) -> Iterator[Passage]:
    """Where the indicators' targets are printed."""
    for commitment, at in quotes.items():
        line = plan_file.commitment_lines[commitment.id]
        for indicator in commitment.indicators:
            if commitment.quote.count(indicator.printed) != 1:
                what = f"“{indicator.printed}” of {indicator.id} stands not once in its quote"
                problems.append(Problem(PLAN_FILE, line, what))
                continue
            figure = _LEADING_FIGURE.match(indicator.printed)
            if figure and not _means(figure[0], indicator.unit, str(indicator.target)):
                what = f"“{indicator.printed}” of {indicator.id} does not mean {indicator.target} {indicator.unit}"
                problems.append(Problem(PLAN_FILE, line, what))
            start = at.start + commitment.quote.index(indicator.printed)
            yield Passage(start, start + len(indicator.printed))


def _means(printed: str, unit: str, target: str) -> bool:
    try:
        return parse_figure(printed, unit) == parse_figure(target, unit)
    except BadInput:
        return False


def _sentences(source: str, within: Passage) -> Iterator[Passage]:
    for found in _SENTENCE.finditer(source, within.start, within.end):
        if _WORD.search(found[0]):
            yield Passage(found.start(), found.end())


def _numbers(source: str, within: Passage) -> Iterator[Passage]:
    for found in _NUMBER.finditer(source, within.start, within.end):
        yield Passage(found.start(), found.end())


def _is_covered(source: str, sentence: Passage, covered: set[int], problems: list[Problem]) -> bool:
    left_out = [at for at in range(sentence.start, sentence.end) if at not in covered and _WORD.match(source[at])]
    if left_out:
        text = source[left_out[0] : left_out[-1] + 1]
        what = f"“{text}” is in no commitment; quote it, or name it in [[not_a_promise]]"
        problems.append(Problem(SOURCE_FILE, _line(source, left_out[0]), what))
    return not left_out


def _characters(passages: Iterable[Passage]) -> set[int]:
    return {at for each in passages for at in range(each.start, each.end)}


def _around(source: str, passage: Passage) -> str:
    return source[max(0, passage.start - 8) : passage.end + 8].replace("\n", " ")


def _line(source: str, offset: int) -> int:
    return source.count("\n", 0, offset) + 1
