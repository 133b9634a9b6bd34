"""Chất vấn và trả lời chất vấn."""

from news.guides.questions import SOURCE, Guide, Kind, Question, ask_highlight, ask_when
from news.models.article import Genre

GUIDE = Guide(
    key="chat-van",
    name="Chất vấn",
    purpose="Đại biểu hỏi gì, ai trả lời, hứa làm gì và khi nào xong.",
    genre=Genre.NEWS,
    categories=("Chất vấn", "Giám sát – Chất vấn", "Kỳ họp HĐND"),
    sections=(
        (
            "Phiên nào, ở đâu, khi nào",
            (
                *ask_when(),
                Question("council", "Hội đồng nhân dân nào?", required=True, example="Hội đồng nhân dân tỉnh"),
                Question(
                    "session",
                    "Chất vấn tại kỳ họp, phiên họp nào?",
                    required=True,
                    example="Kỳ họp thứ Mười hai, hoặc phiên họp Thường trực tháng 10",
                ),
                Question("place", "Ở đâu?", example="Hội trường Tỉnh"),
                Question(
                    "chair",
                    "Ai chủ trì phiên chất vấn?",
                    required=True,
                    help="Họ tên kèm chức vụ.",
                    example="ông Nguyễn Văn Mẫu, Chủ tịch Hội đồng nhân dân tỉnh",
                ),
                Question("topic", "Chất vấn về vấn đề gì?", required=True, example="cấp nước sạch nông thôn"),
                Question(
                    "respondent",
                    "Ai trả lời chất vấn?",
                    required=True,
                    help="Họ tên kèm chức vụ.",
                    example="ông Lê Văn Mẫu, Giám đốc Sở Nông nghiệp và Môi trường",
                ),
            ),
        ),
        (
            "Hỏi và trả lời",
            (
                Question("count", "Có bao nhiêu câu hỏi?", Kind.NUMBER),
                Question(
                    "asked",
                    "Đại biểu hỏi gì?",
                    Kind.SPEECHES,
                    True,
                    "Mỗi dòng một người: tên, tổ đại biểu, dấu hai chấm, rồi câu hỏi.",
                    "Đại biểu Trần Thị Mẫu, Tổ đại biểu số 3: khi nào 1.200 hộ ven sông có nước sạch?",
                ),
                Question(
                    "answers",
                    "Người trả lời nói gì?",
                    Kind.ITEMS,
                    True,
                    "Mỗi dòng một ý. Ghi đúng số liệu đã nêu.",
                    "Ba trạm cấp nước đang thi công, đạt 70 % khối lượng",
                ),
                Question(
                    "others",
                    "Còn ai phát biểu, giải trình thêm?",
                    Kind.SPEECHES,
                    help="Mỗi dòng một người: tên, chức vụ, dấu hai chấm, rồi ý chính.",
                    example="Bà Phạm Thị Mẫu, Phó Chủ tịch Ủy ban nhân dân tỉnh: sẽ bố trí đủ vốn trong năm 2027",
                ),
            ),
        ),
        (
            "Kết quả",
            (
                Question(
                    "promises",
                    "Hứa làm gì, khi nào xong?",
                    Kind.ITEMS,
                    help="Mỗi dòng một lời hứa kèm thời hạn.",
                    example="Hoàn thành ba trạm cấp nước trong quý II năm 2027",
                ),
                Question(
                    "conclusion",
                    "Người chủ trì kết luận gì?",
                    Kind.TEXT,
                    example="Chủ tọa đề nghị Sở báo cáo tiến độ với Thường trực Hội đồng nhân dân tỉnh hằng quý.",
                ),
                ask_highlight("Hẹn hoàn thành trong quý II"),
                SOURCE,
            ),
        ),
    ),
    headlines=(
        "Chất vấn về {topic:mid}: {highlight:mid}",
        "Chất vấn về {topic:mid}: {promises:one}",
        "Chất vấn về {topic:mid}: {count} câu hỏi",
        "Chất vấn về {topic:mid}",
    ),
    standfirsts=(
        "Trả lời [{count} câu hỏi của ]đại biểu, {respondent:subject} hứa: {promises:one}.",
        "{respondent:cap} trả lời [{count} câu hỏi của ]đại biểu về {topic:mid}.",
    ),
    paragraphs=(
        "{when}, [tại {place}, ]{council} tiến hành chất vấn và trả lời chất vấn về {topic:mid} tại {session:mid}. "
        "Phiên chất vấn do {chair:subject} chủ trì. Người trả lời chất vấn là {respondent:person}.",
        "[Có {count} câu hỏi được nêu.]",
        "{asked:chất vấn:}",
        "Trả lời chất vấn, {respondent:subject} cho biết: {answers:list}.",
        "{others:cho biết}",
        "Các lời hứa tại phiên chất vấn: {promises:list}.",
        "{conclusion:own}",
    ),
)
