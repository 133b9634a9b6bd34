"""What a guide is made of: sections of questions, and the patterns that make a draft of the answers (prose.py)."""

from dataclasses import dataclass, field
from enum import Enum, auto

from news.models.article import Genre


class Kind(Enum):
    LINE = auto()  # a few words
    TEXT = auto()  # sentences
    ITEMS = auto()  # one thing a line
    SPEECHES = auto()  # "who, office: what", one a line
    NUMBER = auto()
    DATE = auto()
    CHOICE = auto()
    ADDRESS = auto()


@dataclass(frozen=True)
class Question:
    """One question to an untrained person, with what helps to answer it."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    required: bool = False
    help: str = ""
    example: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Guide:
    """The guide of one genre. Of headlines and standfirsts the first that can be said and is short enough counts."""

    key: str  # in its address
    name: str
    purpose: str
    genre: Genre
    sections: tuple[tuple[str, tuple[Question, ...]], ...]
    headlines: tuple[str, ...]
    standfirsts: tuple[str, ...]
    paragraphs: tuple[str, ...]
    categories: tuple[str, ...] = ()  # names of categories that may be suggested, the best first
    wants_pictures: bool = False
    questions: dict[str, Question] = field(init=False, repr=False)

    def __post_init__(self):
        named = {question.name: question for _, questions in self.sections for question in questions}
        object.__setattr__(self, "questions", named)


PART_OF_DAY = (("", "Không nêu"), ("sáng", "Sáng"), ("chiều", "Chiều"), ("tối", "Tối"))


def ask_when(*, until: bool = False) -> tuple[Question, ...]:
    """Give the questions of the day; with `until`, for what lasts several days."""
    day = Question("date", "Ngày nào?", Kind.DATE, True, "Ngày sự việc diễn ra, không phải ngày viết bài.")
    part = Question("part", "Buổi nào?", Kind.CHOICE, choices=PART_OF_DAY)
    last = Question("until", "Đến hết ngày nào?", Kind.DATE, help="Chỉ trả lời khi kéo dài nhiều ngày.")
    return (day, part, last) if until else (day, part)


def ask_highlight(example: str) -> Question:
    return Question(
        "highlight",
        "Điều đáng chú ý nhất là gì?",
        help="Nói trong một câu ngắn, như kể cho người nhà nghe. Câu này được dùng trong tiêu đề.",
        example=example,
    )


SOURCE = Question(
    "source",
    "Nguồn thông tin, nếu không trực tiếp dự",
    help="Tên cơ quan, đơn vị hoặc văn bản cung cấp thông tin. Để trống nếu người viết có mặt và tự ghi.",
    example="Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Tân Hòa Mẫu",
)
