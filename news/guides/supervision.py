"""Giám sát, khảo sát."""

from news.guides.questions import SOURCE, Guide, Kind, Question, ask_highlight, ask_when
from news.models.article import Genre

WORK = (("", "Chọn hình thức"), ("Giám sát", "Giám sát"), ("Khảo sát", "Khảo sát"))

GUIDE = Guide(
    key="giam-sat",
    name="Giám sát, khảo sát",
    purpose="Đoàn giám sát làm việc ở đâu, thấy gì đã làm được, gì còn vướng, kết luận và kiến nghị gì.",
    genre=Genre.NEWS,
    categories=("Giám sát – Chất vấn", "Giám sát", "Giám sát – Khảo sát", "Hoạt động các Ban"),
    sections=(
        (
            "Ai giám sát, ở đâu, khi nào",
            (
                *ask_when(until=True),
                Question("work", "Hình thức?", Kind.CHOICE, True, choices=WORK),
                Question(
                    "team",
                    "Đoàn của cơ quan nào?",
                    required=True,
                    example="Đoàn giám sát của Ban Văn hóa - Xã hội Hội đồng nhân dân tỉnh",
                ),
                Question(
                    "head",
                    "Ai làm trưởng đoàn?",
                    required=True,
                    help="Họ tên kèm chức vụ.",
                    example="bà Trần Thị Mẫu, Trưởng Ban Văn hóa - Xã hội",
                ),
                Question(
                    "topic",
                    "Giám sát việc gì?",
                    required=True,
                    example="việc mua sắm thiết bị trường học",
                ),
                Question(
                    "unit",
                    "Làm việc với cơ quan, đơn vị nào?",
                    required=True,
                    example="Ủy ban nhân dân xã Tân Hòa Mẫu",
                ),
                Question("visited", "Đoàn đã đến xem tận nơi ở đâu?", example="Trường Tiểu học Tân Hòa Mẫu 2"),
            ),
        ),
        (
            "Đoàn thấy gì",
            (
                Question(
                    "good",
                    "Những việc đã làm được?",
                    Kind.ITEMS,
                    help="Mỗi dòng một việc; có số liệu càng tốt.",
                    example="12 trên 14 trường đã nhận đủ thiết bị",
                ),
                Question(
                    "problems",
                    "Còn khó khăn, hạn chế gì?",
                    Kind.ITEMS,
                    help="Mỗi dòng một việc.",
                    example="Thủ tục đấu thầu kéo dài, hai trường nhận thiết bị sau khai giảng",
                ),
                Question(
                    "speeches",
                    "Đơn vị được giám sát giải trình, kiến nghị gì?",
                    Kind.SPEECHES,
                    help="Mỗi dòng một người: tên, chức vụ, dấu hai chấm, rồi ý chính.",
                    example="Ông Lê Văn Mẫu, Phó Chủ tịch Ủy ban nhân dân xã: đề nghị giao vốn sớm hơn từ đầu năm",
                ),
            ),
        ),
        (
            "Kết luận",
            (
                Question(
                    "conclusion",
                    "Đoàn kết luận, kiến nghị gì?",
                    Kind.ITEMS,
                    True,
                    "Mỗi dòng một việc; việc quan trọng nhất ở dòng đầu. Ghi rõ giao cho ai.",
                    "Ủy ban nhân dân xã hoàn thành bàn giao thiết bị trước ngày 15/12/2026",
                ),
                Question(
                    "next",
                    "Việc tiếp theo là gì?",
                    Kind.TEXT,
                    example="Kết quả giám sát được báo cáo Hội đồng nhân dân tỉnh tại kỳ họp cuối năm.",
                ),
                ask_highlight("Hai trường còn chờ thiết bị dạy học"),
                SOURCE,
            ),
        ),
    ),
    headlines=(
        "{work} {topic:mid}: {highlight:mid}",
        "{work} {topic:mid} tại {unit}",
        "{work} {topic:mid}",
    ),
    standfirsts=(
        "{highlight:cap}. {team:cap} kiến nghị: {conclusion:one}.",
        "{team:cap} kiến nghị: {conclusion:one}.",
        "{when}, {team:mid} làm việc với {unit}.",
    ),
    paragraphs=(
        "{when}, {team:mid} làm việc với {unit}, {work:mid} {topic:mid}. Đoàn do {head:subject} làm trưởng đoàn."
        "[ Trước đó, đoàn đến xem thực tế tại {visited}.]",
        "Qua {work:mid}, đoàn ghi nhận những việc đã làm được: {good:list}.",
        "Những khó khăn, hạn chế đoàn nêu ra: {problems:list}.",
        "{speeches:cho biết}",
        "Kết luận buổi làm việc, đoàn đề nghị: {conclusion:list}.",
        "{next:own}",
    ),
)
