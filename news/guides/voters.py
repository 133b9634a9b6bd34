"""Tiếp xúc cử tri."""

from news.guides.questions import SOURCE, Guide, Kind, Question, ask_highlight, ask_when
from news.models.article import Genre

GUIDE = Guide(
    key="tiep-xuc-cu-tri",
    name="Tiếp xúc cử tri",
    purpose="Đại biểu gặp cử tri: cử tri kiến nghị gì, ai trả lời, việc nào được hẹn giải quyết.",
    genre=Genre.NEWS,
    categories=("Tiếp xúc cử tri", "Ý kiến, kiến nghị", "Cử tri"),
    sections=(
        (
            "Ai, ở đâu, khi nào",
            (
                *ask_when(),
                Question(
                    "locality",
                    "Cử tri ở đâu?",
                    required=True,
                    help="Tên xã, phường; nếu tiếp xúc theo chuyên đề thì ghi nhóm cử tri.",
                    example="xã Tân Hòa Mẫu",
                ),
                Question("place", "Địa điểm cụ thể?", example="Nhà văn hóa ấp 3"),
                Question(
                    "delegates",
                    "Đại biểu nào tiếp xúc?",
                    required=True,
                    help="Họ tên kèm chức vụ, hoặc tên tổ đại biểu.",
                    example="ông Nguyễn Văn Mẫu, Phó Chủ tịch Hội đồng nhân dân tỉnh",
                ),
                Question("chair", "Ai chủ trì buổi tiếp xúc?", example="ông Lê Văn Mẫu, Chủ tịch Ủy ban Mặt trận xã"),
                Question("occasion", "Trước hay sau kỳ họp nào?", example="trước Kỳ họp thứ Mười hai"),
                Question("voters", "Có bao nhiêu cử tri dự?", Kind.NUMBER),
            ),
        ),
        (
            "Nội dung",
            (
                Question(
                    "report",
                    "Đại biểu đã báo cáo, thông tin gì với cử tri?",
                    Kind.ITEMS,
                    help="Mỗi dòng một việc.",
                    example="dự kiến nội dung, chương trình kỳ họp",
                ),
                Question("count", "Cử tri nêu bao nhiêu ý kiến, kiến nghị?", Kind.NUMBER),
                Question(
                    "petitions",
                    "Cử tri kiến nghị những việc gì?",
                    Kind.ITEMS,
                    True,
                    "Mỗi dòng một việc, việc quan trọng nhất ở dòng đầu. Không ghi số điện thoại, số nhà của dân.",
                    "Sửa cầu Kênh 7 đã xuống cấp",
                ),
                Question(
                    "voices",
                    "Có ý kiến nào nên ghi riêng?",
                    Kind.SPEECHES,
                    help="Mỗi dòng một người: tên, nơi ở hoặc công việc, dấu hai chấm, rồi ý kiến.",
                    example="Cử tri Trần Thị Mẫu, ấp 3: cầu yếu nên xe chở lúa phải đi vòng 6 km",
                ),
            ),
        ),
        (
            "Kết quả",
            (
                Question(
                    "replies",
                    "Ai trả lời, trả lời thế nào?",
                    Kind.SPEECHES,
                    help="Mỗi dòng một người: tên, chức vụ, dấu hai chấm, rồi câu trả lời.",
                    example="Ông Lê Văn Mẫu, Chủ tịch Ủy ban nhân dân xã: cầu Kênh 7 sẽ khởi công trong quý II",
                ),
                Question("answered", "Bao nhiêu ý kiến được trả lời tại chỗ?", Kind.NUMBER),
                Question(
                    "conclusion",
                    "Đại biểu tiếp thu, kết luận gì?",
                    Kind.TEXT,
                    help="Việc nào chuyển đến cơ quan nào, hẹn trả lời khi nào.",
                    example="Tổ đại biểu chuyển năm kiến nghị về giao thông đến Sở Xây dựng, đề nghị trả lời trước ngày"
                    " 15/12.",
                ),
                ask_highlight("Cầu Kênh 7 sẽ được sửa trong quý II"),
                SOURCE,
            ),
        ),
    ),
    headlines=(
        "Cử tri {locality}: {highlight:mid}",
        "Cử tri {locality} kiến nghị {petitions:two}",
        "Cử tri {locality} kiến nghị {petitions:one}",
        "Tiếp xúc cử tri {locality}: ghi nhận {count} ý kiến, kiến nghị",
        "Tiếp xúc cử tri {locality}",
    ),
    standfirsts=(
        "{highlight:cap}. Buổi tiếp xúc[ {occasion:mid}] ghi nhận {count} ý kiến, kiến nghị của cử tri"
        "[; {answered} ý kiến được trả lời tại chỗ].",
        "Buổi tiếp xúc[ {occasion:mid}] ghi nhận {count} ý kiến, kiến nghị của cử tri"
        "[; {answered} ý kiến được trả lời tại chỗ].",
        "{when}, {delegates:subject} tiếp xúc cử tri {locality}[ {occasion:mid}].",
    ),
    paragraphs=(
        "{when}, [tại {place}, ]{delegates:subject} tiếp xúc cử tri {locality}[ {occasion:mid}]."
        "[ Buổi tiếp xúc do {chair:subject} chủ trì.][ Có {voters} cử tri dự.]",
        "Tại buổi tiếp xúc, đại biểu thông tin với cử tri: {report:list}.",
        "Cử tri nêu [{count} ]ý kiến, kiến nghị, tập trung vào các việc: {petitions:list}.",
        "{voices:cho biết}",
        "{replies:cho biết}",
        "Có {answered} ý kiến được trả lời ngay tại buổi tiếp xúc.",
        "{conclusion:own}",
    ),
)
