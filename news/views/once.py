"""A form sent twice is saved once: each shown form has a key, and the session remembers what was saved of it."""

import hashlib
import secrets

from editorial.models import User

MEMORY = "saved_forms"
REMEMBERED = 20
NOT_CONTENT = {"csrfmiddlewaretoken", "act"}


def new_key() -> str:
    """Give the key of a form about to be shown."""
    return secrets.token_urlsafe(12)


def remember(request, pk: int) -> None:
    """Note which row came of this request's form, in the transaction that saves it."""
    request.session[MEMORY] = [*_memory(request), [_key_of(request), _content_of(request), pk]][-REMEMBERED:]
    request.session.save()


def find(request) -> tuple[int | None, bool]:
    """Give the row that came of this request's form already, and whether exactly this was saved in it.

    Must be inside the transaction that saves: two requests of one person (a double tap) wait here for each other, and
    the later one reads the session anew. The same form with other content is an old page that was gone back to, not a
    second tap.
    """
    User.objects.select_for_update(no_key=True).get(pk=request.user.pk)
    saved = [(content, pk) for key, content, pk in _memory(request) if key == _key_of(request)]
    same = next((pk for content, pk in saved if content == _content_of(request)), None)
    return (same, True) if same else (saved[-1][1] if saved else None, False)


def _memory(request) -> list:
    return type(request.session)(request.session.session_key).get(MEMORY, [])


def _key_of(request) -> str:
    return request.POST.get("form_key", "")[:40]


def _content_of(request) -> str:
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_CONTENT)
    sent = sorted((name, file.name, file.size) for name, file in request.FILES.items())
    return hashlib.sha256(repr((typed, sent)).encode()).hexdigest()[:16]
