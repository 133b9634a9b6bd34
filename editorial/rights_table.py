"""What each office may do to a piece, asked of the predicates themselves, so that it cannot disagree with them."""

from collections.abc import Callable
from dataclasses import dataclass

from editorial import rights
from editorial.models import Office, State
from editorial.workflow import TABLE

ME, SOMEBODY = 1, 2
S = rights.Standing
OFFICES = (
    ("Trưởng Ban biên tập", S(ME, frozenset({Office.CHAIR}))),
    ("Được giao quyền duyệt đăng (trong phạm vi)", S(ME, frozenset({Office.DEPUTY}), lends_all=True)),
    ("Phó Trưởng Ban biên tập", S(ME, frozenset({Office.DEPUTY}))),
    ("Thư ký", S(ME, frozenset({Office.MEMBER}), is_secretary=True)),
    ("Thành viên Ban biên tập", S(ME, frozenset({Office.MEMBER}))),
    ("Cộng tác viên", S(ME, frozenset({Office.CONTRIBUTOR}))),
    ("Quản trị kỹ thuật", S(ME, is_technical=True)),
)
OTHER_ACTS = (
    ("Xem tin bài chưa đăng", rights.may_see, tuple(State)),
    ("Sửa nội dung", rights.may_edit, tuple(State)),
    ("Soạn bản mới của nội dung đang đăng", rights.may_open, (State.PUBLISHED, State.HIDDEN)),
    ("Cho phép đăng đoạn bị chặn", rights.may_lift, (State.SUBMITTED, State.IN_REVIEW, State.APPROVED)),
    ("Xác nhận đã đọc tệp mà máy không đọc được", rights.may_declare, (State.DRAFT, State.SUBMITTED, State.IN_REVIEW)),
)
ALWAYS, NEVER = "có", "–"


@dataclass
class Specimen:
    """A piece as the predicates see it, with everything fulfilled that is not about the person asking."""

    state: str
    author_ids: frozenset[int] = frozenset({SOMEBODY})
    revisers: frozenset[int] = frozenset()
    editor_id: int = SOMEBODY
    approver_id: int = SOMEBODY
    published_by_id: int = SOMEBODY
    number: int = 2
    is_open: bool = True
    awaits_confirmation: bool = True
    withdrawal: str = "kept"

    def scope(self) -> str:
        return "any"

    def months_to_review(self) -> int:
        return 12


# What a person can be to a piece; "" is anybody else.
RELATIONS: dict[str, dict] = {
    "": {},
    "người gửi": {"author_ids": frozenset({ME}), "revisers": frozenset({ME})},
    "người đang biên tập": {"editor_id": ME},
    "người đã sửa bản này": {"revisers": frozenset({ME})},
    "người trình duyệt": {"approver_id": ME},
    "người đã duyệt đăng": {"published_by_id": ME},
}


def rows_of_moves() -> list[dict]:
    """Give the table: {"act", "sources", "target", "cells": [(office, words)], "by_clock"} for each move and act."""
    moves = [
        {
            "act": move.label,
            "sources": [State(source).label for source in move.sources],
            "target": State(move.target).label,
            "cells": [] if move.by_clock else cells_of(move.who, move.sources),
            "by_clock": move.by_clock,
        }
        for move in TABLE
    ]
    return moves + [{"act": act, "cells": cells_of(who, states)} for act, who, states in OTHER_ACTS]


def cells_of(who: Callable, states) -> list[tuple[str, str]]:
    """Give for each office in words when the predicate holds, in any of these states."""
    return [(office, words_of(may_as(who, states, standing))) for office, standing in OFFICES]


def may_as(who: Callable, states, standing: rights.Standing) -> dict[str, bool]:
    """Give for each relation to a piece whether a person of this standing may, in one of these states at least."""
    return {
        relation: any(who(Specimen(state, **facts), standing) for state in states)
        for relation, facts in RELATIONS.items()
    }


def words_of(answers: dict[str, bool]) -> str:
    """Give one cell: «có», «–», «trừ …» or «chỉ …»."""
    if len(set(answers.values())) == 1:
        return ALWAYS if answers[""] else NEVER
    told = [relation for relation, may in answers.items() if may != answers[""]]
    return f"{'trừ' if answers[''] else 'chỉ'} {', '.join(told)}"
