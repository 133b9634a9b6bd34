"""Words of the pages of one's own account."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django import template
from django.conf import settings

from editorial.accounts import throttle
from editorial.accounts.adapters import FactorAdapter

register = template.Library()

BROWSERS = (("Edg", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
            ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "điện thoại Android"), ("Windows", "máy Windows"),
           ("Mac OS X", "máy Mac"), ("Linux", "máy Linux"))  # fmt: skip


@register.filter
def browser_words(user_agent: str) -> str:
    """Give in words what a browser says of itself: «Chrome, máy Windows»."""
    browser = next((words for mark, words in BROWSERS if mark in user_agent), "trình duyệt khác")
    system = next((words for mark, words in SYSTEMS if mark in user_agent), "")
    return f"{browser}, {system}" if system else browser


@register.filter
def demonstration_code(person) -> str:
    """Give the code that the person's application would show now, in the demonstration; elsewhere nothing."""
    if not settings.DEMONSTRATION:
        return ""
    found = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if found is None:
        return ""
    secret = FactorAdapter().decrypt(found.data["secret"])
    codes = [totp.format_hotp_value(totp.hotp_value(secret, turn)) for turn in totp.yield_hotp_counters_from_time()]
    return next((code for code in reversed(codes) if not throttle.was_used(person, code)), "")
