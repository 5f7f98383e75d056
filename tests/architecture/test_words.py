"""Every refusal can be said in both languages, and every command stands in the docs."""

from __future__ import annotations

import importlib
import re
import sys
from typing import TYPE_CHECKING

import click
import pytest
from attrs import fields_dict

from departments.refusals import Damage, Refusal, Told
from tests.architecture.source_tree import ROOT, modules, name_of
from tui.cli import tianbao
from tui.language import speak

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACES = re.compile(r"{(\w+)}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def refusals() -> list[type[Told]]:
    """Every kind of refusal and of damage that the program knows."""
    for path in modules():
        if path.stem != "__main__":
            importlib.import_module(name_of(path))

    def below(kind: type[Told]) -> Iterator[type[Told]]:
        for each in kind.__subclasses__():
            # A class with slots is made out of one without, which is about until it is collected.
            if vars(sys.modules[each.__module__]).get(each.__name__) is each:
                yield each
                yield from below(each)

    return sorted({*below(Refusal), *below(Damage), Damage}, key=lambda kind: (kind.__module__, kind.__name__))


@pytest.mark.parametrize("refusal", refusals(), ids=lambda kind: kind.__name__)
def test_a_refusal_is_worded_in_both_languages(refusal: type[Told]) -> None:
    """The sentence names only fields that the refusal or the damage has, and its Chinese names the same."""
    fields, message = set(fields_dict(refusal)), refusal.message
    chinese = speak("zh").say(message)

    assert set(_BRACES.findall(message)) <= fields
    assert message.endswith((".", "{hint}", "{first}", "}"))
    assert _CHINESE.search(chinese), f"{message} has no Chinese"
    assert set(_BRACES.findall(chinese)) <= fields


def commands(group: click.Group, path: str = "tianbao") -> Iterator[str]:
    """Every command's full name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


@pytest.mark.parametrize("command", list(commands(tianbao)))
def test_every_command_stands_in_the_docs(command: str) -> None:
    """A command that nobody can read about does not exist for its users."""
    docs = "\n".join(path.read_text("utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])

    assert command in docs
