"""The examples of the docs are run as they stand there, in the order of their page, on the real plan: each succeeds."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from departments.desks import ClerkDesk, CoordinatorDesk, HeadDesk
from tests.people import PASSWORD, signed_in
from tests.tui.conftest import NOW, run_line
from tui import wiring

ROOT = Path(__file__).parents[3]
PEOPLE = (
    ("coordinator", CoordinatorDesk, None),
    ("rsj", ClerkDesk, "rsj"),
    ("rsj.head", HeadDesk, "rsj"),
    ("fgw", ClerkDesk, "fgw"),
    ("swj", ClerkDesk, "swj"),
    ("wjw", ClerkDesk, "wjw"),
)
ELSEWHERE = re.compile(r"demo|(--data \S+ )?init|serve|doctor|.*account password")
"""What other tests run: these make directories of their own, never end, look at the host, or ask."""
SUBMIT = "--account rsj report submit 4.1-01 --period 2021-06"
BEFORE = {
    "period board": (
        "--account coordinator period open 2021-05",
        "--account coordinator period open 2021-06 --reason 继续填报",
    ),
    "--account rsj.head report sign": (SUBMIT,),
    "--account coordinator report approve 4.1-01": (SUBMIT, "--account rsj.head report sign 4.1-01 --period 2021-06"),
    "--account rsj evidence add": (
        "--account coordinator report return 4.1-01 --period 2021-06 --reason 请补充佐证材料",
    ),
    "verify --heads": ("verify --save-heads heads.json",),
}
"""What somebody does before the first example that begins so."""


def examples(page: str) -> list[str]:
    """Each ``tianbao …`` of a page, without that word: behind a prompt, or in a table's column of examples."""
    text = (ROOT / page).read_text("utf-8").replace("\\\n", " ")
    found = re.findall(r"^(?:\$ )?tianbao (.+)$|^\| `tianbao [^`]+` \|.*?`tianbao ([^`]+)`", text, re.MULTILINE)
    lines = [re.split(r"\s+(?:[|<>]|# )", one or other)[0] for one, other in found]
    return [each for each in lines if not each.startswith("[")]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation on the real plan, two days before the June reports are due; the examples' files beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIANBAO_PASSWORD", PASSWORD)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "rsj"], check=True)
    (tmp_path / "台账.xlsx").write_bytes("人数台账".encode())
    data = tmp_path / "data"
    installation = wiring.create_installation(data, demo_now=NOW)
    office = wiring.office_of(installation, lambda: NOW)
    for each in PEOPLE:
        signed_in(office, *each)
    inbox = data / "inbox" / "rsj"
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / "台账.xlsx").write_bytes("人数台账,第二版".encode())
    return data


def refused(line: str, data: Path) -> list[str]:
    """Run one line as a shell would, absolute places being beside the installation; nothing if it succeeded."""
    keys = run_line(["--data", str(data), "account", "keys", "rsj"]).text
    words = shlex.split(line.replace("SHA256:…", keys.split()[-2]))
    words = [re.sub(r"^/(tmp|backup|srv)/", "", each) for each in words]
    words = [name for each in words for name in (sorted(map(str, Path().glob(each))) if "*" in each else [each])]
    answer = run_line(["--data", str(data), *words])
    return [] if answer.code == 0 else [f"{line}: {answer.err}"]


@pytest.mark.parametrize(("page", "least"), [("docs/command-line.md", 50), ("README.md", 5)])
def test_every_example_does_what_it_says(page: str, least: int, data: Path) -> None:
    """None names an option, a commitment or a file that isn't there, or comes at a time when it is refused."""
    told, before = [each for each in examples(page) if not ELSEWHERE.match(each)], dict(BEFORE)
    problems: list[str] = []
    for line in told:
        for begins in [each for each in before if line.startswith(each)]:
            for earlier in before.pop(begins):
                problems += refused(earlier, data)
        problems += refused(line, data)

    assert problems == []
    assert least <= len(told)
