"""One version of a document's content; the row a person edits. News says what the content is."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from editorial.checks.council import Facts
from editorial.checks.passages import Passage
from editorial.models.declaration import Unread
from editorial.models.document import Document
from editorial.models.edition_queries import EditionQuerySet
from editorial.models.state import CLOSED, LIVE_SLOT, OPEN, State, Withdrawal
from editorial.models.text import CleanTextModel
from editorial.text import clean_text


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
    urgent_since = models.DateTimeField("cần gấp từ lúc", null=True, blank=True, editable=False)
    due_at = models.DateTimeField("hạn xử lý", null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField("đã nhắc lúc", null=True, blank=True, editable=False)
    overdue_told_at = models.DateTimeField("đã báo quá hạn lúc", null=True, blank=True, editable=False)
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
    # When a board member last found that the live content still holds; empty: never since it was published.
    reviewed_at = models.DateTimeField("rà soát lúc", null=True, editable=False)
    withdrawal = models.CharField("cách gỡ", max_length=6, choices=Withdrawal.choices, blank=True, editable=False)
    merged_into = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        editable=False,
        db_index=False,  # almost all are empty: the index is the partial one below
        related_name="+",
        verbose_name="nhập vào",
    )

    objects = EditionQuerySet.as_manager()

    # What a move, not a person, writes; every other column is content and freezes with publication.
    WORKFLOW_FIELDS: tuple[str, ...] = (
        "state",
        "state_since",
        "version",
        "approved_fingerprint",
        "awaits_confirmation",
        "confirmed_by",
        "reviewed_at",
        "withdrawal",
        "merged_into",
        "due_at",
        "reminded_at",
        "overdue_told_at",
    )
    # What a kind must answer.
    kind: str = ""
    canonical_form = ""
    canonical_fields: tuple[str, ...] = ()
    prose_fields: tuple[str, ...] = ()  # where a small correction may change words
    guarded_children: tuple[tuple[str, str], ...] = ()  # (model label, foreign key to the edition)
    withdrawals: tuple[str, ...] = (Withdrawal.ERROR,)  # the ways it can be withdrawn; all for what has an address

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(name="%(class)s_number_once", fields=["document", "number"]),
            models.UniqueConstraint(name="%(class)s_one_live", fields=["document"], condition=Q(state__in=LIVE_SLOT)),
            models.UniqueConstraint(name="%(class)s_one_open", fields=["document"], condition=Q(state__in=OPEN)),
        ]
        indexes = [
            models.Index(fields=["-state_since", "-id"], name="%(class)s_open", condition=Q(state__in=OPEN)),
            models.Index(fields=["state_since"], name="%(class)s_awaits", condition=Q(awaits_confirmation=True)),
            models.Index(
                fields=["scheduled_for"], name="%(class)s_scheduled", condition=Q(scheduled_for__isnull=False)
            ),
            models.Index(fields=["author", "-state_since"], name="%(class)s_of_author"),
            models.Index(fields=["opened_by", "-state_since"], name="%(class)s_of_opener"),
            models.Index(fields=["submitted_by", "-state_since"], name="%(class)s_of_sender"),
            # Of no state that much is in: an index of all states draws SQLite away from the lists of what is live.
            models.Index(fields=["state", "-state_since"], name="%(class)s_closed", condition=Q(state__in=CLOSED)),
            models.Index(fields=["-state_since", "-id"], name="%(class)s_moved"),
            models.Index(fields=["merged_into"], name="%(class)s_merged", condition=Q(withdrawal=Withdrawal.MERGED)),
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

    def advice(self) -> list:
        """Give what would make the piece better, as findings that do not block (gates.py)."""
        return []

    def passages(self) -> list[Passage]:
        """Give every text of the piece that people will read, for the checks."""
        return []

    def unread_files(self) -> list[Unread]:
        """Give the files of the piece that no machine has read whole, or at all."""
        return []

    def office_telephones(self) -> frozenset[str]:
        """Give the telephones that stand on the site anyway, digits only."""
        return frozenset()

    def facts(self) -> Facts:
        """Give what the site knows of the day this piece is about: offices, sessions, terms."""
        return Facts()

    def scope(self) -> str:
        """Give the key by which a delegation names the part of the site this piece stands in; "" for none."""
        return ""

    @classmethod
    def scope_choices(cls) -> list[tuple[str, str]]:
        """Give the parts of the site for which the right to publish this kind can be lent: key and name."""
        return []

    def due_key(self) -> str:
        """Give the key by which a due time names this sort of piece."""
        return self.kind

    @classmethod
    def due_choices(cls) -> list[tuple[str, str]]:
        """Give the sorts of this kind for which there can be due times of their own: key and name."""
        return [(cls.kind, str(cls._meta.verbose_name).capitalize())]

    def keepers(self) -> list:
        """Give the people who look after a submitted piece of this kind, the first choice first."""
        return []

    def copy_children_from(self, edition) -> None:
        """Take over the pictures and files of the edition this one was opened over."""

    def take_text(self, content: dict) -> list[str]:
        """Take over the columns of an earlier canonical text, not saved yet; give what could not be, in sentences.

        A part that the earlier form did not have stays as it is.
        """
        lost = []
        for name in (name for name in self.canonical_fields if name in content):
            field, value = self._meta.get_field(name), content[name]
            if field.is_relation and value and not field.related_model._default_manager.filter(pk=value).exists():
                lost.append(f"Phần «{field.verbose_name}» của bản cũ không còn nên để trống.")
                value = None
            setattr(self, self._column(name), field.to_python(value) if value is not None else None)
        return lost

    def take_children(self, content: dict) -> list[str]:
        """Take over the pictures and files of an earlier canonical text; give what is gone, in sentences."""
        return []

    def thumbnail(self, sha256: str) -> str:
        """Give the address of a small picture by its SHA-256; "" for a kind without pictures, or one that is gone."""
        return ""

    def went_live(self) -> None:
        """Do what publication means for this kind, in the move's transaction."""

    def was_taken_down(self) -> None:
        """Do what hiding, withdrawal or the end means for this kind, in the move's transaction."""

    def months_to_review(self) -> int | None:
        """Give after how many months the live content is to be looked at again; None for never."""
        return None

    @classmethod
    def to_review(cls, now) -> "list[Edition]":
        """Give live editions whose time to be looked at again has come, the longest waiting first; a bounded list."""
        return []

    def addresses(self) -> list[str]:
        """Give every public address at which something of this edition stood or stands."""
        return []

    # -- what is the same for every kind ------------------------------------------------------------

    def save_desk(self) -> None:
        """Save what a move changes and leave the content, as it is in the database, alone."""
        self.save(update_fields=DESK_FIELDS)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        """Whether its due time is over."""
        return self.due_at is not None and self.due_at <= timezone.now()

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
