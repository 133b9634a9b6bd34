"""What the tests of the public site share: live pieces with pictures and files, made without the moves."""

from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from editorial.models import State
from news.models import ArticlePicture, Attachment, StoredFile
from news.models.library import put
from tests.factories import insert_edition, make_article


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
    )
    put(file.path, content)
    Attachment.objects.create(article=article, file=file, title="Chương trình kỳ họp")
    return file


def publish(edition, state: str = State.PUBLISHED):
    """Bring a draft with its pictures and files into a state."""
    return insert_edition(edition, state, edition.document)


def text_of(response) -> str:
    """The body of an answer as text."""
    return response.content.decode()
