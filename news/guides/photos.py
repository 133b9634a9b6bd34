"""Ảnh: một phóng sự ảnh."""

from news.guides.questions import SOURCE, Guide, Kind, Question, ask_when
from news.models.article import Genre

GUIDE = Guide(
    key="anh",
    name="Phóng sự ảnh",
    purpose="Kể một sự kiện bằng ảnh: mỗi ảnh có chú thích, người chụp và mô tả.",
    genre=Genre.PHOTOS,
    categories=("Thư viện ảnh – Video", "Thư viện ảnh"),
    wants_pictures=True,
    sections=(
        (
            "Ảnh về việc gì",
            (
                Question("event", "Việc gì?", required=True, example="Trao 50 suất học bổng cho học sinh vượt khó"),
                *ask_when(until=True),
                Question("place", "Ở đâu?", required=True, example="Trường Trung học cơ sở Bình Phú Mẫu"),
                Question(
                    "people",
                    "Ai có mặt?",
                    help="Họ tên kèm chức vụ của người chính.",
                    example="bà Trần Thị Mẫu, Phó Chủ tịch Hội đồng nhân dân tỉnh, và 50 học sinh",
                ),
                Question(
                    "story",
                    "Người xem cần biết thêm điều gì?",
                    Kind.TEXT,
                    help="Hai, ba câu: vì sao có việc này, điều gì đáng nhớ.",
                    example="Học bổng do các đại biểu và doanh nghiệp trong tỉnh đóng góp, năm nay là năm thứ ba.",
                ),
                Question(
                    "photographer",
                    "Ai chụp?",
                    required=True,
                    help="Ghi cho mọi ảnh chưa có tên người chụp.",
                    example="Phạm Thị Viết",
                ),
                SOURCE,
            ),
        ),
    ),
    headlines=("{event}",),
    standfirsts=("{when}, tại {place}: {event:mid}.",),
    paragraphs=(
        "{when}, tại {place}, diễn ra hoạt động: {event:mid}.[ Có mặt tại sự kiện: {people:person}.]",
        "{story:own}",
    ),
)
