"""Words of the pages of one's own account."""

from django import template

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
