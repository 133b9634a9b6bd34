"""What is said on the next page, in a cookie of this host alone, as the other cookies are in operation."""

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookie(CookieStorage):
    cookie_name = "__Host-messages"


class Messages(FallbackStorage):
    storage_classes = (HostCookie, SessionStorage)
