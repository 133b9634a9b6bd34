"""What the frame of every page shows: the site's name and imprint, the menu, the links to sister sites."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property

from news.models import Imprint, MenuItem, Page, SisterLink
from news.models.addresses import shown_link

KIND = "Trang thông tin điện tử"


def site(request) -> dict:
    """Give the frame as `site`; it asks the database only for what a template uses.

    Also as `frame`: allauth's own pages, the login first, call something else `site`.
    """
    frame = Frame(request.path)
    return {"site": frame, "frame": frame}


class Frame:
    """The frame of one page; four queries when everything is used, however long the menu."""

    def __init__(self, path: str):
        self.path = path

    @property
    def origin(self) -> str:
        """The scheme and host of the site, for addresses that leave it; never taken from a request."""
        return settings.SITE_ORIGIN.rstrip("/")

    @property
    def home(self) -> str:
        """The address of the public site's first page as the desk links to it: on another host, the whole of it."""
        return reverse("home") if settings.DESK_ORIGIN == settings.SITE_ORIGIN else self.origin + reverse("home")

    @cached_property
    def imprint(self) -> Imprint:
        return Imprint.load()

    @property
    def name(self) -> str:
        return self.imprint.site_name

    @property
    def kind(self) -> str:
        """The first words of the name, where it begins as such sites' names do; the small line of the head."""
        return KIND if self.name.startswith(KIND) else ""

    @property
    def title(self) -> str:
        """The rest of the name; the large line of the head."""
        rest = self.name.removeprefix(KIND).strip() or self.name
        return rest[0].upper() + rest[1:]

    @property
    def description(self) -> str:
        """What the site is, for search engines and social cards of pages that say nothing of their own."""
        return f"{self.name}: tin hoạt động của Hội đồng nhân dân, Đoàn đại biểu Quốc hội, đại biểu và cử tri."

    @property
    def security_contacts(self) -> list[str]:
        """Give where to tell of a hole in the site, as addresses (RFC 9116 wants URIs), the best first.

        They are SECURITY_CONTACT, or the mail address of the imprint, or, when it has none, the imprint itself.
        """
        wanted = settings.SECURITY_CONTACT or [self.imprint.email]
        return [_as_uri(contact) for contact in wanted if contact] or [self.origin + reverse("imprint")]

    @cached_property
    def menu(self) -> list[dict]:
        """Give the first level in the board's order: {"label", "address", "current", "children"}.

        An entry of a page that is not live is left out, and so is one that leads nowhere and holds nothing.
        """
        items = list(MenuItem.objects.select_related("category"))
        pages = _live_pages(items)
        children: dict[int, list] = {}
        for item in items:
            if item.parent_id:
                children.setdefault(item.parent_id, []).append(self._entry(item, pages, ()))
        entries = [self._entry(item, pages, children.get(item.pk, ())) for item in items if not item.parent_id]
        return [entry for entry in entries if entry]

    @cached_property
    def sister_links(self) -> list[SisterLink]:
        return list(SisterLink.objects.all())

    def _entry(self, item: MenuItem, pages: dict, children) -> dict | None:
        address = _address_of(item, pages)
        children = [child for child in children if child]
        if not address and children:
            address = children[0]["address"]
        if not address:
            return None
        current = "page" if address == self.path else ""
        if any(child["current"] for child in children):
            current = current or "true"
        return {"label": item.label, "address": address, "current": current, "children": children}


def _as_uri(contact: str) -> str:
    return contact if contact.startswith(("https://", "mailto:", "tel:")) else f"mailto:{contact}"


def _live_pages(items) -> dict[int, Page]:
    """Give the live pages of the menu by document; one query."""
    numbers = [item.document_id for item in items if item.document_id]
    pages = Page.objects.live().filter(document__in=numbers).only("document", "slug")
    return {page.document_id: page for page in pages}


def _address_of(item: MenuItem, pages: dict) -> str:
    if item.category:
        return item.category.get_absolute_url()
    if item.document_id:
        page = pages.get(item.document_id)
        return page.get_absolute_url() if page else ""
    return shown_link(item.address)
