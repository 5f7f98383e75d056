"""Everything that is refused is one sentence that can be put into words, whatever is in its fields."""

from __future__ import annotations

import importlib
import pkgutil
import string
from typing import TYPE_CHECKING, Any

import pytest
from attrs import fields_dict

import departments
from departments.desks.clerk import NotReady
from departments.refusals import BadInput, NotFound, Refusal
from departments.reports import State
from departments.wording import Sentence
from departments.workflow import Verb, not_in_this_state

if TYPE_CHECKING:
    from collections.abc import Iterator

for _module in pkgutil.walk_packages(departments.__path__, "departments."):
    importlib.import_module(_module.name)


def every_refusal(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """This kind and all that are more particular, of the domain's own."""
    yield kind
    for each in kind.__subclasses__():
        if each.__module__.startswith("departments"):
            yield from every_refusal(each)


def told_to(kind: type[Refusal]) -> list[str]:
    """The fields that it is made of; others it makes of them."""
    return [name for name, each in fields_dict(kind).items() if each.init]


KINDS = sorted(set(every_refusal()), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_can_be_put_into_words(kind: type[Refusal]) -> None:
    """Every brace has a field, and a field with braces in it is not read again."""
    fields = fields_dict(kind)
    wanted = {name for _, name, _, _ in string.Formatter().parse(kind.message) if name is not None}
    filled: dict[str, Any] = dict.fromkeys(told_to(kind), "{value} {0} %s")

    sentence = str(kind(**filled))

    assert wanted <= set(fields)
    assert all("{value} {0} %s" in sentence for _ in wanted)


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_is_one_sentence_with_an_end(kind: type[Refusal]) -> None:
    """What happened, to what, what to do."""
    assert kind.message.endswith((".", "{hint}", "{first}"))
    assert "\n" not in kind.message
    assert kind.__doc__


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_can_be_raised_caught_and_compared(kind: type[Refusal]) -> None:
    """It is an exception like any other: it can be kept in a set and chained."""
    refusal = kind(**dict.fromkeys(told_to(kind), "x"))

    with pytest.raises(Refusal) as caught:
        raise refusal from ValueError("cause")

    assert refusal is caught.value
    assert 1 == len({refusal, refusal})


def test_codes_are_stable_names_and_no_two_alike() -> None:
    """A program can tell one refusal from another."""
    codes = [kind(**dict.fromkeys(told_to(kind), "x")).code for kind in KINDS]

    assert len(set(codes)) == len(codes)
    assert "not_found" == NotFound("x").code


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_was_badly_put_ends_with_two(kind: type[Refusal]) -> None:
    """A question badly put is 2, an answer of no is 1."""
    assert (2 if issubclass(kind, BadInput) else 1) == kind.exit_code


def test_a_sentence_within_a_sentence_is_put_into_words_too() -> None:
    """A hint and a first finding are sentences themselves."""
    inner = Sentence("{name} has no figure.", {"name": "新增就业"})

    assert "The report on 4.1-01 can't be submitted yet: 新增就业 has no figure." == str(NotReady("4.1-01", inner, ()))
    assert "The report on 4.1-01 is approved: the commission has approved it;" in str(
        not_in_this_state("4.1-01", State.APPROVED, Verb.SAVE)
    )
