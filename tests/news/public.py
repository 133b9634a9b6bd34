"""What the tests of the public site share: live pieces with pictures and files, made without the moves."""

from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from editorial.models import Office, State
from news.inspection import MAKE
from news.models import (
    ArticlePicture,
    Attachment,
    DayReads,
    Figures,
    FrontPageItem,
    MenuItem,
    SisterLink,
    StoredFile,
    Topic,
)
from news.models.library import put
from tests.factories import insert_edition, make_article, make_category, make_page, make_person


def at(text: str) -> datetime:
    """The moment "2026-11-24 08:15" in Vietnam."""
    return timezone.make_aware(datetime.fromisoformat(text))


def make_live(headline: str = "Khai mạc Kỳ họp thứ Mười hai", *, published: str = "2026-11-20 08:00", **fields):
    """A live article first published at that moment."""
    moment = at(published)
    fields = {"published_at": moment, **fields}
    return make_article(State.PUBLISHED, headline=headline, first_published_at=moment, **fields)


def add_picture(article, picture, role: str = "lead", **fields):
    """Use a picture in an article that is still a draft."""
    fields = {"caption": "Quang cảnh kỳ họp", "alt": "Hội trường nhìn từ phía sau", **fields}
    return ArticlePicture.objects.create(article=article, picture=picture, role=role, **fields)


def add_file(article, *, name: str = "Chương trình kỳ họp.pdf", uploaded_by=None, content: bytes = b"%PDF-1.7 thu"):
    """Attach a stored file to an article that is still a draft; the bytes are stored as they are."""
    digest = sha256(content).hexdigest()
    file = StoredFile.objects.create(
        sha256=digest,
        key=digest[:16],
        name=name,
        content_type="application/pdf",
        size=len(content),
        uploaded_by=uploaded_by or article.author,
        read_as=MAKE,
    )
    put(file.path, content)
    Attachment.objects.create(article=article, file=file, title="Chương trình kỳ họp")
    return file


def publish(edition, state: str = State.PUBLISHED):
    """Bring a draft with its pictures and files into a state."""
    return insert_edition(edition, state, edition.document)


def count_reads(article, day=None):
    """Let the figures of readers be there, this article the most read."""
    day = day or timezone.localdate()
    DayReads.objects.create(day=day, reads=1234)
    Figures.objects.create(pk=1, day=day, today=1234, month=1234, total=1234, most_read=[[article.document_id, 56]])


def make_site(picture, number: int) -> dict[str, str]:
    """Build a small whole site with a number of live articles; give the address of each kind of public page."""
    section = make_category("Hoạt động HĐND", on_home=True)
    category = make_category("Kỳ họp", parent=section)
    author = make_person(Office.MEMBER)
    topic = Topic.objects.create(name="Nước sạch")
    page = make_page(State.PUBLISHED, author=author)
    parent = MenuItem.objects.create(label="Giới thiệu")
    MenuItem.objects.create(label="Chức năng", parent=parent, document=page.document)
    MenuItem.objects.create(label="Kỳ họp", category=category)
    SisterLink.objects.create(name="Quốc hội", address="https://quochoi.vn/")
    for turn in range(number):
        article = make_article(headline=f"Chất vấn về nước sạch {turn}", author=author, category=category, topic=topic)
        add_picture(article, picture)
        publish(article)
    FrontPageItem.objects.create(document=article.document)
    count_reads(article)
    month = timezone.localtime(article.first_published_at).strftime("%Y/%m")
    return {
        "home": "/",
        "section": section.get_absolute_url(),
        "category": category.get_absolute_url(),
        "month": f"/luu-tru/{month}/",
        "category month": f"/chuyen-muc/{category.slug}/{month}/",
        "topic": topic.get_absolute_url(),
        "article": article.get_absolute_url(),
        "page": page.get_absolute_url(),
        "search": "/tim-kiem/?q=nước",
        "site map": "/so-do-trang/",
        "board": "/ban-bien-tap/",
        "imprint": "/thong-tin-trang/",
        "readers": "/thong-ke/",
        "corrections": "/dinh-chinh/",
        "corrections feed": "/rss/dinh-chinh/",
        "feed": "/rss/",
        "category feed": f"/rss/{category.slug}/",
        "sitemap": "/sitemap.xml",
        "sitemap of places": "/sitemap-trang.xml",
        "sitemap of a month": f"/sitemap-{month.replace('/', '-')}.xml",
        "not found": "/khong-co/",
    }


def text_of(response) -> str:
    """The body of an answer as text."""
    return response.content.decode()
