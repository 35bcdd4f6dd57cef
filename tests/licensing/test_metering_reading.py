"""Metered records that cannot be read as one thing and no other: refused in words, nothing kept."""

import io

import pytest

from governance.errors import InvalidInput
from licensing.models import UsageRecord
from licensing.usage import ingest
from tests.factories.schemes import parties
from tests.licensing.test_metering import NOW, send, sold

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "line",
    [
        '{"product": %d, "at": "2026-05-01T10:00:00+08:00", "quantity": 1, "quantity": 900}',
        '{"product": 1, "product": %d, "at": "2026-05-01T10:00:00+08:00"}',
    ],
)
def test_a_field_that_stands_twice_is_refused(line: str) -> None:
    by = parties()
    product = sold(by)
    with pytest.raises(InvalidInput, match=r"第 1 行.*同一字段写了两次"):
        ingest.ingest(
            io.BytesIO((line % product.pk).encode()),
            licence=product.licence, key="n", file_format="ndjson", actor=by.seller, at=NOW,
        )  # fmt: skip
    assert not UsageRecord.objects.exists()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("{product},2026-02-30 10:00,1",), "时间不存在"),
        (("{product},2019-05-01 10:00,1",), "全部没有接收"),
        (("{product},05/06/2026 10:00,1",), "全部没有接收"),
        (("{product},2026-07-07 10:00,1",), "全部没有接收"),
        (("{product},2026-05-01 10:00,1,2",), "第 2 行"),
        ((), "没有计量记录"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(lines: tuple[str, ...], words: str) -> None:
    by = parties()
    product = sold(by)
    with pytest.raises(InvalidInput, match=words):
        send(by, product, *(line.format(product=product.pk) for line in lines))


@pytest.mark.parametrize("head", ["product,quantity", "product,at,at", "product,at,colour", "\xff"])
def test_the_columns_are_named(head: str) -> None:
    by = parties()
    with pytest.raises(InvalidInput, match="列名"):
        send(by, sold(by), head=head)
