"""Phổ biến pháp luật."""

from news.guides.questions import Guide, Kind, Question, ask_highlight
from news.models.article import Genre

GUIDE = Guide(
    key="phap-luat",
    name="Phổ biến pháp luật",
    purpose="Giải thích một nghị quyết, văn bản mới: ai được hưởng, được gì, làm ở đâu, từ khi nào.",
    genre=Genre.FEATURE,
    categories=("Phổ biến pháp luật", "Nghị quyết HĐND", "Nghị quyết – Văn bản"),
    sections=(
        (
            "Văn bản nào",
            (
                Question(
                    "document",
                    "Tên đầy đủ của văn bản?",
                    required=True,
                    help="Chép đúng số, ký hiệu và tên gọi.",
                    example="Nghị quyết số 901/2026/NQ-HĐND quy định mức hỗ trợ học nghề cho lao động nông thôn",
                ),
                Question("short", "Gọi ngắn gọn thế nào?", required=True, example="Nghị quyết 901"),
                Question("issuer", "Cơ quan nào ban hành?", required=True, example="Hội đồng nhân dân tỉnh"),
                Question("date", "Ban hành ngày nào?", Kind.DATE),
                Question(
                    "effective",
                    "Có hiệu lực từ ngày nào?",
                    Kind.DATE,
                    True,
                    "Ghi ở điều khoản cuối của văn bản.",
                ),
                Question(
                    "source_url",
                    "Liên kết đến toàn văn?",
                    Kind.ADDRESS,
                    help="Địa chỉ trang có toàn văn, để người đọc tự xem.",
                    example="https://congbao.dongthap.gov.vn/…",
                ),
            ),
        ),
        (
            "Người dân cần biết gì",
            (
                Question(
                    "who",
                    "Ai được hưởng hoặc phải thực hiện?",
                    required=True,
                    example="lao động nông thôn từ đủ 15 tuổi, có hộ khẩu thường trú tại tỉnh",
                ),
                Question(
                    "points",
                    "Được gì, phải làm gì, mức bao nhiêu?",
                    Kind.ITEMS,
                    True,
                    "Mỗi dòng một điểm, bằng lời dễ hiểu. Kèm số điều, khoản nếu có.",
                    "Hỗ trợ tối đa 3 triệu đồng mỗi người một khóa học (Điều 3)",
                ),
                Question(
                    "how",
                    "Làm thủ tục ở đâu, cần giấy tờ gì, bao lâu?",
                    Kind.TEXT,
                    example="Nộp đơn tại Trung tâm Phục vụ hành chính công xã, phường; trả kết quả sau 5 ngày.",
                ),
                Question(
                    "changed",
                    "Khác gì so với trước đây?",
                    Kind.ITEMS,
                    help="Mỗi dòng một điểm.",
                    example="Mức hỗ trợ tăng từ 2 triệu đồng lên 3 triệu đồng",
                ),
                Question(
                    "contact",
                    "Hỏi thêm ở đâu?",
                    help="Tên cơ quan; số điện thoại phải là số của cơ quan.",
                    example="Sở Nội vụ",
                ),
                ask_highlight("Học nghề được hỗ trợ đến 3 triệu đồng"),
            ),
        ),
    ),
    headlines=(
        "{short}: {highlight:mid}",
        "{points:count} điểm cần biết trong {short}",
        "Điều cần biết về {short}",
    ),
    standfirsts=(
        "{short} của {issuer} có hiệu lực từ ngày {effective}, áp dụng với {who:mid}.",
        "{short} của {issuer} có hiệu lực từ ngày {effective}.",
    ),
    paragraphs=(
        "[Ngày {date}, ]{issuer} ban hành {document}, có hiệu lực từ ngày {effective}.",
        "Đối tượng áp dụng: {who:mid}.",
        "Những điểm đáng chú ý: {points:list}.",
        "So với trước đây: {changed:list}.",
        "Cách thực hiện: {how}.",
        "Cần hỏi thêm, xin liên hệ {contact}.",
    ),
)
