"""One version of a document's content; the row a person edits. News says what the content is."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from editorial.models.document import Document
from editorial.models.text import CleanTextModel
from editorial.text import clean_text


class State(models.TextChoices):
    DRAFT = "draft", "Bản thảo"
    RETURNED = "returned", "Đề nghị chỉnh sửa"
    SUBMITTED = "submitted", "Chờ tiếp nhận"
    IN_REVIEW = "in_review", "Đang biên tập"
    APPROVED = "approved", "Chờ duyệt đăng"
    SCHEDULED = "scheduled", "Hẹn giờ đăng"
    PUBLISHED = "published", "Đã đăng"
    HIDDEN = "hidden", "Tạm gỡ"
    SUPERSEDED = "superseded", "Bản cũ"
    WITHDRAWN = "withdrawn", "Đã gỡ"
    REJECTED = "rejected", "Không sử dụng"
    DISCARDED = "discarded", "Đã bỏ"


OPEN = (
    State.DRAFT,
    State.RETURNED,
    State.SUBMITTED,
    State.IN_REVIEW,
    State.APPROVED,
    State.SCHEDULED,
)
LIVE_SLOT = (State.PUBLISHED, State.HIDDEN)
# The content of an edition that is or was published never changes again; the database refuses it too.
FROZEN = (State.PUBLISHED, State.HIDDEN, State.SUPERSEDED, State.WITHDRAWN)


class EditionQuerySet(models.QuerySet):
    def live(self):
        """Give what citizens may read: the one definition of "public"."""
        return self.filter(state=State.PUBLISHED)

    def open(self):
        """Give what is still being worked on."""
        return self.filter(state__in=OPEN)

    def written_by(self, person):
        """Give the editions of which this person is an author (design.md: four eyes)."""
        return self.filter(Q(author=person) | Q(opened_by=person) | Q(submitted_by=person))

    def visible_to(self, standing):
        """Give the editions that a person of this standing may see at the desk: the board all, others theirs."""
        if standing.is_board:
            return self.all()
        if standing.may_write:
            return self.written_by(standing.person_id)
        return self.none()


def _person(verbose_name, **options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=verbose_name,
        **options,
    )


class Edition(CleanTextModel):
    document = models.ForeignKey(Document, models.PROTECT, related_name="%(class)ss", editable=False)
    number = models.PositiveIntegerField("phiên bản", default=1, editable=False)
    state = models.CharField("trạng thái", max_length=12, choices=State.choices, default=State.DRAFT, editable=False)
    state_since = models.DateTimeField("từ lúc", default=timezone.now, editable=False)
    version = models.PositiveIntegerField("lần ghi", default=1, editable=False)

    author = _person("người gửi")
    opened_by = _person("người soạn")
    submitted_by = _person("người bấm gửi")
    editor = _person("người biên tập")
    approver = _person("người trình duyệt")
    approved_fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    scheduled_by = _person("người hẹn giờ")
    scheduled_for = models.DateTimeField("hẹn đăng lúc", null=True, blank=True, editable=False)
    published_by = _person("người duyệt đăng")
    awaits_confirmation = models.BooleanField("chờ hậu kiểm", default=False, editable=False)
    confirmed_by = _person("người hậu kiểm")
    changed_by = _person("người sửa sau cùng")
    # Ids of those who changed the text since it was submitted: may they publish it alone?
    revisers = models.JSONField(default=list, editable=False)

    created_at = models.DateTimeField("tạo lúc", default=timezone.now, editable=False)
    changed_at = models.DateTimeField("sửa lúc", default=timezone.now, editable=False)
    submitted_at = models.DateTimeField("gửi lúc", null=True, editable=False)
    first_published_at = models.DateTimeField("đăng lần đầu", null=True, editable=False)
    published_at = models.DateTimeField("đăng lúc", null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    # What a move, not a person, writes; every other column is content and freezes with publication.
    WORKFLOW_FIELDS: tuple[str, ...] = (
        "state",
        "state_since",
        "version",
        "approved_fingerprint",
        "awaits_confirmation",
        "confirmed_by",
    )
    # What a kind must answer.
    kind: str = ""
    canonical_form = ""
    canonical_fields: tuple[str, ...] = ()
    prose_fields: tuple[str, ...] = ()  # where a small correction may change words
    guarded_children: tuple[tuple[str, str], ...] = ()  # (model label, foreign key to the edition)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(name="%(class)s_number_once", fields=["document", "number"]),
            models.UniqueConstraint(name="%(class)s_one_live", fields=["document"], condition=Q(state__in=LIVE_SLOT)),
            models.UniqueConstraint(name="%(class)s_one_open", fields=["document"], condition=Q(state__in=OPEN)),
        ]
        indexes = [
            models.Index(fields=["state", "state_since"], name="%(class)s_open", condition=Q(state__in=OPEN)),
            models.Index(fields=["state_since"], name="%(class)s_awaits", condition=Q(awaits_confirmation=True)),
            models.Index(fields=["author", "-changed_at"], name="%(class)s_of_author"),
            models.Index(fields=["-changed_at"], name="%(class)s_changed"),
            models.Index(fields=["state", "-state_since"], name="%(class)s_in_state"),
        ]

    def __str__(self):
        return self.title_text()

    # -- what a kind must answer --------------------------------------------------------------------

    def title_text(self) -> str:
        """Give the words by which people call this piece."""
        raise NotImplementedError

    def canonical_parts(self) -> dict:
        """Give what canonical_fields does not hold: pictures and files by the SHA-256 of their original."""
        return {}

    def findings(self, move: str) -> list:
        """Give what the gates say about this edition before a move (gates.py)."""
        return []

    def scope(self) -> str:
        """Give the key by which a delegation names the part of the site this piece stands in; "" for none."""
        return ""

    @classmethod
    def scope_choices(cls) -> list[tuple[str, str]]:
        """Give the parts of the site for which the right to publish this kind can be lent: key and name."""
        return []

    def keepers(self) -> list:
        """Give the people who look after a submitted piece of this kind, the first choice first."""
        return []

    def copy_children_from(self, edition) -> None:
        """Take over the pictures and files of the edition this one was opened over."""

    def went_live(self) -> None:
        """Do what publication means for this kind, in the move's transaction."""

    def was_taken_down(self) -> None:
        """Do what hiding, withdrawal or the end means for this kind, in the move's transaction."""

    # -- what is the same for every kind ------------------------------------------------------------

    def save_desk(self) -> None:
        """Save what a move changes and leave the content, as it is in the database, alone."""
        self.save(update_fields=DESK_FIELDS)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def author_ids(self) -> set[int]:
        """The authors: who opened or submitted the edition, or for whom it was typed."""
        return {pk for pk in (self.author_id, self.opened_by_id, self.submitted_by_id) if pk}

    def desk_url(self, person) -> str:
        """Give the address of this edition's form in the room where the person works."""
        if person.is_staff:
            return reverse(f"admin:{self._meta.app_label}_{self._meta.model_name}_change", args=[self.pk])
        return reverse("contributor_piece", args=[self.pk])

    @property
    def typed_by(self):
        """Who typed this in for somebody else (*nhập thay*), or None."""
        return self.opened_by if self.opened_by_id and self.opened_by_id != self.author_id else None

    def canonical_text(self) -> str:
        """Give everything a citizen would see as one text: form, fields, pictures and files; JSON, NFC, sorted."""
        parts = {name: _plain(getattr(self, self._column(name))) for name in self.canonical_fields}
        content = {"form": self.canonical_form, **parts, **self.canonical_parts()}
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def _column(self, name: str) -> str:
        """Give the attribute that holds a field's own value: for a foreign key its id."""
        field = self._meta.get_field(name)
        return getattr(field, "attname", name)

    def fingerprint(self) -> str:
        """Give the SHA-256 of the canonical text, in hexadecimal."""
        return fingerprint_of(self.canonical_text())

    def siblings(self):
        """Give all editions of the same document."""
        return type(self)._default_manager.filter(document_id=self.document_id)

    def live_edition(self):
        """Give the edition that holds the document's live slot (published or hidden), or None."""
        return self.siblings().filter(state__in=LIVE_SLOT).first()

    def open_edition(self):
        """Give the document's open edition, or None."""
        return self.siblings().open().first()


# What belongs to an edition's way through the desk, as against its content.
DESK_FIELDS = tuple(field.name for field in Edition._meta.local_fields)


def fingerprint_of(text: str) -> str:
    """Give the SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value):
    if value is None or isinstance(value, bool | int):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return clean_text(str(value))


def kinds() -> list[type[Edition]]:
    """Give the installed kinds of content: the concrete subclasses of Edition."""
    from django.apps import apps

    return [model for model in apps.get_models() if issubclass(model, Edition)]


def kind_named(name: str) -> type[Edition]:
    """Give the model of a kind.

    Raises LookupError for a name that no installed kind has.
    """
    for model in kinds():
        if model.kind == name:
            return model
    raise LookupError(name)
