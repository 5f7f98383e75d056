"""Reading a plan's files: what they say, and every way in which they can be wrong, by file and line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from departments.plan import Basis, Comparator, Direction, Due
from departments.plan_file import PlanDamaged, read_plan

Files = dict[str, str]
Edit = Callable[[str, str], Files]


def line_of(text: str, passage: str) -> int:
    """The line of the passage's first occurrence, from 1."""
    return text[: text.index(passage)].count("\n") + 1


def test_a_commitment_is_read_with_its_indicator(small_plan: Files) -> None:
    """Words, departments, frequency and the number come out as they were written."""
    plan = read_plan(small_plan).plan
    growth, jobs, clinics = plan.commitments
    indicator = jobs.indicator("新增就业")

    assert (jobs.lead, jobs.supporting, jobs.due) == ("rsj", ("wjw",), Due.MONTHLY)
    assert (jobs.section, jobs.heading) == (1, "稳定和扩大就业")
    assert (indicator.id, indicator.unit, indicator.target) == ("1.1-01.1", "人", Decimal(19000))
    assert (indicator.comparator, indicator.basis) == (Comparator.AT_LEAST, Basis.CUMULATIVE)
    assert indicator.direction is Direction.HIGHER
    assert (growth.due, growth.indicators[0].comparator) == (Due.QUARTERLY, Comparator.GROWTH)
    assert (clinics.due, clinics.milestones) == (Due.MILESTONE, ("2021-06",))


@pytest.mark.parametrize(
    ("passage", "replacement", "found_at", "said"),
    [
        ('target = "19000"', 'target = "一万九"', 'target = "一万九"', "a number in quotes"),
        ('target = "19000"', "target = 19000", "target = 19000", "a number in quotes"),
        ('target = "19000"', "", '[[commitment.indicator]]\nname = "新增就业"', "target is missing"),
        ('comparator = "growth"', 'comparator = "circa"', 'comparator = "circa"', "at_least, about"),
        ('lead = "rsj"', 'lead = "rsx"', 'lead = "rsx"', "“rsx” of 1.1-01 is not a department's code"),
        ('supporting = ["wjw"]', 'supporting = ["rsj"]', 'supporting = ["rsj"]', "the lead rsj stands among"),
        ('id = "1.1-02"', 'id = "1.1-01"', 'id = "1.1-01"\nquote = "完善', "given to a second commitment"),
        ('id = "1.1-02"', 'id = "1.2-02"', 'id = "1.2-02"', "section.heading-number"),
        ('id = "1.1-02"', 'id = "七"', 'id = "七"', "section.heading-number"),
        ('due = ["2021-06"]', 'due = ["2021-13"]', 'due = ["2021-13"]', "is not a period"),
        ('due = ["2021-06"]', 'due = "weekly"', 'due = "weekly"', "monthly, quarterly"),
        ('due = ["2021-06"]', 'due = "milestone"', 'due = "milestone"', "as a list"),
        ("year = 2021", 'year = "2021"', 'year = "2021"', "a whole number"),
        ('quote = "完善社区卫生服务"', 'quot = "完善"', 'quot = "完善"', "quot is not known"),
        ('quote = "完善社区卫生服务"', 'quote = ""', 'quote = ""', "a text in quotes"),
        ('headings = ["稳定和扩大就业"]', "headings = 3", "headings = 3", "a list of texts"),
        ('number = "15"', 'number = "16"', 'number = "16"', "does not stand in its text"),
    ],
)
def test_a_wrong_value_is_told_with_its_line(
    edited: Edit, passage: str, replacement: str, found_at: str, said: str
) -> None:
    """The problem names the line that has to be corrected, and what is wanted there."""
    files = edited(passage, replacement)

    with pytest.raises(PlanDamaged) as refused:
        read_plan(files)

    told = [each for each in refused.value.problems if said in each.what]
    assert [("plan.toml", line_of(files["plan.toml"], found_at))] == [(each.file, each.line) for each in told]
    assert f"plan.toml:{told[0].line}: " in str(refused.value) or len(refused.value.problems) > 1


def test_text_that_is_not_toml_is_told_with_its_line(small_plan: Files) -> None:
    """A missing quotation mark is found on the line where it is missing."""
    files = small_plan | {"plan.toml": small_plan["plan.toml"].replace('lead = "rsj"', 'lead = "rsj')}

    with pytest.raises(PlanDamaged) as refused:
        read_plan(files)

    assert line_of(files["plan.toml"], 'lead = "rsj') == refused.value.first.line


def test_every_problem_is_told_at_once(edited: Edit) -> None:
    """Two mistakes far apart come out of one reading."""
    files = edited('lead = "rsj"', 'lead = "nobody"')
    files["plan.toml"] = files["plan.toml"].replace('unit = "人"', "unit = 7")

    with pytest.raises(PlanDamaged) as refused:
        read_plan(files)

    assert len(refused.value.problems) == 2


@pytest.mark.parametrize("name", ["plan.toml", "departments.toml", "source.txt"])
def test_a_missing_file_is_named(small_plan: Files, name: str) -> None:
    """Each of the three files is needed."""
    del small_plan[name]

    with pytest.raises(PlanDamaged, match=f"{name}: the file is missing"):
        read_plan(small_plan)


@pytest.mark.parametrize(
    ("code", "said"),
    [("office", "not “office”"), ("R", "lower-case"), ("fgw", "a second department"), ("a/../b", "lower-case")],
)
def test_a_department_needs_a_code_of_its_own(small_plan: Files, code: str, said: str) -> None:
    """A code names a directory on disk: it has to be plain, unique, and not the commission's own."""
    small_plan["departments.toml"] = small_plan["departments.toml"].replace('code = "rsj"', f'code = "{code}"')

    with pytest.raises(PlanDamaged) as refused:
        read_plan(small_plan)

    assert said in refused.value.first.what
    assert refused.value.first.file == "departments.toml"


def test_a_department_may_say_how_its_name_is_read(small_plan: Files) -> None:
    """A syllable a character of the short name; who says nothing is read as the dictionary has it."""
    small_plan["departments.toml"] = small_plan["departments.toml"].replace(
        'short_name = "区人社局"', 'short_name = "长白人社局"\nreading = "chang bai ren she ju"'
    )
    directory = read_plan(small_plan).plan.directory

    assert ("chang bai ren she ju", "") == (directory["rsj"].reading, directory["wjw"].reading)
    assert (("长白人社局", "chang bai ren she ju"),) == directory.readings


@pytest.mark.parametrize("reading", ["qu ren she", "qu ren she ju ju", "qu ren she 局", "Qu ren she ju", "qurensheju"])
def test_a_reading_that_does_not_fit_is_told_with_its_line(small_plan: Files, reading: str) -> None:
    """One syllable too few would give every later character its neighbour's."""
    written = f'reading = "{reading}"'
    text = small_plan["departments.toml"].replace('"区人社局"', f'"区人社局"\n{written}')

    with pytest.raises(PlanDamaged) as refused:
        read_plan(small_plan | {"departments.toml": text})

    assert ("departments.toml", line_of(text, written)) == (refused.value.first.file, refused.value.first.line)
    assert "a syllable in lower-case letters for each character of “区人社局”" in refused.value.first.what
