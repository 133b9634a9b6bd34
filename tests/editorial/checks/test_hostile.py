"""Text made to be slow is read in time that grows with its length: every gate reads under the document's lock."""

import time
from datetime import date

import pytest

from editorial.checks.council import Facts, Holder, Session
from editorial.checks.passages import Passage, check_passages

LENGTH = 100_000
MOST_SECONDS = 20  # of one processor: a hundred times what it takes, a tenth of what it took if it grew as the square
DAY = date(2026, 11, 24)
FACTS = Facts(
    DAY,
    (Holder("Trần Văn Mẫu", "Chủ tịch HĐND tỉnh", DAY),),
    (Session("khóa XI", 12, "thường lệ", DAY, DAY),),
    ("khóa XI",),
)


@pytest.mark.parametrize(
    "part",
    ["M ", "MẬT ", "BÍ  MẬT", "(", ")", "“", "1", "1 ", "0277 3000 ", "079085000123 ", "STK ", "\n", " ", ".", "a©Ë\n",
     "aùø", "a\u0301\u0302", "Nguyễn ", "kỳ họp thứ ", "Chủ tịch HĐND tỉnh ", "ngày 25/12/2027 đã ", "!?", "độ mật:\n"],
)  # fmt: skip
def test_no_text_takes_long(part):
    text = (part * (LENGTH // len(part) + 1))[:LENGTH]
    started = time.process_time()
    list(check_passages([Passage("body", "Nội dung", text)], day=DAY, facts=FACTS))
    assert time.process_time() - started < MOST_SECONDS
