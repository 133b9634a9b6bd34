"""Who may fetch a picture or a file: everybody when an edition that can be read uses it, else who may see one."""

from editorial import rights
from news.models import Article, Banner, Page, Picture, StoredFile


def picture_is_public(key: str) -> bool:
    """Whether an edition that citizens may read uses the picture of this key."""
    return _any_readable(_editions_with_picture(_picture_ids(key)))


def may_see_picture(person, key: str) -> bool:
    """Whether this person uploaded the picture, may see an edition that uses it, or has the library (the board)."""
    ids = _picture_ids(key)
    if ids and rights.standing_of(person).is_board:
        return True
    uploaded = Picture.objects.filter(pk__in=ids, uploaded_by=person.pk).exists()
    return uploaded or _any_visible(person, _editions_with_picture(ids))


def file_is_public(files: list[StoredFile]) -> bool:
    """Whether an edition that citizens may read has one of these rows of the same file attached."""
    return _any_readable(_editions_with_file(files))


def may_see_file(person, files: list[StoredFile]) -> bool:
    """Whether this person uploaded the file or may see an edition that has it attached."""
    uploaded = any(file.uploaded_by_id == person.pk for file in files)
    return uploaded or _any_visible(person, _editions_with_file(files))


def _picture_ids(key: str) -> list[int]:
    """The same picture may have been uploaded more than once: one key, several rows."""
    return list(Picture.objects.filter(key=key).values_list("pk", flat=True))


def _editions_with_picture(ids: list[int]) -> tuple:
    return (
        Article.objects.filter(uses__picture__in=ids),
        Page.objects.filter(uses__picture__in=ids),
        Banner.objects.filter(picture__in=ids),
        Article.objects.filter(video_poster__in=ids),
    )


def _editions_with_file(files: list[StoredFile]) -> tuple:
    return (Article.objects.filter(attachments__file__in=files),)


def _any_readable(kinds) -> bool:
    return any(editions.readable().exists() for editions in kinds)


def _any_visible(person, kinds) -> bool:
    standing = rights.standing_of(person)
    return any(editions.visible_to(standing).exists() for editions in kinds)
