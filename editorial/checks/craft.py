"""Whether a piece is well made: does its opening say who, when and where; does it shout. All warn, as questions."""

import re
from collections.abc import Iterator
from itertools import islice

from editorial.checks.marks import END, START, Mark, excerpt_around

OPENING = 1500  # characters in which a reader expects to learn it
READ = 200_000

WHEN = re.compile(
    rf"{START}(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|tuần|tháng|quý|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|vừa qua"
    rf"|năm \d{{4}}|giờ|từ đầu năm|đầu năm|cuối năm|nhiệm kỳ|hằng năm){END}|\d{{1,2}}[/.-]\d{{1,2}}",
    re.IGNORECASE,
)
WHERE = re.compile(
    rf"{START}(?:tại|ở|xã|phường|ấp|khóm|khu phố|tỉnh|huyện|thị xã|thành phố|trụ sở|hội trường|nhà văn hóa|trực tuyến"
    rf"|địa bàn|địa phương|cơ sở|trường|bệnh viện|trạm|chợ|sông|kênh|cầu|tuyến đường|khu vực|vùng|toàn quốc){END}",
    re.IGNORECASE,
)
WHO = re.compile(
    rf"{START}(?:HĐND|UBND|ĐBQH|Hội đồng|Ủy ban|Thường trực|Ban|Đoàn|Tổ|Sở|Văn phòng|Mặt trận|Hội|Chủ tịch|Trưởng"
    rf"|đại biểu|cử tri|ông|bà|anh|chị|em|đồng chí|bà con|người dân|nông dân|hộ|học sinh|cơ quan|công ty){END}",
    re.IGNORECASE,
)
QUESTIONS = (
    ("craft.who", WHO, "Phần đầu bài chưa nói ai, cơ quan nào làm việc này."),
    ("craft.when", WHEN, "Phần đầu bài chưa nói việc xảy ra khi nào."),
    ("craft.where", WHERE, "Phần đầu bài chưa nói việc xảy ra ở đâu."),
)
FEWEST_WORDS = 40

CRY = re.compile(r"!{2,}|[!?]*(?:\?!|!\?)[!?]*|\?{3,}")
SHOUTED_LINE = 12  # words in capitals of one line; headings of papers are shorter
MOST_CRIES = 5


def find_gaps(opening: str, text: str) -> Iterator[Mark]:
    """Give the questions that the opening of a report (headline, standfirst, first paragraphs) leaves open."""
    opening = opening[:OPENING]
    for key, words, sentence in QUESTIONS:
        if not words.search(opening):
            yield Mark(key, sentence)
    if len(text[:READ].split()) < FEWEST_WORDS:
        yield Mark("craft.what", "Bài rất ngắn: đã đủ việc gì xảy ra và kết quả ra sao chưa?")


def find_shouting(text: str) -> Iterator[Mark]:
    """Give signs of exclamation in a row, and long lines in capitals."""
    text = text[:READ]
    for place in islice(CRY.finditer(text), MOST_CRIES):
        yield Mark("craft.shouting", "Dấu câu lặp để nhấn mạnh: xin dùng một dấu.", excerpt_around(text, *place.span()))
    lines = (line for line in text.split("\n") if len(line.split()) >= SHOUTED_LINE and line.isupper())
    for line in islice(lines, MOST_CRIES):
        yield Mark("craft.shouting", "Cả đoạn viết chữ hoa: xin viết như câu thường.", excerpt_around(line, 0, 40))
