"""The checkpoint is the state or nothing; changing one page touches one table."""

from __future__ import annotations

import json
from typing import Any

import pytest

from storage.journal import Line, Position
from storage.state import State, checkpoint_of, state_in, table_name

START = Position(0, "00", 0, 0)


def line(seq: int, key: str, revision: int = 1, **document: Any) -> Line:
    """One event about a report."""
    return Line(
        1, seq, "2021-07-03T09:00:00+08:00", "rsj", "saved", "report", key, document, revision, 0, f"{seq:02d}", 0, 9
    )


@pytest.fixture
def state() -> State:
    """Three reports in two periods."""
    made = State(START)
    lines = [line(1, "2021-05/a", n=1), line(2, "2021-06/a", n=2), line(3, "2021-06/b", n=3)]
    made.apply(lines, lines[-1].position)
    return made


def test_pages_are_found_by_key_and_by_period(state: State) -> None:
    """In the order of their keys, whatever the order of the events."""
    state.apply([line(4, "2021-06/a", 2, n=4)], line(4, "x").position)

    page = state.page("report", "2021-06/a")

    assert page is not None
    assert ({"n": 4}, 2) == (page.document, page.revision)
    assert [each.key for each in state.pages("report", "2021-06/")] == ["2021-06/a", "2021-06/b"]
    assert [each.key for each in state.pages("report", "")] == ["2021-05/a", "2021-06/a", "2021-06/b"]
    assert state.page("report", "2021-07/a") is None
    assert list(state.pages("account", "")) == []


def test_a_page_that_stands_twice_in_a_batch_is_the_later_one() -> None:
    """Both events of one transaction may be about it."""
    state = State(START)
    state.apply([line(1, "2021-06/a", n=1), line(2, "2021-06/a", 2, n=2)], line(2, "x").position)

    assert [each.document for each in state.pages("report", "")] == [{"n": 2}]


def test_changing_one_page_leaves_the_other_tables_alone(state: State) -> None:
    """A change costs what its own period costs."""
    may = state.tables["report/2021-05"]
    june = state.tables["report/2021-06"]

    state.apply([line(4, "2021-06/a", 2, n=4)], line(4, "x").position)

    assert state.tables["report/2021-05"] is may
    assert state.tables["report/2021-06"] is not june
    assert (table_name("report", "2021-06/a"), table_name("account", "rsj")) == ("report/2021-06", "account")


def test_how_reports_stand_is_turned_with_them(state: State) -> None:
    """What decides a light, of every report, also where the checkpoint was read between two events."""
    state.apply([line(4, "2021-06/a", 2, state="draft", values={"f": "1"}, narrative={})], line(4, "x").position)
    again = state_in(checkpoint_of(state))
    assert again is not None
    again.apply([line(5, "2021-06/a", 3, state="submitted", values={"f": "2"})], line(5, "x").position)

    june = {"2021-06/a": {"state": "draft", "values": {"f": "1"}}, "2021-06/b": {}}
    assert {"2021-05": {"2021-05/a": {}}, "2021-06": june} == dict(state.standings())
    assert {"state": "submitted", "values": {"f": "2"}} == dict(again.standings())["2021-06"]["2021-06/a"]
    assert [each.key for each in again.pages("report", "")] == ["2021-05/a", "2021-06/a", "2021-06/b"]


def test_a_checkpoint_is_the_state(state: State) -> None:
    """One JSON document that names its event."""
    content = checkpoint_of(state)
    again = state_in(content)

    assert again is not None
    assert (state.position, state.tables) == (again.position, again.tables)
    assert json.loads(content)["checkpoint"]["seq"] == 3


def test_a_checkpoint_with_anything_odd_about_it_is_none(state: State) -> None:
    """Any byte another, any length shorter."""
    content = checkpoint_of(state)

    for at in range(len(content)):
        assert state_in(content[:at]) is None
        assert state_in(content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :]) is None


def test_only_the_tables_that_are_asked_about_are_read(state: State) -> None:
    """A table that nobody touched goes back to the disk byte by byte, and a changed one as it is now."""
    again = state_in(checkpoint_of(state))
    assert again is not None
    again.tables["report/2021-06"]["2021-06/a"]["doc"] = "read, and not written"
    untouched = checkpoint_of(again)

    again.apply([line(4, "2021-06/b", 2, n=4)], line(4, "x").position)
    last = state_in(checkpoint_of(again))

    assert checkpoint_of(state) == untouched
    assert last is not None
    assert {"n": 1} == last.tables["report/2021-05"]["2021-05/a"]["doc"]
    assert {"n": 4} == last.tables["report/2021-06"]["2021-06/b"]["doc"]


def test_a_new_books_checkpoint_is_read_back() -> None:
    """Without a table too."""
    again = state_in(checkpoint_of(State(START)))

    assert again is not None
    assert {} == dict(again.tables)
