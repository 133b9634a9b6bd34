"""Pictures and attached files, from the private store: to everybody, or only to who may see them (news.access).

What may not be seen and what does not exist get the same answer, whatever the request's conditions.
"""

from unicodedata import normalize

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from news import access, pictures
from news.models import StoredFile
from news.models.library import rendition_path

TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}
PUBLIC = "public, max-age=31536000, immutable"  # an address names its content
PRIVATE = "private, no-store"


@require_safe
def picture(request, key: str, width: int, extension: str):
    """Give a rendition of a picture."""
    if width not in pictures.WIDTHS or extension not in TYPES:
        raise Http404
    public = access.picture_is_public(key)
    if not (public or access.may_see_picture(request.user, key)):
        raise Http404
    response = _send(rendition_path(key, width, extension), content_type=TYPES[extension])
    response.headers["Cache-Control"] = PUBLIC if public else PRIVATE
    return response


@require_safe
def attachment(request, key: str, name: str):
    """Give an attached file, always as a download that no browser opens in the name of this site."""
    files = list(StoredFile.objects.filter(key=key, name=normalize("NFC", name)))
    public = access.file_is_public(files)
    if not (public or access.may_see_file(request.user, files)):
        raise Http404
    file = files[0]
    response = _send(file.path, content_type=file.content_type, as_attachment=True, filename=file.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = PUBLIC if public else PRIVATE
    return response


def _send(path: str, **options) -> FileResponse:
    try:
        return FileResponse(default_storage.open(path), **options)
    except FileNotFoundError as error:
        raise Http404 from error
