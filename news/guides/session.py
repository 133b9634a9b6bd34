"""Tin kỳ họp."""

from news.guides.questions import SOURCE, Guide, Kind, Question, ask_highlight, ask_when
from news.models.article import Genre

STAGES = (
    ("", "Chọn phần của kỳ họp"),
    ("Khai mạc", "Khai mạc"),
    ("Bế mạc", "Bế mạc"),
    ("Thảo luận tổ tại", "Thảo luận tổ"),
    ("Thảo luận tại hội trường,", "Thảo luận tại hội trường"),
    ("Thông qua nghị quyết tại", "Thông qua nghị quyết"),
    ("Tổ chức", "Cả kỳ họp"),
)

GUIDE = Guide(
    key="ky-hop",
    name="Tin kỳ họp",
    purpose="Kỳ họp Hội đồng nhân dân: khai mạc, thảo luận, thông qua nghị quyết, bế mạc.",
    genre=Genre.NEWS,
    categories=("Kỳ họp HĐND", "Kỳ họp", "Hoạt động HĐND"),
    sections=(
        (
            "Kỳ họp nào, ở đâu, khi nào",
            (
                Question(
                    "council",
                    "Hội đồng nhân dân nào họp?",
                    required=True,
                    example="Hội đồng nhân dân tỉnh, hoặc Hội đồng nhân dân xã Tân Hòa Mẫu",
                ),
                Question("session", "Kỳ họp nào?", required=True, example="Kỳ họp thứ Mười hai"),
                Question("stage", "Tin về phần nào của kỳ họp?", Kind.CHOICE, True, choices=STAGES),
                *ask_when(),
                Question("ends", "Kỳ họp kéo dài đến ngày nào?", Kind.DATE, help="Để trống nếu họp một ngày."),
                Question("place", "Họp ở đâu?", required=True, example="Hội trường Tỉnh"),
                Question(
                    "chair",
                    "Ai chủ trì?",
                    required=True,
                    help="Họ tên kèm chức vụ.",
                    example="ông Nguyễn Văn Mẫu, Chủ tịch Hội đồng nhân dân tỉnh",
                ),
                Question(
                    "guests",
                    "Ai dự?",
                    help="Đại diện cơ quan nào, bao nhiêu đại biểu.",
                    example="48 đại biểu Hội đồng nhân dân tỉnh, lãnh đạo các sở, ngành",
                ),
            ),
        ),
        (
            "Nội dung",
            (
                Question(
                    "content",
                    "Kỳ họp xem xét, thảo luận những việc gì?",
                    Kind.ITEMS,
                    True,
                    "Mỗi dòng một việc, việc quan trọng nhất ở dòng đầu.",
                    "Quy định mức hỗ trợ học nghề cho lao động nông thôn",
                ),
                Question("drafts", "Có bao nhiêu dự thảo nghị quyết?", Kind.NUMBER),
                Question(
                    "speeches",
                    "Ai phát biểu, nói gì?",
                    Kind.SPEECHES,
                    help="Mỗi dòng một người: tên, chức vụ, dấu hai chấm, rồi ý chính.",
                    example="Đại biểu Trần Thị Mẫu, Tổ đại biểu số 3: cần ưu tiên vốn cho các điểm sạt lở xung yếu",
                ),
            ),
        ),
        (
            "Kết quả",
            (
                Question(
                    "results",
                    "Kỳ họp thông qua, quyết định gì?",
                    Kind.ITEMS,
                    help="Mỗi dòng một nghị quyết hoặc kết luận. Ghi đúng số, tên nghị quyết.",
                    example="Nghị quyết về Chương trình giám sát năm 2027",
                ),
                Question("passed", "Bao nhiêu nghị quyết được thông qua?", Kind.NUMBER),
                Question(
                    "next",
                    "Việc tiếp theo là gì?",
                    Kind.TEXT,
                    example="Sáng 09/12, kỳ họp tiếp tục với phiên chất vấn và trả lời chất vấn.",
                ),
                ask_highlight("Tăng mức hỗ trợ học nghề cho lao động nông thôn từ năm 2027"),
                SOURCE,
            ),
        ),
    ),
    headlines=(
        "{stage} {session}: {highlight:mid}",
        "{stage} {session}: thông qua {passed} nghị quyết",
        "{stage} {session}: xem xét {drafts} dự thảo nghị quyết",
        "{stage} {session}: {content:one}",
        "{stage} {session}",
    ),
    standfirsts=(
        "{when}, {council} {stage:mid} {session}, thông qua {passed} nghị quyết.",
        "{when}, {council} {stage:mid} {session}, xem xét {drafts} dự thảo nghị quyết.",
        "{when}, {council} {stage:mid} {session}, bàn việc {content:two}.",
        "{when}, {council} {stage:mid} {session}.",
    ),
    paragraphs=(
        "{when}, tại {place}, {council} {stage:mid} {session}. Kỳ họp do {chair:subject} chủ trì."
        "[ Dự kỳ họp có {guests:person}.][ Kỳ họp diễn ra đến ngày {ends}.]",
        "Kỳ họp xem xét [{drafts} dự thảo nghị quyết, trong đó có ]các nội dung: {content:list}.",
        "{speeches:phát biểu:}",
        "[Kỳ họp đã thông qua {passed} nghị quyết.]",
        "Kết quả: {results:list}.",
        "{next:own}",
    ),
)
