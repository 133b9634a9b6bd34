"""The log is walked from end to end: the chain, the columns beside it, the addresses; and what was kept outside."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from operator import itemgetter

from editorial.log import hash_of, origin_hash
from editorial.models.log import LogEntry, LogHead
from editorial.origins import Origin

STEP = 5000  # entries read at once: neither memory nor a transaction grows with the log
# Columns that repeat what the text says, by the name they have there.
REPEATED = {
    "number": "number",
    "actor_id": "actor",
    "action": "action",
    "subject": "subject",
    "document_id": "document",
    "edition_number": "edition",
    "refused": "refused",
}
READ = ("number", "text", "hash", "at", *REPEATED, "origin__address", "origin__port", "origin__salt")
in_columns = itemgetter(*range(4, 4 + len(REPEATED)))
in_text = itemgetter(*REPEATED.values())

Fault = tuple[int, str]


def first_broken_link(first: int = 1, progress: Callable[[int], object] = lambda number: None) -> Fault | None:
    """Give the number of the first entry from `first` on that does not hold, with a sentence; None if all do.

    `progress` is told how far the walk is, every STEP entries. What stands before `first` is believed.
    """
    number = max(first, 1) - 1
    before = LogEntry.objects.filter(number=number).values_list("hash", flat=True).first()
    if number and before is None:
        return number, f"thiếu mục số {number}"
    previous = before or ""
    while True:
        rows = _rows_after(number)
        for row in rows:
            if said := _fault(row, number + 1, previous):
                return number + 1, said
            number, previous = row[0], row[2]
        progress(number)
        if not rows:
            head = LogHead.objects.filter(pk=1).first() or LogHead()
            if (head.number, head.hash) == (number, previous):
                return None
            if not LogEntry.objects.filter(number__gt=number).exists():  # else somebody just decided something
                return number + 1, f"đầu chuỗi ghi số {head.number}, mục sau cùng là số {number}"


def fault_of_head(said: str) -> Fault | None:
    """Compare a head that was mailed, NUMBER:HASH, with the database. Raises ValueError for what is none."""
    number, _, code = said.strip().partition(":")
    if not number.isdecimal() or len(code) != 64:
        raise ValueError(said)
    return _compare(int(number), code.lower(), LogEntry.objects.filter(number=number).values_list("hash").first())


def fault_of_export(lines: Iterable[str], progress: Callable[[int], object] = lambda number: None) -> Fault | None:
    """Compare exported lines with the database: entry, account that it names, address. Give the first fault."""
    for batch in _batches(lines):
        known = {
            row[0]: row for row in LogEntry.objects.filter(number__in=list(batch)).values_list("number", "text", "hash")
        }
        for number, line in batch.items():
            if said := _fault_of_line(number, line, known.get(number)):
                return number, said
        progress(max(batch))
    return None


def _batches(lines: Iterable[str]) -> Iterator[dict[int, dict]]:
    batch: dict[int, dict] = {}
    for text in lines:
        line = json.loads(text)
        if line["number"] in batch or len(batch) >= STEP // 10:
            yield batch
            batch = {}
        batch[line["number"]] = line
    if batch:
        yield batch


def _fault_of_line(number: int, line: dict, row: tuple | None) -> str:
    if hash_of(line["text"]) != line["hash"]:
        return "dòng đã chuyển ra ngoài không khớp mã của chính nó"
    if row is None:
        return "có trong tệp đã chuyển ra ngoài, không có trong cơ sở dữ liệu"
    if row[1:] != (line["text"], line["hash"]):
        return "cơ sở dữ liệu khác mục đã chuyển ra ngoài"
    if line["salt"] and not _proves(json.loads(line["text"]), line["address"], line["port"], line["salt"]):
        return "địa chỉ trong tệp không khớp mã"
    return ""


def _compare(number: int, code: str, row: tuple | None) -> Fault | None:
    if row is None:
        return number, "không có trong cơ sở dữ liệu"
    return None if row[0] == code else (number, "mã trong cơ sở dữ liệu khác mã đã gửi")


def _rows_after(number: int) -> list[tuple]:
    return list(LogEntry.objects.filter(number__gt=number).order_by("number").values_list(*READ)[:STEP])


def _fault(row: tuple, number: int, previous: str) -> str:
    found, text, code, at, *_ = row
    address, port, salt = row[-3:]
    if found != number:
        return f"thiếu mục số {number}"
    if hash_of(text) != code:
        return "nội dung không khớp mã"
    content = json.loads(text)
    if content["previous"] != previous:
        return "không nối với mục trước"
    if in_columns(row) != in_text(content) or datetime.fromisoformat(content["at"]) != at:
        return "các cột không khớp nội dung"
    if salt and not _proves(content, address, port, salt):
        return "địa chỉ không khớp mã"
    return ""


def _proves(content: dict, address: str, port: int | None, salt: str) -> bool:
    return content["origin"] == origin_hash(Origin(address, port), salt)
