"""A Word file becomes a draft: read in a child process, pictures into the library, text through the sanitiser."""

import base64
import time
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.dateparse import parse_date

from editorial import child, notes
from editorial.editing import create_document
from editorial.models import User
from news import files, intake, richtext
from news.models import Article, ArticlePicture, Picture
from news.models.body import PictureUse
from news.pictures import WIDTHS
from news.word.told import tell

BODY_WIDTH = WIDTHS[1]
# Reading and making renditions of pictures together stay within ten seconds; what is left over then is named.
SECONDS_TO_READ = 8
SECONDS_FOR_PICTURES = 5
OLD_WORD = "Tệp Word đời cũ (.doc) hoặc có mật khẩu chưa dùng được. Xin mở bằng Word, lưu lại dạng .docx rồi gửi lại."
NO_WORD = "Tệp này không phải là tệp Word. Xin gửi tệp có đuôi .docx."


@dataclass
class WordDraft:
    """What is to be saved of a Word file, and the sentences that say what was done with the rest."""

    fields: dict[str, Any]
    lead: dict[str, Any] | None
    told: list[str] = field(default_factory=list)


def read_draft(data: bytes, *, actor: User) -> WordDraft:
    """Read a Word file; take its pictures into the library, where they are swept when no edition comes to have them.

    Raises ValidationError with a sentence for what is no Word file, is hostile, broken, or too large.
    """
    _refuse_others(data)
    intake.admit(data, person=actor)
    try:
        read = child.run("news.word.job.read_word", data, seconds=SECONDS_TO_READ)
    except child.ChildFailed as error:
        raise ValidationError(error.sentence) from error
    if "refused" in read:
        raise ValidationError(read["refused"])
    counts = read["counts"]
    taken = _take_pictures(read["parts"], counts, actor)
    lead = taken[0] if taken else None
    body = richtext.clean_html("\n".join(_show(part, lead) for part in read["parts"]))
    headline = richtext.excerpt(read["headline"], 120 if read["is_guessed"] else 250)
    fields = {
        "headline": headline or "Bài lấy từ tệp Word",
        "standfirst": read["standfirst"],
        "body": body,
        "byline": (read["byline"] or actor.full_name)[:120],
        "event_date": parse_date(read["event_date"]),
    }
    return WordDraft(fields, lead, tell(counts, is_guessed=read["is_guessed"]))


def save_draft(draft: WordDraft, *, actor: User, file_name: str, origin=None) -> Article:
    """Save the draft as a new piece of the actor's; what was left out is kept as a remark beside it."""
    with transaction.atomic():
        article = Article(**draft.fields)
        create_document(article, actor=actor, origin=origin)
        if draft.lead:
            words = {name: draft.lead[name] for name in ("caption", "photographer", "alt")}
            role = PictureUse.Role.LEAD
            ArticlePicture.objects.create(article=article, picture=draft.lead["picture"], role=role, **words)
        if draft.told:
            said = "\n".join(f"– {sentence}" for sentence in draft.told)
            notes.write_note(article, actor=actor, text=f"Ghi tự động khi lấy bài từ tệp «{file_name}»:\n{said}")
    return article


def _refuse_others(data: bytes) -> None:
    if len(data) > files.MAX_BYTES:
        raise ValidationError(files.TOO_HEAVY)
    if not data:
        raise ValidationError(files.EMPTY)
    if data.startswith(files.OLE):
        raise ValidationError(OLD_WORD)
    if not data.startswith(b"PK\x03\x04"):
        raise ValidationError(NO_WORD)


def _take_pictures(parts: list, counts: dict[str, int], actor: User) -> list[dict]:
    """Take the pictures among the parts into the library; give those that were taken, each with its row."""
    until = time.monotonic() + SECONDS_FOR_PICTURES
    taken = []
    for part in parts:
        if isinstance(part, str):
            continue
        data = base64.b64decode(part.pop("data"))
        if time.monotonic() > until:
            counts["too many pictures"] = counts.get("too many pictures", 0) + 1
            continue
        try:
            part["picture"] = Picture.objects.take_admitted(data, uploaded_by=actor)
            taken.append(part)
        except ValidationError:
            counts["broken pictures"] = counts.get("broken pictures", 0) + 1
    return taken


def _show(part, lead: dict | None) -> str:
    """Give a part as HTML of the body; the lead picture stands above the body, not in it."""
    if isinstance(part, str):
        return part
    if part is lead or "picture" not in part:
        return ""
    photographer = f"Ảnh: {part['photographer']}" if part["photographer"] else ""
    words = " ".join(filter(None, [part["caption"], photographer]))
    caption = f"<figcaption>{escape(words, quote=False)}</figcaption>" if words else ""
    image = f'<img src="{part["picture"].address(BODY_WIDTH)}" alt="{escape(part["alt"])}">'
    return f'<figure class="image">{image}{caption}</figure>'
