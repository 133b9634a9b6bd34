"""A form sent twice is saved once: each shown form has a key, and a session remembers the keys of what it saved."""

import secrets

MEMORY = "saved_forms"
REMEMBERED = 20


def new_key() -> str:
    """Give the key of a form about to be shown."""
    return secrets.token_urlsafe(12)


def remember(request, key: str, pk: int) -> None:
    """Note which row came of a form, in the transaction that saves it."""
    saved = [entry for entry in request.session.get(MEMORY, []) if entry[0] != key]
    request.session[MEMORY] = [*saved, [key, pk]][-REMEMBERED:]
    request.session.save()


def find(request, key: str) -> int | None:
    """Give the row that came of this form already; reads the session anew, for the other request just ended."""
    fresh = type(request.session)(request.session.session_key)
    return next((pk for known, pk in fresh.get(MEMORY, []) if known == key), None)
