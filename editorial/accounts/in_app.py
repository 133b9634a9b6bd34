"""Browsers inside other applications (Zalo, Facebook): they have no passkeys and forget their sessions."""

import re
from urllib.parse import quote

INSIDE = re.compile(r"\bZalo\b|\bFBAN\b|\bFBAV\b|\bInstagram\b|\bMessenger\b|\bMicroMessenger\b|\bLine/", re.IGNORECASE)


def other_browser(request) -> dict | None:
    """Give how to open this very page in the phone's own browser; None when it is one already.

    {"address": the whole address to copy, "intent": a link that Android opens in the browser, or ""}
    """
    agent = request.META.get("HTTP_USER_AGENT", "")
    if not INSIDE.search(agent):
        return None
    address = request.build_absolute_uri()
    scheme, _, rest = address.partition("://")
    intent = f"intent://{quote(rest, safe='/:?&=%')}#Intent;scheme={scheme};action=android.intent.action.VIEW;end"
    return {"address": address, "intent": intent if "Android" in agent else ""}
