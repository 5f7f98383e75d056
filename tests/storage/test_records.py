"""What comes back from disk equals what went there."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any, get_args

import pytest

from departments.accounts import Account, Role
from departments.assignments import CommitmentChanges, Reassignment, Retarget
from departments.ledger import Document
from departments.periods import Extension, PeriodRecord, PeriodStatus
from departments.reports import Evidence, Return, State
from storage import records
from storage.records import UnreadableRecord
from tests.building import JUNE, a_report, at

NOW = at("2021-07-03 09:00:01")
SAMPLES: list[Any] = [
    a_report(
        values={"4.1-01.1": Decimal("6000.50")},
        figure_absent={"4.1-01.2": "按季发布"},
        state=State.RETURNED,
        evidence=(Evidence("名单.pdf", "ab" * 32, 3, "盖章"), Evidence("津政发〔2021〕1号")),
        returns=(Return(NOW, "coordinator", "口径不一致"),),
        first_submitted_at=NOW,
        submitted_at=NOW.astimezone(dt.UTC),
    ),
    Account("rsj", Role.CLERK, "rsj", "李四", is_disabled=True),
    PeriodRecord(JUNE, PeriodStatus.OPEN, dt.date(2021, 7, 5), "补报"),
    Extension(JUNE, "rsj", NOW, "系统故障", "coordinator"),
    CommitmentChanges(
        "4.1-01",
        (Reassignment(JUNE, "rsj", ("kjj",), "kjj", (), NOW, "coordinator", "分工调整"),),
        (Retarget(JUNE, "4.1-01.1", Decimal(12000), Decimal(13000), NOW, "coordinator", "上级下达"),),
    ),
]


@pytest.mark.parametrize("value", SAMPLES, ids=lambda each: type(each).__name__)
def test_a_value_survives_the_disk(value: Any) -> None:
    """To the last digit, zone and tuple."""
    document = json.loads(json.dumps(records.document_of(value), ensure_ascii=False))

    again = records.value_of(type(value), document)

    assert value == again
    assert repr(value) == repr(again)


def test_every_kind_of_document_has_a_name_on_disk() -> None:
    """A kind added to the ledger is kept without anybody thinking of storage."""
    assert set(records.KINDS.values()) == set(get_args(Document))
    assert {"report", "account", "period", "extension", "commitment_changes"} <= set(records.KINDS)


def test_a_document_of_no_such_kind_is_damage() -> None:
    """It is told, with what is wrong."""
    with pytest.raises(UnreadableRecord, match="no account"):
        records.value_of(Account, {"name": "rsj", "role": "emperor"})
    with pytest.raises(UnreadableRecord, match="no kind"):
        records.migrated({}, "poem", 1)
    with pytest.raises(UnreadableRecord, match="newer"):
        records.migrated({}, "report", 2)
