"""What must hold before a move: each finding is a Vietnamese sentence with the place it is about.

One engine: writing, handing in, approving and publishing ask examine(), and so see the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from django.utils import timezone

from editorial.checks.passages import check_passages
from editorial.models.declaration import Declaration, Unread
from editorial.models.lift import Lift

UNREAD = "file.unread"
FILES = "files"  # where a form keeps its files


@dataclass(frozen=True)
class Finding:
    """One thing a gate has to say; `field` is the form field it is about, "" for the whole.

    What a check found in a text has the kind (`key`), the words around it and the place; such a block can be lifted.
    """

    sentence: str
    field: str = ""
    blocks: bool = True
    key: str = ""
    excerpt: str = ""
    place: str = ""

    @property
    def mark(self) -> str:
        """The hash by which a lift knows this finding: its kind and the exact excerpt."""
        return sha256(f"{self.key}\n{self.excerpt}".encode()).hexdigest()

    @property
    def said(self) -> str:
        """The sentence with the words it is about, unless it names them itself."""
        words = f"«{self.excerpt}»"
        return f"{self.sentence} {words}" if self.excerpt and words not in self.sentence else self.sentence

    @property
    def said_with_place(self) -> str:
        return f"{self.place}: {self.said}" if self.place else self.said


def examine(edition, move: str) -> list[Finding]:
    """Give all that the gates say before a move: what the kind demands, and what its texts show."""
    return [*edition.findings(move), *while_writing(edition)]


def while_writing(edition) -> list[Finding]:
    """Give what is said while a piece is written: what no machine has read, what stands in its texts, and advice."""
    return [*ask_declarations(edition), *read_texts(edition), *edition.advice()]


def ask_declarations(edition) -> list[Finding]:
    """Give each file that was not read: it blocks until it is, or until a named person stands for it."""
    unread = edition.unread_files()
    given = Declaration.objects.filter(document=edition.document_id, sha256__in=[file.sha256 for file in unread])
    declared = {word.sha256: word for word in given.select_related("declared_by")} if unread else {}
    return [_say_unread(file, declared.get(file.sha256)) for file in unread]


def _say_unread(file: Unread, word: Declaration | None) -> Finding:
    if not file.reasons:
        return Finding("Tệp đang được đọc để kiểm tra. Xin chờ ít phút rồi thử lại.", place=file.name, field=FILES)
    why = " ".join(file.reasons)
    if word:
        when = f"{timezone.localtime(word.declared_at):%H:%M ngày %d/%m/%Y}"
        said = f"{why} {word.declared_by.full_name} đã đọc toàn bộ tệp và xác nhận không có nội dung mật ({when})."
        return Finding(said, blocks=False, key=UNREAD, place=file.name, field=FILES)
    said = f"{why} Cần người gửi bài hoặc thành viên Ban biên tập đọc toàn bộ tệp và xác nhận."
    return Finding(said, key=UNREAD, place=file.name, field=FILES)


def read_texts(edition) -> list[Finding]:
    """Give what stands in the texts of an edition; a block that was lifted only warns."""
    marks = check_passages(
        edition.passages(),
        day=timezone.localdate(),
        office_telephones=edition.office_telephones(),
        facts=edition.facts(),
    )
    found = [
        Finding(mark.sentence, passage.field, mark.blocks, mark.key, mark.excerpt, passage.place)
        for passage, mark in marks
    ]
    lifted = _lifted(edition) if blocking(found) else set()
    return [_as_lifted(finding) if finding.blocks and finding.mark in lifted else finding for finding in found]


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Give the findings that stop a move."""
    return [finding for finding in findings if finding.blocks]


def may_be_lifted(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings is a block about words of a text."""
    return any(finding.blocks and finding.key not in ("", UNREAD) for finding in findings)


def may_be_declared(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings is a file for which nobody stands yet."""
    return any(finding.blocks and finding.key == UNREAD for finding in findings)


def worst(findings: Iterable[Finding], limit: int) -> list[Finding]:
    """Give the first few, those that block before those that warn."""
    return sorted(findings, key=lambda finding: not finding.blocks)[:limit]


def _lifted(edition) -> set[str]:
    """Give the marks that were lifted for this document; not by whoever is an author of this edition."""
    lifts = Lift.objects.filter(document=edition.document_id).exclude(lifted_by__in=edition.author_ids)
    return set(lifts.values_list("mark", flat=True))


def _as_lifted(finding: Finding) -> Finding:
    what_was_found, _, _ = finding.sentence.partition(". ")  # without what to do about it
    return replace(finding, blocks=False, sentence=f"{what_was_found}. Người có quyền duyệt đăng đã cho phép.")
