"""The commission's acts on the command line: each is refused to every other role, and no journal has a word of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import pytest

from departments.desks import HeadDesk
from tests.people import signed_in
from tui import cli, wiring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tui.conftest import CommandLine

FOR_THE_OPERATOR = {"demo", "init", "serve", "verify", "rebuild", "backup", "restore", "doctor"}
FOR_ALL = {
    *("status", "merge", "plan show", "plan check", "plan changes", "account password", "period list"),
    *("report list", "report show", "evidence list", "evidence get", "period board", "period urges"),
}
FOR_DEPARTMENTS = {
    *("report save", "report submit", "report withdraw", "report sign", "evidence add", "import"),
    *("history", "export department", "export merged"),
}
"""What a department does, or does of its own."""
FOR_A_REVIEWER_OF_EITHER_KIND = {"report return"}
"""A head sends back too, what waits for the signature; a clerk and a leader never."""
GIVEN = {
    "commitment": "1.1-01",
    "period": "2021-06",
    "heading": "1.1",
    "quote": "--quote=新增一项任务",
    "lead": "--lead=rsj",
    "source": "--source=会议纪要",
    "reason": "--reason=有变动",
    "parts": "--part=rsj=甲 --part=wjw=乙",
    "old": "rsj",
    "to": "wjw",
    "indicator": "新增就业",
    "value": "100",
    "name": "wjw",
    "role": "--role=clerk",
    "fingerprint": "SHA256:x",
    "day": "2021-07-08",
    "department": "--department=rsj",
    "until": "--until=2021-08-01",
}
"""What a command can't do without, by the name of its parameter."""
ONE_REPORT = {"report approve": ["1.1-01"]}
"""What else a line needs that could name one or all."""


def leaves(command: click.Command, context: click.Context, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command below this one, by its name."""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from leaves(inner, click.Context(inner, parent=context), (*path, name))
        return
    yield " ".join(path)


def line_of(path: str) -> list[str]:
    """A whole line of a command."""
    command: click.Command = cli.tianbao
    context = click.Context(cli.tianbao)
    for name in path.split():
        assert isinstance(command, click.Group)
        inner = command.get_command(context, name)
        assert inner is not None
        command, context = inner, click.Context(inner, parent=context)
    needed = [each for each in command.params if each.required]
    given = [f"--period={GIVEN['period']}" if each.opts == ["--period"] else GIVEN[str(each.name)] for each in needed]
    return [*path.split(), *ONE_REPORT.get(path, []), *(part for each in given for part in each.split())]


def written_books(tianbao: CommandLine) -> list[dict[str, Any]]:
    """Every book in which something stands, and where it ends."""
    return [each for each in tianbao("verify", "--json").document["books"] if each["events"]]


ACTS = sorted(set(leaves(cli.tianbao, click.Context(cli.tianbao))) - FOR_THE_OPERATOR - FOR_ALL - FOR_DEPARTMENTS)


@pytest.mark.parametrize("by", ["rsj", "rsj.head", "reader"])
@pytest.mark.parametrize("act", ACTS)
def test_an_act_of_the_commission_is_refused_to_every_other_role(tianbao: CommandLine, act: str, by: str) -> None:
    """One sentence, exit code 1, and the books end where they ended; a new command has to find its place above."""
    if by == "rsj.head":
        signed_in(wiring.open_office(tianbao.data), by, HeadDesk, "rsj")
    before = written_books(tianbao)
    answer = tianbao(*line_of(act), by=by)

    if act in FOR_A_REVIEWER_OF_EITHER_KIND and by == "rsj.head":
        assert answer.code == 1
    else:
        assert (1, b"", "本账号无权进行此项操作；请联系发改委综合科办理。\n") == (answer.code, answer.out, answer.err)
    assert before == written_books(tianbao)
