"""Makes filled pieces, not saved yet: an article with its uses of pictures and its tags, as the moves leave them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from editorial.models import Document, State
from editorial.text import vi_slug
from news.filling import phrases
from news.filling.cast import Cast
from news.filling.prose import Writer, pick
from news.models import Article, ArticlePicture, Genre, Origin, Tag
from news.models.body import PictureUse

GENRES = list(Genre)
ORIGINS = list(Origin)
VERSION = 6  # what create, save, submit, take, approve and publish count to


@dataclass(frozen=True)
class Piece:
    article: Article
    uses: list[ArticlePicture]
    tags: list[Tag]

    @property
    def captions(self) -> list[str]:
        return [use.caption for use in self.uses]


class PieceMaker:
    """Makes pieces one after the other, always the same for the same seed and cast."""

    def __init__(self, cast: Cast, seed: int):
        self.cast = cast
        self.writer = Writer(seed)
        self.chance = self.writer.chance

    def published(self, document: Document, time: datetime) -> Piece:
        """Give a piece that was first published at a time, but is still approved: publication is the next step."""
        piece = self._piece(document, State.APPROVED, time)
        piece.article.published_by = piece.article.approver
        piece.article.first_published_at = piece.article.published_at = time
        return piece

    def open(self, document: Document, state: str, time: datetime) -> Piece:
        """Give a piece that has been in an open state since a time."""
        piece = self._piece(document, state, time)
        if state == State.SCHEDULED:
            piece.article.scheduled_by = piece.article.approver
            piece.article.scheduled_for = time + timedelta(days=3650)
        return piece

    def _piece(self, document: Document, state: str, time: datetime) -> Piece:
        article = Article(document=document, state=state, state_since=time, **self._content(time))
        article.slug = vi_slug(article.headline)
        article.section_id = article.category.section_id
        piece = Piece(article, self._uses(article, time), self._tags())
        self._pass_desk(piece, state, time)
        return piece

    def _content(self, time: datetime) -> dict:
        day = time.date()
        genre, origin = pick(self.chance, GENRES), pick(self.chance, ORIGINS)
        content = {
            "headline": self.writer.headline(day),
            "standfirst": self.writer.standfirst(day),
            "body": self.writer.body(day),
            "genre": genre,
            "category": pick(self.chance, self.cast.categories),
            "event_date": day - timedelta(days=self.chance.randrange(3)),
            "byline": pick(self.chance, phrases.BYLINES),
            "origin": origin,
            "topic": pick(self.chance, self.cast.topics) if self.chance.random() < 0.3 else None,
        }
        if origin != Origin.OWN:
            content |= {"source_name": pick(self.chance, phrases.SOURCES), "source_url": "https://example.vn/tin"}
        if genre == Genre.VIDEO:
            content |= {"video_url": "https://example.vn/video", "video_length": self.chance.randint(60, 600)}
            content |= {"video_summary": self.writer.caption(day)}
        return content

    def _uses(self, article: Article, time: datetime) -> list[ArticlePicture]:
        roles = [PictureUse.Role.LEAD] + [PictureUse.Role.PHOTO] * (4 if article.genre == Genre.PHOTOS else 0)
        return [self._use(role, order, time) for order, role in enumerate(roles)]

    def _use(self, role: str, order: int, time: datetime) -> ArticlePicture:
        picture = self.chance.choice(self.cast.pictures)
        caption = self.writer.caption(time.date())
        return ArticlePicture(picture=picture, role=role, order=order, caption=caption, alt=picture.alt or caption)

    def _tags(self) -> list[Tag]:
        return list({pick(self.chance, self.cast.tags) for _ in range(self.chance.randrange(4))})

    def _pass_desk(self, piece: Piece, state: str, time: datetime) -> None:
        """Set what the moves up to this state would have set."""
        article, author = piece.article, pick(self.chance, self.cast.authors)
        article.author = article.opened_by = article.changed_by = author
        article.created_at = article.changed_at = time - timedelta(hours=self.chance.randint(2, 48))
        article.version = VERSION
        if state == State.DRAFT:
            return
        article.submitted_by, article.submitted_at = author, article.created_at
        if state != State.SUBMITTED:
            article.editor = pick(self.chance, self.cast.board)
        if state in (State.APPROVED, State.SCHEDULED):
            article.approver = article.editor
            article.approved_fingerprint = _fingerprint(piece)


def _fingerprint(piece: Piece) -> str:
    """Give the fingerprint the article will have; its rows are not there yet and cannot be asked."""
    parts = {
        "pictures": [use.canonical() for use in piece.uses],
        "body_pictures": [],
        "files": [],
        "tags": sorted(tag.name for tag in piece.tags),
        "video_poster": None,
    }
    piece.article.canonical_parts = lambda: parts  # type: ignore[method-assign]
    return piece.article.fingerprint()
