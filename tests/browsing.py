"""A real Chromium in front of the site: pages of people who are logged in, and what must not happen on any page."""

from django.conf import settings
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.second_factor import AGENT, cookie_for

CHROMIUM = {
    "executable_path": "/usr/bin/chromium",
    # --disable-dev-shm-usage: /dev/shm is small in a container, and a page that finds it full crashes.
    "args": ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-dev-shm-usage"],
    "timeout": 120_000,
}
PASSWORD = "mat-khau-thu"  # of tests.factories.make_user
TELL_OF_POLICY = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile} ${event.sample}`))"""
# Said by the browser of every answer above 399; the listener for answers judges those.
SAID_OF_ANSWERS = "Failed to load resource"
PATIENCE = 60_000  # milliseconds; a busy machine is slow, not wrong

expect.set_options(timeout=PATIENCE)


class Chromium:
    """Debian's Chromium for the tests of one process; one that fell over is started again for the next test."""

    def __init__(self, playwright: Playwright):
        self._type = playwright.chromium
        self._browser = self._type.launch(**CHROMIUM)

    def new_context(self, **options) -> BrowserContext:
        """Give a window of its own, with nothing kept from others; options as playwright takes them."""
        if not self._browser.is_connected():
            self._browser = self._type.launch(**CHROMIUM)
        return self._browser.new_context(**options)

    def close(self) -> None:
        self._browser.close()


class Visits:
    """Pages of several people at once, each with cookies of their own.

    `complaints` collects errors of scripts, what a page's policy stopped, answers of 5xx, and parts of a page
    (pictures, styles, scripts) that did not come.
    """

    def __init__(self, chromium: Chromium, origin: str, *, bypass_csp: bool = False):
        self.chromium = chromium
        self.origin = origin
        self.bypass_csp = bypass_csp  # for a judge of pages that must put styles of its own into them
        self.complaints: list[str] = []
        self.contexts = []

    def page_of(self, person=None, *, width: int = 1280, height: int = 900) -> Page:
        """Give a new page: of a person who is logged in, or of a citizen."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            base_url=self.origin,
            user_agent=AGENT,
            bypass_csp=self.bypass_csp,
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(TELL_OF_POLICY)
        self.contexts.append(context)
        if person:
            context.add_cookies([{**session_of(person), "url": self.origin}])
        return self.watch(context.new_page())

    def watch(self, page: Page) -> Page:
        """Note what goes wrong on a page."""
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._hear(page, said))
        page.on("response", self._judge)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _hear(self, page, said) -> None:
        if said.type == "error" and not said.text.startswith(SAID_OF_ANSWERS):
            self.complaints.append(f"{page.url}: {said.text}")

    def _judge(self, response) -> None:
        part_of_page = not response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and part_of_page):
            self.complaints.append(f"{response.status} {response.url}")


def session_of(person) -> dict:
    """Give the cookie of a new session of this person."""
    return {"name": settings.SESSION_COOKIE_NAME, "value": cookie_for(person)}
