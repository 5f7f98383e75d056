"""Everything is found by what a clerk would type for it, and by nothing that reads otherwise."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.readings import SPOKEN, SURNAMES, syllables
from departments.search import Wanted, findable, together, unread

PLAN = Path(__file__).parents[2] / "departments" / "plans" / "nankai-2021"


def marked(text: str, typed: str, *, is_person: bool = False) -> str:
    """The text with brackets around what is found in it."""
    for start, end in reversed(Wanted.typed(typed).spans(findable(text, is_person=is_person))):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("xzjy", "[新增就业]"),
        ("xinzengjiuye", "[新增就业]"),
        ("xinzjy", "[新增就业]"),
        ("xzjiuye", "[新增就业]"),
        ("xinz", "[新增]就业"),
        ("xinzen", "[新增]就业"),
        ("jy", "新增[就业]"),
        ("就业", "新增[就业]"),
        ("新增jy", "[新增就业]"),
        ("新zjy", "[新增就业]"),
        ("XZJY", "[新增就业]"),
        ("ｘｚｊｙ", "[新增就业]"),
        ("xz jy", "[新增就业]"),
        ("jy xin", "[新]增[就业]"),
        ("eng", "新增就业"),
        ("in", "新增就业"),
        ("xy", "新增就业"),
        ("新x", "新增就业"),
        ("xinx", "新增就业"),
        ("", "新增就业"),
        ("  ", "新增就业"),
    ],
)
def test_a_text_is_found_and_marked(typed: str, expected: str) -> None:
    """Initials, syllables broken off anywhere, characters and any mixture; a syllable is entered at its beginning."""
    assert expected == marked("新增就业", typed)


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("4.1-01", "4.1", "[4.1]-01"),
        ("GDP增速", "gdpzs", "[GDP增速]"),
        ("ＧＤＰ增速", "gdp", "[ＧＤＰ]增速"),
        ("第三产业400家", "cy400", "第三[产业400]家"),
        ("绿化", "lv", "[绿]化"),
        ("绿化", "lvhua", "[绿化]"),
        ("a·b(c)[d].*", "(c)[d].*", "a·b[(c)[d].*]"),
        ("南开区人社局", "rsj", "南开区[人社局]"),
        ("就业、就业", "jy", "[就业]、[就业]"),
        ("𠮷家", "𠮷", "[𠮷]家"),
    ],
)
def test_codes_letters_and_signs_are_found_as_they_stand(text: str, typed: str, expected: str) -> None:
    """A pattern's own signs mean themselves; full-width letters are letters."""
    assert expected == marked(text, typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("单县发展改革委", "shanxian"),
        ("单县发展改革委", "sxfz"),
        ("曾都区教育局", "zengduqu"),
        ("曾都区教育局", "zdq"),
        ("行政审批", "xzsp"),
        ("银行", "yh"),
        ("重点项目", "zdxm"),
        ("重庆", "chongqing"),
        ("增长率", "zzl"),
        ("长效机制", "cxjz"),
        ("长虹街", "changhong"),
        ("音乐", "yinyue"),
        ("娱乐", "yule"),
        ("提供", "tigong"),
        ("会计", "kuaiji"),
        ("给排水", "jps"),
        ("朝阳", "chaoyang"),
    ],
)
def test_a_character_is_read_as_its_word_is(text: str, typed: str) -> None:
    """单县 is Shan, 曾都 is Zeng, and 行, 重, 长, 乐 depend on what they stand beside."""
    assert Wanted.typed(typed).is_in(findable(text))


@pytest.mark.parametrize(("text", "typed"), [("单县", "danxian"), ("曾都", "cengdu"), ("银行", "yinxing")])
def test_a_wrong_reading_finds_nothing(text: str, typed: str) -> None:
    """Otherwise a list would hold what nobody looked for."""
    assert not Wanted.typed(typed).is_in(findable(text))


def test_a_family_name_is_read_as_one() -> None:
    """曾 is Zeng at the head of a person's name and Ceng in a sentence."""
    assert "[曾]华" == marked("曾华", "zeng", is_person=True)
    assert "[曾]经" == marked("曾经", "ceng")
    assert all(len(each) == 1 for each in SURNAMES)


def test_an_override_has_a_syllable_for_each_character() -> None:
    """One too few would give every later character its neighbour's reading."""
    assert [] == [word for word, said in SPOKEN.items() if len(word) != len(said.split())]


def test_names_that_are_handed_in_are_read_as_it_stands_there() -> None:
    """Wherever in a text, before what is known of the word; a Latin letter has no syllable."""
    readings = (("长白街", "chang bai jie"), ("曾都A局", "ceng du ju"))
    text = findable("2021-06 长白街 曾都A局", readings=readings)

    assert Wanted.typed("changbaijie").is_in(text)
    assert Wanted.typed("cengduaju").is_in(text)
    assert not Wanted.typed("zhangbai").is_in(text)
    assert not Wanted.typed("zengdu").is_in(text)
    assert Wanted.typed("zhangbai").is_in(findable("长白街"))


def test_all_words_have_to_be_found_each_in_any_of_the_texts() -> None:
    """Code and words together narrow the list."""
    texts = together(map(findable, ("4.1-01", "新增就业", "区人社局")))

    assert Wanted.typed("4.1 jy rsj").is_in(texts)
    assert not Wanted.typed("4.2 jy").is_in(texts)
    assert not Wanted.typed("jyqu").is_in(texts)
    assert Wanted.typed("").is_in(texts)
    assert not Wanted.typed(" ")


def test_without_readings_characters_are_found() -> None:
    """As long as the readings are on their way."""
    assert Wanted.typed("增就").is_in(unread("新增就业"))
    assert not Wanted.typed("xz").is_in(unread("新增就业"))


def test_every_name_of_the_plan_is_found_by_its_initials() -> None:
    """Departments and indicators, each by the first letters of all its characters."""
    plan = tomllib.loads((PLAN / "plan.toml").read_text("utf-8"))
    departments = tomllib.loads((PLAN / "departments.toml").read_text("utf-8"))["department"]
    names = [each[key] for each in departments for key in ("name", "short_name")]
    names += [each["name"] for commitment in plan["commitment"] for each in commitment.get("indicator", ())]
    for name in names:
        initials = "".join(said[0] if said else sign for sign, said in zip(name, syllables(name), strict=True))

        assert Wanted.typed("".join(initials.split())).is_in(findable("".join(name.split()))), name


@given(st.text(max_size=20), st.text(max_size=8))
def test_any_text_can_be_looked_for_in_any_other(text: str, typed: str) -> None:
    """Nothing raises, marks lie within the text in order, and what has a mark is found."""
    made, wanted = findable(text.replace("\x1f", "")), Wanted.typed(typed)
    spans = wanted.spans(made)
    ends = [place for span in spans for place in span]

    assert ends == sorted(set(ends))
    assert all(0 <= place <= len(made.text) for place in ends)
    assert bool(spans) or not wanted or not wanted.is_in(made)
