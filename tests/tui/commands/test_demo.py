"""The sample installation as a person meets it: what it prints, what it writes, and that both say the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from departments.lights import Light
from departments.terms import official_term
from storage import verify_installation
from tests.exports.reading import opened, values
from tests.tui.conftest import run_line
from tui.wiring import open_installation, open_office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Answer


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answer]:
    """Where the sample is, and what ``tianbao demo`` said without a terminal."""
    data = tmp_path_factory.mktemp("demo") / "data"
    return data, run_line(["demo", str(data)])


def test_the_demo_tells_how_it_stands_and_how_to_sign_in(shown: tuple[Path, Answer]) -> None:
    """Without a terminal it prints the status, the workbook's place and the sign-ins, and is done."""
    data, answer = shown

    assert answer.code == 0
    for said in (
        "南开区2021年国民经济和社会发展计划",
        "样例",
        "tianbao-demo",
        "coordinator",
        "reader",
        "rsj",
        str(data),
    ):
        assert said in answer.text


def test_the_workbooks_figures_are_those_of_the_status(shown: tuple[Path, Answer]) -> None:
    """Every light, gap and total of ``status --json`` comes out of the merged workbook that was written."""
    data, _ = shown
    status = run_line(["--data", str(data), "status", "--json"]).document
    plan = run_line(["--data", str(data), "plan", "show", "--json"]).document
    (workbook,) = (data / "outbox" / "office").glob("*.xlsx")
    rows = values(opened(workbook.read_bytes())["任务进展"])
    quotes = {each["quote"]: each["id"] for each in plan["commitments"]}

    lights = {quotes[row["任务"]]: row["亮灯"] for row in rows}
    gaps: dict[str, float] = {}
    for row in rows:
        if row["进度差"] is not None:
            commitment = quotes[row["任务"]]
            gaps[commitment] = min(gaps.get(commitment, row["进度差"]), row["进度差"])

    assert {each["id"]: official_term(Light(each["light"])) for each in status["commitments"]} == lights
    assert {each["id"]: each["gap"] for each in status["commitments"] if each["gap"] is not None} == {
        commitment: pytest.approx(gap, abs=0.0501) for commitment, gap in gaps.items()
    }
    counted = Counter(lights.values())
    assert {light: status["totals"][light] for light in Light} == {
        light: counted[official_term(light)] for light in Light
    }


def test_the_sample_is_as_it_is_described(shown: tuple[Path, Answer]) -> None:
    """Eight months closed, September open and about two thirds reported, some returned, some late, nothing damaged."""
    data, _ = shown
    periods = run_line(["--data", str(data), "period", "list", "--json"]).document["periods"]
    departments = run_line(["--data", str(data), "status", "--json"]).document["departments"]
    total = {key: sum(each[key] for each in departments) for key in ("due", "reported", "returned", "late")}

    assert ["closed"] * 8 + ["open"] + ["locked"] * 3 == [each["status"] for each in periods]
    assert 0.55 < total["reported"] / total["due"] < 0.75
    assert total["returned"] > 5
    assert total["late"] > 20
    assert verify_installation(open_installation(data)).is_ok


def test_the_sample_is_the_same_every_time(shown: tuple[Path, Answer], sample_data: Path) -> None:
    """Two samples made apart have the same chain of events in every book."""
    data, _ = shown

    assert open_office(sample_data).operator_desk().heads() == open_office(data).operator_desk().heads()


def test_a_sample_takes_no_other_directorys_place(tmp_path: Path) -> None:
    """Only an earlier sample is replaced; anything else is left alone, with a sentence."""
    (tmp_path / "账目.txt").write_text("x", "utf-8")

    answer = run_line(["demo", str(tmp_path)])

    assert answer.code == 1
    assert str(tmp_path) in answer.err
    assert (tmp_path / "账目.txt").read_text("utf-8") == "x"
