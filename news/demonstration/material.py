"""Makes editions, with their pictures and files, from what the demonstration's files say."""

from editorial.models.edition import kind_named
from news.demonstration import documents, drawings
from news.demonstration.reading import Drawing
from news.models import ArticlePicture, Attachment, PagePicture, Picture, StoredFile, Tag
from news.models.body import PictureUse


class Material:
    """Gives content to editions; each drawing is taken into the library once a person and scene."""

    def __init__(self, people, categories, topics, editions):
        self.people, self.categories, self.topics, self.editions = people, categories, topics, editions
        self._pictures: dict[tuple, Picture] = {}

    def edition(self, kind: str, piece):
        """Give a new edition, not saved yet, of a kind."""
        edition = kind_named(kind)()
        self.fill(edition, piece)
        return edition

    def fill(self, edition, piece) -> None:
        """Give an edition the piece's own columns."""
        getattr(self, f"_fill_{edition.kind}")(edition, piece)

    def place(self, article, piece) -> None:
        """Say of an article that came as a Word file what no Word file says: its genre, category, tags, day."""
        self._sort(article, piece)
        self._add_files_and_tags(article, piece)

    def add_children(self, edition, piece) -> None:
        """Give a saved edition its pictures, files and tags."""
        if edition.kind == "banner":
            return
        use_model = ArticlePicture if edition.kind == "article" else PagePicture
        for order, drawing in enumerate(piece.drawings):
            if drawing.role != PictureUse.Role.BODY:
                use_model.objects.create(
                    **{use_model.edition_key: edition},
                    picture=self.picture(drawing, piece),
                    role=drawing.role,
                    order=order,
                    caption=drawing.caption,
                    photographer=drawing.photographer,
                    alt=drawing.alt,
                )
        if edition.kind == "article":
            self._add_files_and_tags(edition, piece)

    def replace_children(self, edition, piece) -> None:
        """Give an edition that was opened over another its own pictures, files and tags."""
        edition.uses.exclude(role=PictureUse.Role.BODY).delete()
        if edition.kind == "article":
            edition.attachments.all().delete()
        self.add_children(edition, piece)

    def picture(self, drawing, piece) -> Picture:
        """Give the library's picture of a drawing, drawn on first use."""
        uploader = self.people[piece.get("author")]
        key = (drawing.scene, drawing.variant, drawing.size, uploader.pk)
        if key not in self._pictures:
            data = drawings.draw(drawing.scene, drawings.SIZES[drawing.size], drawing.variant)
            self._pictures[key] = Picture.objects.take_admitted(
                data, uploaded_by=uploader, caption=drawing.caption, credit=drawing.photographer, alt=drawing.alt
            )
        return self._pictures[key]

    def _fill_article(self, article, piece) -> None:
        for field in ("headline", "standfirst", "byline", "source_name", "source_url", "video_url", "video_summary"):
            setattr(article, field, piece.get(field))
        self._sort(article, piece)
        article.correction_note = piece.get("correction")
        article.video_length = int(piece.get("video_length")) if piece.get("video_length") else None
        if piece.get("video_poster"):
            scene, variant = piece.get("video_poster").split()
            article.video_poster = self.picture(Drawing("poster", scene, int(variant), "landscape", "", ""), piece)
        self._fill_body(article, piece)

    def _sort(self, article, piece) -> None:
        article.genre = piece.get("genre")
        article.origin = piece.get("origin", "own")
        article.category = self.categories[piece.get("category")]
        article.topic = self.topics.get(piece.get("topic"))
        article.event_date = piece.moment("event").date() if piece.get("event") else None

    def _fill_page(self, page, piece) -> None:
        page.title, page.summary = piece.get("title"), piece.get("summary")
        self._fill_body(page, piece)

    def _fill_body(self, edition, piece) -> None:
        inside = [drawing for drawing in piece.drawings if drawing.role == PictureUse.Role.BODY]
        edition.body = piece.body_with([self.picture(drawing, piece).address(1600) for drawing in inside])

    def _fill_banner(self, banner, piece) -> None:
        banner.position, banner.title = piece.get("position"), piece.get("title")
        banner.starts_at, banner.ends_at = piece.moment("starts"), piece.moment("ends")
        if piece.drawings:
            banner.picture, banner.alt = self.picture(piece.drawings[0], piece), piece.drawings[0].alt
        if piece.get("topic"):
            banner.link = self.topics[piece.get("topic")].get_absolute_url()
        elif piece.get("article"):
            banner.link = self.editions[f"article {piece.get('article')}"].get_absolute_url()

    def _add_files_and_tags(self, article, piece) -> None:
        for order, attached in enumerate(piece.attachments):
            data = documents.make(attached, piece)
            stored = StoredFile.objects.take_admitted(
                data, name=attached.name, uploaded_by=self.people[piece.get("author")]
            )
            Attachment.objects.create(article=article, file=stored, title=attached.title, order=order)
        article.tags.set(Tag.objects.get_or_create(name=name)[0] for name in piece.tags)
