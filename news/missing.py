"""What an article must have before it goes on; what its texts show is asked for by gates.examine."""

from editorial.gates import Finding
from news import richtext
from news.models.article import Article, Genre, Origin
from news.models.body import PictureUse


def missing_in(article: Article) -> list[Finding]:
    """Give what is missing, each at its field; all of it blocks."""
    uses = article.shown_uses()
    has_photos = any(use.role == PictureUse.Role.PHOTO for use in uses)
    rules = (
        (not article.headline, "Cần có tiêu đề.", "headline"),
        (not article.category_id, "Cần chọn chuyên mục.", "category"),
        (not (richtext.text_of(article.body).strip() or has_photos or article.video_url), "Cần có nội dung.", "body"),
        (article.genre == Genre.PHOTOS and not has_photos, "Phóng sự ảnh cần có ảnh.", "genre"),
        (article.genre == Genre.VIDEO and not article.video_url, "Tin video cần có liên kết video.", "video_url"),
        (any(not use.alt for use in uses), "Mỗi ảnh cần có mô tả cho người không nhìn thấy ảnh.", "pictures"),
        (any(not use.caption for use in uses), "Mỗi ảnh cần có chú thích.", "pictures"),
        (article.origin != Origin.OWN and not article.source_name, "Cần ghi tên nguồn.", "source_name"),
        (
            article.origin in (Origin.QUOTED, Origin.LINK) and not article.source_url,
            "Cần có liên kết đến nguồn.",
            "source_url",
        ),
    )
    return [Finding(sentence, field) for broken, sentence, field in rules if broken]
