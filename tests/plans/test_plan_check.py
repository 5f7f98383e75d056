"""The proof that a plan file leaves nothing of its source out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from departments.plan_check import check_plan
from departments.plan_file import read_plan
from tests.small_plan import SOURCE

Files = dict[str, str]
Edit = Callable[[str, str], Files]


def problems(files: Files) -> list[str]:
    """What the check says of the files."""
    return [str(each) for each in check_plan(read_plan(files)).problems]


def test_a_plan_that_accounts_for_everything_is_proven(small_plan: Files) -> None:
    """Three sentences, two of three numbers measured, the third excused."""
    checked = check_plan(read_plan(small_plan))

    assert checked.is_proven, checked.problems
    assert (checked.sentences, checked.covered_sentences) == (3, 3)
    assert (checked.numbers, checked.measured_numbers, checked.excused_numbers) == (3, 2, 1)


@pytest.mark.parametrize(
    ("passage", "replacement", "said"),
    [
        ('quote = "完善社区卫生服务"', 'quote = "完善社区卫生"', "“服务” is in no commitment"),
        ('quote = "完善社区卫生服务"', 'quote = "完善乡村卫生服务"', "stands at 0 places"),
        ('quote = "完善社区卫生服务"', 'quote = "完善"', "“社区卫生服务” is in no commitment"),
        ('quote = "地区生产总值增长6.6%"', 'quote = "2021年"', "stands at 3 places"),
        ('printed = "1.9万人"', 'printed = "2.9万人"', "stands not once in its quote"),
        ('target = "19000"', 'target = "1900"', "does not mean 1900 人"),
        ('number = "15"', 'number = "分钟"', "the number 15 in"),
        ('text = "15分钟服务圈"', 'text = "1.9万人,深化15分钟服务圈"', None),
        ('printed = "6.6%"', 'printed = "增长"', "the number 6.6 in"),
    ],
)
def test_what_is_left_out_or_claimed_wrongly_is_named(
    edited: Edit, passage: str, replacement: str, said: str | None
) -> None:
    """Each gap between plan file and source is a problem of its own."""
    told = problems(edited(passage, replacement))

    assert (told == []) if said is None else any(said in each for each in told), told


def test_a_number_is_not_measured_and_excused_at_once(small_plan: Files) -> None:
    """What an indicator delivers can't be nobody's target too."""
    small_plan["plan.toml"] += '\n[[not_a_target]]\ntext = "1.9万人"\nnumber = "1.9"\nwhy = "x"\n'

    assert any("is measured and excused at once" in each for each in problems(small_plan))


def test_overlapping_quotes_are_named(edited: Edit) -> None:
    """A sentence promised twice would be counted twice."""
    told = problems(edited('quote = "实现新增就业1.9万人,', 'quote = "业。实现新增就业1.9万人,'))

    assert any("does not stand under its heading" in each for each in told), told


def test_a_new_sentence_in_the_source_is_found(small_plan: Files) -> None:
    """The source can't grow a promise unnoticed; the line is the source's own."""
    small_plan["source.txt"] = SOURCE.replace("完善社区卫生服务。", "完善社区卫生服务。再建3座公园。")

    told = problems(small_plan)

    assert any(each.startswith("source.txt:7: “再建3座公园”") for each in told), told
    assert any("the number 3 in" in each for each in told)


def test_a_passage_may_be_named_as_no_promise(small_plan: Files) -> None:
    """What promises nothing is excused by name, with a reason."""
    small_plan["source.txt"] = SOURCE.replace("完善社区卫生服务。", "完善社区卫生服务。谱写新篇章。")
    small_plan["plan.toml"] += '\n[[not_a_promise]]\ntext = "谱写新篇章"\nwhy = "口号"\n'

    assert problems(small_plan) == []


def test_an_unknown_paragraph_is_named(small_plan: Files) -> None:
    """A paragraph whose lead sentence is no heading of the plan file is not skipped."""
    small_plan["source.txt"] = SOURCE.replace("各位代表", "全面推进改革。深化改革。\n各位代表")

    assert any("“全面推进改革” is neither" in each for each in problems(small_plan))


def test_a_source_without_its_parts_is_refused(small_plan: Files) -> None:
    """Without the marks of the parts nothing can be proven."""
    small_plan["source.txt"] = "x"

    assert any("are not all there" in each for each in problems(small_plan))


def test_the_real_plan_is_proven_complete(real_plan: Files) -> None:
    """Every promising sentence and every number of the 2021 plan's parts one and two is accounted for."""
    checked = check_plan(read_plan(real_plan))

    assert checked.problems == ()
    assert (checked.commitments, checked.indicators) == (220, 55)
    assert checked.sentences == checked.covered_sentences
    assert checked.sentences > 100
    assert checked.numbers == checked.measured_numbers + checked.excused_numbers


def test_the_real_plans_numbers_are_counted_without_the_check(real_plan: Files) -> None:
    """Counting digits with a pattern of its own gives the same number of numbers as the check."""
    body = re.split(r"^一、.*$|^各位代表.*", real_plan["source.txt"], flags=re.MULTILINE)[1]
    body = re.sub(r"^二、.*$|^[1-5]\.(?=聚焦|加快|提高|夯实|力促)", "", body, flags=re.MULTILINE)

    assert len(re.findall(r"\d+(?:\.\d+)?", body)) == check_plan(read_plan(real_plan)).numbers


QUANTITIES = """
地区生产总值增速            6.6    %        growth    level      higher
一般公共预算收入增速        15     %        growth    level      higher
固定资产投资增速            10     %        growth    level      higher
国家高新技术企业            400    家       at_least  level      higher
技术交易成交额              60     亿元     at_least  cumulative higher
盘活空置楼宇面积            12.5   万平方米 at_least  cumulative higher
在施面积                    361    万平方米 at_least  level      higher
雨污混接点改造              264    处       at_least  cumulative higher
新增就业                    19000  人       about     cumulative higher
城镇调查失业率              5.5    %        about     level      lower
零就业家庭                  0      户       at_most   level      lower
新增养老床位                100    张       at_least  cumulative higher
家庭医生签约老年人          89000  人       at_least  level      higher
新增中小学学位              6000   个       at_least  cumulative higher
中小学心理辅导室达标率      100    %        at_least  level      higher
垃圾分类覆盖率              100    %        at_least  level      higher
新建智慧平安小区            464    个       at_least  cumulative higher
"""
"""Read from the plan's text by hand: name, target, unit, comparator, basis, direction."""


@pytest.mark.parametrize("quantity", QUANTITIES.strip().splitlines(), ids=lambda line: line.split()[0])
def test_a_quantity_of_the_real_plan_is_read_right(real_plan: Files, quantity: str) -> None:
    """A number of the plan is measured in its unit, against its target, in the right direction."""
    name, *expected = quantity.split()
    indicators = [each for one in read_plan(real_plan).plan.commitments for each in one.indicators]
    (found,) = [each for each in indicators if each.name == name]

    assert expected == [str(found.target), found.unit, found.comparator, found.basis, found.direction]
